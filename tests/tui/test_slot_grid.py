"""The grid of a day: times and advisers, booking where it is free, and what became of appointments."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.words import Words
from ihk_tui.office import booking, exporting
from ihk_tui.office.booking import Booking
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.dialogs.working import do_with_progress
from tests.tui.office import DAY, Office, moment, ok
from tests.tui.seat import Seat, seated

pytestmark = pytest.mark.slow

TALK = Booking(
    "follow_up", moment("10:30"), 30, "aydin", "PR2", "AZ", Visitor(name="Lena Weiß", phone="+49232467890")
)


async def fill_visitor(seat: Seat, **more: str) -> None:
    told = {"visitor_kind": "az", "topic": "pr2", "name": "Lena Weiß", "phone": "02324 67890"}
    for name, text in (told | more).items():
        await seat.fill(name, text)


async def test_r_shows_times_and_advisers_and_the_list_again(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t")
        await kaya.mark("Yusuf")
        await kaya.press("r")
        await kaya.sees("Bel.", "beliebig", "Aydın", "Berger")
        assert kaya.line("11:00").split()[:2] == ["11:00", "2/2"]
        await kaya.sees("11:00 Yusuf Çelik, PR5, gebucht")
        await kaya.press("r")
        await kaya.sees("Art", "Stand")
        assert kaya.app.screen.query_one("#appointments").has_focus


async def test_a_free_cell_is_booked_with_its_time_and_adviser(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t", "r")
        while "13:30–" not in kaya.line("Uhr,"):
            await kaya.press("down")
        while "Tom Berger" not in kaya.line("Uhr,"):
            await kaya.press("right")
        await kaya.sees("noch 2 von 2 Plätzen")
        await kaya.press("enter", "b")
        await kaya.sees("Termin buchen")
        assert (kaya.field("time").value, kaya.field("adviser").value) == ("13:30", "berger")
        assert kaya.field("visitor_kind").has_focus, "what is known needs no key"
        await fill_visitor(kaya)
        await kaya.press("enter")
        await kaya.is_told("Gebucht: Do., 05.11.2026, 13:30.")
        await kaya.sees("13:30–14:00 Uhr, Tom Berger: 13:30 Lena Weiß, PR2, gebucht")
    made = office.appointment("13:30")
    assert (made.adviser, made.visitor.name) == ("berger", "Lena Weiß")


async def test_enter_on_a_booked_cell_checks_in(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t")
        await kaya.mark("Yusuf")
        await kaya.press("r", "enter")
        await kaya.is_told("Angemeldet: T02")
        await kaya.sees("✓ Yusuf")


async def test_two_in_one_cell_are_asked_for(office: Office) -> None:
    ok(booking.book(office.session("kaya"), TALK))
    ok(
        booking.book(
            office.session("kaya"), TALK._replace(visitor=Visitor(name="Otto Ähre", email="o@a.de")), True
        )
    )
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t")
        await kaya.mark("Lena")
        await kaya.press("r")
        await kaya.sees("+1", "10:30 Lena Weiß, PR2, gebucht; 10:30 Otto Ähre, PR2, gebucht")
        await kaya.press("i")
        await kaya.sees("Welcher Termin?", "10:30 Lena Weiß", "10:30 Otto Ähre")
        await kaya.press("b")
        await kaya.is_at("Details")
        await kaya.sees("Otto Ähre")


async def test_overbooking_is_said_in_grid_and_title(office: Office) -> None:
    wish = Booking("consultation", moment("11:00"), 0, "", "SU2", "SL", Visitor(name="Max", email="m@a.de"))
    ok(booking.book(office.session("kaya"), wish, True))
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t", "r")
        await kaya.sees("5 gebucht, 1× überbucht", "3/2!")


async def test_imported_busy_times_and_the_way_to_a_firm_are_seen(office: Office) -> None:
    visit = TALK._replace(kind="company_visit", start=moment("14:30"), adviser="mueller", travel=30)
    ok(booking.book(office.session("kaya"), visit))
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t")
        await kaya.mark("Lena")
        await kaya.press("r")
        assert "Fahrt" in kaya.line(" 14:00") and "Fahrt" in kaya.line(" 15:00")
        await kaya.press("up")
        await kaya.sees("auf der Fahrt zu einem Termin")


async def test_conflicts_are_said_while_the_form_is_typed(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t", "n", "b")
        await kaya.sees("Frei am Do., 05.11.2026: 10:30, 11:30")
        await kaya.fill("time", "1100")
        await kaya.sees("Um 11:00 ist alles belegt (2 von 2). Frei am Do.")
        await kaya.fill("time", "1110")
        await kaya.sees("Um 11:10 beginnt kein Termin (Raster 30 min).")
        await kaya.fill("date", "6.11.2026")
        await kaya.sees("Am Fr., 06.11.2026 ist kein Sprechtag. Frei am Fr., 06.11.2026: nichts")
    assert len(office.appointments()) == 5


async def test_the_free_times_are_those_of_the_adviser_and_count_the_moved_one_out(office: Office) -> None:
    ok(booking.book(office.session("kaya"), TALK))
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t", "n", "b")
        await kaya.sees("Frei am Do., 05.11.2026: 10:30, 11:30")
        await kaya.fill("adviser", "aydin")
        await kaya.sees("Frei am Do., 05.11.2026: 11:30, 13:00")
        await kaya.press("escape")
        await kaya.mark("Yusuf")
        await kaya.press("v")
        await kaya.sees("Frei am Do., 05.11.2026: 11:00, 11:30")


async def test_moving_says_what_is_in_the_way_and_takes_another_adviser(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t")
        await kaya.mark("Yusuf")
        await kaya.press("v")
        await kaya.fill("adviser", "berger")
        await kaya.fill("time", "13:00")
        await kaya.press("enter")
        await kaya.is_told("Verschoben auf Do., 05.11.2026, 13:00.")
    assert office.appointment("13:00").adviser == "berger"


@pytest.mark.parametrize(("letter", "offset"), [("a", 2), ("b", 1)])
async def test_the_hour_that_comes_twice_is_asked(office: Office, letter: str, offset: int) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press("t", "n", "f")
        await aydin.fill("date", "31.10.2027")
        await aydin.fill("time", "2:30")
        await fill_visitor(aydin)
        await aydin.press("enter")
        await aydin.sees("Zeitumstellung", "die erste (Sommerzeit)")
        await aydin.press("escape")
        assert aydin.field("name").value == "Lena Weiß", "going back loses nothing"
        await aydin.press("enter", letter)
        await aydin.is_told("Gebucht: So., 31.10.2027, 02:30.")
    assert office.appointments()[-1].start == datetime(2027, 10, 31, 2 - offset, 30, tzinfo=UTC)


async def test_the_hour_that_does_not_exist_is_refused_beside_the_field(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press("t", "n", "f")
        await aydin.fill("date", "28.3.2027")
        await aydin.fill("time", "2:30")
        await aydin.press("enter")
        await aydin.sees("Uhrzeit ! Diese Uhrzeit gibt es am So., 28.03.2027 nicht")


async def test_a_follow_up_talk_is_settled_with_its_result(office: Office) -> None:
    ok(booking.book(office.session("kaya"), TALK))
    office.at("11:05")
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press("t")
        await aydin.mark("Lena")
        assert "? fand es statt" in aydin.line("Lena")
        await aydin.press("enter")
        await aydin.sees("Mit welchem Ergebnis?")
        await aydin.type("Vertrag kommt")
        await aydin.press("enter")
        await aydin.is_told("Fand statt. u nimmt es zurück.")
        await aydin.until(lambda: aydin.line("Lena").endswith("fand statt"))
    assert office.appointments()[-1].note == "Vertrag kommt"


async def test_minus_says_that_nobody_came(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t")
        await kaya.mark("Änne")
        await kaya.press("minus")
        await kaya.is_told("Nicht erschienen. u nimmt es zurück.")
        await kaya.until(lambda: kaya.line("Änne").endswith("nicht erschienen"))
        await kaya.press("u")
        await kaya.until(lambda: "20 min zu spät" in kaya.line("Änne"))
        await kaya.mark("Yusuf")
        await kaya.press("minus")
        await kaya.is_told("Der Termin um 11:00 ist noch nicht gewesen.")


async def test_another_session_changes_the_grid_without_moving_the_cursor(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t", "r", "down", "down", "right")
        before = kaya.line("Uhr,")
        ok(booking.book(office.session("aydin"), TALK))
        await kaya.sees("Lena")
        assert kaya.line("Uhr,").split(":")[0] == before.split(":")[0]


async def test_a_long_export_shows_how_far_it_is_and_can_be_stopped(office: Office) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def job(progress: Callable[[int, int], None]) -> str:
        progress(250, 10_000)
        begun.set()
        go_on.wait(8)
        progress(500, 10_000)
        return "done"

    async with seated(office.app_of("aydin")) as aydin:
        asked = aydin.app.run_worker(do_with_progress(aydin.app, Words("Kalender", "Calendar"), job))
        await aydin.until(begun.is_set)
        await aydin.sees("250 von 10000", "Esc: abbrechen")
        await aydin.press("escape")
        await aydin.is_at("DayScreen")
        assert asked.result is None
        go_on.set()
        asked = aydin.app.run_worker(do_with_progress(aydin.app, Words("Kalender", "Calendar"), job))
        await aydin.until(lambda: asked.is_finished)
        assert asked.result == "done"


async def test_over_ssh_no_file_of_the_server_is_named_the_command_is_sent_instead(office: Office) -> None:
    app = SprechtagApp(office.session("aydin")._replace(over_ssh=True))
    async with seated(app) as aydin:
        await aydin.press("k")
        await aydin.sees("Die Datei entsteht auf Ihrem Rechner")
        assert not app.screen.query("#field-path")
        await aydin.fill("adviser", "berger")
        await aydin.press("enter")
        await aydin.is_told("An Ihr Terminal gesendet: ssh SPRECHTAG export")
    assert app.clipboard == (
        "ssh SPRECHTAG export --from 2026-11-05 --to 2026-11-05 --adviser berger --profile staff"
        " > sprechtag-2026-11-05.ics"
    )


def test_the_log_says_who_exported_what(office: Office) -> None:
    session = office.session("aydin")
    exporting.export(session, exporting.Wanted(DAY, DAY, "berger"))
    entry = list(session.store.log())[-1]
    assert (entry.person, entry.verb, entry.subject) == (
        "aydin",
        "export",
        "staff 2026-11-05 2026-11-05 berger",
    )
