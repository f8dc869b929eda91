"""Offices to break: made here, copied for each trial, and verified against what was acknowledged."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from ihk_tui.cli.host import Options
from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.intake import Intake
from ihk_tui.domain.notes import VisitNotes
from ihk_tui.domain.people import Person
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.visits import Visit
from ihk_tui.office.days import open_day, open_now
from ihk_tui.office.reception import check_in
from ihk_tui.office.session import Session
from ihk_tui.office.work import Entry
from ihk_tui.store.folder import Folder
from ihk_tui.store.kinds import PLACES
from ihk_tui.store.store import Store
from ihk_tui.wiring import Program
from tests.processes.office import tickets

STAFF = (
    Person("aydin", "Selin Aydın", "lead"),
    Person("berger", "Tom Berger"),
    Person("celik", "Can Çelik"),
    Person("demir", "Ayşe Demir"),
)
"""All of them advise, so everyone can do everything."""
SEED = os.environ.get("IHK_TUI_CRASH_SEED") or os.urandom(4).hex()
"""Decides what is done and when it is cut off; a failure says it."""


class Deed(NamedTuple):
    """What a process said was acknowledged."""

    seq: int
    person: str
    verb: str
    subject: str
    token: str


class Ledger:
    """Everything that was acknowledged in one office, and how far anyone was shown the log."""

    def __init__(self) -> None:
        self.deeds: list[Deed] = []
        self.shown = 0
        self.compactions = 0

    def note(self, line: str) -> None:
        """Take down what a process said."""
        assert not line.startswith("!"), f"seed {SEED}: {line}"
        assert not line.startswith("trouble "), f"seed {SEED}: {line}"
        first, _, rest = line.partition(" ")
        if first == "see":
            self.shown = max(self.shown, int(rest))
        elif first == "compact":
            self.compactions += 1
        else:
            seq, person, verb, subject, token = line.split("\t")
            self.deeds.append(Deed(int(seq), person, verb, subject, token))


def make_office(folder: Path, opened: bool = True) -> Path:
    """Make an office whose consultation day is open; the clock must have been set."""
    Program().init(folder, "IHK", "Hattingen", STAFF, "de", shared=False)
    if opened:
        open_it(folder)
    return folder


def open_it(folder: Path) -> None:
    """Open the consultation day, unless it is open."""
    with at_work(folder) as session:
        if open_now(session.read()) is None:
            assert isinstance(open_day(session), ConsultationDay)


def copied(office: Path, to: Path) -> Path:
    """A copy of an office to break."""
    return Path(shutil.copytree(office, to))


@contextmanager
def at_work(folder: Path) -> Iterator[Session]:
    """The office as it opens in this process."""
    store = Store.open(folder, PLACES)
    try:
        yield _session()._replace(store=store)
    finally:
        store.close()


@cache
def _session() -> Session:
    """A session whose settings serve every office here: reading them takes longer than all the rest."""
    with TemporaryDirectory() as folder:
        Program().init(Path(folder), "IHK", "Hattingen", STAFF, "de", shared=False)
        session = Program().session(Options(data=Path(folder), person="aydin"))
        assert isinstance(session.store, Store)
        session.store.close()
        return session


def logged(folder: Path) -> list[Entry]:
    """The log as it can be read now."""
    with at_work(folder) as session:
        return list(session.store.log())


def generation(folder: Path) -> int:
    """The number of the current generation."""
    with at_work(folder) as session:
        assert isinstance(session.store, Store)
        return session.store.stats().generation


def verify(folder: Path, ledger: Ledger) -> None:
    """Check that all that was acknowledged is there, nothing is half, nobody is locked out and work goes on.

    For an office at which nobody is at work any more. Raises AssertionError, or StoreTrouble for damage.
    """
    assert_unlocked(folder)
    with at_work(folder) as session:
        entries = list(session.store.log())
        assert_logged(entries, ledger)
        assert_agrees(session, entries, ledger)
        given = sum(entry.verb == "checkin" for entry in entries)
        new = check_in(session, Intake("XX", ("VE2",), Visitor(name="verified")))
        assert isinstance(new, Visit)
        assert new.ticket == tickets(given + 1)[-1]
        ledger.note("\t".join((str(len(entries) + 1), "aydin", "checkin", new.ticket, "verified")))
    with at_work(folder) as session:
        assert_logged(list(session.store.log()), ledger)


def assert_unlocked(folder: Path) -> None:
    """Nobody is left who holds the lock: it can be had without waiting."""
    with open(Folder(folder).lock, "rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


def assert_logged(entries: Sequence[Entry], ledger: Ledger) -> None:
    """Each acknowledged deed is in the log, once, as it was said; the log has no gap and no double."""
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert ledger.shown <= len(entries), f"{ledger.shown} was shown, the log ends with {len(entries)}"
    acknowledged = [deed.seq for deed in ledger.deeds]
    assert len(set(acknowledged)) == len(acknowledged), "two deeds were acknowledged with one number"
    lost = [deed for deed in ledger.deeds if deed.seq > len(entries)]
    assert not lost, f"seed {SEED}: {len(lost)} lost: {lost[:5]}, the log ends with {len(entries)}"
    for deed in ledger.deeds:
        entry = entries[deed.seq - 1]
        assert (entry.person, entry.verb, entry.subject) == deed[1:4], f"seed {SEED}: {entry}, said {deed}"
    given = subjects(entries, "checkin")
    assert given == tickets(len(given))
    booked = subjects(entries, "book")
    assert booked == [str(number) for number in range(1, len(booked) + 1)]
    assert_called_once(entries)


def subjects(entries: Iterable[Entry], verb: str) -> list[str]:
    """What a verb was done with, oldest first."""
    return [entry.subject for entry in entries if entry.verb == verb]


def assert_called_once(entries: Iterable[Entry]) -> None:
    """Nobody is called twice, unless the first call was taken back."""
    called: dict[str, int] = {}
    for entry in entries:
        if entry.verb == "call":
            assert entry.subject not in called, f"{entry.subject} was called twice"
            called[entry.subject] = entry.seq
        elif entry.undoes:
            called = {ticket: seq for ticket, seq in called.items() if seq not in entry.undoes}


def assert_agrees(session: Session, entries: Sequence[Entry], ledger: Ledger) -> None:
    """The documents are what the log says was done: no transaction is there by half."""
    reader = session.read()
    (day,) = [each for each in reader.all(ConsultationDay) if each.status == "open"]
    visits = {visit.ticket: visit for visit in reader.all(Visit, day.day)}
    assert list(visits) == subjects(entries, "checkin")
    appointments = {str(appointment.id): appointment for appointment in reader.all(Appointment)}
    assert list(appointments) == subjects(entries, "book")
    undone = {seq for entry in entries for seq in entry.undoes}
    standing = [entry for entry in entries if entry.seq not in undone]
    finished = [ticket for ticket, visit in visits.items() if visit.state == "finished"]
    assert sorted(finished) == sorted(subjects(standing, "finish"))
    started = [ticket for ticket, visit in visits.items() if any(s.state == "serving" for s in visit.steps)]
    assert set(started) == set(subjects(standing, "start"))
    for deed in ledger.deeds:
        if deed.verb == "checkin":
            assert visits[deed.subject].visitor.name == deed.token
        elif deed.verb == "book":
            assert appointments[deed.subject].visitor.name == deed.token
        elif deed.verb == "note":
            held = reader.get(VisitNotes, visits[deed.subject.split()[0]].id, day.day)
            assert held is not None
            assert deed.token in [version.text for version in held.topics["VE2"]]
