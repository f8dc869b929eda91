"""Who does something, at which desk, by which rules: what every verb needs to know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import NamedTuple, Protocol

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.codes import Code
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.formats import local
from ihk_tui.domain.house import House
from ihk_tui.domain.incoming import CalendarFile, Window
from ihk_tui.domain.people import Person
from ihk_tui.domain.policy import Policy
from ihk_tui.domain.standing import News, nothing_new
from ihk_tui.domain.topics import Catalogue
from ihk_tui.domain.words import Language, Refusal, Words
from ihk_tui.office.work import Reader, Store, Work


class CalendarWriter(Protocol):
    """Turns appointments into the bytes of an iCalendar file."""

    def __call__(
        self,
        appointments: Iterable[Appointment],
        days: Iterable[ConsultationDay],
        profile: str,
        language: Language,
        now: datetime,
        progress: Callable[[int, int], None] | None = None,
    ) -> bytes:
        """Write them in one profile; `progress` hears how many of how many are done."""
        ...


class CodeMaker(Protocol):
    """Turns an appointment into a QR code that a phone puts into its calendar."""

    def __call__(self, appointment: Appointment, tight: bool = False) -> Code | Refusal:
        """Make it; `tight` keeps it as small as it can be."""
        ...


def _no_code(appointment: Appointment, tight: bool = False) -> Code | Refusal:
    return Refusal(
        "no_code",
        Words("QR-Codes lassen sich hier nicht zeichnen.", "QR codes cannot be drawn here."),
    )


class CalendarReader(Protocol):
    """Reads a calendar file of whomever, and never fails otherwise than in a sentence."""

    def __call__(self, content: bytes, window: Window) -> CalendarFile | Refusal:
        """Give its events, those that repeat within the window only."""
        ...


def _no_reader(content: bytes, window: Window) -> CalendarFile | Refusal:
    return Refusal(
        "no_reader",
        Words("Kalender lassen sich hier nicht einlesen.", "Calendars cannot be imported here."),
    )


class Session(NamedTuple):
    """One person at work, with the office's rules and its store."""

    store: Store
    person: Person
    people: Mapping[str, Person]
    policy: Policy
    catalogue: Catalogue
    clock: Callable[[], datetime]
    new_uid: Callable[[], str]
    calendar: CalendarWriter
    read_calendar: CalendarReader = _no_reader
    language: Language = "de"
    desk: int = 0
    """The desk given at the start; 0 when it is to be found."""
    house: House = House()
    code: CodeMaker = _no_code
    over_ssh: bool = False
    """Whether the person came in by the gate: no file of this machine is theirs to name."""
    keys: Mapping[str, object] = {}
    """The office's own keys and those of its people, as the settings have them (`ihk_tui.domain.keymap`)."""
    standing: Callable[[], News] = nothing_new
    """Looks whether the person still has the part in the office with which the session was opened."""

    def now(self) -> datetime:
        """The moment, as an aware datetime."""
        return self.clock()

    def today(self) -> date:
        """The date in Hattingen."""
        return local(self.clock()).date()

    def begin(self, verb: str) -> AbstractContextManager[Work]:
        """Begin a transaction of this person."""
        return self.store.begin(self.person.id, verb, self.now())

    def read(self) -> Reader:
        """See the newest committed state."""
        return self.store.read()

    def surname(self, person: str) -> str:
        """The last part of a name, for where there is little room."""
        return self.name(person).rpartition(" ")[2]

    def name(self, person: str) -> str:
        """How a person is called; someone who left the office keeps their id."""
        found = self.people.get(person)
        return found.name if found else person
