"""The other end of `worker`: the processes of those who work in an office."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]


class Worker:
    """One person's process."""

    def __init__(self, folder: Path, person: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.processes.worker", str(folder), person],
            cwd=CHECKOUT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ready(self) -> Worker:
        """Wait until it has opened the office."""
        assert self._line() == "ready\n"
        return self

    def asks(self, job: str, count: int = 1) -> None:
        """Begin a job without waiting for it."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{job} {count}\n")
        self.process.stdin.flush()

    def answers(self) -> list[str]:
        """What came of each verb of the job, once it is over."""
        lines: list[str] = []
        while (line := self._line()) != "done\n":
            assert line.endswith("\n"), f"the process ended after {lines}"
            lines.append(line.rstrip("\n"))
        return lines

    def does(self, job: str, count: int = 1) -> list[str]:
        """Do a job, and give what came of it."""
        self.asks(job, count)
        return self.answers()

    def last_words(self) -> list[str]:
        """What it had still said when it was killed; half a line was not said."""
        said = self.process.communicate()[0].splitlines(keepends=True)
        return [line.rstrip("\n") for line in said if line.endswith("\n")]

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()


class Staff:
    """Starts workers, and ends those that are left."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._workers: list[Worker] = []

    def come(self, *people: str) -> list[Worker]:
        """Start a process for each, and wait until all are ready."""
        coming = [Worker(self._folder, person) for person in people]
        self._workers += coming
        return [worker.ready() for worker in coming]

    def go(self) -> None:
        """End every process that is left."""
        for worker in self._workers:
            worker.process.kill()
            worker.process.communicate()
