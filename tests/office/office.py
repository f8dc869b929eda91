"""An office for tests: its people, a clock set by hand, a store in memory, a session for each person."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TypeVar

from ihk_tui.config import read_catalogue
from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.formats import BERLIN, read_time
from ihk_tui.domain.intake import Intake
from ihk_tui.domain.people import Person
from ihk_tui.domain.policy import Policy
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.visits import Outcome, Visit
from ihk_tui.domain.words import Language, Refusal
from ihk_tui.office import booking, days, reception
from ihk_tui.office.booking import Booking
from ihk_tui.office.session import Session
from ihk_tui.office.work import Entry
from ihk_tui.store.kinds import PLACES
from ihk_tui.store.store import Store

T = TypeVar("T")

DAY = date(2026, 9, 3)
"""A first Thursday."""
NEXT_DAY = date(2026, 10, 1)
"""The one after it."""
SOLVED = Outcome(kind="solved")
STARTED = Outcome(kind="started", partner="AFA", next_step="x", owner="aydin", due=date(2027, 1, 4))
CATALOGUE = read_catalogue(Path("/nowhere"))

PEOPLE = {
    person.id: person
    for person in (
        Person("empfang", "Empfang", "reception"),
        Person("aydin", "Aydin", "adviser"),
        Person("berger", "Berger", "adviser"),
        Person("becker", "Becker", "adviser"),
        Person("kleine", "Kleine", "lead"),
    )
}


def ok(result: T | Refusal) -> T:
    """What a verb gave when it allowed what was asked."""
    assert not isinstance(result, Refusal), result.words.en
    return result


def refused(result: object) -> str:
    """The code of a refusal."""
    assert isinstance(result, Refusal), f"allowed: {result}"
    return result.code


def moment(clock: str, day: date = DAY) -> datetime:
    """A moment as the wall clock in Hattingen shows it."""
    return datetime.combine(day, read_time(clock), BERLIN).astimezone(UTC)


def minutes(span: timedelta) -> float:
    """A duration in minutes."""
    return span.total_seconds() / 60


def no_calendar(
    appointments: Iterable[Appointment],
    days: Iterable[ConsultationDay],
    profile: str,
    language: Language,
    now: datetime,
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """Stands where calendars are written."""
    return b""


class Office:
    """One store, one clock, everyone at work."""

    def __init__(self, policy: Policy | None = None) -> None:
        self.store = Store.in_memory(PLACES)
        self.now = moment("8:20")
        self.policy = policy or Policy()
        self._uids = count(1)
        self.empfang, self.aydin, self.berger, self.becker, self.kleine = map(self.session, PEOPLE)

    def session(self, person: str, desk: int = 0) -> Session:
        """Someone at work, on the same store and clock as the others."""
        return Session(
            store=self.store,
            person=PEOPLE[person],
            people=PEOPLE,
            policy=self.policy,
            catalogue=CATALOGUE,
            clock=lambda: self.now,
            new_uid=lambda: f"uid-{next(self._uids)}",
            calendar=no_calendar,
            desk=desk,
        )

    def at(self, clock: str, day: date | None = None) -> None:
        """Set the clock to a time, of the same day unless another is given."""
        self.now = moment(clock, day or self.now.astimezone(BERLIN).date())

    def open_day(self) -> ConsultationDay:
        """Open today's consultation day."""
        return ok(days.open_day(self.empfang))

    def walk_in(self, clock: str, *topics: str, urgent: str = "", adviser: str = "") -> Visit:
        """Someone comes at that time without an appointment."""
        self.at(clock)
        intake = Intake("XX", topics or ("VE2",), Visitor())
        return ok(reception.check_in(self.empfang, intake, urgent, adviser))

    def book(self, clock: str, adviser: str = "", day: date = DAY) -> Appointment:
        """Someone books a consultation."""
        wish = Booking(
            "consultation", moment(clock, day), adviser=adviser, topic="PR2", visitor_kind="AZ",
            visitor=Visitor(name="Kim", phone="+49232412345"),
        )  # fmt: skip
        return ok(booking.book(self.empfang, wish))

    def visit(self, ticket: str, day: date = DAY) -> Visit:
        """The visit of a number as it stands in the store."""
        return next(v for v in self.store.read().all(Visit, day) if v.ticket == ticket)

    def visits(self, day: date = DAY) -> list[Visit]:
        """All visits of a day."""
        return self.store.read().all(Visit, day)

    def log(self, verb: str) -> list[Entry]:
        """Who did this when to what."""
        return [entry for entry in self.store.log() if entry.verb == verb]

    def tick(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)
