"""One process: every engine and every length of history, alternately."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

import msgspec

from tests.bench.engine import BareAppend, Engine
from tests.bench.engines import on_postgres, prepared
from tests.bench.measuring import alternate, check_in, spread
from tests.bench.others import Sqlite, StockTinyDB
from tests.bench.ours import OurOffice, OurStore

Case = tuple[type[Engine], int]
"""An engine and the length of its past."""

_SLOW = 3_000
"""From so many visits on, TinyDB takes a tenth of a second and more: few repetitions must do."""


class Latency(msgspec.Struct, kw_only=True):
    """The verb in one process. Milliseconds; `to_floor` and `to_empty` are ratios of medians."""

    engine: str
    history: int
    times: int
    per_second: float
    p50: float
    p95: float
    p99: float
    worst: float
    to_floor: float
    to_empty: float


def transactions(root: Path, histories: Iterable[int], rounds: int) -> list[Latency]:
    """Measure in three groups, each with its own floor: a slow engine's writes would slow the others."""
    kinds: tuple[type[Engine], ...] = (OurStore, OurOffice, Sqlite)
    fast = [(engine, history) for engine in kinds for history in histories]
    served = [(engine, history) for engine in on_postgres() for history in histories]
    quick: list[Case] = [(StockTinyDB, history) for history in histories if history < _SLOW]
    slow: list[Case] = [(StockTinyDB, history) for history in histories if history >= _SLOW]
    rows = [*_group(root, "fast", fast, rounds), *_group(root, "served", served, max(rounds // 2, 10))]
    tiny = _group(root, "tiny", quick, max(rounds // 20, 3))
    floor = tiny[0].p50 if tiny else rows[0].p50
    return [*rows, *tiny, *_group(root, "tinier", slow, 3, floor)]


def _group(
    root: Path, name: str, cases: list[Case], rounds: int, floor: float | None = None
) -> list[Latency]:
    """Measure cases together with a floor of their own, unless they are too slow for one."""
    if not cases:
        return []
    bare: Case = (BareAppend, 0)
    engines = {
        (engine, history): engine(prepared(engine, root, history, name))
        for engine, history in ([bare, *cases] if floor is None else cases)
    }
    times = alternate({case: partial(check_in, engine) for case, engine in engines.items()}, rounds)
    for engine in engines.values():
        engine.close()
    middle = {case: spread(found).p50 for case, found in times.items()}
    floor = middle.get(bare, floor)
    assert floor is not None
    rows = []
    for (engine_type, history), found in times.items():
        mean, p50, p95, p99, worst = spread(found)
        empty = middle.get((engine_type, 0), p50)
        rows.append(
            Latency(
                engine=engine_type.name, history=history, times=len(found), per_second=1e3 / mean, p50=p50,
                p95=p95, p99=p99, worst=worst, to_floor=p50 / floor, to_empty=p50 / empty,
            )
        )  # fmt: skip
    return rows
