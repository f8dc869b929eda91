"""What stands against a decision on a day: bookings that would clash, or no longer fit. It is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from ihk_tui.domain.appointments import Appointment, clash, slots
from ihk_tui.domain.blocked import blocked
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.formats import at_time, moment_on, show_time
from ihk_tui.domain.grid import spanned
from ihk_tui.domain.policy import Policy
from ihk_tui.domain.visitors import KIND
from ihk_tui.domain.words import BadInput, Words
from ihk_tui.office.agenda import on_day
from ihk_tui.office.blocking import blocked_on
from ihk_tui.office.work import Reader


class Conflict(NamedTuple):
    """One booking that a decision brings into trouble."""

    appointment: Appointment
    """As it would be afterwards."""
    why: Words

    @property
    def words(self) -> Words:
        """Time, name and what is wrong."""
        return Words("{time} {who}: {why}", "{time} {who}: {why}").fill(
            time=show_time(self.appointment.start), who=name_of(self.appointment), why=self.why
        )


class Doubt(NamedTuple):
    """A decision that nobody has made yet: everything that stands against it."""

    conflicts: tuple[Conflict, ...]

    @property
    def words(self) -> Words:
        """All of it, a line a booking."""
        listed = [conflict.words for conflict in self.conflicts]
        return Words(
            "Das bringt Termine in Schwierigkeiten:\n" + "\n".join(words.de for words in listed),
            "That brings appointments into trouble:\n" + "\n".join(words.en for words in listed),
        )


def name_of(appointment: Appointment) -> Words:
    """How the visitor is called: a name, else the kind."""
    kind = KIND.get(appointment.visitor_kind)
    name = appointment.visitor.called()
    return Words(name, name) if name or kind is None else kind.label


def same_time(day: date, clock: time) -> tuple[datetime, Words | None]:
    """The same time of another day, and what is wrong with it when the clocks change then (scenario 21).

    In the hour that is left out it is an hour later, in the hour that comes twice the first.
    """
    try:
        return at_time(day, clock), None
    except BadInput as problem:
        return moment_on(day, clock), problem.words


def arising(
    before: ConsultationDay,
    after: ConsultationDay,
    followed: Mapping[int, tuple[Appointment, Words | None]],
    reader: Reader,
    policy: Policy,
) -> list[Conflict]:
    """What a decision brings about that was not so before.

    `followed` has by number the bookings that go along, as they would be, and what is wrong with their time.
    """
    there = [followed[a.id][0] if a.id in followed else a for a in on_day(reader, after.day)]
    if after.day != before.day:
        there += [moved for moved, _ in followed.values() if moved.day == after.day]
    known = misfits(before, on_day(reader, before.day), policy)
    unfit = misfits(after, there, policy)
    found = [Conflict(moved, why) for moved, why in followed.values() if why]
    others = [a for a in there if a.id not in followed]
    for moved, _ in followed.values():
        found += [Conflict(moved, why) for why in _busy(moved, others, reader)]
    found += [Conflict(a, unfit[a.id]) for a in there if a.id in unfit.keys() - known.keys()]
    return sorted(found, key=lambda conflict: (conflict.appointment.start, conflict.appointment.id))


def _busy(moved: Appointment, others: Iterable[Appointment], reader: Reader) -> Iterator[Words]:
    way = timedelta(minutes=moved.travel)
    away, back = moved.start - way, moved.end + way
    theirs = clash(others, away, back, moved.adviser)
    elsewhere = blocked(blocked_on(reader, moved.day, moved.day), away, back, moved.adviser)
    return (refusal.words for refusal in (theirs, elsewhere) if refusal)


def outside(day: ConsultationDay, booked: Appointment, policy: Policy) -> bool:
    """Whether a consultation does not fit the hours or the slots of a day."""
    return not spanned(slots(day, (), policy), booked.start, booked.end)


def misfits(day: ConsultationDay, appointments: Iterable[Appointment], policy: Policy) -> dict[int, Words]:
    """Why booked consultations do not fit the hours, the slots or the places of a day, by number."""
    consultations = [a for a in appointments if a.kind == "consultation"]
    grid = slots(day, consultations, policy)
    unfit: dict[int, Words] = {}
    for booked in (a for a in consultations if a.status == "booked"):
        over = spanned(grid, booked.start, booked.end)
        crowded = max(over, key=lambda slot: slot.booked, default=None)
        if crowded is None:
            unfit[booked.id] = Words(
                "liegt dann außerhalb der Zeiten oder des Rasters", "is outside of the hours or slots then"
            )
        elif crowded.booked > day.places:
            unfit[booked.id] = Words("{n} gebucht, Platz für {places}", "{n} booked, room for {places}").fill(
                n=crowded.booked, places=day.places
            )
    return unfit
