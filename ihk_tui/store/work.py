"""A transaction: read, put, count, commit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import NamedTuple

from ihk_tui.store import counters
from ihk_tui.store.pending import Pending
from ihk_tui.store.places import to_document
from ihk_tui.store.reader import Reader
from ihk_tui.store.record import Doc, Record
from ihk_tui.store.tables import Tables
from ihk_tui.store.values import Values
from ihk_tui.store.view import View


class By(NamedTuple):
    """Who does what, and when."""

    person: str
    verb: str
    now: datetime


class Work(Reader):
    """Reads the newest state and its own writes; nobody else sees them before `commit`.

    Ends with its first commit or with the `with` block of `Store.begin`; writing after that raises
    RuntimeError.
    """

    def __init__(self, view: View, values: Values, by: By, append: Callable[[Record], None]) -> None:
        self._pending = Pending(view.state)
        super().__init__(view, values, self._pending)
        self._by = by
        self._append = append
        self._tables: Tables | None = None
        self._open = True

    @property
    def tables(self) -> Tables:
        """The transaction as TinyDB tables; what is written through them is part of it."""
        self._check_open()
        if self._tables is None:
            self._tables = Tables(self._pending, self._pending)
        return self._tables

    def put(self, value: object) -> None:
        """Insert or replace a value under its own id. Putting an equal value changes nothing."""
        self._write(value, to_document(value))

    def remove(self, value: object) -> None:
        """Take a value out of the store, by its id; nothing happens when it is not there."""
        self._write(value, None)

    def count(self, series: str, day: date | None = None) -> int:
        """Next number of a series (from 1; of that day): gapless for committed work, never given twice."""
        self._check_open()
        following = counters.last(self._pending, series, day) + 1
        counters.advance(self._pending, series, following, day)
        return following

    def commit(self, subject: str = "", undoes: tuple[int, ...] = ()) -> int:
        """Make it durable and give its sequence number; 0, and no trace, when nothing was changed.

        Raises `StoreTrouble` when it could not be saved; then nothing of it happened.
        """
        self._check_open()
        self._open = False
        images = self._pending.images()
        if not images:
            return 0
        person, verb, now = self._by
        record = Record(
            seq=self._view.seq + 1,
            at=now.astimezone(UTC),
            person=person,
            verb=verb,
            subject=subject,
            undoes=undoes,
            docs=images,
        )
        self._append(record)
        return record.seq

    def end(self) -> None:
        """Drop what was not committed."""
        self._open = False

    def _write(self, value: object, doc: Doc | None) -> None:
        self._check_open()
        place = self._place(type(value))
        self._pending.write(place.table_of(value), {str(place.key_of(value)): doc})

    def _check_open(self) -> None:
        if not self._open:
            raise RuntimeError("this transaction has ended")
