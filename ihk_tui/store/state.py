"""All committed documents at one moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ihk_tui.store.documents import Changed, RawTable
from ihk_tui.store.record import Doc, Documents
from ihk_tui.store.snapshot import Snapshot


class State:
    """A snapshot and, laid over it, the tables that transactions changed since.

    Never altered once made, so whoever holds one sees one moment, from any thread, while others go on.
    """

    __slots__ = ("changed", "snapshot")

    def __init__(self, snapshot: Snapshot, changed: Mapping[str, Changed]) -> None:
        self.snapshot = snapshot
        self.changed = changed

    def documents(self, table: str) -> Documents:
        """The documents of a table; empty when there is no such table."""
        changed = self.changed.get(table)
        return self.snapshot.documents(table) if changed is None else changed

    def raw(self, table: str) -> RawTable | None:
        """A table as it was read, when it has not been changed since the snapshot; None otherwise."""
        return None if table in self.changed else self.snapshot.raw.get(table)

    def document(self, table: str, doc_id: str) -> Doc | None:
        """One document, or None."""
        return self.documents(table).get(doc_id)

    def tables(self) -> list[str]:
        """The names of all tables that hold documents, sorted: days come in their order."""
        before = (name for name in self.snapshot.raw if name not in self.changed)
        return sorted([*before, *(name for name, documents in self.changed.items() if documents)])

    def encoded(self) -> Iterator[tuple[str, RawTable]]:
        """Each table as JSON text. What was not changed since the snapshot is handed on as it was read."""
        for name in self.tables():
            changed = self.changed.get(name)
            yield name, self.snapshot.raw[name] if changed is None else changed.encoded()

    def size(self, table: str) -> int:
        """How many documents a table holds, without decoding them."""
        return len(self.documents(table))
