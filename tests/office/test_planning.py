"""Decisions on consultation days, what they do to bookings, and whom to tell (scenario 21)."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from msgspec.structs import replace

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.blocked import BlockedTime
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.formats import show_time
from ihk_tui.domain.hours import Hours
from ihk_tui.domain.invitations import Delivery, Invitation, letter_of
from ihk_tui.domain.policy import Policy
from ihk_tui.domain.visitors import Visitor
from ihk_tui.office import booking, days, inviting, planning
from ihk_tui.office.agenda import keep
from ihk_tui.office.booking import Booking
from ihk_tui.office.planning import Decision, Doubt
from ihk_tui.office.planning_told import as_text, notices
from ihk_tui.office.planning_year import year
from tests.office.office import DAY, NEXT_DAY, Office, moment, ok, refused

ASCENSION, PROPOSED, OTHER = date(2027, 5, 6), date(2027, 5, 13), date(2027, 5, 20)
USUAL = Hours(time(8, 30), time(16), 30, 3, None)


def done(result: object) -> Decision:
    """A decision that nothing stood against."""
    assert isinstance(result, Decision), result
    return result


def doubted(result: object) -> Doubt:
    """A decision that has to be meant."""
    assert isinstance(result, Doubt), result
    return result


def stored(office: Office, number: int) -> Appointment:
    found = office.store.read().get(Appointment, number)
    assert found
    return found


def day_on(office: Office, on: date) -> ConsultationDay | None:
    return office.store.read().get(ConsultationDay, on)


def untouched(office: Office) -> bool:
    return not office.log("plan")


@pytest.fixture
def office(early_office: Office) -> Office:
    return early_office


# Settling and moving


def test_a_proposal_is_settled_where_it_is_and_bookings_stay(office: Office) -> None:
    due = office.book("14:00", day=PROPOSED)
    decision = done(planning.settle(office.kleine, ASCENSION))
    assert (decision.day.day, decision.day.status, decision.day.sequence) == (PROPOSED, "confirmed", 1)
    assert decision.told == () and stored(office, due.id) == due
    assert day_on(office, PROPOSED) == decision.day


@pytest.mark.parametrize("rule", [date(2026, 6, 4), ASCENSION])
def test_bookings_move_to_another_date_at_the_same_time(office: Office, rule: date) -> None:
    office.at("9:00", rule - timedelta(days=90))
    proposed, other = rule + timedelta(days=7), rule + timedelta(days=14)
    due, gone = (office.book(clock, day=proposed) for clock in ("14:00", "9:00"))
    ok(booking.cancel(office.empfang, gone.id))
    office.tick(60)
    decision = done(planning.settle(office.kleine, rule, other))
    ((before, after, by_mail),) = decision.told
    assert (before, by_mail) == (due, False)
    assert after == stored(office, due.id)
    assert (after.day, show_time(after.start), after.uid) == (other, "14:00", due.uid)
    assert (after.sequence, after.changed, after.end - after.start) == (1, office.now, due.end - due.start)
    assert stored(office, gone.id).day == proposed, "what was called off stays where it was"


def test_fourteen_o_clock_stays_fourteen_o_clock_across_a_clock_change(office: Office) -> None:
    due = office.book("14:00", day=NEXT_DAY)
    done(planning.settle(office.kleine, NEXT_DAY, date(2026, 10, 29)))
    moved = stored(office, due.id)
    assert show_time(moved.start) == "14:00"
    assert moved.start - due.start == timedelta(days=28, hours=1)


def test_what_stands_firm_where_it_is_stays_untouched(office: Office) -> None:
    assert done(planning.settle(office.kleine, NEXT_DAY)).day.sequence == 0
    assert untouched(office)
    done(planning.settle(office.kleine, ASCENSION))
    assert done(planning.settle(office.kleine, ASCENSION)).day.sequence == 1
    assert len(office.log("plan")) == 1


def test_a_moved_day_moves_on_and_leaves_nothing_behind(office: Office) -> None:
    done(planning.settle(office.kleine, ASCENSION, OTHER))
    decision = done(planning.settle(office.kleine, OTHER, date(2027, 5, 27) + timedelta(days=1)))
    assert (decision.day.sequence, decision.day.rule_date) == (2, ASCENSION)
    assert day_on(office, OTHER) is None
    assert [day.day for day in days.plan(office.kleine, 2027) if day.day.month == 5] == [decision.day.day]


def test_other_kinds_of_appointments_do_not_go_along(office: Office) -> None:
    wish = Booking("follow_up", moment("9:00", NEXT_DAY), 30, "aydin", "PR2", "AZ", Visitor(phone="+4923"))
    talk = ok(booking.book(office.empfang, wish))
    assert done(planning.settle(office.kleine, NEXT_DAY, date(2026, 10, 8))).told == ()
    assert stored(office, talk.id) == talk


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (ASCENSION, "holiday"), (date(2027, 7, 1), "day_taken"), (date(2027, 7, 2), "too_far"),
        (date(2027, 4, 1), "day_taken"), (date(2026, 9, 2), "too_far"),
    ],
)  # fmt: skip
def test_where_a_day_cannot_be_put(office: Office, on: date, code: str) -> None:
    assert refused(planning.settle(office.kleine, ASCENSION, on)) == code
    assert refused(planning.settle(office.kleine, ASCENSION, on, anyway=True)) == code
    assert untouched(office)


def test_a_date_without_a_day_cannot_be_decided_on(office: Office) -> None:
    stray = date(2026, 9, 4)
    for verb in (planning.settle, planning.call_off, planning.bring_back):
        assert refused(verb(office.kleine, stray)) == "no_such_day"
    assert refused(planning.arrange(office.kleine, stray, USUAL)) == "no_such_day"


def test_a_day_that_was_opened_is_planned_no_more(office: Office) -> None:
    office.open_day()
    assert refused(planning.settle(office.kleine, DAY, NEXT_DAY - timedelta(days=7))) == "day_started"
    assert refused(planning.call_off(office.kleine, DAY)) == "day_started"
    assert refused(planning.arrange(office.kleine, DAY, USUAL._replace(desks=4))) == "day_started"


# What stands against a move


def test_an_adviser_who_is_busy_then_is_a_doubt(office: Office) -> None:
    due = office.book("14:00", "aydin", PROPOSED)
    at = moment("13:30", OTHER)
    talk = Booking("company_visit", at, 60, "aydin", "BE1", "BM", Visitor(phone="+4923"), "Werk")
    ok(booking.book(office.empfang, talk))
    doubt = doubted(planning.settle(office.kleine, ASCENSION, OTHER))
    (conflict,) = doubt.conflicts
    assert (conflict.appointment.id, conflict.appointment.start) == (due.id, moment("14:00", OTHER))
    assert "14:00 Kim: " in doubt.words.de and "13:30–14:30" in doubt.words.de
    assert untouched(office) and stored(office, due.id) == due
    decision = done(planning.settle(office.kleine, ASCENSION, OTHER, anyway=True))
    assert [told.after.id for told in decision.told] == [due.id]


def test_the_way_there_and_back_takes_time_too(office: Office) -> None:
    who = Visitor(phone="+49232412345")
    wish = Booking("consultation", moment("14:00", PROPOSED), 0, "aydin", "PR2", "AZ", who, travel=20)
    ok(booking.book(office.empfang, wish))
    talk = Booking("follow_up", moment("14:40", OTHER), 30, "aydin", "PR2", "AZ", who)
    ok(booking.book(office.empfang, talk))
    assert len(doubted(planning.settle(office.kleine, ASCENSION, OTHER)).conflicts) == 1


@pytest.mark.parametrize(
    ("adviser", "clock", "released"),
    [
        ("berger", "14:15", False), ("", "14:15", False), ("aydin", "14:30", False), ("aydin", "14:15", True),
    ],
)  # fmt: skip
def test_another_s_blocked_time_is_none(office: Office, adviser: str, clock: str, released: bool) -> None:
    office.book("14:00", adviser, PROPOSED)
    _block(office, clock, released)
    done(planning.settle(office.kleine, ASCENSION, OTHER))


def _block(office: Office, clock: str, released: bool = False) -> None:
    start = moment(clock, OTHER)
    with office.aydin.begin("import") as work:
        end = start + timedelta(hours=1)
        work.put(
            BlockedTime(day=OTHER, id=1, adviser="aydin", event="e", start=start, end=end, released=released)
        )
        work.commit()


def test_an_adviser_s_blocked_time_is_a_doubt(office: Office) -> None:
    office.book("14:00", "aydin", PROPOSED)
    _block(office, "14:15")
    (conflict,) = doubted(planning.settle(office.kleine, ASCENSION, OTHER)).conflicts
    assert "laut eingelesenem Kalender belegt" in conflict.why.de


def test_a_slot_that_becomes_too_full_is_a_doubt(office: Office) -> None:
    """Consultations stand on a date without a day, as in a store that another program filled."""
    due = office.book("14:00", day=PROPOSED)
    with office.aydin.begin("import") as work:
        for number in (90, 91):
            start = moment("14:00", OTHER)
            keep(
                work,
                replace(due, id=number, uid=f"x{number}", start=start, end=start + timedelta(minutes=30)),
            )
        work.commit()
    doubt = doubted(planning.settle(office.kleine, ASCENSION, OTHER))
    assert {conflict.appointment.id for conflict in doubt.conflicts} == {due.id, 90, 91}
    assert "3 gebucht, Platz für 2" in doubt.words.de


def test_what_was_overbooked_before_is_no_new_doubt(office: Office) -> None:
    for _ in range(2):
        office.book("14:00", day=PROPOSED)
    wish = Booking("consultation", moment("14:00", PROPOSED), topic="PR2", visitor_kind="AZ",
                   visitor=Visitor(phone="+49232412345"))  # fmt: skip
    ok(booking.book(office.empfang, wish, overbook=True))
    assert len(done(planning.settle(office.kleine, ASCENSION, OTHER)).told) == 3


@pytest.mark.parametrize(
    ("on", "clock", "shown", "says"),
    [
        (date(2027, 3, 28), "2:30", "03:30", "gibt es am So., 28.03.2027 nicht"),
        (date(2026, 10, 25), "2:30", "02:30", "zweimal"),
    ],
)
def test_times_that_the_clock_change_takes_or_doubles_are_a_doubt(
    on: date, clock: str, shown: str, says: str
) -> None:
    office = Office(Policy(opens=time(1, 30), closes=time(5), slot=60))
    office.at("9:00", on - timedelta(days=60))
    rule = date(on.year, on.month, 4) if on.month == 3 else date(2026, 10, 1)
    due = office.book(clock, day=rule)
    (conflict,) = doubted(planning.settle(office.kleine, rule, on)).conflicts
    assert says in conflict.why.de
    decision = done(planning.settle(office.kleine, rule, on, anyway=True))
    assert decision.told[0].after.id == due.id
    assert show_time(stored(office, due.id).start) == shown


# Calling off, bringing back, adding


def test_a_cancelled_day_calls_its_bookings_off_and_says_whom_to_tell(office: Office) -> None:
    due = office.book("14:00", day=NEXT_DAY)
    decision = done(planning.call_off(office.kleine, NEXT_DAY))
    assert (decision.day.status, decision.day.sequence) == ("cancelled", 1)
    assert [told.before for told in decision.told] == [due]
    off = stored(office, due.id)
    assert (off.status, off.sequence, off.uid) == ("cancelled", 1, due.uid)
    assert refused(planning.call_off(office.kleine, NEXT_DAY)) == "day_cancelled"


def test_a_cancelled_day_takes_no_more_bookings_and_is_not_the_next_one(office: Office) -> None:
    done(planning.call_off(office.kleine, NEXT_DAY))
    who = Visitor(phone="+49232412345")
    wish = Booking("consultation", moment("9:00", NEXT_DAY), 0, "", "PR2", "AZ", who)
    assert refused(booking.book(office.empfang, wish)) == "no_consultation_day"
    office.at("9:00", DAY + timedelta(days=1))
    assert days.upcoming(office.empfang).day == date(2026, 11, 5)


def test_no_day_is_put_on_a_holiday_of_the_next_year_either(office: Office) -> None:
    assert refused(planning.settle(office.kleine, date(2026, 12, 3), date(2027, 1, 1))) == "holiday"


def test_a_day_brought_back_takes_bookings_again_and_revives_none(office: Office) -> None:
    due = office.book("14:00", day=NEXT_DAY)
    done(planning.call_off(office.kleine, NEXT_DAY))
    back = done(planning.bring_back(office.kleine, NEXT_DAY))
    assert (back.day.status, back.day.sequence, back.told) == ("confirmed", 2, ())
    assert stored(office, due.id).status == "cancelled"
    assert office.book("14:00", day=NEXT_DAY).status == "booked"
    assert refused(planning.bring_back(office.kleine, NEXT_DAY)) == "not_cancelled"


def test_a_cancelled_day_is_settled_again_too_but_not_in_the_past(office: Office) -> None:
    done(planning.call_off(office.kleine, NEXT_DAY))
    assert done(planning.settle(office.kleine, NEXT_DAY)).day.status == "confirmed"
    done(planning.call_off(office.kleine, NEXT_DAY))
    office.at("9:00", NEXT_DAY + timedelta(days=1))
    assert refused(planning.bring_back(office.kleine, NEXT_DAY)) == "too_far"


def test_an_extra_day_can_be_booked(office: Office) -> None:
    extra = date(2026, 9, 15)
    decision = done(planning.add(office.kleine, extra, USUAL._replace(opens=time(13))))
    assert (decision.day.status, decision.day.rule_date, decision.day.opens) == ("confirmed", None, time(13))
    assert office.book("13:00", day=extra).day == extra
    assert refused(planning.add(office.kleine, extra)) == "day_taken"


def test_no_extra_day_where_one_is_or_was_or_on_a_holiday_unless_it_is_meant(office: Office) -> None:
    for taken in (NEXT_DAY, PROPOSED):
        assert refused(planning.add(office.kleine, taken)) == "day_taken"
    assert refused(planning.add(office.kleine, date(2026, 9, 2))) == "past"
    unity = date(2026, 10, 3)
    assert refused(planning.add(office.kleine, unity)) == "holiday"
    assert done(planning.add(office.kleine, unity, anyway=True)).day.day == unity
    done(planning.call_off(office.kleine, unity))
    assert done(planning.bring_back(office.kleine, unity)).day.status == "confirmed"


def test_a_moved_extra_day_keeps_its_name_so_its_first_date_stays_its_own(office: Office) -> None:
    first, other = date(2026, 9, 15), date(2026, 9, 22)
    done(planning.add(office.kleine, first))
    moved = done(planning.settle(office.kleine, first, other)).day
    assert (moved.day, moved.origin) == (other, (None, first))
    assert refused(planning.add(office.kleine, first)) == "day_moved"
    assert done(planning.settle(office.kleine, other, first)).day.first_on is None


def test_a_cancelled_day_on_the_date_says_that_it_can_be_brought_back(office: Office) -> None:
    done(planning.call_off(office.kleine, NEXT_DAY))
    said = planning.add(office.kleine, NEXT_DAY)
    assert refused(said) == "day_taken" and "wieder ansetzen" in ok_words(said)


def ok_words(result: object) -> str:
    assert isinstance(result, tuple)
    return str(result[1])


# Hours


def test_other_hours_are_kept_with_the_day(office: Office) -> None:
    office.book("9:00", day=NEXT_DAY)
    decision = done(planning.arrange(office.kleine, NEXT_DAY, USUAL._replace(opens=time(9), desks=4)))
    assert (decision.day.opens, decision.day.places, decision.day.sequence) == (time(9), 3, 1)
    assert decision.told == ()
    assert day_on(office, NEXT_DAY) == decision.day
    assert done(planning.arrange(office.kleine, NEXT_DAY, Hours.of(decision.day))).day.sequence == 1
    assert len(office.log("plan")) == 1


@pytest.mark.parametrize(
    "given",
    [
        USUAL._replace(opens=time(9, 30)),
        USUAL._replace(closes=time(9, 15)),
        USUAL._replace(slot=40),
        USUAL._replace(opens=time(8, 45), slot=15, closes=time(9, 15)),
        USUAL._replace(capacity=1),
        USUAL._replace(desks=2),
    ],
)
def test_hours_that_leave_bookings_outside_are_a_doubt(office: Office, given: Hours) -> None:
    both = {office.book("9:00", day=NEXT_DAY).id for _ in range(2)}
    doubt = doubted(planning.arrange(office.kleine, NEXT_DAY, given))
    assert {conflict.appointment.id for conflict in doubt.conflicts} == both
    assert untouched(office)
    decision = done(planning.arrange(office.kleine, NEXT_DAY, given, anyway=True))
    assert Hours.of(decision.day) == given and all(stored(office, n).sequence == 0 for n in both)


def test_a_finer_grid_keeps_longer_bookings(office: Office) -> None:
    office.book("9:00", day=NEXT_DAY)
    done(planning.arrange(office.kleine, NEXT_DAY, USUAL._replace(slot=15)))


def test_a_proposal_given_other_hours_is_still_to_be_decided(office: Office) -> None:
    decision = done(planning.arrange(office.kleine, ASCENSION, USUAL._replace(desks=5)))
    assert (decision.day.status, decision.day.day) == ("proposed", PROPOSED)
    assert done(planning.settle(office.kleine, ASCENSION)).day.desks == 5


# Whom to tell


KIM = Visitor(name="Kim Übler", phone="+49232412345", email="kim@example.org", contact_email="yes")


def test_the_list_of_whom_to_tell_names_contact_old_and_new_time(office: Office) -> None:
    for clock, who in (
        ("14:00", KIM),
        ("9:00", Visitor(company="Höffken GmbH", postcode="45525", email="h@x.de")),
    ):
        wish = Booking("consultation", moment(clock, PROPOSED), 0, "", "PR2", "AZ", who)
        ok(booking.book(office.empfang, wish))
    told = done(planning.settle(office.kleine, ASCENSION, OTHER)).told
    listed = notices(office.kleine, told)
    assert [notice.who for notice in listed] == ["Höffken GmbH", "Kim Übler"], "by time"
    assert listed[1].contact == "02324 12345, kim@example.org"
    assert listed[1].change == "Do., 13.05.2027, 14:00 Uhr → Do., 20.05.2027, 14:00 Uhr"
    text = as_text(notices(office.kleine, done(planning.call_off(office.kleine, OTHER)).told))
    assert (
        "Kim Übler: 02324 12345, kim@example.org (E-Mail: nein)\n  Do., 20.05.2027, 14:00 Uhr → abgesagt"
        in text
    )


@pytest.mark.parametrize("verb", ["move", "call_off"])
def test_an_invitation_follows_by_itself_and_the_list_says_so(office: Office, verb: str) -> None:
    wish = Booking("consultation", moment("14:00", PROPOSED), 0, "", "PR2", "AZ", KIM)
    due = ok(booking.book(office.empfang, wish))
    ok(inviting.invite(office.empfang, due.id))
    inviting.send(office.empfang, lambda letter: Delivery("accepted"))
    if verb == "move":
        decision = done(planning.settle(office.kleine, ASCENSION, OTHER))
    else:
        decision = done(planning.call_off(office.kleine, ASCENSION))
    assert [told.by_mail for told in decision.told] == [True]
    assert [notice.by_mail for notice in notices(office.kleine, decision.told)] == ["E-Mail: ja"]
    invitation = office.store.read().get(Invitation, due.id)
    assert invitation
    letter = letter_of(invitation, stored(office, due.id), office.now)
    assert letter and (letter.method, letter.sequence) == ("REQUEST" if verb == "move" else "CANCEL", 1)


def test_who_never_got_the_invitation_gets_no_mail_that_the_day_is_off(office: Office) -> None:
    wish = Booking("consultation", moment("14:00", PROPOSED), 0, "", "PR2", "AZ", KIM)
    due = ok(booking.book(office.empfang, wish))
    ok(inviting.invite(office.empfang, due.id))
    assert [told.by_mail for told in done(planning.call_off(office.kleine, ASCENSION)).told] == [False]


# The year


def test_a_year_with_bookings_and_holidays(office: Office) -> None:
    for _ in range(2):
        ok(booking.cancel(office.empfang, office.book("9:00", day=PROPOSED).id))
        office.book("14:00", day=PROPOSED)
    missed = office.book("15:00", day=PROPOSED)
    with office.aydin.begin("missed") as work:
        work.put(replace(missed, status="no_show"))
        work.commit()
    found = year(office.kleine, 2027)
    assert (found.number, len(found.days)) == (2027, 12)
    assert [(each.day.day, each.booked) for each in found.days if each.booked] == [(PROPOSED, 2)]
    assert [name.de for _, name in found.in_month(PROPOSED)] == [
        "Erster Mai", "Christi Himmelfahrt", "Pfingstmontag", "Fronleichnam",
    ]  # fmt: skip
    assert date(2028, 1, 1) in found.holidays and date(2026, 12, 25) in found.holidays
