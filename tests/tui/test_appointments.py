"""The appointments of a day: who comes, booking, moving, calling off, and the calendar file."""

from __future__ import annotations

from pathlib import Path

import pytest

from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.visits import LateChoice
from ihk_tui.office import booking
from ihk_tui.office.booking import Booking
from tests.tui.office import Office, moment, ok
from tests.tui.seat import seated


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


async def test_the_day_with_who_is_due_and_who_is_here(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t")
        await kaya.sees("Termine Do., 05.11.2026", "4 gebucht")
        assert "20 min zu spät" in kaya.line("Änne Groß")
        assert kaya.line("Metallbau").endswith("da")
        assert "abgesagt" in kaya.line("Kim Übler")
        await kaya.press("escape")
        await kaya.is_at("DayScreen")


async def test_early_gets_a_number_and_waits_for_its_time(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t")
        await kaya.mark("Yusuf")
        await kaya.press("enter")
        await kaya.is_told("Angemeldet: T02, 40 min vor dem Termin um 11:00.")
        assert kaya.line("Yusuf").endswith("da")
        await kaya.press("escape")
        await kaya.sees("T02")
    visit = office.visit("T02")
    assert visit.arrived == office.now and visit.booked_for == moment("11:00")
    assert office.appointments()[2].status == "arrived"


@pytest.mark.parametrize(("letter", "choice"), [("o", "walk_in"), ("b", "keep")])
async def test_late_asks_how_to_queue_and_logs_the_answer(
    office: Office, letter: str, choice: LateChoice
) -> None:
    """Scenario 8."""
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t")
        await kaya.mark("Änne")
        await kaya.press("enter")
        await kaya.sees(
            "Zu spät zum Termin 10:00", "20 min zu spät", "als offener Besuch", "Platz des Termins"
        )
        await kaya.press(letter)
        await kaya.is_told("Angemeldet: T02.")
    visit = office.visit("T02")
    assert visit.late == choice and visit.steps[-1].note == choice


async def test_late_and_esc_leaves_the_appointment_as_it_is(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t")
        await kaya.mark("Änne")
        await kaya.press("enter", "escape")
        await kaya.is_at("AppointmentsScreen")
    assert office.appointment("10:00").status == "booked"


async def test_whoever_is_here_is_not_checked_in_twice(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t")
        await kaya.mark("Metallbau")
        await kaya.press("enter")
        await kaya.is_told("Dieser Termin ist schon erledigt.")
    assert len(office.visits()) == 9


async def test_booking_offers_the_first_free_time(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t", "n")
        await kaya.sees("Welche Art von Termin?", "Folgegespräch", "Betriebsbesuch")
        await kaya.press("b")
        await kaya.sees("Frei am Do., 05.11.2026: 10:30, 11:30, 13:00")
        assert kaya.field("time").value == "10:30"
        await kaya.press("enter")
        await kaya.sees("Bitte ein Thema wählen.", "Bitte Telefon oder E-Mail")
        for name, text in (
            ("time", "1330"),
            ("visitor_kind", "az"),
            ("topic", "pr2"),
            ("name", "Lena Weiß"),
            ("phone", "02324 67890"),
            ("adviser", "aydin"),
        ):
            await kaya.fill(name, text)
        await kaya.press("enter")
        await kaya.is_told("Gebucht: Do., 05.11.2026, 13:30.")
        assert "Lena Weiß" in kaya.line("13:30")
    booked = office.appointment("13:30")
    assert (booked.topic, booked.adviser, booked.visitor.phone) == ("PR2", "aydin", "+49232467890")
    assert booked.uid and booked.sequence == 0


async def test_a_full_slot_asks_and_a_no_brings_the_form_back_as_typed(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t", "n", "b")
        for name, text in (
            ("time", "11:00"),
            ("visitor_kind", "SL"),
            ("topic", "SU2"),
            ("name", "Max Straße"),
            ("email", "max@example.de"),
        ):
            await kaya.fill(name, text)
        await kaya.press("enter")
        await kaya.sees("Trotzdem buchen?", "Um 11:00 ist alles belegt (2 von 2).")
        await kaya.press("n")
        await kaya.sees("Max Straße", "max@example.de")
        assert kaya.field("time").value == "11:00"
        assert len(office.appointments()) == 5
        await kaya.press("enter", "j")
        await kaya.is_told("Gebucht: Do., 05.11.2026, 11:00.")
    assert len(office.appointments()) == 6


async def test_a_company_visit_has_length_place_and_way(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press("t", "n", "v")
        for name, text in (
            ("date", "10.11."),
            ("time", "9"),
            ("visitor_kind", "BM"),
            ("topic", "BE4"),
            ("company", "Stahlwerk Ruhr"),
            ("postcode", "45525"),
            ("phone", "02324 1"),
            ("place", "Nierenhofer Straße 1"),
            ("travel", "viel"),
        ):
            await aydin.fill(name, text)
        await aydin.press("enter")
        await aydin.sees("Fahrzeit in Minuten ! Bitte Minuten bis 720.")
        await aydin.fill("travel", "20")
        await aydin.fill("phone", "02324 12345")
        await aydin.press("enter")
        await aydin.is_told("Gebucht: Di., 10.11.2026, 09:00.")
    made = office.appointments()[-1]
    assert (made.kind, made.travel, made.place) == ("company_visit", 20, "Nierenhofer Straße 1")
    assert (made.end - made.start).total_seconds() == 3600


async def test_moving_keeps_the_uid_and_raises_the_sequence(office: Office) -> None:
    before = office.appointments()[2]
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t")
        await kaya.mark("Yusuf")
        await kaya.press("v")
        await kaya.sees("Termin verschieben", "Frei am Do., 05.11.2026: 10:30")
        await kaya.fill("time", "25 Uhr")
        await kaya.press("enter")
        await kaya.sees("„25 Uhr“ ist keine Uhrzeit.")
        await kaya.fill("time", "13.00")
        await kaya.press("enter")
        await kaya.is_told("Verschoben auf Do., 05.11.2026, 13:00.")
        assert "Yusuf" in kaya.line("13:00")
    after = office.appointments()[2]
    assert (after.uid, after.sequence, after.start) == (before.uid, before.sequence + 1, moment("13:00"))


async def test_moving_into_a_full_slot_asks(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t")
        await kaya.mark("Änne")
        await kaya.press("v")
        await kaya.fill("time", "1100")
        await kaya.press("enter")
        await kaya.sees("Trotzdem verschieben?", "alles belegt (2 von 2)")
        await kaya.press("j")
        await kaya.is_told("Verschoben auf Do., 05.11.2026, 11:00.")
    assert office.appointments()[0].start == moment("11:00")


async def test_calling_off_asks_and_undo_brings_it_back_under_a_later_sequence(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t")
        await kaya.mark("Yusuf")
        await kaya.press("x")
        await kaya.sees("Termin 11:00 Yusuf Çelik absagen?")
        await kaya.press("n")
        assert office.appointments()[2].status == "booked"
        await kaya.press("x", "j")
        await kaya.is_told("Abgesagt. u nimmt es zurück.")
        assert "abgesagt" in kaya.line("Yusuf")
        assert (office.appointments()[2].status, office.appointments()[2].sequence) == ("cancelled", 1)
        await kaya.press("u")
        await kaya.is_told("Zurückgenommen: Ela Kaya: Absagen")
        await kaya.until(lambda: "gebucht" in kaya.line("Yusuf"))
    assert (office.appointments()[2].status, office.appointments()[2].sequence) == ("booked", 2)


async def test_turning_days_and_going_to_a_date(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t", "full_stop")
        await kaya.sees("Termine Do., 03.12.2026", "An diesem Tag gibt es keine Termine.")
        await kaya.press("x")
        await kaya.is_told("Hier ist kein Termin markiert.")
        await kaya.press("full_stop")
        await kaya.sees("Termine Do., 07.01.2027")
        await kaya.press("comma", "comma", "comma")
        await kaya.sees("Termine Do., 01.10.2026")
        await kaya.press("d")
        await kaya.type("5.11.2026")
        await kaya.press("enter")
        await kaya.sees("Termine Do., 05.11.2026", "Yusuf")
        await kaya.press("d")
        await kaya.type("Martini")
        await kaya.press("enter")
        await kaya.is_told("„Martini“ ist kein Datum.")
        await kaya.sees("Termine Do., 05.11.2026")


@pytest.mark.parametrize("keys", [("k",), ("t", "k")])
async def test_the_calendar_file_is_written_and_its_path_said(
    office: Office, home: Path, keys: tuple[str, ...]
) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press(*keys)
        await aydin.sees("Kalender speichern")
        assert aydin.field("path").value == str(home / "sprechtag-2026-11-05.ics")
        await aydin.fill("path", str(home / "nirgends" / "tag.ics"))
        await aydin.fill("profile", "alles")
        await aydin.fill("adviser", "niemand")
        await aydin.press("enter")
        await aydin.sees("Diesen Ordner gibt es nicht.", "staff oder busy.", "arbeitet hier nicht:")
        await aydin.fill("path", "~/tag.ics")
        await aydin.fill("profile", "staff")
        await aydin.fill("adviser", "")
        await aydin.press("enter")
        await aydin.is_told(f"Gespeichert: {home / 'tag.ics'}")
    text = (home / "tag.ics").read_text()
    assert text.count("BEGIN:VEVENT") == 6  # five appointments, one consultation day
    assert "Yusuf Çelik" in text and (home / "tag.ics").stat().st_mode & 0o777 == 0o600


async def test_a_file_that_cannot_be_written_is_said(office: Office, home: Path) -> None:
    (home / "ordner.ics").mkdir()
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press("k")
        await aydin.fill("path", str(home / "ordner.ics"))
        await aydin.press("enter")
        await aydin.is_told("lässt sich nicht schreiben")


async def test_the_details_say_whom_to_call(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t")
        await kaya.mark("Yusuf")
        await kaya.press("i")
        await kaya.is_at("Details")
        await kaya.sees("Beratung Nr.", "Do., 05.11.2026, 11:00–11:30 Uhr", "Yusuf", "gebucht")
        assert "Telefon" in kaya.text or "E-Mail" in kaya.text
        await kaya.press("escape")
        await kaya.is_at("AppointmentsScreen")


async def test_a_calendar_replaces_no_other_file_unasked(office: Office, home: Path) -> None:
    there = home / "sprechtag-2026-11-05.ics"
    there.write_text("older")
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t", "k", "enter")
        await kaya.sees("gibt es schon. Ersetzen?")
        await kaya.press("n")
        await kaya.settle()
        assert there.read_text() == "older"
        await kaya.press("k", "enter", "j")
        await kaya.is_told("Gespeichert")
    assert there.read_bytes().startswith(b"BEGIN:VCALENDAR")
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t", "k")
        await kaya.fill("path", str(home / "authorized_keys"))
        await kaya.press("enter")
        await kaya.sees("Der Name endet auf .ics.")


# What a colleague did meanwhile


async def test_moving_what_a_colleague_moved_brings_the_form_back_with_what_holds_now(office: Office) -> None:
    yusuf = office.appointment("11:00")
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t")
        await kaya.mark("Yusuf")
        await kaya.press("v")
        await kaya.fill("time", "1300")
        ok(booking.move(office.session("berger"), yusuf.id, moment("13:30"), "berger"))
        await kaya.press("enter")
        await kaya.sees("Inzwischen auf Do., 05.11.2026, 13:30 Uhr bei Tom Berger verlegt.")
        assert (kaya.field("time").value, kaya.field("adviser").value) == ("13:30", "berger")
        assert office.appointment("13:30").id == yusuf.id, "nothing is overwritten"
        await kaya.fill("time", "1300")
        await kaya.press("enter")
        await kaya.is_told("Verschoben auf Do., 05.11.2026, 13:00.")
    assert (office.appointment("13:00").adviser, office.appointment("13:00").sequence) == ("berger", 2)


async def test_calling_off_what_a_colleague_moved_is_asked_once_more(office: Office) -> None:
    yusuf = office.appointment("11:00")
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t")
        await kaya.mark("Yusuf")
        await kaya.press("x")
        await kaya.sees("Termin 11:00 Yusuf Çelik absagen?")
        ok(booking.move(office.session("berger"), yusuf.id, moment("13:30")))
        await kaya.press("j")
        await kaya.sees("13:30 Uhr bei Selin Aydın verlegt. Termin 13:30 Yusuf Çelik absagen?")
        assert office.appointment("13:30").status == "booked"
        await kaya.press("j")
        await kaya.is_told("Abgesagt. u nimmt es zurück.")
    assert office.appointment("13:30").status == "cancelled"


async def test_a_yes_to_one_thing_in_the_way_is_no_yes_to_the_next(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t")
        await kaya.mark("Änne")
        await kaya.press("v")
        await kaya.fill("time", "1100")
        await kaya.fill("adviser", "mueller")
        await kaya.press("enter")
        await kaya.sees("Trotzdem verschieben?", "alles belegt (2 von 2).")
        talk = Booking(
            "follow_up", moment("11:00"), 30, "mueller", "PR2", "AZ", Visitor(name="Max", email="a@b.de")
        )
        ok(booking.book(office.session("berger"), talk))
        await kaya.press("j")
        await kaya.sees("Trotzdem verschieben?", "schon einen Termin: 11:00–11:30 Uhr.")
        await kaya.press("j")
        await kaya.is_told("Verschoben auf Do., 05.11.2026, 11:00.")


async def test_undo_asks_before_it_books_a_time_twice(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t")
        await kaya.mark("Yusuf")
        await kaya.press("x", "j")
        await kaya.is_told("Abgesagt.")
        talk = Booking(
            "follow_up", moment("11:00"), 30, "aydin", "PR2", "AZ", Visitor(name="Max", email="a@b.de")
        )
        ok(booking.book(office.session("berger"), talk))
        await kaya.press("u")
        await kaya.sees("Trotzdem zurücknehmen?", "Seitdem gebucht: Do., 05.11.2026, 11:00 Uhr Max.")
        await kaya.press("n")
        await kaya.is_told("Nichts geändert.")
        assert office.appointments()[2].status == "cancelled"
        await kaya.press("u", "j")
        await kaya.is_told("Zurückgenommen: Ela Kaya: Absagen")
    assert office.appointments()[2].status == "booked"
