"""Jump mode: letters lead to rows, fields and lists."""

from __future__ import annotations

import pytest

from ihk_tui.domain.intake import Intake
from ihk_tui.domain.visitors import Visitor
from ihk_tui.office import reception
from ihk_tui.tui.intake.screen import IntakeScreen
from ihk_tui.tui.jump import LETTERS, JumpScreen, labels, targets
from tests.tui.office import Office, ok
from tests.tui.seat import Seat, seated

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("count", [1, 26, 27, 100])
def test_every_target_has_a_name_of_its_own_that_begins_no_other(count: int) -> None:
    names = labels(count)
    assert len(set(names)) == count
    assert len({len(name) for name in names}) == 1
    assert set("".join(names)) <= set(LETTERS)


async def test_a_letter_marks_its_row(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("#")
        await kaya.is_at("JumpScreen")
        assert kaya.line("A06").startswith("D A06") and kaya.line("A03").startswith("H● A03")
        await kaya.press("d")
        await kaya.is_at("DayScreen")
        assert "A06" in str(kaya.table.get_row_at(kaya.table.cursor_row)[0])
        await kaya.press("enter")
        await kaya.sees("A06 Familie Nguyễn")


def _urgent(office: Office, name: str) -> None:
    """Somebody comes who is called first: every row moves down."""
    ok(reception.check_in(office.session("mueller"), Intake("XX", ("VE",), Visitor(name=name)), "eilt"))


async def test_a_letter_leads_to_its_visit_though_a_colleague_moves_the_rows(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("#")
        await kaya.is_at("JumpScreen")
        assert kaya.line("A06").startswith("D A06")
        before = kaya.picture.splitlines().index(next(x for x in kaya.picture.splitlines() if "A06" in x))
        _urgent(office, "Dr. Eilig")
        await kaya.sees("Dr. Eilig")
        await kaya.until(lambda: kaya.line("A06").startswith("D A06"))
        assert "A06" not in kaya.picture.splitlines()[before], "the row has moved"
        await kaya.press("d")
        await kaya.is_at("DayScreen")
        assert "A06" in str(kaya.table.get_row_at(kaya.table.cursor_row)[0])


async def test_a_view_that_comes_before_the_letters_are_there_or_after_they_went_ends_nothing(
    office: Office,
) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        letters = JumpScreen(targets(kaya.app.screen), "")
        with kaya.app._context():
            kaya.app.push_screen(letters)
            letters._place()
        await kaya.is_at("JumpScreen")
        await kaya.press("escape")
        await kaya.is_at("DayScreen")
        letters._place()
        letters.action_leave()
        assert kaya.place == "DayScreen"


async def test_letters_under_the_palette_go_when_the_size_changed(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("#")
        await kaya.is_at("JumpScreen")
        await kaya.press("ctrl+p")
        await kaya.is_at("CommandPalette")
        await kaya.pilot.resize_terminal(100, 30)
        await kaya.press("escape")
        await kaya.is_at("DayScreen")


async def test_a_letter_whose_visit_is_gone_says_so_and_leads_nowhere(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        marked = str(kaya.table.get_row_at(kaya.table.cursor_row)[0])
        await kaya.press("#")
        await kaya.is_at("JumpScreen")
        ok(reception.leave(office.session("mueller"), "A06", False))
        await kaya.until(lambda: "A06" not in kaya.picture)
        await kaya.until(lambda: "D" not in {line.strip()[:1] for line in kaya.picture.splitlines()[3:10]})
        await kaya.press("d")
        await kaya.is_told("Das ist nicht mehr da.")
        assert kaya.place == "DayScreen"
        assert str(kaya.table.get_row_at(kaya.table.cursor_row)[0]) == marked


async def test_a_letter_leads_to_the_field_that_has_the_place_of_the_one_before(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("n", "b", "v", "tab", *"Möb")
        await kaya.press("ctrl+g")
        await kaya.is_at("JumpScreen")
        form = kaya.app.screen_stack[-2]
        assert isinstance(form, IntakeScreen)
        letter = _letter_at(kaya, "postcode")
        with kaya.app._context():
            await form._lay_out()
        await kaya.press(letter, *"45525")
        assert (kaya.field("company").value, kaya.field("postcode").value) == ("Möb", "45525")


async def test_esc_and_a_letter_that_leads_nowhere_stay_where_one_is(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("down")
        for key in ("escape", "m"):
            await kaya.press("#")
            await kaya.is_at("JumpScreen")
            await kaya.press(key)
            await kaya.is_at("DayScreen")
        assert kaya.table.cursor_row == 1


async def test_only_rows_in_sight_have_a_letter(office: Office) -> None:
    for _ in range(14):
        ok(reception.check_in(office.session("kaya"), Intake("XX", ("VE",), Visitor())))
    async with seated(office.app_of("kaya")) as kaya:
        assert kaya.table.row_count == 22
        await kaya.press("ctrl+end")
        await kaya.until(lambda: kaya.table.scroll_offset.y > 0)
        await kaya.press("#")
        await kaya.is_at("JumpScreen")
        letters = len(kaya.app.screen.query(".label"))
        assert 10 < letters < 22
        await kaya.press("a")
        await kaya.is_at("DayScreen")
        assert kaya.table.cursor_row == 22 - letters


async def test_a_form_is_left_for_another_field_with_ctrl_g(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("n", "b", "v", "tab", *"Möb")
        await kaya.press("ctrl+g")
        await kaya.is_at("JumpScreen")
        await kaya.press(_letter_at(kaya, "postcode"), *"45525")
        assert (kaya.field("company").value, kaya.field("postcode").value) == ("Möb", "45525")


def _letter_at(seat: Seat, field: str) -> str:
    """The letter before a field."""
    spot = seat.app.screen_stack[-2].query_one(f"#field-{field}").region
    return seat.picture.splitlines()[spot.y][spot.x - 1].lower()


@pytest.mark.parametrize(
    "keys",
    [
        (),
        ("n", "b", "v"),
        ("b",),
        ("enter",),
        ("t",),
        ("t", "r"),
        ("t", "n"),
        ("t", "v"),
        ("-",),
        ("l",),
        ("j",),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_letter_covers_nothing_that_is_written(
    office: Office, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    async with seated(office.app_of("aydin"), size) as aydin:
        await aydin.press(*keys)
        await aydin.settle()
        before = aydin.picture.splitlines()[:-1]
        await aydin.press("ctrl+g")
        await aydin.is_at("JumpScreen")
        await aydin.settle()
        now = [line.ljust(size[0]) for line in aydin.picture.splitlines()]
        covered = [
            (line, now[y])
            for y, line in enumerate(before)
            for x, sign in enumerate(line)
            if sign not in (" ", now[y][x])
        ]
        assert not covered


async def test_an_answer_of_a_dialog_is_marked(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("-")
        await kaya.until(lambda: len(kaya.app.screen.focus_chain) == 1)
        await kaya.press("#")
        await kaya.is_at("JumpScreen")
        await kaya.press("s")
        await kaya.is_at("Choose")
        await kaya.press("enter")
        await kaya.is_told("A07 ist nicht mehr da.")
    assert office.visit("A07").state == "turned_away"


async def test_a_topic_of_a_visit_is_chosen(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.mark("A04")
        await aydin.press("enter")
        await aydin.is_at("VisitScreen")
        await aydin.sees("Notiz zu PR2")
        await aydin.press("#", "s")
        await aydin.sees("Notiz zu KO1")


async def test_a_day_of_the_year_plan_is_marked(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press("j")
        await aydin.is_at("PlannerScreen")
        await aydin.press("#", "a")
        await aydin.is_at("PlannerScreen")
        assert aydin.table.cursor_row == 0


async def test_the_grid_keeps_its_column(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t", "r")
        await kaya.press("right", "#", "a")
        await kaya.is_at("AppointmentsScreen")
        await kaya.sees("08:30–09:00 Uhr, Karl-Friedrich Müller")


async def test_letters_go_away_when_the_terminal_changes(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("#")
        await kaya.is_at("JumpScreen")
        await kaya.pilot.resize_terminal(100, 30)
        await kaya.is_at("DayScreen")
