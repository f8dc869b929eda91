"""The aims of DESIGN.md §9 beside what was measured. Nothing fails here: the machine may be busy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import msgspec

from tests.bench.engine import BareAppend, LockedAppend
from tests.bench.opening import SIMULATED
from tests.bench.others import Sqlite
from tests.bench.ours import OurOffice, OurStore
from tests.bench.postgres import OursOnPostgres, PlainInsert
from tests.bench.processes import Crowded
from tests.bench.results import Results

R = TypeVar("R")


class Aim(msgspec.Struct, kw_only=True):
    """One aim; `found` is to be at most (or, for shares, at least) `aim`."""

    what: str
    aim: float
    found: float
    met: bool


def _at_most(what: str, aim: float, found: float) -> Aim:
    return Aim(what=what, aim=aim, found=found, met=found <= aim)


def aims(results: Results) -> list[Aim]:
    """Every aim for which there is something measured."""
    return [*_verb(results), *_together(results), *_rest(results)]


def _verb(results: Results) -> Iterator[Aim]:
    by_case = {(row.engine, row.history): row for row in results.transactions}
    sqlite = Sqlite.name
    for engine, limit in ((OurStore.name, 1.5), (OurOffice.name, 2.5)):
        for history in (700, 7_000, 100_000):
            if row := by_case.get((engine, history)):
                if history <= 7_000:
                    yield _at_most(f"{engine}, p50 at {history:,} to the bare append", limit, row.to_floor)
                if other := by_case.get((sqlite, history)):
                    yield _at_most(f"{engine}, p50 at {history:,} to SQLite", 1.0, row.p50 / other.p50)
        if row := by_case.get((engine, 100_000)):
            yield _at_most(f"{engine}, p50 at 100,000 to an empty store", 1.15, row.to_empty)
    for history in (7_000, 100_000):
        ours, plain = by_case.get((OursOnPostgres.name, history)), by_case.get((PlainInsert.name, history))
        if ours and plain:
            yield _at_most(f"ours on PostgreSQL, p50 at {history:,} to one insert", 2.5, ours.p50 / plain.p50)


def _together(results: Results) -> Iterator[Aim]:
    bare = {row.engine: row for row in results.thinking}
    for row in results.thinking:
        if row.engine not in (OurStore.name, OurOffice.name):
            continue
        for floor in (BareAppend.name, LockedAppend.name):
            yield _at_most(f"four thinking, {row.engine}, p99 to {floor}", 2.0, row.p99 / bare[floor].p99)
        yield _at_most(f"four thinking, {row.engine}, worst ms", 50.0, row.worst)
        yield _fair("four thinking", row)
    for name, rows in (("four saturated", results.saturated), ("six saturated", results.six)):
        for row in rows:
            if row.engine in (OurStore.name, OurOffice.name):
                yield _fair(f"{name} at {row.history:,}", row)


def _fair(name: str, row: Crowded) -> Aim:
    share = row.slowest_to_fastest
    return Aim(what=f"{name}, {row.engine}, slowest/fastest (≥)", aim=0.9, found=share, met=share >= 0.9)


def _rest(results: Results) -> Iterator[Aim]:
    for opened in results.opening:
        if opened.engine == OurStore.name and opened.history in ("7000", SIMULATED):
            yield _at_most(f"opening, {opened.history}, ms", 20.0, opened.ms)
            yield _at_most(f"opening, {opened.history}, MB", 15.0, opened.mb)
    for seen in results.seeing:
        if seen.how in ("inotify", "NOTIFY"):
            yield _at_most(f"a change seen by another process by {seen.how}, p50 ms", 1.0, seen.p50)
            yield _at_most(f"watching by {seen.how} while nothing happens, % CPU", 0.05, seen.idle)
    crowds = (*results.saturated, *results.thinking, *results.six)
    lost = sum(row.lost for row in crowds if row.engine.startswith("ours"))
    if crowds:
        yield _at_most("acknowledged and lost by ours", 0, lost)
