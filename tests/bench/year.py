"""What a report over a year costs: reading its visits as typed values, and counting them."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple, Protocol, runtime_checkable

import msgspec

from ihk_tui.domain.visits import Visit
from tests.bench.engine import Engine
from tests.bench.engines import on_postgres, prepared
from tests.bench.history import PER_DAY, past_day
from tests.bench.measuring import alternate, milliseconds
from tests.bench.others import Sqlite
from tests.bench.ours import OurStore
from tests.bench.postgres import SameVerb

YEARS = (12, 365)
"""Days of a year: those of this office, and a counter that opens every day."""


@runtime_checkable
class Reads(Protocol):
    """An engine that gives visits back."""

    def visits(self, first: date, last: date) -> list[Visit]:
        """Visits from a day to a day."""


class Year(msgspec.Struct, kw_only=True):
    """Reading a year. Milliseconds: just opened, once more, and counting what was read."""

    engine: str
    history: int
    days: int
    visits: int
    first: float
    again: float
    counting: float
    first_to_sqlite: float
    again_to_sqlite: float


def years(root: Path, history: int, repeats: int) -> list[Year]:
    """Read alternately, each time with a freshly opened engine."""
    kinds: list[type[Engine]] = [OurStore, Sqlite]
    if SameVerb in on_postgres():
        kinds.append(SameVerb)
    folders = {kind: prepared(kind, root, history, "year") for kind in kinds}
    rows = []
    for days in YEARS:
        if days * PER_DAY > history:
            continue
        taken = {kind: _Taken([], [], []) for kind in kinds}
        read = {kind: partial(_read, kind, folders[kind], days, taken[kind]) for kind in kinds}
        alternate(read, repeats)
        sqlite = taken[Sqlite]
        rows += [
            Year(
                engine=kind.name,
                history=history,
                days=days,
                visits=days * PER_DAY,
                first=median(times.first),
                again=median(times.again),
                counting=median(times.counting),
                first_to_sqlite=median(times.first) / median(sqlite.first),
                again_to_sqlite=median(times.again) / median(sqlite.again),
            )
            for kind, times in taken.items()
        ]
    return rows


class _Taken(NamedTuple):
    first: list[float]
    again: list[float]
    counting: list[float]


def _read(kind: type[Engine], folder: Path, days: int, taken: _Taken) -> float:
    """Open, read a year twice, count it; gives how long the first reading took."""
    engine = kind(folder)
    assert isinstance(engine, Reads)
    read = partial(engine.visits, past_day(days), past_day(1))
    taken.first.append(milliseconds(read))
    taken.again.append(milliseconds(read))
    visits = read()
    taken.counting.append(milliseconds(lambda: report(visits)))
    engine.close()
    return taken.first[-1]


def report(visits: list[Visit]) -> tuple[Counter[str], float]:
    """How many of each kind came, and how many minutes they waited on average."""
    now = visits[0].since + timedelta(days=1)
    waited = sum((visit.spent("waiting", now) for visit in visits), timedelta())
    return Counter(visit.kind for visit in visits), waited / timedelta(minutes=1) / len(visits)
