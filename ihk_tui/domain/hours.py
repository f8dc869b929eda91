"""The hours of one consultation day, its slots and desks: what may be arranged, and how it is typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Any, NamedTuple

from msgspec.structs import replace

from ihk_tui.domain.days import PAST, ConsultationDay, started
from ihk_tui.domain.formats import local, read_time
from ihk_tui.domain.words import BadInput, Refusal, Words

SLOTS = range(5, 241)
"""Minutes that a bookable slot may last."""
DESKS = range(1, 21)
"""How many desks a day may have."""

_UNTIL = re.compile(r"\s*(?:-|–|—|bis|to)\s*")


class Hours(NamedTuple):
    """How one day is run."""

    opens: time
    closes: time
    slot: int
    """Minutes."""
    desks: int
    capacity: int | None
    """Consultations bookable for one time; None: the desks but one."""

    @classmethod
    def of(cls, day: ConsultationDay) -> Hours:
        """Take them from a day."""
        return cls(day.opens, day.closes, day.slot, day.desks, day.capacity)

    @property
    def span(self) -> str:
        """`08:30–16:00`, as it can be typed again."""
        return f"{self.opens:%H:%M}–{self.closes:%H:%M}"


def wrong(hours: Hours) -> list[BadInput]:
    """Say of each field what does not go."""
    problems = []
    if not hours.opens < hours.closes:
        problems.append(
            BadInput("hours", Words("Das Ende liegt vor dem Anfang.", "The end is before the beginning."))
        )
    problems += _outside("slot", hours.slot, SLOTS)
    problems += _outside("desks", hours.desks, DESKS)
    if hours.capacity is not None:
        problems += _outside("capacity", hours.capacity, range(hours.desks + 1))
    return problems


def _outside(field: str, number: int, allowed: range) -> Iterable[BadInput]:
    if number not in allowed:
        words = Words("Möglich ist {low} bis {high}.", "Possible is {low} to {high}.")
        yield BadInput(field, words.fill(low=allowed[0], high=allowed[-1]))


def arrange(day: ConsultationDay, hours: Hours, now: datetime) -> ConsultationDay | Refusal:
    """Give a day that was not yet opened other hours, slots or desks; a calendar shows the hours."""
    if refusal := started(day):
        return refusal
    if day.day < local(now).date():
        return PAST
    if problems := wrong(hours):
        return Refusal("hours", problems[0].words)
    if hours == Hours.of(day):
        return day
    return replace(day, **hours._asdict(), sequence=day.sequence + 1, changed=now)


def read_hours(typed: Mapping[str, str], present: Hours) -> Hours | list[BadInput]:
    """Understand `hours` (`8:30-16:00`), `slot`, `desks` and `capacity` as typed, each with its problem.

    What is not given stays as it is; an empty `capacity` means the desks but one.
    """
    problems: list[BadInput] = []
    found, numbers = present, dict[str, Any]()
    try:
        if "hours" in typed:
            opens, closes = read_span(typed["hours"])
            found = found._replace(opens=opens, closes=closes)
    except BadInput as problem:
        problems.append(problem)
    if "capacity" in typed and not typed["capacity"].strip():
        numbers["capacity"] = None
    for field in ("slot", "desks", "capacity"):
        text = typed.get(field, "").strip()
        if text.isdecimal() and len(text) <= 4:
            numbers[field] = int(text)
        elif text or (field in typed and field != "capacity"):
            problems.append(BadInput(field, Words("Bitte eine Zahl.", "A number, please.")))
    found = found._replace(**numbers)
    asked = {problem.field for problem in problems}
    problems += [problem for problem in wrong(found) if problem.field not in asked]
    return problems or found


def read_span(text: str, field: str = "hours") -> tuple[time, time]:
    """Read `8:30-16:00` or `9 bis 12`. Raises BadInput."""
    ends = _UNTIL.split(text.strip())
    if len(ends) != 2:
        raise BadInput(
            field,
            Words("Bitte Anfang und Ende: 8:30-16:00.", "Beginning and end, please: 8:30-16:00."),
        )
    return read_time(ends[0], field), read_time(ends[1], field)
