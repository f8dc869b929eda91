"""Typed values as of one moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from ihk_tui.store.pending import Source
from ihk_tui.store.places import Key, Place, group, number
from ihk_tui.store.record import Doc, Entry
from ihk_tui.store.tables import Tables
from ihk_tui.store.values import Values
from ihk_tui.store.view import View

T = TypeVar("T")


class Change(NamedTuple):
    """A value before and after a transaction."""

    kind: type[Any]
    before: Any
    after: Any


class Reader:
    """Committed values of one moment; later commits do not change what it shows. For any thread."""

    def __init__(self, view: View, values: Values, source: Source | None = None) -> None:
        self._view = view
        self._values = values
        self._source: Source = view.state if source is None else source

    @property
    def seq(self) -> int:
        """The sequence number of the newest transaction it shows."""
        return self._view.seq

    @property
    def tables(self) -> Tables:
        """The same moment as TinyDB tables, for queries; read-only."""
        return Tables(self._source)

    def get(self, kind: type[T], key: Key, day: date | None = None) -> T | None:
        """One value by its id, or None. `day` for kinds that are kept by day."""
        table = self._place(kind).table_on(day)
        doc_id = str(number(key))
        return self._value(kind, table, doc_id, self._source.document(table, doc_id))

    def all(self, kind: type[T], day: date | None = None) -> list[T]:
        """Every value of a kind by id: of a day, or of all days in their order when none is given."""
        place = self._place(kind)
        if place.day is None or day is not None:
            return self._all(kind, place.table_on(day))
        tables = (name for name in self._source.tables() if group(name) == place.table)
        return [value for table in tables for value in self._all(kind, table)]

    def recent(self) -> Sequence[Entry]:
        """The transactions since the last compaction, oldest first."""
        return self._view.history.records[: self._view.length]

    def changes(self, seq: int) -> Sequence[Change]:
        """What a recent transaction changed; nothing when it is not (or no longer) among the recent ones."""
        history = self._view.history
        index = seq - self._view.state.snapshot.seq - 1
        if not 0 <= index < self._view.length:
            return ()
        changes: list[Change] = []
        for table, images in history.records[index].docs.items():
            kind = self._values.kind(table)
            if kind is None:
                continue
            for doc_id, after in images.items():
                versions = (history.before(index, table, doc_id), after)
                before, then = (self._value(kind, table, doc_id, doc) for doc in versions)
                changes.append(Change(kind, before, then))
        return changes

    def _place(self, kind: type[Any]) -> Place:
        return self._values.places[kind]

    def _all(self, kind: type[T], table: str) -> list[T]:
        raw = self._source.raw(table)
        if raw is not None:
            return self._values.read(kind, table, raw)
        return self._values.all(kind, table, self._source.documents(table))

    def _value(self, kind: type[T], table: str, doc_id: str, doc: Doc | None) -> T | None:
        return None if doc is None else self._values.value(kind, table, doc_id, doc)
