"""Publishing that goes on: a real process, changes by others, a server that goes and comes, and its end."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes.office import PROGRAM
from tests.processes.until import until
from tests.publish.office import Office
from tests.publish.radicale import PASSWORD, Radicale

pytestmark = pytest.mark.slow


class Watcher:
    """`ihk-tui publish --watch` in a process of its own."""

    def __init__(self, office: Office, *words: str) -> None:
        said = office.folder.parent / "gesagt"
        self._said = said
        with said.open("wb") as out:
            self.process = subprocess.Popen(
                [str(PROGRAM), "--data", str(office.folder), "publish", "--watch", "--json", *words],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                env={"IHK_TUI_NOW": "2026-11-20T09:00+01:00", "PATH": "/usr/bin:/bin"},
            )

    @property
    def said(self) -> str:
        return self._said.read_text()

    def rounds(self) -> list[dict[str, object]]:
        """What it said of each round that had news."""
        return [json.loads(line) for line in self.said.splitlines(keepends=True) if line.endswith("\n")]

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout=30)


@pytest.fixture
def watching() -> Iterator[list[Watcher]]:
    started: list[Watcher] = []
    yield started
    for watcher in started:
        watcher.process.kill()
        watcher.process.wait()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_what_somebody_changes_is_published_at_once(
    office: Office, tmp_path: Path, watching: list[Watcher], number: int, code: int
) -> None:
    folder = tmp_path / "kalender"
    office.set(folder=str(folder), profile="staff")
    watcher = Watcher(office)
    watching.append(watcher)
    file = folder / "aydin.ics"
    until(file.exists, lambda: watcher.said)
    first = file.read_bytes()
    booked = office.book()
    until(lambda: booked.uid.encode() in file.read_bytes(), lambda: watcher.said)
    office.cancel(booked)
    until(lambda: b"STATUS:CANCELLED" in file.read_bytes(), lambda: watcher.said)
    assert file.read_bytes() != first
    assert watcher.end(number) == code
    assert "Traceback" not in watcher.said
    assert not list(folder.glob("*.new-*"))


def test_trouble_is_said_and_outlived(
    connected: Office, radicale: Radicale, tmp_path: Path, watching: list[Watcher]
) -> None:
    folder = tmp_path / "kalender"
    connected.set(folder=str(folder))
    radicale.kill()
    watcher = Watcher(connected)
    watching.append(watcher)
    until(lambda: any(each["troubles"] for each in watcher.rounds()), lambda: watcher.said)
    first = (folder / "aydin.ics").read_bytes()
    booked = connected.book()
    until(
        lambda: (folder / "aydin.ics").read_bytes() != first, lambda: watcher.said
    )  # files do not wait for it
    radicale.start()
    until(lambda: f"{booked.uid}.ics" in radicale.names(), lambda: watcher.said)
    moved = connected.move(booked, hours=1)
    until(lambda: radicale.event(booked.uid).sequence == moved.sequence, lambda: watcher.said)
    assert watcher.end(signal.SIGTERM) == 0
    assert PASSWORD not in watcher.said and "Traceback" not in watcher.said
