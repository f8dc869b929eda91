"""Correcting an appointment: the booking's form with what is held, and nothing is overwritten."""

from __future__ import annotations

import pytest

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.corrections import told
from ihk_tui.domain.visitors import Visitor
from ihk_tui.office import booking
from ihk_tui.office.booking import Booking
from ihk_tui.office.correcting import correct
from ihk_tui.office.wishes import read_wish
from tests.tui.office import Office, moment, ok
from tests.tui.seat import Seat, seated

pytestmark = pytest.mark.slow


async def editing(seat: Seat, who: str) -> None:
    """Open the form of somebody's appointment."""
    await seat.press("t")
    await seat.mark(who)
    await seat.press("b")
    await seat.is_at("FormDialog")


def yusuf(office: Office) -> Appointment:
    return office.appointments()[2]


def colleague_corrects(office: Office, **typed: str) -> Appointment:
    """Berger corrects Yusuf's appointment."""
    berger, seen = office.session("berger"), yusuf(office)
    wish = read_wish(berger, seen.kind, seen.start, told(seen) | typed)
    assert isinstance(wish, Booking)
    return ok(correct(berger, seen.id, wish, seen))


async def test_b_corrects_the_marked_appointment_and_u_takes_it_back(office: Office) -> None:
    before = yusuf(office)
    async with seated(office.app_of("kaya")) as kaya:
        await editing(kaya, "Yusuf")
        await kaya.sees("Termin ändern", "Beratung Do., 05.11.2026, 11:00 Uhr, Selin Aydın.")
        assert (kaya.field("name").value, kaya.field("phone").value) == ("Yusuf Çelik", "02324 12345")
        assert (kaya.field("topic").value, kaya.field("minutes").value) == ("PR5", "30")
        await kaya.fill("name", "Yasin Çelik")
        await kaya.fill("topic", "pr2")
        await kaya.press("enter")
        await kaya.is_told("Geändert: Thema, Name. u nimmt es zurück.")
        assert "PR2" in kaya.line("Yasin Çelik")
        after = yusuf(office)
        assert (after.visitor.name, after.topic) == ("Yasin Çelik", "PR2")
        assert (after.uid, after.sequence, after.start) == (before.uid, before.sequence, before.start)
        await kaya.press("u")
        await kaya.is_told("Zurückgenommen: Ela Kaya: Ändern")
        await kaya.sees("Yusuf Çelik")
    assert yusuf(office).visitor == before.visitor


async def test_a_recorded_consent_is_shown_as_it_is_said(office: Office) -> None:
    colleague_corrects(office, email="y@example.org", contact_email="yes")
    async with seated(office.app_of("kaya")) as kaya:
        await editing(kaya, "Yusuf")
        assert kaya.field("contact_email").value == "ja"


async def test_nothing_typed_is_nothing_corrected(office: Office) -> None:
    before = yusuf(office)
    async with seated(office.app_of("kaya")) as kaya:
        await editing(kaya, "Yusuf")
        await kaya.press("enter")
        await kaya.is_told("Es gab nichts zu ändern.")
    assert yusuf(office) == before


