"""Whether a time suits an appointment: what stands against it, and what of that was decided already."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from ihk_tui.domain import appointments
from ihk_tui.domain.appointments import AppointmentKind, Slot, slots
from ihk_tui.domain.blocked import blocked
from ihk_tui.domain.formats import date_words, local, show_time
from ihk_tui.domain.grid import spanned
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office.agenda import on_day
from ihk_tui.office.blocking import blocked_between
from ihk_tui.office.days import planned_on
from ihk_tui.office.session import Session
from ihk_tui.office.work import Reader


def fits(
    session: Session,
    reader: Reader,
    kind: AppointmentKind,
    start: datetime,
    end: datetime,
    adviser: str,
    travel: int,
    overbook: bool | Refusal,
    itself: int = 0,
) -> Refusal | None:
    """Refuse a time without slots, or at which one of its slots or the adviser is taken.

    What is taken is named all at once and can be decided: `overbook` decides everything, or what a refusal
    named before.
    """
    on = local(start).date()
    others = [a for a in on_day(reader, on) if a.id != itself]
    taken: list[Refusal] = []
    if kind == "consultation":
        day = planned_on(session, reader, on)
        if day is None or day.status in ("cancelled", "closed"):
            return no_day(start)
        bookable = slots(day, others, session.policy)
        held = spanned(bookable, start, end)
        if not held:
            begins = any(slot.start == start for slot in bookable)
            return _too_long(start, end) if begins else _no_slot(start, day.slot)
        taken += [_full(slot) for slot in held if slot.booked >= slot.capacity]
    way = timedelta(minutes=travel)
    away, back = start - way, end + way
    taken += appointments.clashes(others, away, back, adviser)
    for time in sorted(blocked_between(reader, away, back), key=lambda time: time.start):
        if busy := blocked([time], away, back, adviser):
            taken.append(busy)
    return undecided(taken, overbook)


def undecided(taken: Sequence[Refusal], decided: bool | Refusal) -> Refusal | None:
    """Make one refusal of all that stands against something, unless it was decided already.

    A refusal given as `decided` covers what it named: whatever came up since is asked as well.
    """
    known = decided.words.de if isinstance(decided, Refusal) else ""
    if decided is True or all(reason.words.de in known for reason in taken):
        return None
    return Refusal(taken[0].code, Words.joined(" ", dict.fromkeys(reason.words for reason in taken)))


def _no_slot(start: datetime, step: int) -> Refusal:
    return Refusal(
        "no_slot",
        Words(
            "Um {time} beginnt kein Termin (Raster {step} min).",
            "No appointment begins at {time} (grid of {step} min).",
        ).fill(time=show_time(start), step=step),
    )


def _too_long(start: datetime, end: datetime) -> Refusal:
    return Refusal(
        "no_slot",
        Words(
            "Von {start} bis {end} reicht der Termin in die Pause oder über den Schluss hinaus.",
            "From {start} to {end} the appointment runs into the break or past closing.",
        ).fill(start=show_time(start), end=show_time(end)),
    )


def _full(slot: Slot) -> Refusal:
    return Refusal(
        "full",
        Words(
            "Um {time} ist alles belegt ({booked} von {capacity}).",
            "{time} is fully booked ({booked} of {capacity}).",
        ).fill(time=show_time(slot.start), booked=slot.booked, capacity=slot.capacity),
    )


def no_day(start: datetime) -> Refusal:
    """Say that no consultation takes place on that date."""
    on = local(start).date()
    return Refusal(
        "no_consultation_day",
        Words("Am {day} ist kein Sprechtag.", "{day} is no consultation day.").fill(day=date_words(on)),
    )
