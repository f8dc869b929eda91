"""What a transaction has written and not yet committed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from ihk_tui.store.documents import Changed, RawTable
from ihk_tui.store.record import Doc, Documents
from ihk_tui.store.state import State


class Source(Protocol):
    """Documents to read: the committed ones, or those with a transaction's own writes over them."""

    def document(self, table: str, doc_id: str) -> Doc | None:
        """One document, or None."""
        ...

    def documents(self, table: str) -> Documents:
        """All documents of a table."""
        ...

    def raw(self, table: str) -> RawTable | None:
        """The table's documents as JSON text, when they are at hand like that."""
        ...

    def tables(self) -> list[str]:
        """The names of the tables that hold documents, sorted."""
        ...


class Pending:
    """A state with writes laid over it that nobody else sees."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._written: dict[str, dict[str, Doc | None]] = {}
        self._merged: dict[str, Documents] = {}

    def document(self, table: str, doc_id: str) -> Doc | None:
        """One document as this transaction sees it."""
        written = self._written.get(table)
        if written is not None and doc_id in written:
            return written[doc_id]
        return self._state.document(table, doc_id)

    def documents(self, table: str) -> Documents:
        """All documents of a table as this transaction sees them."""
        written = self._written.get(table)
        if not written:
            return self._state.documents(table)
        if table not in self._merged:
            self._merged[table] = Changed(self._state.documents(table), written)
        return self._merged[table]

    def raw(self, table: str) -> RawTable | None:
        """The table's documents as JSON text, when this transaction wrote none of them."""
        return None if self._written.get(table) else self._state.raw(table)

    def tables(self) -> list[str]:
        """The names of the tables that hold documents, sorted."""
        unwritten = (name for name in self._state.tables() if name not in self._written)
        return sorted([*unwritten, *(name for name in self._written if self.documents(name))])

    def write(self, table: str, images: Mapping[str, Doc | None]) -> None:
        """Lay after-images over a table; one that equals the committed document is no change."""
        written = self._written.setdefault(table, {})
        self._merged.pop(table, None)
        for doc_id, doc in images.items():
            if doc == self._state.document(table, doc_id):
                written.pop(doc_id, None)
            else:
                written[doc_id] = doc

    def images(self) -> dict[str, dict[str, Doc | None]]:
        """What there is to commit."""
        return {table: written for table, written in self._written.items() if written}
