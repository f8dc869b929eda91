"""TinyDB over our documents: its insert, update, remove, search and `Query`, our transactions.

TinyDB's extension points are used: a `Storage` and a `Table` class. The methods of `Table` that would read
and write a whole file are private, which is why tinydb is pinned below 5.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

import tinydb
import tinydb.storages
import tinydb.table

from ihk_tui.store import counters
from ihk_tui.store.edit import Edit
from ihk_tui.store.pending import Pending, Source
from ihk_tui.store.record import Doc, Documents


class Storage(tinydb.storages.Storage):
    """Hands TinyDB the documents of a moment, or of a transaction that may be written to."""

    def __init__(self, source: Source, pending: Pending | None = None) -> None:
        self.source = source
        self.pending = pending

    def read(self) -> dict[str, dict[str, Any]]:
        """Every table with its documents."""
        return {name: dict(self.source.documents(name)) for name in self.source.tables()}

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Refuse: dropping tables goes document by document, through a transaction's table."""
        raise PermissionError("documents are written through a table of a transaction, not all at once")

    def writable(self) -> Pending:
        """The transaction behind this storage; raises PermissionError on committed documents."""
        if self.pending is None:
            raise PermissionError("committed documents are read-only; begin a transaction to write")
        return self.pending


class Table(tinydb.table.Table):
    """A table of TinyDB whose documents live in the store.

    Documents it returns share their nested values with the store: look, do not alter.
    """

    _storage: Storage

    def __init__(self, storage: Storage, name: str) -> None:
        super().__init__(storage, name, cache_size=0)  # the cache would not see what other processes write
        self._edit: Edit | None = None

    def documents(self) -> Documents:
        """All documents as they are kept, by id."""
        return self._storage.source.documents(self.name)

    def document(self, doc_id: int) -> Doc | None:
        """One document as it is kept."""
        return self._storage.source.document(self.name, str(doc_id))

    def put(self, doc_id: int, doc: Doc) -> None:
        """Insert or replace a document whole; TinyDB's own `upsert` would keep fields that are gone."""
        self._storage.writable().write(self.name, {str(doc_id): doc})

    def _read_table(self) -> dict[str, Mapping[Any, Any]]:
        return cast(dict[str, Mapping[Any, Any]], self.documents())

    def _update_table(self, updater: Callable[[dict[int, Mapping[Any, Any]]], None]) -> None:
        pending = self._storage.writable()
        self._edit = edit = Edit(pending, self.name)
        try:
            updater(cast(dict[int, Mapping[Any, Any]], edit))
        finally:
            self._edit = None
        pending.write(self.name, edit.images)

    def _get_next_id(self) -> int:
        """Give an id that no document of this table ever had, nor one the running write has set."""
        pending = self._storage.writable()
        series = f"ids of {self.name}"
        number = cast(int | None, self._next_id)
        if number is None:
            highest = max(map(int, self.documents()), default=0)
            number = max(highest, counters.last(pending, series)) + 1
        taken = Edit(pending, self.name) if self._edit is None else self._edit
        while number in taken:
            number += 1
        self._next_id = number + 1  # type: ignore[assignment]  # TinyDB leaves it without a type
        counters.advance(pending, series, number)
        return number


class Tables(tinydb.TinyDB):
    """The database as TinyDB sees it. Without a transaction it is read-only."""

    table_class: type[tinydb.table.Table] = Table

    def __init__(self, source: Source, pending: Pending | None = None) -> None:
        super().__init__(source, pending, storage=Storage)

    def table(self, name: str, **kwargs: Any) -> Table:
        """Give a table by name; it need not exist yet."""
        return cast(Table, super().table(name, **kwargs))

    def tables(self) -> set[str]:
        """The names of the tables that hold documents."""
        return set(self.source.tables())

    @property
    def source(self) -> Source:
        """Where the documents come from."""
        return cast(Storage, self.storage).source
