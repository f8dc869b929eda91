"""All engines by name, for this process and for those it starts."""

from __future__ import annotations

from pathlib import Path

from tests.bench.engine import BareAppend, Engine, LockedAppend
from tests.bench.others import Sqlite, StockTinyDB
from tests.bench.ours import OurOffice, OurStore
from tests.bench.postgres import OursOnPostgres, PlainInsert, SameVerb
from tests.bench.postgres_server import url

ENGINES: dict[str, type[Engine]] = {
    engine.name: engine
    for engine in (
        BareAppend, LockedAppend, OurStore, OurOffice, Sqlite, StockTinyDB, PlainInsert, SameVerb,
        OursOnPostgres,
    )
}  # fmt: skip


def on_postgres() -> list[type[Engine]]:
    """The engines over PostgreSQL that can be measured here; none without a server."""
    return [] if url() is None else [PlainInsert, SameVerb, OursOnPostgres]


def prepared(engine: type[Engine], root: Path, history: int, purpose: str) -> Path:
    """A fresh folder of an engine with so many visits of the past."""
    folder = root / f"{purpose}-{engine.name}-{history}"
    engine.prepare(folder, history)
    return folder
