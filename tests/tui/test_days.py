"""Opening and closing the day, breaks, what is settled, theme, help and palette."""

from __future__ import annotations

from datetime import date

import pytest

from ihk_tui.domain.visits import Outcome
from ihk_tui.office import days, serving
from ihk_tui.tui.actions import PLACES
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.closing.screen import ClosingScreen
from tests.tui.office import Office, ok
from tests.tui.seat import Seat, seated


async def test_o_opens_the_day(empty_office: Office) -> None:
    async with seated(empty_office.app_of("kaya")) as kaya:
        await kaya.sees("Der Sprechtag am Do., 05.11.2026 ist noch nicht geöffnet.", "o öffnet ihn.")
        await kaya.press("o")
        await kaya.is_told("Der Sprechtag ist geöffnet.")
        await kaya.sees("0 warten", "Noch war niemand da.")
        await kaya.press("o")
        await kaya.is_told("Der Sprechtag ist schon geöffnet.")
    opened = empty_office.day()
    assert opened and opened.status == "open"


async def test_an_extra_day_is_opened_after_a_yes(empty_office: Office) -> None:
    wednesday = date(2026, 11, 4)
    empty_office.at("8:20", wednesday)
    async with seated(empty_office.app_of("kaya")) as kaya:
        await kaya.sees("Der nächste Sprechtag ist am Do., 05.11.2026.")
        await kaya.press("o")
        await kaya.sees("Heute ist kein Sprechtag. Trotzdem einen zusätzlichen")
        await kaya.press("n")
        assert empty_office.day(wednesday) is None
        await kaya.press("o", "j")
        await kaya.is_told("Der Sprechtag ist geöffnet.")
        await kaya.sees("Mi., 04.11.2026")
    opened = empty_office.day(wednesday)
    assert opened and opened.status == "open" and opened.rule_date is None


async def test_a_shifted_day_says_why(empty_office: Office) -> None:
    empty_office.at("8:20", date(2027, 5, 6))
    async with seated(empty_office.app_of("kaya")) as kaya:
        await kaya.sees("Der nächste Sprechtag ist am Do., 13.05.2027 (verlegt: Christi Himmelfahrt).")


async def test_an_unclosed_day_is_shown_at_the_next_start(office: Office) -> None:
    office.at("8:00", date(2026, 11, 6))
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.sees("Do., 05.11.2026", "noch nicht abgeschlossen")
        await kaya.press("n", "x", "v", "enter")
        await kaya.is_told("Offen ist noch der Sprechtag vom Do., 05.11.2026. Bitte erst abschließen.")
        assert kaya.place == "IntakeScreen"
    assert len(office.visits()) == 9


LETTERS = {
    "A02": ("w", "left"),
    "A03": ("g", "finished"),
    "A04": ("t", "turned_away"),
    "A05": ("x", "no_show"),
    "A06": ("w", "left"),
    "A07": ("w", "left"),
    "A08": ("w", "left"),
    "T01": ("w", "left"),
}


async def _decide(seat: Seat, key: str) -> None:
    """Answer the point under the cursor."""
    await seat.press("enter")
    await seat.sees("Was ist daraus geworden?")
    await seat.press(key)
    await seat.is_at("ClosingScreen")


async def test_closing_asks_for_each_open_point_and_not_before_all_are_decided(office: Office) -> None:
    """Scenario 20."""
    office.at("17:00")
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("c")
        await kaya.sees("Abschluss Do., 05.11.2026", "Noch 11 zu entscheiden.", "kam nicht")
        await kaya.press("c")
        assert kaya.place == "ClosingScreen"
        dialog = kaya.app.screen
        assert isinstance(dialog, ClosingScreen)
        for point in dialog._open_points:
            await _decide(kaya, LETTERS[point.key][0] if point.visit else "x")
        await kaya.sees("Alles entschieden. c schließt den Sprechtag ab.")
        assert all(visit.is_open or visit.ticket == "A01" for visit in office.visits())
        await kaya.press("c")
        await kaya.is_told("Der Sprechtag ist abgeschlossen.")
        await kaya.sees("ist abgeschlossen.", "e zeigt die Besuche, o öffnet ihn wieder.")
    states = {v.ticket: v.state for v in office.visits() if v.ticket}
    assert states == {"A01": "finished", **{key: state for key, (_, state) in LETTERS.items()}}
    assert [a.status for a in office.appointments()].count("no_show") == 3


