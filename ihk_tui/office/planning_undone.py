"""Taking a decision on a day back: the day returns under a later SEQUENCE, and strands no booking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ihk_tui.domain import days
from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office.agenda import on_day
from ihk_tui.office.days import planned_on
from ihk_tui.office.planning import Told, taken_by, told_of
from ihk_tui.office.planning_doubts import misfits, name_of
from ihk_tui.office.session import Session
from ihk_tui.office.work import Change, Reader, Work


def put_back(session: Session, work: Work, changes: Sequence[Change]) -> Refusal | None:
    """Put the days of a `plan` transaction back; refused when its date is taken, or was booked."""
    decided = [change for change in changes if change.kind is ConsultationDay]
    now = session.now()
    for change in decided:
        if change.after is None:
            continue
        present = work.get(ConsultationDay, change.after.day) or change.after
        before = (other.before for other in decided if other.before)
        same = next((day for day in before if day.origin == present.origin), None)
        back = days.restored(same, present, session.policy, now)
        there = planned_on(session, work, back.day)
        if there and there.origin != back.origin:
            return taken_by(there)
        if back.day == present.day:
            here = on_day(work, back.day)
            unfit = misfits(back, here, session.policy).keys() - misfits(present, here, session.policy).keys()
            if stranded := [a for a in here if a.id in unfit]:
                return _booked_since(stranded)
        work.remove(present)
        work.put(back)
    return None


def to_tell(
    session: Session, reader: Reader, stood: Mapping[int, Appointment], decided: Iterable[int]
) -> tuple[Told, ...]:
    """Whoever has to hear that a decision was taken back: the same people as when it was made.

    `stood` has the bookings by number as they stood until now, `decided` the numbers of those that the
    decision had moved or called off; `reader` sees them as they are back.
    """
    now = session.now()
    pairs = ((stood[number], reader.get(Appointment, number)) for number in decided)
    return tuple(told_of(reader, before, after, now) for before, after in pairs if after)


def strands(session: Session, reader: Reader, dates: Iterable[date]) -> Refusal | None:
    """Refuse to leave bookings on dates that have no consultation day any more."""
    for on in sorted(set(dates)):
        day = planned_on(session, reader, on)
        if day is None or day.status == "cancelled":
            waiting = [a for a in on_day(reader, on) if a.kind == "consultation" and a.status == "booked"]
            if waiting:
                return _booked_since(waiting)
    return None


def _booked_since(stranded: Sequence[Appointment]) -> Refusal:
    names = Words.joined(", ", map(name_of, stranded))
    return Refusal(
        "booked_since",
        Words(
            "Seitdem wurde gebucht, was dann keinen Platz mehr hätte: {who}.",
            "Since then something was booked that would have no place: {who}.",
        ).fill(who=names),
    )
