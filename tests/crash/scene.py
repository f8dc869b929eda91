"""An office in a folder or in memory, in which the same steps have the same outcome."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Protocol

from ihk_tui.store.kinds import PLACES
from ihk_tui.store.store import Store
from tests.office.office import PEOPLE, Office, moment


class Scene(Protocol):
    """Where the steps of a workload happen."""

    def begin(self, number: int) -> None:
        """Make clock and ids those of a step, so that a step does not depend on how the one before went."""
        ...

    def watch(self, changed: Callable[[], None]) -> None:
        """Be told after each change. Only in memory."""
        ...

    def digest(self) -> str:
        """All that is kept, in one line to compare."""
        ...


class OfficeScene(Office):
    """An office at work, in memory unless a folder is given."""

    def __init__(self, folder: Path | None) -> None:
        super().__init__()
        self.folder = folder
        self.saved: dict[str, dict[str, dict[str, object]]] = {}
        self.backed_up = self.now
        if folder is not None and (folder / "journal.jsonl").exists():
            self.use(self.opened(folder))

    def opened(self, folder: Path) -> Store:
        """Open the office in a folder."""
        return Store.open(folder, PLACES)

    def use(self, store: Store) -> None:
        """Go on in another store."""
        self.store.close()
        self.store = store
        self.empfang, self.aydin, self.berger, self.becker, self.kleine = map(self.session, PEOPLE)

    def begin(self, number: int) -> None:
        """Set the clock two minutes on for each step."""
        self.now = moment("8:20")
        self.tick(120 * number)
        self._uids = count(1000 * number)

    def watch(self, changed: Callable[[], None]) -> None:
        """Be told after each commit."""
        self.store.watch(changed)

    def digest(self) -> str:
        """The documents, and who did what."""
        return digest(self.store)


def documents(store: Store) -> dict[str, dict[str, dict[str, object]]]:
    """Every document, by table and id."""
    tables = store.read().tables
    return {name: {k: dict(v) for k, v in tables.table(name).documents().items()} for name in tables.tables()}


def digest(store: Store) -> str:
    """The number of the last transaction, who did how many things, and a checksum over every byte of it."""
    entries = [(entry.seq, entry.person, entry.verb, entry.subject) for entry in store.log()]
    everything = json.dumps([documents(store), entries], sort_keys=True, default=str).encode()
    checksum = hashlib.blake2b(everything, digest_size=8).hexdigest()
    return f"transaction {store.read().seq}, {len(entries)} in the log, {checksum}"
