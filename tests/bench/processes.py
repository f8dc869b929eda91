"""Several processes: how much they do, and how evenly they are served."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

import msgspec

from tests.bench.crowd import Crowd
from tests.bench.engine import BareAppend, Engine, LockedAppend
from tests.bench.engines import on_postgres, prepared
from tests.bench.measuring import spread
from tests.bench.others import Sqlite, StockTinyDB
from tests.bench.ours import OurOffice, OurStore
from tests.bench.transactions import Case
from tests.bench.worker import Done


def _everyone() -> list[type[Engine]]:
    return [BareAppend, LockedAppend, OurStore, OurOffice, Sqlite, *on_postgres()]


class Crowded(msgspec.Struct, kw_only=True):
    """The verb in several processes at once. Milliseconds; `lost` were acknowledged and are not there."""

    processes: int
    think: float
    engine: str
    history: int
    times: int
    per_second: float
    p50: float
    p99: float
    worst: float
    p99_to_p50: float
    slowest_to_fastest: float
    lost: int
    error: str = ""


def saturated(root: Path, histories: Iterable[int], seconds: float, repeats: int) -> list[Crowded]:
    """Four processes without a pause, for each length of history."""
    rows = []
    for history in histories:
        cases = [(engine, history) for engine in _everyone()]
        rows += _together(root, f"four-{history}", cases, 4, seconds, 0, repeats)
    return rows


def thinking(root: Path, history: int, seconds: float, repeats: int) -> list[Crowded]:
    """Four people who think for 50 ms between two verbs."""
    cases = [(engine, history) for engine in _everyone()]
    return _together(root, "thinking", cases, 4, seconds, 0.05, repeats)


def six(root: Path, history: int, seconds: float, repeats: int) -> list[Crowded]:
    """Six processes without a pause on a few processors."""
    engines: tuple[type[Engine], ...] = (LockedAppend, OurStore, OurOffice, Sqlite)
    return _together(root, "six", [(engine, history) for engine in engines], 6, seconds, 0, repeats)


def destroyed(root: Path, seconds: float) -> list[Crowded]:
    """What four processes make of TinyDB as it comes."""
    return _together(root, "destroyed", [(StockTinyDB, 700)], 4, seconds, 0, 1)


def _together(
    root: Path, name: str, cases: list[Case], size: int, seconds: float, think: float, repeats: int
) -> list[Crowded]:
    """Let crowd after crowd work for a while, again and again."""
    with ExitStack() as ending:
        crowds = [
            ending.enter_context(Crowd(engine, prepared(engine, root, history, name), size))
            for engine, history in cases
        ]
        runs: list[list[list[Done]]] = [[] for _ in crowds]
        for repeat in range(-1, repeats):
            for crowd, found in zip(crowds, runs, strict=True):
                done = crowd.run(seconds if repeat >= 0 else seconds / 4, think)
                found.append(done)
        return [
            _row(crowd, history, size, think, seconds, found)
            for crowd, (_, history), found in zip(crowds, cases, runs, strict=True)
        ]


def _row(
    crowd: Crowd, history: int, size: int, think: float, seconds: float, runs: list[list[Done]]
) -> Crowded:
    counted = runs[1:]  # the first warms up
    waits = [wait for run in counted for done in run for wait in done.waits]
    shares = [sum(len(run[n].waits) for run in counted) for n in range(size)]
    acknowledged = sum(len(done.waits) for run in runs for done in run)
    errors = [done.error for run in runs for done in run if done.error]
    _, p50, _, p99, worst = spread(waits or [0.0])
    return Crowded(
        processes=size,
        think=think,
        engine=crowd.engine.name,
        history=history,
        times=len(waits),
        per_second=len(waits) / seconds / len(counted),
        p50=p50,
        p99=p99,
        worst=worst,
        p99_to_p50=p99 / p50 if p50 else 0.0,
        slowest_to_fastest=min(shares) / max(*shares, 1),
        lost=acknowledged - _arrived(crowd),
        error=errors[0] if errors else "",
    )


def _arrived(crowd: Crowd) -> int:
    """What is there afterwards; nothing when the file cannot be read any more."""
    try:
        engine = crowd.engine(crowd.folder)
        try:
            return engine.arrived()
        finally:
            engine.close()
    except Exception:  # whatever a destroyed file makes of TinyDB
        return 0
