"""Planning consultation days: settle, move, call off, bring back, add, and give other hours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from ihk_tui.domain import appointments, days, hours
from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.days import ConsultationDay, holidays_in, named
from ihk_tui.domain.formats import date_words, local
from ihk_tui.domain.hours import Hours
from ihk_tui.domain.invitations import Invitation, standing_of
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office.agenda import keep, on_day
from ihk_tui.office.allowed import needs
from ihk_tui.office.days import planned_in, planned_on
from ihk_tui.office.planning_doubts import Conflict, Doubt, arising, same_time
from ihk_tui.office.session import Session
from ihk_tui.office.work import Reader, Work

__all__ = ["Conflict", "Decision", "Doubt", "Told", "add", "arrange", "bring_back", "call_off", "settle"]

NO_SUCH_DAY = Refusal(
    "no_such_day",
    Words("An diesem Datum ist kein Sprechtag geplant.", "No consultation day is planned then."),
)
DAY_TAKEN = Refusal(
    "day_taken",
    Words("An diesem Datum ist schon ein Sprechtag.", "There is a consultation day on that date."),
)
DAY_TAKEN_BY_CANCELLED = Refusal(
    "day_taken",
    Words(
        "An diesem Datum fällt ein Sprechtag aus; der lässt sich wieder ansetzen.",
        "A consultation day on that date is cancelled; it can be brought back.",
    ),
)


class Told(NamedTuple):
    """Someone who has to hear of a decision: their booking was moved or called off with its day, or back."""

    before: Appointment
    after: Appointment
    by_mail: bool
    """Whether an invitation tells them by itself."""


class Decision(NamedTuple):
    """A day as it was decided, and whom to tell."""

    day: ConsultationDay
    told: tuple[Told, ...] = ()


@needs("plan")
def settle(
    session: Session, day: date, on: date | None = None, anyway: bool = False
) -> Decision | Doubt | Refusal:
    """Confirm a day named by its date or its first Thursday, or put it on another date; bookings go along.

    A day that stands firm where it is stays untouched. What clashes on the new date is a `Doubt` unless it
    was decided (`anyway`).
    """
    with session.begin("plan") as work:
        found = _named(session, work, day)
        if isinstance(found, Refusal):
            return found
        to = on or found.day
        if to == found.day and found.status in ("planned", "confirmed"):
            return Decision(found)
        there = planned_on(session, work, to)
        if there and there.origin != found.origin:
            return taken_by(there)
        decided = days.confirm(found, to, holidays_in(to.year), session.now())
        return decided if isinstance(decided, Refusal) else _decide(session, work, found, decided, anyway)


@needs("plan")
def call_off(session: Session, day: date) -> Decision | Doubt | Refusal:
    """Decide that a day does not take place; its bookings are called off with it."""
    with session.begin("plan") as work:
        found = _named(session, work, day)
        if isinstance(found, Refusal):
            return found
        if found.status == "cancelled":
            return Refusal(
                "day_cancelled", Words("Dieser Sprechtag fällt schon aus.", "This day is cancelled already.")
            )
        decided = days.cancel_day(found, session.now())
        return decided if isinstance(decided, Refusal) else _decide(session, work, found, decided, True)


@needs("plan")
def bring_back(session: Session, day: date) -> Decision | Doubt | Refusal:
    """Let a cancelled day take place after all. What was called off with it stays so: people were told."""
    with session.begin("plan") as work:
        found = _named(session, work, day)
        if isinstance(found, Refusal):
            return found
        if found.status != "cancelled":
            return Refusal(
                "not_cancelled", Words("Dieser Sprechtag fällt nicht aus.", "This day is not cancelled.")
            )
        decided = days.confirm(found, found.day, {}, session.now())  # a holiday was decided on before
        return decided if isinstance(decided, Refusal) else _decide(session, work, found, decided, True)


@needs("plan")
def add(
    session: Session, on: date, given: Hours | None = None, anyway: bool = False
) -> Decision | Doubt | Refusal:
    """Plan an extra day, with the usual hours unless others are given; on a holiday only when it is meant."""
    with session.begin("plan") as work:
        if there := planned_on(session, work, on):
            return taken_by(there)
        if moved := next((d for d in work.all(ConsultationDay) if d.origin == (None, on)), None):
            return _moved_away(moved)
        now = session.now()
        made = days.add_day(on, holidays_in(on.year), session.policy, now, anyway)
        if given and not isinstance(made, Refusal):
            made = hours.arrange(made, given, now)
        return made if isinstance(made, Refusal) else _decide(session, work, made, made, True)


@needs("plan")
def arrange(
    session: Session, day: date, given: Hours, anyway: bool = False, seen: int | None = None
) -> Decision | Doubt | Refusal:
    """Give a day other hours, slots or desks. Bookings that do not fit any more are a `Doubt`.

    `seen` is the SEQUENCE it was decided on; when a colleague decided on the day since, nothing is
    overwritten.
    """
    with session.begin("plan") as work:
        found = _named(session, work, day)
        if isinstance(found, Refusal):
            return found
        if seen not in (None, found.sequence):
            return _changed_since(found)
        decided = hours.arrange(found, given, session.now())
        if isinstance(decided, Refusal):
            return decided
        return Decision(found) if decided is found else _decide(session, work, found, decided, anyway)


def _named(session: Session, reader: Reader, day: date) -> ConsultationDay | Refusal:
    return named(planned_in(session, reader, day.year), day) or NO_SUCH_DAY


def taken_by(day: ConsultationDay) -> Refusal:
    """Why a date is not free for another day."""
    return DAY_TAKEN_BY_CANCELLED if day.status == "cancelled" else DAY_TAKEN


def _changed_since(day: ConsultationDay) -> Refusal:
    words = Words(
        "Inzwischen geändert: {day}, {hours}, Raster {slot} min, {desks} Plätze, bis zu {places} Termine.",
        "Changed meanwhile: {day}, {hours}, slots of {slot} min, {desks} desks, up to {places} bookings.",
    ).fill(
        day=date_words(day.day),
        hours=Hours.of(day).span,
        slot=day.slot,
        desks=day.desks,
        places=day.places,
    )
    return Refusal("changed_since", words)


def _moved_away(day: ConsultationDay) -> Refusal:
    """Calendars know an extra day by its first date: no other may take it."""
    return Refusal(
        "day_moved",
        Words(
            "Der zusätzliche Sprechtag dieses Datums wurde auf {day} verlegt.",
            "The extra day of this date was moved to {day}.",
        ).fill(day=date_words(day.day)),
    )


def _decide(
    session: Session, work: Work, before: ConsultationDay, decided: ConsultationDay, anyway: bool
) -> Decision | Doubt:
    """Keep a decision and take the bookings along, unless something stands against it."""
    now = session.now()
    following = list(_following(on_day(work, before.day), before, decided, now))
    followed = {new.id: (new, why) for _, new, why in following}
    doubts = [] if anyway else arising(before, decided, followed, work, session.policy)
    if doubts:
        return Doubt(tuple(doubts))
    told = []
    for old, new, _ in following:
        told.append(told_of(work, old, new, now))
        keep(work, new)
    if decided.day != before.day and work.get(ConsultationDay, before.day) is not None:
        work.remove(before)
    work.put(decided)
    work.commit(decided.day.isoformat())
    return Decision(decided, tuple(told))


def told_of(reader: Reader, before: Appointment, after: Appointment, now: datetime) -> Told:
    """Say of a booking that changed whether its visitor hears of it by mail."""
    invitation = reader.get(Invitation, after.id)
    standing = standing_of(invitation, after, now) if invitation else "over"
    return Told(before, after, standing in ("waiting", "sending"))


def _following(
    booked: Iterable[Appointment], before: ConsultationDay, decided: ConsultationDay, now: datetime
) -> Iterable[tuple[Appointment, Appointment, Words | None]]:
    """The bookings that a decision moves or calls off: as they are, as they would be, and what is wrong."""
    if decided.day == before.day and decided.status != "cancelled":
        return
    for old in booked:
        if old.kind != "consultation":
            continue
        why = None
        if decided.status == "cancelled":
            new = appointments.cancelled(old, now)
        else:
            start, why = same_time(decided.day, local(old.start).time())
            new = appointments.moved_to(old, start, start + (old.end - old.start), old.adviser, now)
        if isinstance(new, Appointment):
            yield old, new, why
