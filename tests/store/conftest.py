"""Every log passes the same suite: `opened` gives handles on one log, of each sort in turn."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from ihk_tui.store.drafts import MemoryDrafts
from ihk_tui.store.memory import MemoryLog, Tape
from ihk_tui.store.postgres.opening import create_postgres, open_postgres
from ihk_tui.store.store import Store
from tests.store.office import PLACES, Opener


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty data folder."""
    Store.create(tmp_path / "office", PLACES).close()
    return tmp_path / "office"


_schemas = count(1)


@pytest.fixture(params=["file", "memory", "postgres"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Opens handles on one empty log and closes them at the end."""
    handles: list[Store] = []
    tape, url, schema = Tape(), "", f"shared_{next(_schemas)}"
    if request.param == "file":
        Store.create(tmp_path / "office", PLACES).close()
    elif request.param == "postgres":
        url = request.getfixturevalue("postgres").url()
        create_postgres(url, "office", schema)

    def another() -> Store:
        if request.param == "file":
            handles.append(Store.open(tmp_path / "office", PLACES))
        elif request.param == "postgres":
            handles.append(Store(*open_postgres(url, schema), PLACES))
        else:
            handles.append(Store(MemoryLog(tape), MemoryDrafts(), PLACES))
        return handles[-1]

    yield another
    for handle in handles:
        handle.close()


@pytest.fixture
def store(opened: Opener) -> Store:
    """One handle on an empty log of each sort."""
    return opened()
