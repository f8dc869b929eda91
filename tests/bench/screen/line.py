"""A line to a program: a pseudo-terminal of 80×24, direct or with an ssh client in it, slow if wanted."""

from __future__ import annotations

import os
import pty
import select
import shlex
import signal
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

QUIET = 0.12
"""Seconds without a byte after which a picture counts as painted."""
_SETTINGS = {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24", "LC_ALL": "C.UTF-8"}
_PIECE = 256  # bytes taken at once from a slow line


def _settings() -> dict[str, str]:
    """The environment of a program; developers often have Python write no bytecode, people at work do."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | _SETTINGS


class Painted(NamedTuple):
    """A picture that arrived: milliseconds to its last byte, and its bytes."""

    ms: float
    bytes: int


class Line:
    """A program at the end of a line. `rate` is in bytes a second; 0 is as fast as it goes."""

    def __init__(self, command: Sequence[str], over: Sequence[str], notes: Path, rate: int = 0) -> None:
        self._notes, self._rate = notes, rate
        self._free_from = 0.0
        notes.unlink(missing_ok=True)
        settings = [f"{name}={value}" for name, value in _SETTINGS.items()]
        told = f"echo $$ >{shlex.quote(str(notes))}; exec {shlex.join(['env', *settings, *command])}"
        program = [*over, f"stty rows 24 cols 80; {told}"] if over else ["/bin/sh", "-c", told]
        self._began = time.perf_counter()
        self._client, self._fd = pty.fork()
        if self._client == 0:
            os.execvpe(program[0], program, _settings())
        self._seen = b""

    def started(self, useful: bytes) -> Painted:
        """Wait for the first picture that is of use."""
        length = 0
        deadline = self._began + 60
        while useful not in self._seen:
            if time.perf_counter() > deadline or not self._wait(1.0):
                assert time.perf_counter() < deadline, f"no {useful!r} in {self._seen[-2000:]!r}"
                continue
            data = self._read()
            self._seen += data
            length += len(data)
        rest = self.painted(self._began, 0.0)
        return Painted(rest.ms, length + rest.bytes)

    def press(self, *keys: bytes) -> Painted:
        """Press keys in one burst and wait until the picture rests."""
        began = time.perf_counter()
        os.write(self._fd, b"".join(keys))
        return self.painted(began, 1.0)

    def painted(self, began: float, first: float) -> Painted:
        """Wait at most `first` seconds for output to begin and then for it to rest."""
        last, length, wait = time.perf_counter(), 0, first or QUIET
        while self._wait(wait):
            length += len(self._read())
            last, wait = time.perf_counter(), QUIET
        return Painted((last - began) * 1000, length)

    def idle(self, seconds: float) -> int:
        """Press nothing; gives the bytes that came all the same."""
        length, end = 0, time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if self._wait(left):
                length += len(self._read())
        return length

    def _wait(self, seconds: float) -> bool:
        return bool(select.select([self._fd], [], [], seconds)[0])

    def _read(self) -> bytes:
        """Take what came; a slow line gives a piece no sooner than the one before it has been through."""
        if not self._rate:
            return os.read(self._fd, 65536)
        data = os.read(self._fd, _PIECE)
        self._free_from = max(self._free_from, time.perf_counter()) + len(data) / self._rate
        time.sleep(max(0.0, self._free_from - time.perf_counter()))
        return data

    @property
    def _pid(self) -> int:
        return int(self._notes.read_text())

    def cpu(self) -> float:
        """Seconds of processor time that the program has used."""
        fields = Path(f"/proc/{self._pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Megabytes that the program holds (resident)."""
        fields = Path(f"/proc/{self._pid}/statm").read_text().split()
        return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6

    def end(self) -> None:
        """Hang up."""
        os.close(self._fd)
        for _ in range(200):
            if os.waitpid(self._client, os.WNOHANG)[0]:
                return
            time.sleep(0.01)
        os.kill(self._client, signal.SIGKILL)
        os.waitpid(self._client, 0)
