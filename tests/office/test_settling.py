"""What became of appointments, and what stands against a time before anything is saved."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.visits import Visit
from ihk_tui.domain.words import BadInput, Refusal
from ihk_tui.office import booking, days
from ihk_tui.office.booking import Booking, conflict
from ihk_tui.office.timetable import timetable
from ihk_tui.office.undoing import undo
from ihk_tui.office.wishes import read_wish
from tests.office.office import DAY, Office, moment, ok, refused

KIM = Visitor(name="Kim", email="kim@schule.de")


def consultation(clock: str, adviser: str = "") -> Booking:
    return Booking(
        "consultation", moment(clock), adviser=adviser, topic="PR2", visitor_kind="SL", visitor=KIM
    )


def talk(clock: str, note: str = "") -> Booking:
    return Booking("follow_up", moment(clock), 30, "aydin", "PR2", "SL", KIM, note=note)


def test_a_follow_up_talk_took_place_with_a_result(office: Office) -> None:
    made = ok(booking.book(office.empfang, talk("9:00", "Zeugnis mitbringen")))
    assert refused(booking.held(office.empfang, made.id)) == "not_due"
    office.at("9:40")
    settled = ok(booking.held(office.empfang, made.id, "Stelle in Aussicht"))
    assert (settled.status, settled.note) == ("held", "Zeugnis mitbringen\nStelle in Aussicht")
    assert settled.sequence == made.sequence, "no change of time, place or standing for a calendar"
    assert refused(booking.held(office.empfang, made.id)) == "settled"
    ok(undo(office.empfang))
    back = office.store.read().get(Appointment, made.id)
    assert back == replace(made, changed=office.now), "a calendar that knew the result must hear of it"


def test_a_consultation_is_checked_in_not_held(office: Office) -> None:
    made = ok(booking.book(office.empfang, consultation("9:00")))
    office.at("9:10")
    assert refused(booking.held(office.empfang, made.id)) == "consultation"


def test_a_missed_consultation_counts_among_the_no_shows_and_can_be_taken_back(office: Office) -> None:
    made = ok(booking.book(office.empfang, consultation("9:00")))
    assert refused(booking.missed(office.empfang, made.id)) == "not_due"
    office.at("9:20")
    gone = ok(booking.missed(office.empfang, made.id))
    (visit,) = office.store.read().all(Visit, DAY)
    assert (gone.status, gone.visit, visit.state, visit.appointment) == (
        "no_show",
        visit.id,
        "no_show",
        made.id,
    )
    assert days.unsettled(office.store.read(), DAY, office.now) == [], "closing the day does not ask again"
    ok(undo(office.empfang))
    back = office.store.read().get(Appointment, made.id)
    assert back is not None and back.status == "booked"
    assert [point.key for point in days.unsettled(office.store.read(), DAY, office.now)] == [
        f"appointment:{made.id}"
    ]


def test_a_missed_talk_makes_no_visit(office: Office) -> None:
    made = ok(booking.book(office.empfang, talk("9:00")))
    office.at("9:05")
    assert ok(booking.missed(office.empfang, made.id)).status == "no_show"
    assert office.store.read().all(Visit, DAY) == []


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (consultation("9:00"), "full"), (consultation("9:30", "aydin"), "adviser_busy"),
        (consultation("9:10"), "no_slot"), (consultation("8:00"), "past"),
        (consultation("10:30", "aydin"), ""),
        (consultation("10:00")._replace(start=moment("10:00", date(2026, 9, 4))), "no_consultation_day"),
    ],
)  # fmt: skip
def test_what_stands_against_a_time_is_known_before_saving(office: Office, wish: Booking, code: str) -> None:
    for before in (consultation("9:00"), consultation("9:00"), talk("9:30")):
        ok(booking.book(office.empfang, before))
    seq = office.store.read().seq
    against = conflict(office.empfang, wish)
    assert (against.code if isinstance(against, Refusal) else "") == code
    assert office.store.read().seq == seq


def test_an_appointment_is_not_in_its_own_way(office: Office) -> None:
    made = ok(booking.book(office.empfang, consultation("9:00", "aydin")))
    assert conflict(office.empfang, consultation("9:00", "aydin"), made.id) is None


def test_a_day_that_is_over_offers_no_places(office: Office) -> None:
    assert any(row.slot for row in timetable(office.empfang, DAY).rows)
    ok(days.close_day(office.empfang, {}))
    assert not any(row.slot for row in timetable(office.empfang, DAY).rows)


def test_everything_wrong_with_a_wish_is_said_at_once(office: Office) -> None:
    wrong = read_wish(
        office.empfang,
        "company_visit",
        moment("9:00"),
        {"adviser": "niemand", "minutes": "lang", "travel": "9999", "visitor_kind": "QQ", "postcode": "1"},
    )
    assert isinstance(wrong, list) and all(isinstance(problem, BadInput) for problem in wrong)
    fields = [problem.field for problem in wrong]
    assert fields == ["adviser", "minutes", "travel", "visitor_kind", "topic", "postcode", "phone"]


def test_a_partner_body_names_itself(office: Office) -> None:
    typed = {"visitor_kind": "pa", "topic": "PR2", "name": "Kim", "phone": "02324 12345"}
    wrong = read_wish(office.empfang, "follow_up", moment("9:00"), typed)
    assert isinstance(wrong, list) and [problem.field for problem in wrong] == ["organisation"]
    right = read_wish(office.empfang, "follow_up", moment("9:00"), typed | {"organisation": "AFA"})
    assert isinstance(right, Booking) and right.visitor.called() == "AFA"
