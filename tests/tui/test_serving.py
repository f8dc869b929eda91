"""At the desk: calling, talking, parking, handing over and finishing, by the keys of the day screen."""

from __future__ import annotations

import pytest

from ihk_tui.office import serving
from ihk_tui.tui.visit.screen import VisitScreen
from tests.tui.office import Office, ok
from tests.tui.seat import seated


async def test_the_day_shows_who_waits_in_order_with_the_reason(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.sees("Do., 05.11.2026", "5 warten", "2 im Gespräch", "Aydın · Platz 1")
        tickets = [line.split()[0] for line in aydin.picture.splitlines()[2:7]]
        assert tickets == ["A07", "A04", "A06", "A08", "T01"]
        assert "dringend: Bew" in aydin.line("A07")
        assert "wartet lange" in aydin.line("A04")
        assert "● A03" in aydin.line("A03") and "Platz 2" in aydin.line("A03")
        assert "» A05" in aydin.line("A05") and "‖ A02" in aydin.line("A02")


async def test_a_calls_the_next_to_my_desk(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press("a")
        await aydin.is_told("A07 an Platz 1 aufgerufen.")
        await aydin.sees("» A07 aufgerufen 0 min · Zoë Krämer · SU3 Bewerbung")
    assert (office.visit("A07").state, office.visit("A07").desk) == ("called", 1)
    assert len(office.log("call")) == 6


async def test_calling_while_someone_is_with_me_is_refused(office: Office) -> None:
    async with seated(office.app_of("berger")) as berger:
        await berger.press("a")
        await berger.is_told("A03 ist noch bei Ihnen (im Gespräch).")
    assert office.visit("A07").state == "waiting"


async def test_nobody_left_to_call(empty_office: Office) -> None:
    from ihk_tui.office.days import open_day

    ok(open_day(empty_office.session("kaya")))
    async with seated(empty_office.app_of("aydin")) as aydin:
        await aydin.sees("Noch war niemand da.")
        await aydin.press("a")
        await aydin.is_told("Niemand wartet.")
        await aydin.press("g")
        await aydin.is_told("Hier ist kein Besuch markiert.")


async def test_w_calls_once_more(office: Office) -> None:
    async with seated(office.app_of("mueller")) as mueller:
        await mueller.press("w")
        await mueller.is_told("A05 nochmals an Platz 3 aufgerufen.")
    assert office.visit("A05").calls == 2


async def test_g_begins_the_talk_and_f_ends_it(office: Office) -> None:
    async with seated(office.app_of("mueller")) as mueller:
        await mueller.press("f")
        await mueller.is_told("A05 ist aufgerufen, das Gespräch hat noch nicht begonnen.")
        await mueller.press("g")
        await mueller.is_told("Gespräch mit A05 läuft.")
        assert office.visit("A05").state == "serving"
        office.at("10:31")
        await mueller.press("f", "g")
        await mueller.is_told("A05 ist fertig.")
    done = office.visit("A05")
    assert done.state == "finished" and done.outcome and done.outcome.kind == "solved"
    assert done.topics[0].talked(office.now).total_seconds() == 11 * 60


@pytest.mark.parametrize(("letter", "kind"), [("g", "solved"), ("z", "not_responsible"), ("b", "aborted")])
async def test_an_outcome_is_picked_by_its_letter(office: Office, letter: str, kind: str) -> None:
    async with seated(office.app_of("berger")) as berger:
        await berger.press("f")
        await berger.sees("A03 fertig", "Was ist das Ergebnis?", "vor Ort geklärt", "abgebrochen")
        await berger.press(letter)
        await berger.is_told("A03 ist fertig.")
    outcome = office.visit("A03").outcome
    assert outcome and outcome.kind == kind


async def test_esc_at_the_outcome_leaves_the_talk_going_on(office: Office) -> None:
    async with seated(office.app_of("berger")) as berger:
        await berger.press("f", "escape")
        await berger.is_at("DayScreen")
    assert office.visit("A03").state == "serving"


async def test_started_asks_for_body_step_owner_and_date(office: Office) -> None:
    async with seated(office.app_of("berger")) as berger:
        await berger.press("f", "a")
        await berger.sees("A03 angestoßen", "Stellen: IHK-BO, AFA", "Bei wem", "Bis wann")
        await berger.fill("partner", "bank")
        await berger.fill("due", "gestern")
        await berger.fill("owner", "niemand")
        await berger.press("enter")
        await berger.sees("Hier arbeiten: aydin, berger, mueller, kaya.")
        await berger.fill("owner", "aydin")
        await berger.press("enter")
        await berger.sees("Bei wem ! Partner „bank“", "Bis wann ! Der Termin liegt", "Nächster Schritt ! Was")
        assert berger.field("partner").has_focus
        assert office.visit("A03").state == "serving"
        await berger.fill("partner", "bkh")
        await berger.fill("due", "4.12.")
        await berger.fill("next_step", "Schulplatz klären")
        await berger.press("ctrl+s")
        await berger.is_told("A03 ist fertig.")
    outcome = office.visit("A03").outcome
    assert outcome is not None
    assert (outcome.kind, outcome.partner, outcome.owner) == ("started", "BKH", "aydin")
    assert (outcome.next_step, str(outcome.due)) == ("Schulplatz klären", "2026-12-04")


async def test_x_holds_the_number_back_and_r_queues_it_again(office: Office) -> None:
    async with seated(office.app_of("mueller")) as mueller:
        await mueller.press("x")
        await mueller.is_told("A05 war nicht da.")
        await mueller.sees("× A05")
        assert "ab 10:25" in mueller.line("A05")
        held = office.visit("A05")
        assert held.held
        await mueller.press("w")
        await mueller.is_told("A05 war eben nicht da: wieder in 5:00 min.")
        await mueller.press("r")
        await mueller.is_told("A05 geht weiter.")
    back = office.visit("A05")
    assert (back.state, back.arrived) == ("waiting", held.arrived)


async def test_s_parks_with_a_word_and_r_goes_on(office: Office) -> None:
    async with seated(office.app_of("berger")) as berger:
        await berger.press("s")
        await berger.sees("A03 später", "Warum?")
        await berger.type("holt Unterlagen")
        await berger.press("enter")
        await berger.is_told("A03 ist geparkt.")
        await berger.sees("‖ A03")
        assert office.visit("A03").steps[-1].note == "holt Unterlagen"
        office.at("10:40")
        await berger.mark("A03")
        await berger.press("r")
        await berger.is_told("A03 geht weiter.")
    resumed = office.visit("A03")
    assert resumed.state == "serving"
    assert resumed.spent("deferred", office.now).total_seconds() == 20 * 60


async def test_another_adviser_resumes_what_was_parked(office: Office) -> None:
    async with seated(office.app_of("mueller")) as mueller:
        await mueller.press("g", "f", "g")
        await mueller.is_told("A05 ist fertig.")
        await mueller.mark("A02")
        await mueller.press("r")
        await mueller.is_told("A02 geht weiter.")
    assert office.visit("A02").advisers == {"mueller"}


@pytest.mark.parametrize(("letter", "state"), [("g", "left"), ("a", "turned_away")])
async def test_minus_says_whether_the_visitor_left_or_was_turned_away(
    office: Office, letter: str, state: str
) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.mark("A08")
        await aydin.press("minus")
        await aydin.sees("A08 ohne Gespräch", "ist gegangen", "wurde abgewiesen")
        await aydin.press(letter)
        await aydin.is_told("A08 ist nicht mehr da.")
        assert "A08" not in [str(aydin.table.get_row_at(n)[0]).strip() for n in range(aydin.table.row_count)]
    assert office.visit("A08").state == state


async def test_l_hands_over_to_a_colleague_as_next_with_a_note(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press("a", "g", "l")
        await aydin.sees("A07 übergeben", "Tom Berger · Platz 2")
        await aydin.press("1", "n")
        await aydin.type("Lebenslauf ansehen")
        await aydin.press("enter")
        await aydin.is_told("A07 an Tom Berger übergeben.")
        assert "für Berger" in aydin.line("A07")
        await aydin.press("a")
        await aydin.is_told("A04 an Platz 1 aufgerufen.")
    handed = office.visit("A07").handed
    assert handed and (handed.to, handed.next, handed.note) == ("berger", True, "Lebenslauf ansehen")


@pytest.mark.parametrize(("letter", "to"), [("w", "mueller"), ("a", "")])
async def test_an_absent_colleague_is_pointed_out(office: Office, letter: str, to: str) -> None:
    mueller = office.session("mueller")
    ok(serving.no_show(mueller, "A05"))
    ok(serving.take_desk(mueller, 3, "break"))
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press("a", "l")
        await aydin.sees("Karl-Friedrich Müller-Lüdenscheidt · nicht am Platz")
        await aydin.press("2", "n", "enter")
        await aydin.sees("ist gerade nicht am Platz", "dort warten lassen", "an alle zurückgeben")
        await aydin.press(letter)
        await aydin.is_told("A07 an Karl-Friedrich Müller-Lüdenscheidt" if to else "A07 an alle übergeben.")
    visit = office.visit("A07")
    assert visit.state == "waiting"
    assert (visit.handed.to if visit.handed else "") == to


async def test_esc_keeps_the_visit_that_was_to_be_handed_over(office: Office) -> None:
    async with seated(office.app_of("berger")) as berger:
        for keys in (["escape"], ["0"]):
            await berger.press("l", *keys)
            await berger.is_at("DayScreen")
    assert office.visit("A03").state == "waiting"
    assert not office.visit("A03").handed


async def test_enter_opens_the_marked_visit(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.mark("A03")
        await aydin.press("enter")
        await aydin.is_at("VisitScreen")
        assert isinstance(aydin.app.screen, VisitScreen)
        await aydin.sees("A03 Zimmermann & Söhne, Ingenieurbüro", "im Gespräch · Platz 2 · 36 min")
        await aydin.press("escape")
        await aydin.is_at("DayScreen")


@pytest.mark.parametrize("key", ["b", "f2"])
async def test_b_corrects_the_marked_visit_and_keeps_its_times(office: Office, key: str) -> None:
    before = office.visit("A06")
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.mark("A06")
        await kaya.press(key)
        await kaya.sees("A06 bearbeiten", "Familie Nguyễn")
        await kaya.fill("name", "Familie Nguyễn-Schäfer")
        await kaya.press("enter")
        await kaya.is_told("A06 geändert.")
        await kaya.sees("Familie Nguyễn")
    after = office.visit("A06")
    assert after.visitor.name == "Familie Nguyễn-Schäfer"
    assert (after.steps, after.ticket, after.topics) == (before.steps, before.ticket, before.topics)


async def test_whom_a_colleague_called_is_taken_over_only_when_that_is_meant(office: Office) -> None:
    async with seated(office.app_of("berger")) as berger:
        await berger.press("f", "g")
        await berger.is_told("A03 ist fertig.")
        await berger.mark("A05")
        await berger.press("g")
        await berger.sees("A05 übernehmen?", "A05 hat Karl-Friedrich Müller-Lüdenscheidt an Platz 3 gerufen.")
        await berger.press("escape")
        await berger.is_at("DayScreen")
        assert office.visit("A05").state == "called"
        await berger.press("g", "j")
        await berger.is_told("Gespräch mit A05 läuft.")
    assert office.visit("A05").desk == 2
