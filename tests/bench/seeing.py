"""How soon another process sees a change, and what waiting for it costs: inotify against asking stat."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random
from time import monotonic, sleep

import msgspec

from tests.bench.engines import on_postgres, prepared
from tests.bench.history import PER_DAY
from tests.bench.measuring import spread
from tests.bench.ours import OurStore
from tests.bench.postgres import OursOnPostgres
from tests.bench.watcher import POLLS, WOKEN


class Seen(msgspec.Struct, kw_only=True):
    """From the end of a commit to its being read by another process. Milliseconds; idle: % of a processor."""

    log: str
    how: str
    times: int
    p50: float
    p95: float
    worst: float
    missed: int
    idle: float


def seeing(root: Path, times: int, idle: float) -> list[Seen]:
    """Let processes watch in every way at once while another commits at random moments."""
    rows = _seen(root, OurStore, [WOKEN, *POLLS], times, idle)
    if OursOnPostgres in on_postgres():
        rows += _seen(root, OursOnPostgres, [WOKEN], times, idle)
    return rows


def _seen(root: Path, kind: type[OurStore], ways: list[str], times: int, idle: float) -> list[Seen]:
    folder = prepared(kind, root, 700, "seeing")
    writer, chance = kind(folder), Random(1)
    watchers = [_Watcher(kind, folder, how) for how in ways]
    committed: dict[int, float] = {}
    first = writer.store.read().seq
    for n in range(times):
        sleep(chance.uniform(0.01, 0.09))
        number = writer.check_in()
        committed[first + n + 1] = monotonic()
        if number >= PER_DAY:
            writer.next_day()
    sleep(2.5)  # for the slowest to look once more
    writer.close()
    for watcher in watchers:
        watcher.ask(f"idle {idle}")
    costs = [float(watcher.answer()) for watcher in watchers]
    rows = []
    for watcher, how, cost in zip(watchers, ways, costs, strict=True):
        watcher.ask("seen")
        seen = msgspec.json.decode(watcher.answer(), type=dict[int, float])
        late = [(seen[seq] - at) * 1e3 for seq, at in committed.items() if seq in seen]
        watcher.end()
        _, p50, p95, _, worst = spread(late or [0.0])
        name = how if how != WOKEN else "inotify" if kind is OurStore else "NOTIFY"
        rows.append(
            Seen(
                log=kind.name, how=name, times=len(late), p50=p50, p95=p95, worst=worst,
                missed=times - len(late), idle=cost,
            )
        )  # fmt: skip
    return rows


class _Watcher:
    def __init__(self, kind: type[OurStore], folder: Path, how: str) -> None:
        command = [sys.executable, "-m", "tests.bench.watcher", kind.name, str(folder), how]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
        self.answer()

    def ask(self, question: str) -> None:
        """Send a line."""
        assert self._process.stdin
        self._process.stdin.write(question + "\n")
        self._process.stdin.flush()

    def answer(self) -> str:
        """Wait for a line."""
        assert self._process.stdout
        return self._process.stdout.readline()

    def end(self) -> None:
        """Close the line."""
        self._process.communicate()
