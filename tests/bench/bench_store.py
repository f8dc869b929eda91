"""How fast the store is, as ratios within one run: `python -m tests.bench.bench_store [FOLDER]`.

The floor is the same bytes appended to a bare file and forced to the disk. FOLDER (made if missing) chooses
the disk; the default is the system's folder for temporary files.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from operator import attrgetter
from pathlib import Path
from statistics import median
from threading import Event
from time import perf_counter_ns, process_time_ns

import msgspec

from ihk_tui.store.places import Place
from ihk_tui.store.store import Store

NOW = datetime(2026, 9, 3, 8, 30, tzinfo=UTC)
TODAY = NOW.date()
PER_DAY = 60
TEXT = "x" * 480
"""Makes a document of about 600 bytes."""


class Visit(msgspec.Struct, frozen=True):
    """As large as a real one."""

    day: date
    id: int
    state: str
    arrived: datetime
    text: str = TEXT


PLACES: dict[type, Place] = {Visit: Place("visits", attrgetter("id"), attrgetter("day"))}


def check_in(store: Store, day: date) -> None:
    """The bare durable transaction: the next number and a visit."""
    with store.begin("anna", "checkin", NOW) as work:
        work.put(Visit(day, work.count("visits", day), "waiting", NOW))
        work.commit("A-1")


def filled(folder: Path, visits: int) -> Store:
    """A store with so many visits of earlier days in its snapshot."""
    Store.create(folder, PLACES).close()
    store = Store.open(folder, PLACES, durable=False)
    for first in range(0, visits, PER_DAY):
        day = TODAY - timedelta(days=1 + first // PER_DAY)
        with store.begin("anna", "fill", NOW) as work:
            for _ in range(min(PER_DAY, visits - first)):
                work.put(Visit(day, work.count("visits", day), "finished", NOW))
            work.commit()
    store.compact(NOW)
    store.close()
    return Store.open(folder, PLACES)


def milliseconds(act: Callable[[], object]) -> float:
    """How long it took."""
    start = perf_counter_ns()
    act()
    return (perf_counter_ns() - start) / 1e6


def transactions(root: Path, rounds: int = 600) -> None:
    """Take turns between a bare append and transactions on histories of different length."""
    sizes = (0, 7_000, 100_000)
    stores = {size: filled(root / f"store-{size}", size) for size in sizes}
    check_in(stores[0], TODAY)
    line = (root / "store-0" / "journal.jsonl").read_bytes().splitlines(keepends=True)[-1]
    bare = os.open(root / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def append(_: date) -> None:
        os.write(bare, line)
        os.fdatasync(bare)

    acts: dict[str, Callable[[date], None]] = {"bare append": append}
    for size, store in stores.items():
        acts[f"{size:,} visits"] = partial(check_in, store)
    times: dict[str, list[float]] = {name: [] for name in acts}
    for round_ in range(rounds):
        day = TODAY + timedelta(days=round_ // PER_DAY)
        if round_ % PER_DAY == 0:
            for store in stores.values():
                store.compact(NOW)
        for name, act in acts.items():
            times[name].append(milliseconds(partial(act, day)))
    floor, empty = median(times["bare append"]), median(times["0 visits"])
    print(f"durable transaction of {len(line)} bytes, p50")
    for name, found in times.items():
        middle = median(found)
        print(f"  {name:16} {middle:7.3f} ms  {middle / floor:5.2f}x bare  {middle / empty:5.2f}x empty")
    for store in stores.values():
        store.close()


def opening(root: Path) -> None:
    """Open, and open and read a day."""
    code = (
        "import sys, pathlib, time, resource; from tests.bench.bench_store import PLACES, Store, Visit\n"
        "rss = lambda: int(open('/proc/self/statm').read().split()[1]) * resource.getpagesize() / 1e6\n"
        "before, start = rss(), time.perf_counter()\n"
        "store = Store.open(pathlib.Path(sys.argv[1]), PLACES)\n"
        "took = time.perf_counter() - start\n"
        "print(f'{took * 1e3:.1f} {rss() - before:.1f}')"
    )
    for size in (0, 7_000, 100_000):
        runs = []
        for _ in range(7):
            command = [sys.executable, "-c", code, str(root / f"store-{size}")]
            runs.append(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
        took, grew = (median(float(run[column]) for run in runs) for column in (0, 1))
        print(f"opening {size:,} visits: {took:.1f} ms, {grew:+.1f} MB")


def reading(root: Path) -> None:
    """Read a day of 60 visits, first and again."""
    store = Store.open(root / "store-7000", PLACES)
    day = TODAY - timedelta(days=30)
    first = milliseconds(lambda: store.read().all(Visit, day))
    again = median(milliseconds(lambda: store.read().all(Visit, day)) for _ in range(200))
    print(f"reading a day of {PER_DAY}: first {first:.3f} ms, again {again:.4f} ms")
    store.close()


def saturated(root: Path, writers: int = 4, seconds: float = 3) -> None:
    """Let processes write as fast as they can, and compare them."""
    folder = root / "saturated"
    Store.create(folder, PLACES).close()
    code = (
        "import sys, pathlib, time; from tests.bench.bench_store import PLACES, Store, TODAY, check_in\n"
        "store = Store.open(pathlib.Path(sys.argv[1]), PLACES)\n"
        "print('ready', flush=True); sys.stdin.readline()\n"
        "end, count, worst = time.perf_counter() + float(sys.argv[2]), 0, 0.0\n"
        "while (start := time.perf_counter()) < end:\n"
        "    check_in(store, TODAY); count += 1; worst = max(worst, time.perf_counter() - start)\n"
        "print(count, worst * 1e3)"
    )
    command = [sys.executable, "-c", code, str(folder), str(seconds)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    processes = [subprocess.Popen(command, text=True, **pipes) for _ in range(writers)]  # type: ignore[call-overload]
    for process in processes:
        process.stdout.readline()
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    results = [process.communicate()[0].split() for process in processes]
    counts = [int(count) for count, _ in results]
    worst = max(float(wait) for _, wait in results)
    print(
        f"{writers} processes saturated: {sum(counts) / seconds:,.0f} tx/s, worst {worst:.1f} ms,"
        f" slowest/fastest {min(counts) / max(counts):.2f}"
    )
    store = Store.open(folder, PLACES)
    assert len(store.read().all(Visit, TODAY)) == sum(counts)
    store.close()


def watching(root: Path) -> None:
    """How soon another handle is told and has read, and what waiting costs."""
    folder = root / "watched"
    here = Store.create(folder, PLACES)
    there = Store.open(folder, PLACES)
    told, waits = Event(), []

    def changed() -> None:
        there.read()
        told.set()

    stop = there.watch(changed)
    for _ in range(200):
        told.clear()
        check_in(here, TODAY)
        waits.append(milliseconds(lambda: told.wait(2)))
    used = process_time_ns()
    Event().wait(5)
    print(
        f"seen by another, p50 after the commit: {median(waits):.3f} ms;"
        f" idle: {(process_time_ns() - used) / 5e9:.4%} CPU"
    )
    stop()


def main() -> None:
    """Run everything on one disk."""
    where = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory(dir=where) as name:
        root = Path(name)
        transactions(root)
        opening(root)
        reading(root)
        saturated(root)
        watching(root)


if __name__ == "__main__":
    main()
