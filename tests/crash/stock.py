"""TinyDB as it comes, with its own file: what the harness must find fault with."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random

import tinydb
from tinydb.storages import MemoryStorage


class StockScene:
    """A file of TinyDB, in memory unless a folder is given."""

    def __init__(self, folder: Path | None) -> None:
        self._database = tinydb.TinyDB(folder / "db.json") if folder else tinydb.TinyDB(storage=MemoryStorage)
        self._changed: Callable[[], None] = lambda: None

    def begin(self, number: int) -> None:
        """Nothing here depends on the time."""

    def watch(self, changed: Callable[[], None]) -> None:
        """Be told after each insertion."""
        self._changed = changed

    def digest(self) -> str:
        """Every document."""
        return f"{len(self._database)} documents: {json.dumps(self._database.all())}"

    def prepared(self) -> None:
        """Insert what is there before."""
        for number in range(6):
            self.insert(Random(number))

    def insert(self, dice: Random) -> None:
        """Insert a document."""
        self._database.insert({"name": "Kim" * dice.randint(1, 40), "number": dice.randint(0, 999)})
        self._changed()

    @staticmethod
    def look(folder: Path) -> str:
        """Open it and give every document. Raises when it cannot be read."""
        return StockScene(folder).digest()
