"""Several processes at work on one folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import TracebackType

import msgspec

from tests.bench.engine import Engine
from tests.bench.worker import Done, Order


class Crowd:
    """Processes of one engine. Idle ones wait for their pipe and cost nothing."""

    def __init__(self, engine: type[Engine], folder: Path, size: int) -> None:
        self.engine = engine
        self.folder = folder
        command = [sys.executable, "-m", "tests.bench.worker", engine.name, str(folder)]
        self._processes = [
            subprocess.Popen([*command, str(n)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            for n in range(size)
        ]
        for process in self._processes:
            assert process.stdout
            process.stdout.readline()

    def __enter__(self) -> Crowd:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._processes:
            process.communicate()

    def start(self, seconds: float, think: float = 0, *, reading: bool = False) -> None:
        """Set all of them to work, or to look at the work of others."""
        for process in self._processes:
            assert process.stdin
            process.stdin.write(msgspec.json.encode(Order(seconds, think, reading)).decode() + "\n")
            process.stdin.flush()

    def finish(self) -> list[Done]:
        """Wait for all of them and give what each did."""
        done: list[Done] = []
        for process in self._processes:
            assert process.stdout
            done.append(msgspec.json.decode(process.stdout.readline(), type=Done))
        return done

    def run(self, seconds: float, think: float = 0) -> list[Done]:
        """Let all of them work for a while."""
        self.start(seconds, think)
        return self.finish()
