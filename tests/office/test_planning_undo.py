"""Taking decisions on days back: under a later SEQUENCE, with their bookings, and stranding none."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from msgspec.structs import replace

from ihk_tui.domain import days as domain_days
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.hours import Hours
from ihk_tui.domain.people import Person
from ihk_tui.domain.words import Refusal
from ihk_tui.office import booking, days, planning, undoing
from ihk_tui.office.booking import Booking
from ihk_tui.office.planning_told import notices
from tests.office.office import NEXT_DAY, Office, moment, ok, refused
from tests.office.test_planning import ASCENSION, OTHER, PROPOSED, USUAL, day_on, done, stored


@pytest.fixture
def office(early_office: Office) -> Office:
    return early_office


def planned(office: Office, rule: date) -> ConsultationDay:
    return next(day for day in days.plan(office.kleine, rule.year) if day.rule_date == rule)


def undo(office: Office) -> None:
    office.tick(60)
    ok(undoing.undo(office.kleine))


def test_a_settled_proposal_is_a_proposal_again(office: Office) -> None:
    done(planning.settle(office.kleine, ASCENSION))
    undo(office)
    day = planned(office, ASCENSION)
    assert (day.day, day.status, day.sequence, day.changed) == (PROPOSED, "proposed", 2, office.now)


def test_a_moved_day_comes_back_with_its_bookings_as_later_news(office: Office) -> None:
    due = office.book("14:00", day=PROPOSED)
    done(planning.settle(office.kleine, ASCENSION, OTHER))
    undo(office)
    day, back = planned(office, ASCENSION), stored(office, due.id)
    assert (day.day, day.status, day.sequence) == (PROPOSED, "proposed", 2)
    assert (back.start, back.status, back.uid, back.sequence) == (due.start, "booked", due.uid, 2)
    assert day_on(office, OTHER) is None
    assert office.book("14:00", day=PROPOSED).day == PROPOSED


@pytest.mark.parametrize("verb", ["settle", "call_off"])
def test_whoever_was_told_of_a_decision_is_told_that_it_was_taken_back(office: Office, verb: str) -> None:
    due, gone = (office.book(clock, day=PROPOSED) for clock in ("14:00", "9:00"))
    ok(booking.cancel(office.empfang, gone.id))
    settle = verb == "settle"
    (told,) = done(
        planning.settle(office.kleine, ASCENSION, OTHER)
        if settle
        else planning.call_off(office.kleine, PROPOSED)
    ).told
    since = ok(undoing.undo(office.kleine)).told
    assert [(each.before, each.after) for each in since] == [(told.after, stored(office, due.id))]
    assert since[0].after.start == due.start
    (notice,) = notices(office.kleine, since)
    was = "Do., 20.05.2027, 14:00 Uhr" if settle else "abgesagt"
    assert notice.change == f"{was} → Do., 13.05.2027, 14:00 Uhr"


def test_taking_back_what_touched_no_booking_tells_nobody(office: Office) -> None:
    due = office.book("14:00", day=PROPOSED)
    done(planning.settle(office.kleine, ASCENSION))
    assert ok(undoing.undo(office.kleine)).told == ()
    ok(booking.move(office.kleine, due.id, moment("15:00", PROPOSED)))
    assert ok(undoing.undo(office.kleine)).told == ()


def test_a_day_moved_twice_comes_back_step_by_step(office: Office) -> None:
    due = office.book("14:00", day=PROPOSED)
    done(planning.settle(office.kleine, ASCENSION, OTHER))
    office.tick(60)
    done(planning.settle(office.kleine, ASCENSION, OTHER + timedelta(days=1)))
    undo(office)
    assert (planned(office, ASCENSION).day, stored(office, due.id).day) == (OTHER, OTHER)
    undo(office)
    assert (planned(office, ASCENSION).day, stored(office, due.id).day) == (PROPOSED, PROPOSED)
    assert (planned(office, ASCENSION).sequence, stored(office, due.id).sequence) == (4, 4)


def test_a_cancelled_day_takes_place_again_with_its_bookings(office: Office) -> None:
    due = office.book("14:00", day=NEXT_DAY)
    done(planning.call_off(office.kleine, NEXT_DAY))
    undo(office)
    day, back = planned(office, NEXT_DAY), stored(office, due.id)
    assert (day.status, day.sequence) == ("planned", 2)
    assert (back.status, back.sequence) == ("booked", 2)


def test_a_day_brought_back_is_cancelled_again(office: Office) -> None:
    done(planning.call_off(office.kleine, NEXT_DAY))
    done(planning.bring_back(office.kleine, NEXT_DAY))
    undo(office)
    assert (planned(office, NEXT_DAY).status, planned(office, NEXT_DAY).sequence) == ("cancelled", 3)


def test_an_extra_day_is_called_off_for_calendars_to_hear(office: Office) -> None:
    extra = date(2026, 9, 15)
    done(planning.add(office.kleine, extra))
    undo(office)
    day = day_on(office, extra)
    assert day and (day.status, day.sequence) == ("cancelled", 1)
    assert done(planning.bring_back(office.kleine, extra)).day.sequence == 2


def test_a_moved_extra_day_comes_back_to_its_first_date(office: Office) -> None:
    extra, other = date(2026, 9, 15), date(2026, 9, 22)
    done(planning.add(office.kleine, extra))
    office.tick(60)
    done(planning.settle(office.kleine, extra, other))
    undo(office)
    day = day_on(office, extra)
    assert day and (day.status, day.sequence, day.first_on) == ("confirmed", 2, None)
    assert day_on(office, other) is None


def test_hours_come_back(office: Office) -> None:
    done(planning.arrange(office.kleine, NEXT_DAY, USUAL._replace(opens=time(7), desks=5)))
    undo(office)
    day = planned(office, NEXT_DAY)
    assert (Hours.of(day), day.sequence) == (USUAL, 2)


# What may not be taken back


def test_a_day_that_was_booked_since_is_not_taken_away(office: Office) -> None:
    done(planning.settle(office.kleine, ASCENSION, OTHER))
    since = office.book("10:00", day=OTHER)
    assert refused(undoing.undo(office.kleine)) == "booked_since"
    assert planned(office, ASCENSION).day == OTHER and stored(office, since.id).day == OTHER
    ok(booking.cancel(office.empfang, since.id))
    undo(office)
    assert planned(office, ASCENSION).day == PROPOSED


@pytest.mark.parametrize("verb", ["add", "bring_back"])
def test_nor_one_that_takes_place_since(office: Office, verb: str) -> None:
    extra = date(2026, 9, 15)
    done(planning.add(office.kleine, extra))
    if verb == "bring_back":
        done(planning.call_off(office.kleine, extra))
        done(planning.bring_back(office.kleine, extra))
    office.book("10:00", day=extra)
    said = undoing.undo(office.kleine)
    assert refused(said) == "booked_since"
    day = day_on(office, extra)
    assert day and day.status == "confirmed"


def test_hours_that_were_booked_since_stay(office: Office) -> None:
    done(planning.arrange(office.kleine, NEXT_DAY, USUAL._replace(opens=time(7))))
    office.book("9:00", day=NEXT_DAY)
    early = office.book("7:00", day=NEXT_DAY)
    assert refused(undoing.undo(office.kleine)) == "booked_since"
    ok(booking.cancel(office.empfang, early.id))
    undo(office)
    assert planned(office, NEXT_DAY).opens == time(8, 30)


def test_a_date_that_has_another_day_by_now_is_not_taken_from_it(office: Office) -> None:
    done(planning.settle(office.kleine, NEXT_DAY, date(2026, 10, 8)))
    vogel = office.kleine._replace(person=Person("vogel", "Uta Vogel", "admin"))
    done(planning.add(vogel, NEXT_DAY))
    assert refused(undoing.undo(office.kleine)) == "day_taken"
    assert day_on(office, date(2026, 10, 8)) is not None


def test_a_day_that_began_is_not_planned_back(office: Office) -> None:
    office.at("8:00", NEXT_DAY)
    done(planning.arrange(office.kleine, NEXT_DAY, USUAL._replace(desks=5)))
    with office.empfang.begin("open_day") as work:
        day = work.get(ConsultationDay, NEXT_DAY)
        assert day
        work.put(ok(domain_days.open_day(day, moment("8:20", NEXT_DAY))))
        work.commit()
    for with_later in (False, True):
        assert refused(undoing.undo(office.kleine, with_later=with_later)) == "day_started"


@pytest.mark.parametrize("verb", ["settle", "call_off"])
def test_an_adviser_who_was_booked_since_at_the_old_time_is_asked(office: Office, verb: str) -> None:
    due = office.book("14:00", "berger", day=PROPOSED)
    if verb == "settle":
        done(planning.settle(office.kleine, ASCENSION, OTHER))
    else:
        done(planning.call_off(office.kleine, PROPOSED))
    talk = Booking("follow_up", moment("14:15", PROPOSED), 30, "berger", "PR2", "AZ", due.visitor)
    ok(booking.book(office.empfang, talk))
    said = undoing.undo(office.kleine)
    assert isinstance(said, Refusal) and said.code == "taken_since" and "14:15 Uhr Kim" in said.words.de
    ok(undoing.undo(office.kleine, anyway=True))
    assert (stored(office, due.id).start, stored(office, due.id).status) == (due.start, "booked")


def test_a_booking_that_returns_to_hours_that_are_others_since_is_asked(office: Office) -> None:
    due = office.book("15:00", "aydin", NEXT_DAY)
    ok(booking.move(office.empfang, due.id, moment("10:00", NEXT_DAY)))
    done(planning.arrange(office.kleine, NEXT_DAY, USUAL._replace(closes=time(12))))
    said = undoing.undo(office.empfang)
    assert isinstance(said, Refusal) and (said.code, said.words.de) == (
        "taken_since",
        "Do., 01.10.2026, 15:00 Uhr Kim: liegt außerhalb der Zeiten oder des Rasters dieses Tages.",
    )
    assert stored(office, due.id).start == moment("10:00", NEXT_DAY)
    ok(undoing.undo(office.empfang, anyway=said))
    assert stored(office, due.id).start == due.start


def test_a_day_that_returns_to_shorter_usual_hours_is_asked(office: Office) -> None:
    """The administrator changed the office's usual hours meanwhile."""
    due = office.book("15:00", "aydin", NEXT_DAY)
    done(planning.settle(office.kleine, NEXT_DAY, date(2026, 10, 8)))
    shorter = office.kleine._replace(policy=replace(office.kleine.policy, closes=time(12)))
    said = undoing.undo(shorter)
    assert isinstance(said, Refusal) and said.code == "taken_since" and "außerhalb" in said.words.de
    assert len(ok(undoing.undo(shorter, anyway=said)).told) == 1
    assert stored(office, due.id).start == due.start
