"""Appointments at work (DOMAIN.md §1, scenario 21)."""

from __future__ import annotations

from datetime import date

import pytest

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.visitors import Visitor
from ihk_tui.office import booking, days, reception, views
from ihk_tui.office.booking import Booking
from tests.office.office import DAY, NEXT_DAY, Office, moment, ok, refused

KIM = Visitor(name="Kim", email="kim@schule.de")


def wish(clock: str, adviser: str = "", day: date = DAY, visitor: Visitor = KIM) -> Booking:
    return Booking(
        "consultation", moment(clock, day), adviser=adviser, topic="PR2", visitor_kind="SL", visitor=visitor
    )


def firm(clock: str, travel: int = 0, minutes: int = 0) -> Booking:
    return Booking(
        "company_visit", moment(clock), minutes, "aydin", "BE1", "BM", KIM, "Werk 2\nTor 3", travel
    )


def test_a_booking_takes_a_slot_and_is_found_on_its_date(office: Office) -> None:
    made = ok(booking.book(office.empfang, wish("9:00", "aydin")))
    assert (made.start, made.end, made.status, made.sequence) == (moment("9:00"), moment("9:30"), "booked", 0)
    assert views.appointments_of(office.empfang, DAY, DAY) == [made]
    assert views.appointments_of(office.empfang, DAY, DAY, "berger") == []
    assert office.store.read().get(Appointment, made.id) == made


def test_an_appointment_needs_a_way_to_reach_someone(office: Office) -> None:
    assert refused(booking.book(office.empfang, wish("9:00", visitor=Visitor(name="Kim")))) == "contact"


@pytest.mark.parametrize(
    ("clock", "day", "code"),
    [
        ("8:00", DAY, "past"), ("9:10", DAY, "no_slot"), ("12:00", DAY, "no_slot"), ("16:00", DAY, "no_slot"),
        ("9:00", date(2026, 9, 4), "no_consultation_day"), ("9:00", date(2027, 5, 6), "no_consultation_day"),
    ],
)  # fmt: skip
def test_where_no_consultation_is(office: Office, clock: str, day: date, code: str) -> None:
    assert refused(booking.book(office.empfang, wish(clock, day=day))) == code


def test_a_full_slot_is_refused_unless_it_is_decided(office: Office) -> None:
    for _ in range(2):
        ok(booking.book(office.empfang, wish("9:00")))
    assert refused(booking.book(office.empfang, wish("9:00"))) == "full"
    assert ok(booking.book(office.empfang, wish("9:00"), overbook=True)).id == 3


def test_an_adviser_is_booked_once_at_a_time(office: Office) -> None:
    ok(booking.book(office.empfang, wish("9:00", "aydin")))
    assert refused(booking.book(office.empfang, wish("9:00", "aydin"))) == "adviser_busy"
    ok(booking.book(office.empfang, wish("9:00", "berger")))


@pytest.mark.parametrize("first", ["firm", "consultation"])
def test_the_way_to_a_firm_takes_time_whichever_was_booked_first(office: Office, first: str) -> None:
    both = [firm("10:00", travel=20), wish("9:30", "aydin")]
    if first == "consultation":
        both.reverse()
    ok(booking.book(office.empfang, both[0]))
    assert refused(booking.book(office.empfang, both[1])) == "adviser_busy"


def test_a_company_visit_needs_no_consultation_day(office: Office) -> None:
    made = ok(booking.book(office.empfang, firm("9:10")._replace(start=moment("9:10", date(2026, 9, 8)))))
    assert (made.end, made.place) == (moment("10:10", date(2026, 9, 8)), "Werk 2 Tor 3")


def test_a_move_keeps_the_uid_raises_the_sequence_and_leaves_the_old_date(office: Office) -> None:
    made = office.book("9:00")
    office.tick(60)
    moved = ok(booking.move(office.empfang, made.id, moment("9:30", NEXT_DAY), "berger"))
    assert (moved.uid, moved.sequence, moved.adviser) == (made.uid, 1, "berger")
    assert views.appointments_of(office.empfang, DAY, DAY) == []
    assert views.appointments_of(office.empfang, NEXT_DAY, NEXT_DAY) == [moved]
    assert views.appointments_of(office.empfang, DAY, date(2028, 1, 1)) == [moved]


def test_a_move_asks_the_same_as_a_booking_and_is_not_in_its_own_way(office: Office) -> None:
    made = office.book("9:00", "aydin")
    assert refused(booking.move(office.empfang, made.id, moment("8:00"))) == "past"
    assert refused(booking.move(office.empfang, made.id, moment("9:10"))) == "no_slot"
    assert refused(booking.move(office.empfang, 99, moment("9:30"))) == "no_such_appointment"
    assert ok(booking.move(office.empfang, made.id, moment("9:00"), "berger")).adviser == "berger"


def test_a_cancelled_appointment_frees_its_slot_and_is_not_checked_in(office: Office) -> None:
    made = office.book("9:00")
    ok(booking.cancel(office.empfang, made.id))
    assert refused(booking.cancel(office.empfang, made.id)) == "settled"
    assert refused(reception.check_in_appointment(office.empfang, made.id)) == "settled"
    for _ in range(2):
        ok(booking.book(office.empfang, wish("9:00")))
    assert days.unsettled(office.store.read(), DAY, office.now)[0].key == "appointment:2"


def test_only_a_consultation_of_today_is_checked_in(office: Office) -> None:
    later = office.book("9:00", day=NEXT_DAY)
    visit = ok(booking.book(office.empfang, firm("9:00")))
    for number in (later.id, visit.id, 99):
        assert refused(reception.check_in_appointment(office.empfang, number)) == "no_such_appointment"


def test_a_consultation_needs_a_topic_and_who_comes(office: Office) -> None:
    whole = wish("9:00")
    for half in (whole._replace(topic=""), whole._replace(visitor_kind="")):
        assert refused(booking.book(office.empfang, half)) == "incomplete"
    ok(booking.book(office.empfang, whole))
