"""An office folder made by the program itself, and ways to use it from outside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ihk_tui.cli.host import Options
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.visits import Visit
from ihk_tui.office.session import Session
from ihk_tui.store.folder import Folder
from ihk_tui.store.store import Store
from ihk_tui.wiring import Program
from tests.processes.until import PATIENCE, until

PROGRAM = Path(sys.executable).with_name("ihk-tui")
"""The command as it is installed beside the Python that runs the tests."""
NOW = "2026-12-03T09:00+01:00"
"""Half an hour into a first Thursday; each process's clock begins there and goes on."""
PEOPLE = ("aydin:Selin Aydın:lead", "berger:Tom Berger", "celik:Can Çelik", "kaya:Ela Kaya:reception")


class Said(NamedTuple):
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        """The one JSON value on stdout."""
        return json.loads(self.out)


class Office:
    """A data folder and those who use it from outside."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._sessions: dict[str, Session] = {}

    def make(self) -> None:
        """Make it with `ihk-tui init`."""
        people = [word for person in PEOPLE for word in ("--person", person)]
        self.done("init", "--name", "IHK", "--place", "Hattingen", *people)

    def line(self, *words: str, by: str = "") -> list[str]:
        """The command line of a command on this folder."""
        who = ["--as", by] if by else []
        return [str(PROGRAM), "--data", str(self.folder), *who, *words]

    def start(self, *words: str, by: str = "") -> subprocess.Popen[str]:
        """Start a command without waiting for it."""
        return subprocess.Popen(
            self.line(*words, by=by),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str, by: str = "") -> Said:
        """Run a command to its end."""
        return ended(self.start(*words, by=by))

    def done(self, *words: str, by: str = "") -> str:
        """Run a command that has to succeed, and give what it printed."""
        said = self.run(*words, by=by)
        assert (said.code, said.err) == (0, ""), said
        return said.out

    def value(self, *words: str, by: str = "") -> Any:
        """Run a command that has to succeed, and give its JSON value."""
        return json.loads(self.done(*words, "--json", by=by))

    def logged(self, verb: str) -> list[str]:
        """What the log says a verb was done with, oldest first."""
        entries = self.value("log", "--limit", "1000000")
        return [entry["subject"] for entry in entries if entry["verb"] == verb]

    def session(self, person: str = "kaya") -> Session:
        """The office as it is open in this process."""
        if person not in self._sessions:
            self._sessions[person] = Program().session(Options(data=self.folder, person=person))
        return self._sessions[person]

    @contextmanager
    def same_instant(self, count: int) -> Iterator[None]:
        """What is begun within acts when it ends: it holds the turn until so many processes queue for it."""
        inode = os.stat(Folder(self.folder).lock).st_ino
        with self.session().begin("hold"):
            yield
            until(
                lambda: _queueing(inode) >= count, lambda: f"{_queueing(inode)} of {count} queue for the turn"
            )

    def close(self) -> None:
        """Let go of the folder."""
        for session in self._sessions.values():
            assert isinstance(session.store, Store)
            session.store.close()


def set_clock(environment: pytest.MonkeyPatch) -> None:
    """Let the office's clock begin on a consultation day, and nothing else come from outside."""
    environment.setenv("IHK_TUI_NOW", NOW)
    for name in ("IHK_TUI_DATA", "IHK_TUI_LANG"):
        environment.delenv(name, raising=False)


def ended(command: subprocess.Popen[str]) -> Said:
    """Wait for a command and give what it said."""
    out, err = command.communicate(timeout=PATIENCE)
    return Said(command.returncode, out, err)


def visits(session: Session) -> list[Visit]:
    """All visits of the day, by number."""
    (day,) = session.read().all(ConsultationDay)
    return session.read().all(Visit, day.day)


def tickets(count: int) -> list[str]:
    """The first numbers of walk-ins."""
    return [f"A{number:02d}" for number in range(1, count + 1)]


def _queueing(inode: int) -> int:
    """How many processes the kernel keeps waiting for a lock on a file, by proc_locks(5)."""
    lines = Path("/proc/locks").read_text(encoding="ascii").splitlines()
    return sum("->" in line and line.split()[-3].endswith(f":{inode}") for line in lines)