async def test_the_key_that_closes_the_day_is_the_same_in_its_dialog(office: Office) -> None:
    office.at("17:00")
    app = SprechtagApp(office.session("kaya")._replace(keys={"day": {"close_day": "ü"}}))
    async with seated(app) as kaya:
        await kaya.press("ü")
        await kaya.sees("Eingabe: entscheiden · ü: abschließen · Esc: zurück")
        dialog = kaya.app.screen
        assert isinstance(dialog, ClosingScreen)
        for point in dialog._open_points:
            await _decide(kaya, LETTERS[point.key][0] if point.visit else "x")
        await kaya.sees("Alles entschieden. ü schließt den Sprechtag ab.")
        await kaya.press("ü")
        await kaya.is_told("Der Sprechtag ist abgeschlossen.")


async def test_a_booking_that_is_still_to_come_was_not_missed(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("c", "end")
        await kaya.sees("10:00 Änne Groß kam nicht", "Maria Magdalena von der… kommt noch")
        await kaya.press("enter")
        await kaya.sees("abgesagt")
        assert "nicht erschienen" not in kaya.text


async def test_esc_in_the_middle_of_closing_changes_nothing(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("f9")
        await _decide(kaya, "w")
        await kaya.sees("Noch 10 zu entscheiden.", "✓ gegangen")
        await kaya.press("escape")
        await kaya.is_told("Der Tag bleibt geöffnet.")
    assert office.visit("A02").state == "deferred"


async def test_started_at_closing_is_asked_for_its_details(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press("c", "down")
        await aydin.press("enter", "a")
        await aydin.sees("A03 angestoßen")
        await aydin.press("escape")
        await aydin.sees("Noch 11 zu entscheiden.")
        await aydin.press("enter", "a")
        await aydin.fill("partner", "IHK-BO")
        await aydin.fill("due", "morgen")
        await aydin.fill("next_step", "Rückruf")
        await aydin.press("enter")
        await aydin.sees("Noch 10 zu entscheiden.", "✓ angestoßen")


async def test_a_point_that_came_meanwhile_is_asked_too(office: Office) -> None:
    office.at("17:00")
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("c")
        dialog = kaya.app.screen
        assert isinstance(dialog, ClosingScreen)
        for point in dialog._open_points:
            await _decide(kaya, LETTERS[point.key][0] if point.visit else "x")
        from ihk_tui.domain.intake import Intake
        from ihk_tui.domain.visitors import Visitor
        from ihk_tui.office.reception import check_in

        ok(check_in(office.session("aydin"), Intake("XX", ("ZZ",), Visitor())))
        await kaya.press("c")
        await kaya.is_told("Noch offen: A09.")
        await kaya.sees("Noch 1 zu entscheiden.")
        await _decide(kaya, "w")
        await kaya.press("c")
        await kaya.is_told("Der Sprechtag ist abgeschlossen.")
    assert office.visit("A09").state == "left"


CLOSING = "closing 2026-11-05"


async def test_a_closing_that_was_left_keeps_its_decisions(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("c", "enter")
        await kaya.sees("Was ist daraus geworden?")
        await kaya.press("w")
        await kaya.sees("✓ gegangen")
        await kaya.press("escape")
        await kaya.is_told("Der Tag bleibt geöffnet.")
        await kaya.press("c")
        await kaya.sees("✓ gegangen")
        await kaya.until(lambda: office.typed("kaya", CLOSING))
        decided = next(iter(office.typed("kaya", CLOSING)))
        await kaya.press("escape")
        ok(serving.resume(office.session("aydin"), decided))
        await kaya.press("c")
        await kaya.is_at("ClosingScreen")
        await kaya.sees("Noch 11 zu entscheiden.")  # what no longer fits is asked anew


async def test_a_closed_day_is_looked_at_and_opened_again(office: Office) -> None:
    everything = {
        point.key: {"serving": "solved"}.get(point.visit.state, point.choices[0])
        if point.visit
        else point.choices[-1]
        for point in days.unsettled(office.store.read(), date(2026, 11, 5), office.now)
    }
    ok(days.close_day(office.session("aydin"), everything))
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.sees("ist abgeschlossen.")
        await kaya.press("c")
        await kaya.is_told("Es ist kein Sprechtag geöffnet.")
        await kaya.press("e")
        await kaya.sees("A01", "08:51 vor Ort geklärt")
        await kaya.press("o")
        await kaya.is_told("Der Sprechtag ist geöffnet.")


async def test_p_takes_a_break_and_comes_back(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press("p")
        await aydin.is_told("Platz 1: Pause.")
        await aydin.sees("Aydın · Platz 1: Pause")
        desk = office.desk_of("aydin")
        assert desk and desk.status == "break"
        await aydin.press("p")
        await aydin.is_told("Platz 1 ist offen.")
    desk = office.desk_of("aydin")
    assert desk and desk.status == "open"


async def test_p_without_a_desk_sits_down_at_a_free_one(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("p")
        await kaya.is_told("Platz 4 ist offen.")


async def test_e_shows_and_hides_what_is_settled(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        assert "A01" not in kaya.text
        await kaya.press("e")
        await kaya.is_told("Erledigte werden gezeigt.")
        assert "vor Ort" in kaya.line("A01")
        await kaya.press("e")
        await kaya.is_told("Erledigte sind ausgeblendet.")
        assert "A01" not in kaya.text


async def test_everyone_gone(office: Office) -> None:
    for visit in office.visits():
        if visit.is_open and visit.state != "serving":
            from ihk_tui.office.reception import leave

            ok(leave(office.session("kaya"), visit.ticket))
    ok(serving.finish(office.session("berger"), "A03", Outcome(kind="solved")))
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.sees("Niemand wartet.", "e die Erledigten")
        await kaya.press("e")
        await kaya.sees("A01", "10:20 gegangen")


async def test_h_switches_between_dark_and_light(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("h")
        assert kaya.app.theme == "sprechtag-hell"
        await kaya.press("h")
        assert kaya.app.theme == "sprechtag-dunkel"


@pytest.mark.parametrize(("keys", "place"), [((), "day"), (("enter",), "visit"), (("t",), "appointments")])
async def test_the_help_names_every_action_of_the_place(
    office: Office, keys: tuple[str, ...], place: str
) -> None:
    async with seated(office.app_of("aydin"), (120, 50)) as aydin:
        await aydin.press(*keys)
        await aydin.press("question_mark")
        title, actions = PLACES[place]
        await aydin.sees(f"Hilfe: {title.de}", *(action.help.de for action in actions))
        for action in actions:
            assert aydin.shows(action.label.de)
        await aydin.press("escape")
        assert aydin.place != "HelpScreen"


async def test_the_help_scrolls_on_a_small_screen(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("question_mark")
        assert "Beenden" not in kaya.text
        await kaya.press("end")
        await kaya.sees("Beenden")


@pytest.mark.parametrize(("language", "typed", "found"), [("de", "Pause", "Pause"), ("en", "break", "Break")])
async def test_the_palette_finds_and_runs_a_command(
    office: Office, language: str, typed: str, found: str
) -> None:
    async with seated(office.app_of("aydin", "en" if language == "en" else "de")) as aydin:
        await aydin.press("ctrl+p")
        await aydin.sees("Befehl suchen …" if language == "de" else "Find a command …")
        await aydin.sees("Neu (n)" if language == "de" else "New (n)")
        await aydin.type(typed)
        await aydin.sees(f"{found} (p)")
        await aydin.press("enter")
        await aydin.is_told("Platz 1: Pause." if language == "de" else "Desk 1: on a break.")


async def test_the_palette_offers_what_the_place_can_do(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t", "ctrl+p")
        await kaya.sees("Verschieben (v)", "Absagen (x)")
        assert "Aufrufen" not in kaya.text.partition("Befehl suchen")[2]
        await kaya.press("escape")
        await kaya.is_at("AppointmentsScreen")


async def test_the_day_speaks_english(office: Office) -> None:
    async with seated(office.app_of("aydin", "en")) as aydin:
        await aydin.sees(
            "Thu, 2026-11-05", "5 waiting · 2 in talks", "No. Since Who Topic Wait Status", "? Help"
        )
        await aydin.press("a")
        await aydin.is_told("A07 called to desk 1.")
        await aydin.press("question_mark")
        await aydin.sees("Help: The day", "Register a visit, give a number.", "Esc: back")


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_q_leaves_and_visits_stay_as_they_are(office: Office, key: str) -> None:
    before = office.visits()
    async with seated(office.app_of("berger")) as berger:
        await berger.press(key)
        await berger.until(lambda: berger.app._exit)
        assert berger.app.return_code == 0
    assert office.visits() == before


async def test_leaving_while_others_are_acting_is_no_defect(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("n", "x", "v", "enter")
        kaya.post("q")
        await kaya.until(lambda: kaya.app._exit)
    await kaya.app.look()
    assert kaya.app.return_code == 0
    assert office.visit("A09").state == "waiting"
