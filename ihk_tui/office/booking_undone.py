"""Taking a move or a cancellation back: what was booked since at the time that is returned to is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from ihk_tui.domain.appointments import Appointment, overlapping, slots
from ihk_tui.domain.blocked import BlockedTime, blocked
from ihk_tui.domain.formats import moment_words
from ihk_tui.domain.grid import spanned
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office.agenda import on_day
from ihk_tui.office.blocking import blocked_between
from ihk_tui.office.days import planned_on
from ihk_tui.office.fitting import no_day, undecided
from ihk_tui.office.planning_doubts import name_of, outside
from ihk_tui.office.session import Session
from ihk_tui.office.work import Reader


def taken_since(
    session: Session, reader: Reader, stood: Mapping[int, Appointment], since: int, anyway: bool | Refusal
) -> Refusal | None:
    """Refuse (code `taken_since`) to put appointments where something else was put after transaction `since`.

    `reader` sees them as they are back, `stood` has them by number as they were. What was in the way before
    was decided then. `anyway` decides everything, or what a refusal named before; a date without its
    consultation day is never decided.
    """
    later = [c for entry in reader.recent() if entry.seq > since for c in reader.changes(entry.seq)]
    newer = {c.after.id for c in later if c.kind is Appointment and _takes(c.before, c.after)} - stood.keys()
    imported = {_key(c.after) for c in later if c.kind is BlockedTime and c.after}
    reasons: list[Refusal] = []
    for number, before in stood.items():
        back = reader.get(Appointment, number)
        if back is None or not _takes(before, back):
            continue
        if back.kind == "consultation":
            day = planned_on(session, reader, back.day)
            if day is None or day.status == "cancelled":
                return no_day(back.start)
            if outside(day, back, session.policy):
                reasons.append(_outside(back))
        reasons += map(_named, _in_the_way(session, reader, back, newer))
        reasons += _busy(reader, back, imported)
    return undecided(reasons, anyway)


def _takes(before: Appointment | None, after: Appointment) -> bool:
    """Whether an appointment holds a time or an adviser that it did not hold before."""
    if after.status != "booked":
        return False
    return before is None or not before.holds_time or _taken_by(before) != _taken_by(after)


def _taken_by(appointment: Appointment) -> tuple[datetime, datetime, str, int]:
    return appointment.start, appointment.end, appointment.adviser, appointment.travel


def _in_the_way(
    session: Session, reader: Reader, back: Appointment, newer: Iterable[int]
) -> list[Appointment]:
    """The newer ones that the adviser has at the same time, or without which there would be a place."""
    there = on_day(reader, back.day)
    others = [a for a in there if a.id in newer]
    way = timedelta(minutes=back.travel)
    found = {
        a.id: a
        for a in overlapping(others, back.start - way, back.end + way)
        if back.adviser and a.adviser == back.adviser
    }
    day = planned_on(session, reader, back.day)
    if back.kind == "consultation" and day:
        for slot in spanned(slots(day, there, session.policy), back.start, back.end):
            if slot.booked > slot.capacity:
                crowd = overlapping(others, slot.start, slot.end)
                found |= {a.id: a for a in crowd if a.kind == "consultation"}
    return list(found.values())


def _named(other: Appointment) -> Refusal:
    when = moment_words(other.start)
    words = Words("Seitdem gebucht: {when} {who}.", "Booked since: {when} {who}.")
    return Refusal("taken_since", words.fill(when=when, who=name_of(other)))


def _outside(back: Appointment) -> Refusal:
    when = moment_words(back.start)
    words = Words(
        "{when} {who}: liegt außerhalb der Zeiten oder des Rasters dieses Tages.",
        "{when} {who}: is outside of the hours or slots of that day.",
    )
    return Refusal("taken_since", words.fill(when=when, who=name_of(back)))


def _busy(reader: Reader, back: Appointment, imported: set[tuple[object, int]]) -> Iterator[Refusal]:
    """The adviser's own calendar, as far as it was imported since."""
    way = timedelta(minutes=back.travel)
    away, home = back.start - way, back.end + way
    for time in blocked_between(reader, away, home):
        if _key(time) in imported and (busy := blocked([time], away, home, back.adviser)):
            yield busy._replace(code="taken_since")


def _key(time: BlockedTime) -> tuple[object, int]:
    return time.day, time.id
