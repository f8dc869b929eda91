"""Where values of a kind are kept, and how a value becomes a document."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import msgspec

from ihk_tui.store.record import Doc

Key = int | date
"""What a value is known by; a date becomes the number yyyymmdd."""


class Place(NamedTuple):
    """The table of a kind and how to find a value's id there.

    `table` is a word without "-". Kinds with a `day` have a table for each day, so that a day's work never
    pays for the years before it.
    """

    table: str
    id: Callable[[Any], Key]
    day: Callable[[Any], date] | None = None

    def table_of(self, value: object) -> str:
        """The table that a value belongs to."""
        return self.table if self.day is None else self.table_on(self.day(value))

    def table_on(self, day: date | None) -> str:
        """The table of a day; kinds that are not kept by day have one for all.

        Raises ValueError when a kind is kept by day and no day was given.
        """
        if self.day is None:
            return self.table
        if day is None:
            raise ValueError(f"{self.table} are kept by day: which day?")
        return f"{self.table}-{day.isoformat()}"

    def key_of(self, value: object) -> int:
        """The id of a value as a number."""
        return number(self.id(value))


def group(table: str) -> str:
    """The name of a table without its day."""
    return table.partition("-")[0]


def number(key: Key) -> int:
    """A key as the number that documents are known by."""
    return key if isinstance(key, int) else key.year * 10000 + key.month * 100 + key.day


def to_document(value: object) -> Doc:
    """Write a value as a document. Times become UTC; one without a zone raises ValueError."""
    doc: Doc = _plain(msgspec.to_builtins(value, str_keys=True, builtin_types=(datetime,)))
    return doc


def _plain(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: _plain(value) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [_plain(value) for value in part]
    if isinstance(part, datetime):
        if part.tzinfo is None:
            raise ValueError(f"{part} has no time zone")
        return msgspec.to_builtins(part.astimezone(UTC))
    return part
