"""How fast the store is: `python -m tests.bench.bench_store [--quick] [--json FILE] [--folder FOLDER]`.

Every ratio is to something measured alternately in the same run, on the same disk: the same bytes appended
to a bare file and forced to the disk, SQLite, TinyDB as it comes, PostgreSQL when it is installed. Prints
tables, then everything as one JSON value, or writes that to FILE.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from tests.bench.aims import aims
from tests.bench.compaction import compactions
from tests.bench.machine import machine
from tests.bench.opening import opening
from tests.bench.ours import keep_line
from tests.bench.postgres_server import server
from tests.bench.processes import destroyed, saturated, six, thinking
from tests.bench.report import report
from tests.bench.results import Results
from tests.bench.seeing import seeing
from tests.bench.transactions import transactions
from tests.bench.year import years

T = TypeVar("T")


class Size(NamedTuple):
    """How much is measured. Seconds, and times."""

    histories: tuple[int, ...]
    large: int
    """The history that reports and compactions are measured with, beside 7,000."""
    rounds: int
    seconds: float
    repeats: int
    slices: int
    """How often four thinking processes of each engine have their turn of a second and a half."""
    changes: int
    idle: float


FULL = Size((0, 700, 7_000, 100_000), 100_000, 900, 0.5, 6, 10, 300, 20.0)
QUICK = Size((0, 7_000), 7_000, 120, 0.5, 1, 1, 40, 2.0)
SECTIONS = ("transactions", "processes", "opening", "year", "seeing", "compaction")


def measure(root: Path, size: Size, sections: list[str], postgres: str) -> Results:
    """Run the sections one after another, and let the disk come to rest between them."""
    results = Results(machine=machine(root, postgres, keep_line(root)))

    def section(name: str, act: Callable[[Path], list[T]]) -> list[T]:
        print(f"{name} …", file=sys.stderr, flush=True)
        folder = root / name.replace(" ", "-")
        folder.mkdir(mode=0o711)
        (folder / "line").hardlink_to(root / "line")
        os.sync()
        return act(folder)

    if "transactions" in sections:
        results.transactions = section("one", lambda root: transactions(root, size.histories, size.rounds))
    if "processes" in sections:
        run = (size.seconds, size.repeats)
        results.saturated = section("four", lambda root: saturated(root, size.histories, *run))
        results.thinking = section("think", lambda root: thinking(root, 7_000, 1.5, size.slices))
        results.six = section("six", lambda root: six(root, 7_000, *run))
        results.destroyed = section("destroyed", lambda root: destroyed(root, 3.0))
    if "opening" in sections:
        full = size is FULL
        results.opening = section("opening", lambda root: opening(root, size.histories, 7, full))
    if "year" in sections:
        results.year = section("year", lambda root: years(root, size.large, 3 + size.repeats))
    if "seeing" in sections:
        results.seeing = section("seeing", lambda root: seeing(root, size.changes, size.idle))
    if "compaction" in sections:
        both, times = sorted({7_000, size.large}), 3 + size.repeats
        results.compaction = section("compaction", lambda root: compactions(root, both, times))
    return results


def main() -> None:
    """Measure, print, and keep the values."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a minute instead of many")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the values there")
    parser.add_argument("--folder", type=Path, help="measure on the disk of this folder; made when missing")
    parser.add_argument("--only", nargs="+", choices=SECTIONS, default=list(SECTIONS))
    given = parser.parse_args()
    if given.folder:
        given.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=given.folder, prefix="bench-") as name:
        root = Path(name)
        with server(root) as postgres:
            results = measure(root, QUICK if given.quick else FULL, given.only, postgres)
    found = aims(results)
    print(report(results, found))
    value = {**msgspec.to_builtins(results), "aims": msgspec.to_builtins(found)}
    text = msgspec.json.format(msgspec.json.encode(value)).decode()
    if given.json:
        given.json.write_text(text + "\n")
    else:
        print(text)


if __name__ == "__main__":
    main()
