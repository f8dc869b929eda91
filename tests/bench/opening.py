"""Opening in a fresh process: time, memory, and what the collector of garbage then has to walk through.

As a program it opens one folder and prints what that took: `python -m tests.bench.opening ENGINE FOLDER DAY`.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

import msgspec

from ihk_tui.cli.host import DemoPlan
from ihk_tui.wiring import Program
from tests.bench.engine import Engine
from tests.bench.engines import ENGINES, prepared
from tests.bench.history import TODAY, past_day
from tests.bench.measuring import milliseconds
from tests.bench.others import Sqlite, StockTinyDB
from tests.bench.ours import OurStore
from tests.bench.year import Reads

SIMULATED = "ten simulated years"


class Opened(NamedTuple):
    """What opening took, in milliseconds and megabytes."""

    opening: float
    first_day: float
    collecting: float
    grown: float
    peak: float


class Opening(msgspec.Struct, kw_only=True):
    """Medians of fresh processes: opening, then reading the newest day. Milliseconds and megabytes.

    `mb` is what the process has grown by when opened, `peak_mb` what it needed at most meanwhile, and `gc_ms`
    how much longer a full collection of garbage has become by it.
    """

    engine: str
    history: str
    file_mb: float
    ms: float
    first_day_ms: float
    gc_ms: float
    mb: float
    peak_mb: float


def opening(root: Path, histories: Iterable[int], repeats: int, simulate: bool) -> list[Opening]:
    """Open alternately; `simulate` adds an office of ten simulated years with notes, bookings and desks."""
    cases: list[tuple[type[Engine], str, Path, date]] = [
        (engine, f"{history}", prepared(engine, root, history, "open"), past_day(1))
        for history in histories
        for engine in (OurStore, Sqlite, StockTinyDB)
    ]
    if simulate:
        folder = root / "simulated"
        plan = DemoPlan("peak", 10, day=TODAY.isoformat())
        Program().build_demo(folder, plan, lambda done, total: None)
        cases.append((OurStore, SIMULATED, folder, TODAY))
    found: list[list[Opened]] = [[] for _ in cases]
    for _ in range(repeats):
        for (engine, _, folder, day), runs in zip(cases, found, strict=True):
            runs.append(_in_a_process(engine, folder, day))
    rows = []
    for (engine, history, folder, _), runs in zip(cases, found, strict=True):
        ms, first_day, collecting, mb, peak = (median(column) for column in zip(*runs, strict=True))
        size = sum(file.stat().st_size for file in folder.iterdir() if file.is_file()) / 1e6
        rows.append(
            Opening(
                engine=engine.name, history=history, file_mb=size, ms=ms, first_day_ms=first_day,
                gc_ms=collecting, mb=mb, peak_mb=peak,
            )
        )  # fmt: skip
    return rows


def _in_a_process(engine: type[Engine], folder: Path, day: date) -> Opened:
    command = [sys.executable, "-m", "tests.bench.opening", engine.name, str(folder), day.isoformat()]
    done = subprocess.run(command, capture_output=True, check=True)
    return msgspec.json.decode(done.stdout, type=Opened)


def _memory(field: str) -> float:
    """Megabytes of this process: VmRSS now, VmHWM at most so far."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field)) / 1e3


def main() -> None:
    """Open, and print what it took."""
    kind, folder, day = ENGINES[sys.argv[1]], Path(sys.argv[2]), date.fromisoformat(sys.argv[3])
    gc.collect()
    without = milliseconds(gc.collect)
    before, start = _memory("VmRSS"), perf_counter()
    engine = kind(folder)
    opened, grown = perf_counter(), _memory("VmRSS")
    peak = _memory("VmHWM")
    reading = perf_counter()
    assert isinstance(engine, Reads)
    engine.visits(day, day)
    read = perf_counter()
    done = Opened(
        opening=(opened - start) * 1e3,
        first_day=(read - reading) * 1e3,
        collecting=milliseconds(gc.collect) - without,
        grown=grown - before,
        peak=max(peak - before, 0.0),
    )
    print(msgspec.json.encode(done).decode(), flush=True)
    os._exit(0)  # nothing is left to do, and a hundred thousand documents take long to drop


if __name__ == "__main__":
    main()
