"""The store while an office is simulated into it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from ihk_tui.files import sync
from ihk_tui.store.folder import Folder
from ihk_tui.store.kinds import PLACES
from ihk_tui.store.store import UNDO_KEPT, Store


class FillingStore(Store):
    """A store that opening a day does not compact: the past becomes a snapshot a year at a time."""

    def compact(self, now: datetime) -> None:
        """Do nothing, however often a day is opened."""

    def tidy(self, now: datetime) -> None:
        """Do nothing: the past is settled by the year."""

    def settle_past(self, folder: Path, now: datetime) -> None:
        """Make everything so far the snapshot, and drop the generation that tells how it came about.

        What the store remembers for undo goes with it, so years weigh no more than one.
        """
        super().compact(now + UNDO_KEPT)
        generations = Folder(folder).generations
        for file in generations.glob("*.jsonl"):
            file.unlink()
        sync(generations)


@contextmanager
def filling(folder: Path) -> Iterator[FillingStore]:
    """Make a data folder and hand out its store; at the end everything is on the disk."""
    Store.create(folder, PLACES).close()
    store = FillingStore.open(folder, PLACES, durable=False)
    assert isinstance(store, FillingStore)
    try:
        yield store
    finally:
        store.close()
    descriptor = os.open(Folder(folder).journal, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
