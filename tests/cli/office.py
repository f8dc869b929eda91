"""An office in memory and a terminal in front of it: what the plain commands run against in tests."""

from __future__ import annotations

import json
import shlex
import tomllib
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from ihk_tui.cli.host import DemoPlan, Housekeeping, Options, Publisher
from ihk_tui.cli.main import run
from ihk_tui.config import packaged_catalogue
from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.codes import Code
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.formats import BERLIN
from ihk_tui.domain.house import House
from ihk_tui.domain.invitations import Delivery, Letter
from ihk_tui.domain.keymap import Cards
from ihk_tui.domain.people import Person
from ihk_tui.domain.policy import Policy
from ihk_tui.domain.topics import Catalogue
from ihk_tui.domain.words import BadInput, Language, StoreTrouble, Words
from ihk_tui.office.session import Session
from ihk_tui.office.work import Entry, Holder
from ihk_tui.store.kinds import PLACES
from ihk_tui.store.store import Store
from ihk_tui.tui.keymap import Keymap

CATALOGUE = msgspec.convert(tomllib.loads(packaged_catalogue()), Catalogue, strict=False)
PEOPLE = (
    Person("aydin", "Selin Aydın", "lead"),
    Person("berger", "Tom Berger"),
    Person("kaya", "Ela Kaya", "reception"),
)
MORNING = datetime(2026, 12, 3, 9, 0, tzinfo=BERLIN)
"""Half an hour into a first Thursday."""


CODE = Code("BEGIN:VEVENT", ((True, False), (False, False)))
"""What stands for the QR code of every appointment here."""


class MailServer:
    """A mail server that keeps letters and answers what it is told to; 'accepted' when nothing is told."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.answers: list[Delivery] = []

    def take(self, letter: Letter) -> Delivery:
        self.letters.append(letter)
        return self.answers.pop(0) if self.answers else Delivery("accepted")


class Exported(NamedTuple):
    """What the calendar was asked to write."""

    appointments: list[int]
    days: int
    profile: str


class Office:
    """A `Host` whose store is in memory and whose clock stands still until it is moved."""

    def __init__(self) -> None:
        self.now = MORNING
        self.store = Store.in_memory(PLACES)
        self.trouble: BaseException | None = None
        self.exported: list[Exported] = []
        self.made: list[tuple[object, ...]] = []
        self.built: list[tuple[Path, DemoPlan]] = []
        self.opened: list[Options] = []
        self.post = MailServer()
        self.chosen_keys: dict[str, object] = {}

    def language(self, options: Options) -> Language:
        return options.language or "de"

    def folder(self, options: Options) -> Path:
        return options.data or Path("/srv/ihk")

    def person(self, options: Options) -> Person:
        for person in PEOPLE:
            if person.id == (options.person or "aydin"):
                return person
        raise BadInput("as", Words("Wer?", "Who?"))

    def session(self, options: Options) -> Session:
        if self.trouble:
            raise self.trouble
        people = {person.id: person for person in PEOPLE}
        if (wanted := options.person or "aydin") not in people:
            raise BadInput("as", Words("Wer?", "Who?"))
        self.opened.append(options)
        return Session(
            store=self.store,
            person=people[wanted],
            people=people,
            policy=Policy(),
            catalogue=CATALOGUE,
            clock=lambda: self.now,
            new_uid=lambda: "uid@test.invalid",
            calendar=self._calendar,
            language=self.language(options),
            desk=options.desk,
            house=House("IHK in Hattingen", "Bahnhofstraße 1"),
            code=self._code,
        )

    def _code(self, appointment: Appointment, tight: bool = False) -> Code:
        return CODE

    def _calendar(
        self,
        appointments: Iterable[Appointment],
        days: Iterable[ConsultationDay],
        profile: str,
        language: Language,
        now: datetime,
        progress: Callable[[int, int], None] | None = None,
    ) -> bytes:
        self.exported.append(Exported([a.id for a in appointments], len(list(days)), profile))
        return b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"

    def run_app(self, session: Session) -> int:
        return 7

    def run_board(self, options: Options, language: Language, bell: bool) -> int:
        return 8 if bell else 9

    def keys(self, session: Session) -> Cards:
        return Keymap(self.chosen_keys, session.person.id, session.people).cards()

    def init(
        self,
        folder: Path,
        name: str,
        place: str,
        people: tuple[Person, ...],
        language: Language,
        shared: bool,
    ) -> None:
        self.made.append((folder, name, place, people, language, shared))

    def build_demo(self, folder: Path, plan: DemoPlan, progress: Callable[[int, int], None]) -> None:
        self.built.append((folder, plan))
        progress(1, 2)
        progress(2, 2)

    def stats(self, session: Session) -> dict[str, Any]:
        built: dict[str, Any] = msgspec.to_builtins(self.store.stats())
        return built

    def holder(self, options: Options) -> Holder | None:
        """Nobody waits here."""
        return self.store.holder()

    def housekeeping(self, options: Options) -> Housekeeping:
        """There is no folder; `test_store` has a real one."""
        raise AssertionError

    def publisher(self, options: Options, session: Session) -> Publisher:
        """There is no folder; `tests/publish` has a real one."""
        raise AssertionError

    def postman(self, options: Options) -> Callable[[Letter], Delivery]:
        return self.post.take

    def log(self, session: Session) -> Iterable[Entry]:
        return self.store.log()


class Said(NamedTuple):
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        """The one JSON value on stdout."""
        assert self.out.count("\n") == 1
        return json.loads(self.out)


class Desk:
    """Types commands for one office, as a shell would."""

    def __init__(self, office: Office, capsys: pytest.CaptureFixture[str]) -> None:
        self.office = office
        self._capsys = capsys

    def __call__(self, line: str, *words: str) -> Said:
        """Run a command line; `words` are added as they stand."""
        self._capsys.readouterr()
        code = run([*shlex.split(line), *words], self.office)
        printed = self._capsys.readouterr()
        return Said(code, printed.out, printed.err)

    def done(self, line: str, *words: str) -> str:
        """Run a command that has to succeed, and give what it printed."""
        said = self(line, *words)
        assert (said.code, said.err) == (0, "")
        return said.out

    def value(self, line: str, *words: str) -> Any:
        """Run a command that has to succeed, and give its JSON value."""
        said = self(line, *words, "--json")
        assert (said.code, said.err) == (0, "")
        return said.value

    def refused(self, line: str, *words: str) -> str:
        """Run a command that a rule has to refuse, in text and in JSON, and give the code."""
        text = self(line, *words)
        assert (text.code, text.out) == (3, "")
        said = self(line, *words, "--json")
        assert (said.code, said.err) == (3, "")
        assert text.err.startswith(said.value["message"])
        code: str = said.value["refused"]
        return code

    def wrong(self, line: str, *words: str) -> str:
        """Run a command that is typed wrongly, and give what it says about it."""
        said = self(line, *words)
        assert (said.code, said.out) == (2, "")
        return said.err

    def later(self, minutes: int) -> None:
        """Let time pass."""
        self.office.now += timedelta(minutes=minutes)


STORE_TROUBLE = StoreTrouble(Words("Die Festplatte ist voll.", "The disk is full."))
