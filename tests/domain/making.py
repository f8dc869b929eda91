"""Visits, appointments and moments as the tests of the rules speak of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import TypeVar

from ihk_tui.config import read_catalogue
from ihk_tui.domain import transitions
from ihk_tui.domain.appointments import Appointment, to_visit
from ihk_tui.domain.formats import BERLIN, read_time
from ihk_tui.domain.policy import Policy
from ihk_tui.domain.topics import Catalogue
from ihk_tui.domain.visits import LateChoice, Outcome, Step, Visit, VisitTopic
from ihk_tui.domain.words import Refusal

T = TypeVar("T")

DAY = date(2026, 9, 3)
"""A first Thursday."""
POLICY = Policy()
SOLVED = Outcome(kind="solved")


@cache
def catalogue() -> Catalogue:
    """The catalogue that comes with the program."""
    return read_catalogue(Path("/nowhere"))


def at(clock: str, day: date = DAY) -> datetime:
    """A moment of the day, given as the wall clock in Hattingen shows it: `at("14:08")`."""
    return datetime.combine(day, read_time(clock), BERLIN).astimezone(UTC)


def at_exactly(hours: int, minutes: int, seconds: int) -> datetime:
    """A moment to the second."""
    return datetime.combine(DAY, time(hours, minutes, seconds), BERLIN).astimezone(UTC)


def ok(result: T | Refusal) -> T:
    """What a rule gave when it allowed what was asked."""
    assert not isinstance(result, Refusal), result.words.en
    return result


def refused(result: object) -> str:
    """The code of a refusal."""
    assert isinstance(result, Refusal), f"allowed: {result}"
    return result.code


def walk_in(arrived: str, number: int = 1, *topics: str, adviser: str = "") -> Visit:
    """A walk-in who waits since `arrived`."""
    return Visit(
        day=DAY,
        id=number,
        ticket=f"A{number:02d}",
        kind="XX",
        topics=tuple(VisitTopic(code, adviser) for code in topics or ("VE2",)),
        steps=(Step("waiting", at(arrived), "empfang"),),
    )


def appointment(start: str, number: int = 1, minutes: int = 30, adviser: str = "") -> Appointment:
    """A booked consultation of the day."""
    return Appointment(
        id=number,
        uid=f"uid-{number}",
        kind="consultation",
        start=at(start),
        end=at(start) + timedelta(minutes=minutes),
        created=at("8:00"),
        changed=at("8:00"),
        adviser=adviser,
        topic="PR2",
        visitor_kind="AZ",
    )


def booked(start: str, arrived: str, number: int = 50, late: LateChoice | None = None) -> Visit:
    """A booked visit that checked in."""
    from msgspec.structs import replace

    expected = to_visit(appointment(start, number), number, at(arrived), "empfang")
    came = ok(transitions.moved(expected, "waiting", at(arrived), "empfang"))
    return replace(came, ticket=f"T{number:02d}", late=late)


def called(visit: Visit, clock: str, adviser: str = "aydin", desk: int = 1) -> Visit:
    """The visit after a call."""
    return ok(transitions.call(visit, at(clock), adviser, desk))


def talking(visit: Visit, clock: str, adviser: str = "aydin", desk: int = 1, code: str = "") -> Visit:
    """The visit in conversation since `clock`."""
    return ok(transitions.start(visit, at(clock), adviser, desk, code))


def minutes(span: timedelta) -> float:
    """A duration in minutes."""
    return span.total_seconds() / 60
