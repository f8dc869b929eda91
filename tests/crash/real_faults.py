"""Plain commands whose system calls fail: strace answers them in the kernel's stead.

The command runs in a process of the nursery that strace attaches to, so a case costs hundredths of a second,
and only the command's own system calls are counted, not those with which Python starts.
"""

from __future__ import annotations

import errno
import os
import re
import select
import signal
import subprocess
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import msgspec

from tests.crash.real_job import Job
from tests.crash.real_nursery import Nursery
from tests.processes.office import Said
from tests.processes.until import PATIENCE

ERRORS = ("ENOSPC", "EIO", "EROFS", "EDQUOT", "EINTR")
_TRACED = "%file,%desc,flock"
_CALL = re.compile(r"(\w+)\(")


class Point(NamedTuple):
    """One system call of a command on its data folder."""

    call: str
    number: int
    """Which of the calls of this name it is, from 1."""
    line: str
    """How strace shows it."""

    def failing(self, error: str) -> str:
        """What makes strace let it fail."""
        return f"{self.call}:error={error}:when={self.number}"


class Traced(NamedTuple):
    """A command that ran under strace."""

    said: Said | None
    """None when it was killed."""
    lines: list[str]


class Faults:
    """Runs plain commands on offices, and lets their system calls fail."""

    def __init__(self, nursery: Nursery, notes: Path) -> None:
        self._nursery, self._notes = nursery, notes

    def run(self, folder: Path, *words: str, faults: tuple[str, ...] = ()) -> Said:
        """Run a command with faults (`Point.failing`) to its end."""
        said = self.trace(folder, *words, faults=faults).said
        assert said is not None
        return said

    def trace(self, folder: Path, *words: str, faults: tuple[str, ...] = ()) -> Traced:
        """Run a command that may be killed, and show its system calls."""
        job = Job(name="command", folder=str(folder), person="aydin", words=words)
        child = self._nursery.fork(job)
        assert child.line(PATIENCE) == "ready"
        strace = ["strace", "-y", "-s", "0", "-o", str(self._notes), "-p", str(child.pid)]
        strace += ["-e", f"trace={_TRACED}"]
        strace += [word for fault in faults for word in ("-e", f"inject={fault}")]
        with subprocess.Popen(strace, stderr=subprocess.PIPE) as tracer:
            assert tracer.stderr is not None
            assert select.select([tracer.stderr], [], [], PATIENCE)[0]
            attached = tracer.stderr.readline()
            assert b"attached" in attached, attached
            child.signal(signal.SIGUSR1)
            answers = child.rest()
            code = child.reap()
        if code == -signal.SIGKILL:
            return Traced(None, self._lines())
        assert code == 0, answers
        return Traced(Said(*msgspec.json.decode(answers[-1])), self._lines())

    def points(self, folder: Path, *words: str) -> list[Point]:
        """The system calls of a command on its data folder, in order."""
        traced = self.trace(folder, *words)
        assert traced.said is not None
        assert traced.said.code == 0, traced.said
        numbers: Counter[str] = Counter()
        points: list[Point] = []
        for line in traced.lines:
            if call := _CALL.match(line):
                numbers[call[1]] += 1
                if str(folder) in line:
                    points.append(Point(call[1], numbers[call[1]], line))
        return points

    def fail_at(self, point: Point, error: str, folder: Path, *words: str) -> Said:
        """Let one system call fail; it has to be one on the data folder again."""
        traced = self.trace(folder, *words, faults=(point.failing(error),))
        (hit,) = (line for line in traced.lines if "(INJECTED)" in line)
        assert str(folder) in hit, f"{point.line} became {hit}"
        assert traced.said is not None
        return traced.said

    def _lines(self) -> list[str]:
        return self._notes.read_text().splitlines()


def complaint(said: Said, settings: bool = False) -> str:
    """What is wrong with how a failure (perhaps of the settings) was told; empty when nothing is."""
    sentence = said.err.rstrip("\n")
    foreign = [os.strerror(getattr(errno, error)) for error in ERRORS]
    if said.code != 4 and not (settings and said.code == 2):
        return f"exit code {said.code}: {sentence}"
    if "\n" in sentence or not sentence.endswith(".") or said.out:
        return f"not one sentence: {said}"
    if any(text in sentence for text in foreign) or "Error" in sentence:
        return f"not plain: {sentence}"
    return ""
