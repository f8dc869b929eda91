"""Documents read as typed values, each decoded once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from ihk_tui.domain.words import StoreTrouble, Words
from ihk_tui.store.documents import RawTable
from ihk_tui.store.places import Place, group
from ihk_tui.store.record import Doc, Documents
from ihk_tui.store.trouble import OTHER_SHAPE

T = TypeVar("T")

_TABLES_KEPT = 512  # decoded tables remembered at a time: more than a year of days has of one kind


class Values:
    """The kinds that are kept, and a memory of the values read last. Serves every thread of the process.

    A committed document is never altered, so as long as the object is the same, so is its value.
    """

    def __init__(self, places: Mapping[type[Any], Place]) -> None:
        self.places = places
        self._kinds = {place.table: kind for kind, place in places.items()}
        self._each: dict[str, dict[str, tuple[Doc, Any]]] = {}
        self._whole: dict[str, tuple[Documents, list[Any]]] = {}
        self._read: dict[str, tuple[RawTable, list[Any]]] = {}
        self._decoders: dict[type[Any], msgspec.json.Decoder[Any]] = {}

    def kind(self, table: str) -> type[Any] | None:
        """The kind kept in a table; None for tables that hold no values, such as the counters."""
        return self._kinds.get(group(table))

    def value(self, kind: type[T], table: str, doc_id: str, doc: Doc) -> T:
        """A document as a value."""
        return self._value(kind, table, doc_id, doc, self._known(table))

    def all(self, kind: type[T], table: str, documents: Documents) -> list[T]:
        """All documents of a table as values, by id."""
        whole = self._whole.get(table)
        if whole is None or whole[0] is not documents:
            known = self._known(table)
            ids = sorted(documents, key=int)
            whole = (documents, [self._value(kind, table, each, documents[each], known) for each in ids])
            self._whole[table] = whole
        return whole[1].copy()

    def read(self, kind: type[T], table: str, raw: RawTable) -> list[T]:
        """All values of a table that is still the text it was read as: in one step, without documents."""
        whole = self._read.get(table)
        if whole is None or whole[0] is not raw:
            if len(self._read) >= _TABLES_KEPT:
                self._read.clear()
            try:
                by_id = self._decoder(kind).decode(raw)
            except msgspec.MsgspecError:  # say which document it is
                return self.all(kind, table, msgspec.json.decode(raw, type=dict[str, Doc]))
            whole = self._read[table] = (raw, [by_id[each] for each in sorted(by_id, key=int)])
        return whole[1].copy()

    def _decoder(self, kind: type[T]) -> msgspec.json.Decoder[dict[str, T]]:
        found = self._decoders.get(kind)
        if found is None:
            found = self._decoders[kind] = msgspec.json.Decoder(dict[str, kind])  # type: ignore[valid-type]
        return found

    def _known(self, table: str) -> dict[str, tuple[Doc, Any]]:
        known = self._each.get(table)
        if known is None:
            if len(self._each) >= _TABLES_KEPT:
                self._each.clear()
                self._whole.clear()
            known = self._each[table] = {}
        return known

    @staticmethod
    def _value(kind: type[T], table: str, doc_id: str, doc: Doc, known: dict[str, tuple[Doc, Any]]) -> T:
        before = known.get(doc_id)
        if before is not None and before[0] is doc:
            value: T = before[1]
            return value
        value = _decoded(kind, table, doc_id, doc)
        known[doc_id] = (doc, value)
        return value


def _decoded(kind: type[T], table: str, doc_id: str, doc: Doc) -> T:
    try:
        return msgspec.convert(doc, kind, str_keys=True)
    except msgspec.ValidationError as error:
        detail = Words(str(error), str(error))
        raise StoreTrouble(OTHER_SHAPE.fill(id=doc_id, table=table, detail=detail)) from error
