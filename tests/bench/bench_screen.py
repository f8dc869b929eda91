"""The screen against a bare Textual app, alternately in the same run: start, keys, bytes, idling.

`python -m tests.bench.bench_screen` builds an office of 60 visits a day with ten years of history and prints
ratios; `--years 1` is quicker. The bare app has a Header, a Footer and a DataTable of 50 rows.
"""

from __future__ import annotations

import argparse
import os
import pty
import select
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from ihk_tui.cli.host import DemoPlan
from ihk_tui.wiring import Program

BARE = """
from textual.app import App
from textual.widgets import DataTable, Footer, Header
class Bare(App):
    def compose(self):
        yield Header(); yield DataTable(cursor_type="row"); yield Footer()
    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns("a", "b", "c", "d", "e", "f")
        for row in range(50):
            table.add_row(*(f"cell {row} {column}" for column in range(6)))
        table.focus()
Bare().run(mouse=False)
"""
QUIET = 0.15
"""Seconds without a byte after which a picture counts as painted."""
IDLE = 20.0
"""Seconds of idling that are watched."""


class Seen(NamedTuple):
    """What one run of an app measured. Times in milliseconds."""

    start: float
    keys: list[float]
    bytes_a_key: float
    idle_bytes: int
    idle_cpu: float


class Terminal:
    """A program in a pseudo-terminal of 80×24."""

    def __init__(self, command: list[str]) -> None:
        self.began = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ |= {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24", "LANG": "C.UTF-8"}
            os.execvp(command[0], command)

    def painted(self, first: float = 10.0) -> tuple[float, int]:
        """Wait for output to begin and then to rest; gives the moment of its last byte and its length."""
        last, length, wait = time.perf_counter(), 0, first
        while select.select([self.fd], [], [], wait)[0]:
            length += len(os.read(self.fd, 65536))
            last, wait = time.perf_counter(), QUIET
        return last, length

    def press(self, key: bytes) -> tuple[float, int]:
        """Press a key; gives milliseconds to the last painted byte, and bytes."""
        began = time.perf_counter()
        os.write(self.fd, key)
        last, length = self.painted(1.0)
        return (last - began) * 1000, length

    def cpu(self) -> float:
        """Seconds of processor time used so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self) -> None:
        """Close the line."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def measure(command: list[str], idle: float) -> Seen:
    """Start a program, move the cursor 40 times, and let it idle."""
    terminal = Terminal(command)
    try:
        painted, _ = terminal.painted()
        keys = [terminal.press(b"\x1b[B" if n % 12 < 6 else b"\x1b[A") for n in range(40)]
        before = terminal.cpu()
        idle_bytes, end = 0, time.perf_counter() + idle
        while (left := end - time.perf_counter()) > 0:
            if select.select([terminal.fd], [], [], left)[0]:
                idle_bytes += len(os.read(terminal.fd, 65536))
        cpu = (terminal.cpu() - before) / idle * 100 if idle else 0.0
        times = [key[0] for key in keys]
        return Seen(
            (painted - terminal.began) * 1000, times, sum(key[1] for key in keys) / len(keys), idle_bytes, cpu
        )
    finally:
        terminal.end()


def main() -> None:
    """Measure both and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        office = Path(folder) / "office"
        Program().build_demo(office, DemoPlan("peak", given.years), lambda done, total: None)
        ours = [sys.executable, "-m", "ihk_tui", "--data", str(office), "--as", "berger"]
        bare = [sys.executable, "-c", BARE]
        runs: dict[str, list[Seen]] = {"bare": [], "ours": []}
        for number in range(given.rounds):
            last = number == given.rounds - 1
            for name, command in (("bare", bare), ("ours", ours)):
                runs[name].append(measure(command, IDLE if last else 0))
    rows = {
        "start ms": [min(s.start for s in seen) for seen in runs.values()],
        "key p50 ms": [statistics.median(k for s in seen for k in s.keys) for seen in runs.values()],
        "key p95 ms": [
            statistics.quantiles([k for s in seen for k in s.keys], n=20)[-1] for seen in runs.values()
        ],
        "bytes a key": [statistics.mean(s.bytes_a_key for s in seen) for seen in runs.values()],
    }
    print(f"{'':12} {'bare':>8} {'ours':>8} {'ratio':>6}")
    for name, (floor, mine) in rows.items():
        print(f"{name:12} {floor:8.0f} {mine:8.0f} {mine / floor:6.2f}")
    idle = runs["ours"][-1]
    print(f"idle for {IDLE:.0f} s: {idle.idle_bytes} bytes, {idle.idle_cpu:.2f} % of a processor")


if __name__ == "__main__":
    main()
