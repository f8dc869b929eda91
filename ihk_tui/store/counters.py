"""Series of numbers: ticket numbers of a day, ids. Documents like any other, so part of the transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from ihk_tui.store.pending import Pending, Source
from ihk_tui.store.places import number
from ihk_tui.store.record import Doc

TABLE = "counters"
"""A document per day (yyyymmdd; 0 without a day) with a field per series: the last number given."""


def last(source: Source, series: str, day: date | None = None) -> int:
    """The last number given in a series; 0 before the first."""
    doc = source.document(TABLE, _doc_id(day))
    return 0 if doc is None else int(doc.get(series, 0))


def advance(pending: Pending, series: str, to: int, day: date | None = None) -> None:
    """Note that the series has come to this number; it takes effect with the transaction."""
    doc_id = _doc_id(day)
    doc = pending.document(TABLE, doc_id) or {}
    pending.write(TABLE, {doc_id: {**doc, series: to}})


def highest(states: Iterable[Mapping[str, Doc | None]]) -> dict[str, Doc]:
    """The table in which every series has come as far as in any of these: then no number is given twice."""
    found: dict[str, Doc] = {}
    for documents in states:
        for doc_id, doc in documents.items():
            reached = found.setdefault(doc_id, {})
            for series, to in (doc or {}).items():
                reached[series] = max(to, reached.get(series, 0))
    return found


def _doc_id(day: date | None) -> str:
    return "0" if day is None else str(number(day))
