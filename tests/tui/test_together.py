"""Several people at once: what one does never disturbs what another is doing."""

from __future__ import annotations

from ihk_tui.domain.intake import Intake
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.visits import Outcome
from ihk_tui.office import reception, serving
from tests.tui.office import Office, ok
from tests.tui.seat import Seat, seated


async def test_the_same_key_twice_at_once_calls_one_visit(office: Office) -> None:
    """Scenario 4."""
    calls = len(office.log("call"))
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press_twice("a")
        await aydin.sees("» A07")
    assert len(office.log("call")) == calls + 1
    assert office.visit("A04").state == "waiting"


async def test_the_same_key_twice_at_once_saves_one_visit(office: Office) -> None:
    """Scenario 4."""
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("n", "x", "v")
        await kaya.press_twice("enter")
        await kaya.is_told("A09 gegeben")
        assert kaya.place == "DayScreen"
    assert len(office.log("checkin")) == 10
    assert len(office.visits()) == 10


async def test_enter_pressed_twice_does_not_act_on_the_screen_behind(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("n", "x", "z")
        await kaya.press_twice("enter")
        await kaya.is_told("A09 gegeben")
        assert kaya.place == "DayScreen", "the second one would have opened a visit"


async def test_the_same_letter_twice_is_the_action_and_the_choice(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press_twice("n")
        await kaya.press("b", "enter")
        await kaya.is_told("A09 gegeben")
    assert office.visit("A09").kind == "BN"


async def test_twice_the_same_letter_in_a_text_is_two_letters(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("n", "x", "v")
        await kaya.fill("name", "Mü")
        await kaya.press_twice("l")
        await kaya.type("er")
        assert kaya.field("name").value == "Müller"


def _call_three(office: Office) -> None:
    berger = office.session("berger")
    ok(serving.finish(berger, "A03", Outcome(kind="solved")))
    for _ in range(3):
        called = ok(serving.call(berger))
        ok(serving.start(berger))
        if called.ticket != "A06":
            ok(serving.finish(berger, called.ticket, Outcome(kind="solved")))


async def test_my_form_is_mine_while_a_colleague_calls_three(office: Office) -> None:
    """Scenario 18, first half."""
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press("n", "b", "v", "2")
        await aydin.fill("company", "Möbel [Höfer] & Söhne")
        await aydin.press("left", "left", "left", "shift+left", "shift+left")
        field = aydin.field("company")
        before = (field.value, field.cursor_position, field.selection, aydin.app.focused)
        seen = aydin.picture
        _call_three(office)
        await aydin.until(lambda: aydin.app.view and len(aydin.app.view.queue) < 4)
        await aydin.settle()
        assert (field.value, field.cursor_position, field.selection, aydin.app.focused) == before
        assert aydin.picture == seen
        await aydin.fill("postcode", "45525")
        await aydin.press("enter")
        await aydin.is_told("A09 gegeben")
    assert office.visit("A09").visitor.company == "Möbel [Höfer] & Söhne"


async def test_a_dialog_stays_open_while_a_colleague_calls(office: Office) -> None:
    async with seated(office.app_of("mueller")) as mueller:
        await mueller.press("g", "f")
        await mueller.sees("A05 fertig")
        _call_three(office)
        await mueller.until(lambda: mueller.app.view and len(mueller.app.view.queue) < 4)
        await mueller.press("g")
        await mueller.is_told("A05 ist fertig.")


async def test_what_another_does_appears_without_moving_cursor_focus_or_scroll(office: Office) -> None:
    """Scenario 19."""
    kaya = office.session("kaya")
    for _ in range(30):
        ok(reception.check_in(kaya, Intake("XX", ("ZZ",), Visitor())))
    async with seated(office.app_of("aydin")) as aydin, seated(office.app_of("berger")) as berger:
        await aydin.until(lambda: aydin.table.row_count == 38)
        await aydin.press(*["down"] * 24)
        table = aydin.table
        marked, scroll = table.get_row_at(table.cursor_row)[0], table.scroll_y
        assert scroll > 0 and "A29" in str(marked)
        await berger.press("f", "g", "a")
        await berger.is_told("A07 an Platz 2 aufgerufen.")
        await aydin.sees("34 warten")
        await aydin.until(lambda: aydin.table.row_count == 37)
        assert str(table.get_row_at(table.cursor_row)[0]) == str(marked)
        assert table.scroll_y == scroll and aydin.app.focused is table
        await berger.press("g")
        await aydin.until(lambda: any("● A07" in str(table.get_row_at(n)[0]) for n in range(37)))
        assert str(table.get_row_at(table.cursor_row)[0]) == str(marked)


async def _both_call(first: Seat, second: Seat) -> None:
    first.post("a")
    second.post("a")
    await first.settle()
    await second.settle()


async def test_two_who_call_at_once_get_two_visits(office: Office) -> None:
    """Scenario 1, on two screens."""
    ok(serving.finish(office.session("berger"), "A03", Outcome(kind="solved")))
    async with seated(office.app_of("aydin")) as aydin, seated(office.app_of("berger")) as berger:
        await _both_call(aydin, berger)
        await aydin.is_told("aufgerufen.")
        await berger.is_told("aufgerufen.")
    assert {office.visit("A07").state, office.visit("A04").state} == {"called"}
    assert office.visit("A07").advisers | office.visit("A04").advisers == {"aydin", "berger"}


async def test_both_correct_one_visit_and_the_second_is_told(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.mark("A06")
        await kaya.press("b")
        await kaya.fill("name", "Familie Nguyen (Mutter)")
        base = office.visit("A06")
        changed = Intake("EL", ("SU2",), Visitor(name="Familie Nguyễn, Vater"))
        ok(reception.edit(office.session("aydin"), "A06", base, changed))
        await kaya.press("enter")
        await kaya.is_told("A06 wurde inzwischen von anderer Stelle geändert.")
        assert kaya.field("name").value == "Familie Nguyen (Mutter)"
        await kaya.press("enter")
        await kaya.is_told("A06 geändert.")
    assert office.visit("A06").visitor.name == "Familie Nguyen (Mutter)"


async def test_the_minute_goes_on_without_anyone_doing_anything(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        assert "12 min" in kaya.line("A06")
        office.at("11:25")
        kaya.app._minute()
        await kaya.until(lambda: "77 min" in kaya.line("A06"))
