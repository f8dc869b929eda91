"""Appointments at work (DOMAIN.md §1, scenario 21)."""

from __future__ import annotations

from datetime import date

import pytest

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.blocked import BlockedTime
from ihk_tui.domain.formats import local
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.words import Refusal
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


# A longer consultation takes every slot from its start to its end


def test_a_longer_consultation_meets_full_slots_the_break_and_closing(office: Office) -> None:
    for _ in range(2):
        ok(booking.book(office.empfang, wish("9:30")))
    said = booking.book(office.empfang, wish("9:00")._replace(minutes=60))
    assert isinstance(said, Refusal) and (said.code, said.words.de) == (
        "full",
        "Um 09:30 ist alles belegt (2 von 2).",
    )
    for clock, minutes in (("11:30", 60), ("15:30", 45)):
        late = booking.book(office.empfang, wish(clock)._replace(minutes=minutes), overbook=True)
        assert isinstance(late, Refusal) and late.code == "no_slot" and "Pause" in late.words.de
    ok(booking.book(office.empfang, wish("10:00")._replace(minutes=60)))


def test_a_longer_consultation_is_free_where_all_its_slots_are(office: Office) -> None:
    for _ in range(2):
        ok(booking.book(office.empfang, wish("9:30")))
    hour = wish("9:00")._replace(minutes=60)
    free = [local(start) for start in booking.free_for(office.empfang, hour)]
    assert [f"{start:%H:%M}" for start in free][:4] == ["08:30", "10:00", "10:30", "11:00"]
    assert f"{free[-1]:%H:%M}" == "15:00"


def test_free_times_are_the_adviser_s_and_leave_out_what_is_to_be_moved(office: Office) -> None:
    made = office.book("10:00", "aydin")
    talk = Booking("follow_up", moment("11:00"), 30, "aydin", "PR2", "SL", KIM)
    ok(booking.book(office.empfang, talk))
    taken = {moment("10:00"), moment("11:00")}
    assert not taken & set(booking.free_for(office.empfang, wish("9:00", "aydin")))
    assert taken <= set(booking.free_for(office.empfang, wish("9:00", "berger")))
    assert taken <= set(booking.free_for(office.empfang, wish("9:00")))
    moving = booking.free_for(office.empfang, wish("9:00", "aydin"), made.id)
    assert moment("10:00") in moving and moment("11:00") not in moving


# Everything that stands against a time is asked, and nothing else is decided by the answer


def blocked_by_calendar(office: Office, start: str, end: str) -> None:
    with office.empfang.begin("import") as work:
        times = (moment(start), moment(end))
        work.put(BlockedTime(day=DAY, id=7, adviser="aydin", event="x", start=times[0], end=times[1]))
        work.commit()


def test_all_that_is_in_the_way_is_said_at_once(office: Office) -> None:
    for adviser in ("aydin", "berger"):
        ok(booking.book(office.empfang, wish("9:00", adviser)))
    blocked_by_calendar(office, "9:10", "9:20")
    said = booking.book(office.empfang, wish("9:00", "aydin"))
    assert isinstance(said, Refusal) and said.code == "full"
    for sentence in ("alles belegt (2 von 2)", "schon einen Termin: 09:00–09:30", "Kalender belegt: 09:10"):
        assert sentence in said.words.de
    assert ok(booking.book(office.empfang, wish("9:00", "aydin"), said)).id == 3


def test_a_yes_decides_what_was_asked_and_not_what_came_since(office: Office) -> None:
    ok(booking.book(office.empfang, wish("9:00", "aydin")))
    asked = booking.book(office.empfang, wish("9:00", "aydin"))
    assert isinstance(asked, Refusal) and asked.code == "adviser_busy"
    ok(booking.book(office.empfang, wish("9:00", "berger")))
    again = booking.book(office.empfang, wish("9:00", "aydin"), asked)
    assert isinstance(again, Refusal) and again.code == "full" and asked.words.de in again.words.de
    ok(booking.book(office.empfang, wish("9:00", "aydin"), again))


def test_what_is_gone_since_it_was_asked_is_not_asked_again(office: Office) -> None:
    first = ok(booking.book(office.empfang, wish("9:00", "aydin")))
    due = office.book("10:00", "aydin")
    asked = booking.move(office.empfang, due.id, moment("9:00"))
    ok(booking.cancel(office.empfang, first.id))
    assert isinstance(asked, Refusal)
    assert ok(booking.move(office.empfang, due.id, moment("9:00"), overbook=asked)).start == moment("9:00")


# What a colleague moved meanwhile is not overwritten


def test_a_move_or_cancellation_decided_on_an_old_picture_is_refused(office: Office) -> None:
    seen = office.book("9:00")
    moved = ok(booking.move(office.berger, seen.id, moment("10:00", NEXT_DAY), "berger"))
    for said in (
        booking.move(office.empfang, seen.id, moment("11:00"), seen=seen),
        booking.cancel(office.empfang, seen.id, seen),
    ):
        assert isinstance(said, Refusal) and (said.code, said.words.de) == (
            "changed_since",
            "Inzwischen auf Do., 01.10.2026, 10:00 Uhr bei Berger verlegt.",
        )
    assert office.store.read().get(Appointment, seen.id) == moved
    assert ok(booking.cancel(office.empfang, seen.id, moved)).status == "cancelled"


def test_what_was_called_off_meanwhile_is_said_to_be_so(office: Office) -> None:
    seen = office.book("9:00")
    ok(booking.cancel(office.berger, seen.id))
    assert refused(booking.move(office.empfang, seen.id, moment("11:00"), seen=seen)) == "settled"
