"""Every log passes the same suite: `opened` gives handles on one log, of each sort in turn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ihk_tui.store.drafts import MemoryDrafts
from ihk_tui.store.memory import MemoryLog, Tape
from ihk_tui.store.store import Store
from tests.store.office import PLACES, Opener


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty data folder."""
    Store.create(tmp_path / "office", PLACES).close()
    return tmp_path / "office"


@pytest.fixture(params=["file", "memory"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Opens handles on one empty log and closes them at the end."""
    handles: list[Store] = []
    tape = Tape()
    if request.param == "file":
        Store.create(tmp_path / "office", PLACES).close()

    def another() -> Store:
        if request.param == "file":
            handles.append(Store.open(tmp_path / "office", PLACES))
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