async def test_from_the_details_which_show_what_holds_then(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t")
        await kaya.mark("Yusuf")
        await kaya.press("i")
        await kaya.sees("b: bearbeiten")
        await kaya.press("b")
        await kaya.fill("place", "Rathaus, Zimmer 3")
        await kaya.press("enter")
        await kaya.is_at("Details")
        await kaya.sees("Rathaus, Zimmer 3", "Geändert: Ort.")
    assert yusuf(office).sequence == 1


async def test_what_is_no_longer_booked_opens_no_form_and_says_what_to_do(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t")
        await kaya.mark("Metallbau")
        await kaya.press("b")
        await kaya.is_told("ist schon da. Bitte beim Besuch ändern.")
        assert kaya.place == "AppointmentsScreen"


async def test_what_is_wrong_is_said_beside_its_line_in_full(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await editing(kaya, "Yusuf")
        await kaya.fill("visitor_kind", "Azubi")
        await kaya.fill("minutes", "viel")
        await kaya.press("enter")
        await kaya.sees(
            "Wer (BM, AZ, SL …) ! Bitte wählen, wer kommt: BM, BN, HW, AZ, SL, UM, EL, LK, PA, PV, EG, XX.",
            "Dauer in Minuten ! Bitte 5 bis 720 Minuten.",
        )
    assert yusuf(office).visitor_kind == "AZ"


async def test_a_remark_is_for_those_who_read_it_and_stays_as_it_is(office: Office) -> None:
    note = "Erste Zeile\nZweite Zeile " + "lang " * 120
    seen = yusuf(office)
    wish = read_wish(office.session("aydin"), seen.kind, seen.start, told(seen) | {"note": note})
    assert isinstance(wish, Booking)
    kept = ok(correct(office.session("aydin"), seen.id, wish, seen)).note
    for person in ("kaya", "aydin"):
        async with seated(office.app_of(person)) as seat:
            await editing(seat, "Yusuf")
            assert bool(seat.app.screen.query("#field-note")) == (person == "aydin")
            await seat.fill("name", f"Yusuf {person}")
            await seat.press("enter")
            await seat.is_told("Geändert: Name.")
    assert yusuf(office).note == kept and "\n" in kept and len(kept) > 500


async def test_an_organisation_stands_in_the_line_of_the_firm(office: Office) -> None:
    body = Visitor(organisation="Agentur für Arbeit", email="a@b.de")
    wish = Booking("follow_up", moment("13:00"), 30, "", "FO1", "PA", body, travel=10)
    made = ok(booking.book(office.session("kaya"), wish))
    async with seated(office.app_of("kaya")) as kaya:
        await editing(kaya, "Agentur")
        assert (kaya.field("company").value, kaya.field("travel").value) == ("Agentur für Arbeit", "10")
        await kaya.fill("company", "Jobcenter EN")
        await kaya.press("enter")
        await kaya.is_told("Geändert: Organisation.")
        await kaya.press("b")
        await kaya.fill("company", "")
        await kaya.press("enter")
        await kaya.sees("Betrieb, Organisation ! Organisation fehlt")
    after = office.appointments()[-1]
    assert (after.id, after.visitor.organisation, after.visitor.company) == (made.id, "Jobcenter EN", "")


# More time


async def test_more_time_is_said_while_it_is_typed_and_asked(office: Office) -> None:
    later = Booking(
        "follow_up", moment("11:30"), 30, "aydin", "PR2", "AZ", Visitor(name="Max", email="a@b.de")
    )
    ok(booking.book(office.session("berger"), later))
    async with seated(office.app_of("kaya")) as kaya:
        await editing(kaya, "Yusuf")
        await kaya.fill("minutes", "60")
        await kaya.sees("schon einen Termin: 11:30–12:00 Uhr.")
        await kaya.press("enter")
        await kaya.sees("Trotzdem ändern?")
        await kaya.press("n")
        await kaya.sees("Noch nicht geändert.")
        assert kaya.field("minutes").value == "60"
        assert yusuf(office).end == moment("11:30")
        await kaya.press("enter", "j")
        await kaya.is_told("Geändert: Dauer.")
    assert (yusuf(office).end, yusuf(office).sequence) == (moment("12:00"), 1)


# What a colleague did meanwhile


async def test_what_a_colleague_did_meanwhile_stands_in_the_lines_i_did_not_touch(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await editing(kaya, "Yusuf")
        await kaya.fill("name", "Yasin Çelik")
        colleague_corrects(office, phone="02324 999", place="Rathaus")
        ok(booking.move(office.session("berger"), yusuf(office).id, moment("13:30"), "berger"))
        await kaya.press("enter")
        await kaya.sees(
            "Inzwischen auf Do., 05.11.2026, 13:30 Uhr bei Tom Berger verlegt. "
            "Inzwischen von Tom Berger geändert: Telefon, Ort."
        )
        assert yusuf(office).visitor.name == "Yusuf Çelik", "nothing is overwritten unseen"
        assert [kaya.field(name).value for name in ("name", "phone", "place")] == [
            "Yasin Çelik", "02324 999", "Rathaus",
        ]  # fmt: skip
        await kaya.press("enter")
        await kaya.is_told("Geändert: Name.")
    after = yusuf(office)
    assert (after.visitor.name, after.visitor.phone, after.place) == ("Yasin Çelik", "+492324999", "Rathaus")
    assert (after.start, after.adviser) == (moment("13:30"), "berger")


async def test_where_both_typed_something_the_colleague_s_is_said_and_mine_stays_to_be_decided(
    office: Office,
) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await editing(kaya, "Yusuf")
        await kaya.fill("phone", "02324 111")
        colleague_corrects(office, phone="02324 999", place="Rathaus")
        await kaya.press("enter")
        await kaya.sees("Inzwischen von Tom Berger geändert: Telefon, Ort. Telefon: dort jetzt „02324 999“.")
        assert kaya.field("phone").value == "02324 111"
        await kaya.press("escape")
        await kaya.until(lambda: office.typed("kaya", "appointment 3") == {"phone": "02324 111"})
        await kaya.press("b", "ctrl+r")
        assert (kaya.field("phone").value, kaya.field("place").value) == ("02324 111", "Rathaus")
        assert yusuf(office).visitor.phone == "+492324999"
        await kaya.press("enter")
        await kaya.is_told("Geändert: Telefon.")
    assert yusuf(office).visitor.phone == "+492324111"


async def test_what_a_colleague_called_off_meanwhile_ends_the_form(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await editing(kaya, "Yusuf")
        await kaya.fill("name", "Yasin")
        ok(booking.cancel(office.session("berger"), yusuf(office).id))
        await kaya.press("enter")
        await kaya.is_told("Der Termin ist abgesagt.")
        await kaya.is_at("AppointmentsScreen")
    assert yusuf(office).visitor.name == "Yusuf Çelik"


# What was typed is not lost


async def test_esc_keeps_what_was_typed_and_strg_r_brings_that_back_and_nothing_else(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await editing(kaya, "Yusuf")
        await kaya.fill("name", "Yasin Çelik")
        await kaya.press("escape")
        await kaya.is_at("AppointmentsScreen")
    colleague_corrects(office, phone="02324 999")
    async with seated(office.app_of("kaya")) as kaya:
        await editing(kaya, "Yusuf")
        await kaya.is_told("Es gibt einen Entwurf: Strg+R holt ihn.")
        assert kaya.field("name").value == "Yusuf Çelik"
        await kaya.press("ctrl+r")
        assert (kaya.field("name").value, kaya.field("phone").value) == ("Yasin Çelik", "02324 999")
        await kaya.press("enter")
        await kaya.is_told("Geändert: Name.")
        await kaya.press("b")
        await kaya.sees("Yasin Çelik")
        assert not kaya.message, "what was saved is no draft any more"


async def test_what_was_typed_and_taken_out_again_is_no_draft(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await editing(kaya, "Yusuf")
        await kaya.fill("place", "R")
        await kaya.press("backspace", "escape")
        await kaya.press("b")
        await kaya.is_at("FormDialog")
        assert not kaya.message
    assert not office.typed("kaya", "appointment 3")


async def test_a_booking_that_was_left_comes_back_as_well(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t", "n", "v")
        await kaya.fill("company", "Stahlwerk Ruhr")
        await kaya.press("escape")
        await kaya.press("n", "b")
        await kaya.is_at("FormDialog")
        assert not kaya.message, "that was another kind"
        await kaya.press("escape", "n", "v")
        await kaya.is_told("Es gibt einen Entwurf")
        await kaya.press("ctrl+r")
        assert (kaya.field("company").value, kaya.field("minutes").value) == ("Stahlwerk Ruhr", "60")


async def test_a_booking_that_was_left_comes_back_with_its_day_and_adviser(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t", ".", "n", "v")
        day = kaya.field("date").value
        await kaya.fill("company", "Stahlwerk Ruhr")
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t", "n", "v")
        assert kaya.field("date").value != day
        await kaya.press("ctrl+r")
        await kaya.until(lambda: kaya.field("date").value == day)
        assert kaya.field("company").value == "Stahlwerk Ruhr"


# In English


async def test_english_forms_are_filled_in_english_and_read_both(office: Office) -> None:
    seen = yusuf(office)
    colleague_corrects(office, email="y@example.org", contact_email="ja")
    async with seated(office.app_of("kaya", "en")) as kaya:
        await editing(kaya, "Yusuf")
        await kaya.sees("Correct the appointment", "Consultation Thu, 2026-11-05, 11:00, Selin Aydın.")
        assert kaya.field("contact_email").value == "yes"
        await kaya.fill("contact_email", "nein")
        await kaya.press("enter")
        await kaya.is_told("Corrected: appointments by e-mail. u takes it back.")
        await kaya.press("v")
        assert kaya.field("date").value == "2026-11-05"
        await kaya.fill("date", "3.12.")
        await kaya.press("enter")
        await kaya.is_told("Moved to Thu, 2026-12-03, 11:00.")
        await kaya.press("n", "b")
        assert kaya.field("date").value == "2026-11-05"
    assert (yusuf(office).visitor.contact_email, yusuf(office).id) == ("no", seen.id)
