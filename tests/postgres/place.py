"""A log in a schema of its own, and what a test does with it: a person, transactions, generations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from os import getpid
from typing import Any

import msgspec

from ihk_tui.store.documents import RawTable
from ihk_tui.store.log import News
from ihk_tui.store.postgres.log import PostgresLog
from ihk_tui.store.record import Doc, Holder, Record
from tests.postgres.server import Server

NOW = datetime(2026, 9, 3, 8, 30, tzinfo=UTC)
OFFICE = "0b4ab5a2-office"
ANNA = Holder(getpid(), "anna", "admit", NOW)


def after(minutes: int) -> datetime:
    """So many minutes later."""
    return NOW + timedelta(minutes=minutes)


def record(seq: int, docs: Mapping[str, dict[str, Doc | None]] | None = None, **more: Any) -> Record:
    """A transaction that puts one document, unless it is told which."""
    own = dict(docs) if docs is not None else {"guests": {str(seq): {"name": f"Gast {seq}"}}}
    return Record(**{"seq": seq, "at": NOW, "person": "anna", "verb": "admit", "docs": own, **more})


class Place:
    """A schema of a server with a log in it."""

    def __init__(self, server: Server, schema: str) -> None:
        self.server, self.schema, self.url = server, schema, server.url()
        self._opened: list[PostgresLog] = []
        PostgresLog.create(self.url, schema, OFFICE)

    def open(self, url: str = "") -> PostgresLog:
        """One more handle, as another process would have it."""
        self._opened.append(PostgresLog(url or self.url, self.schema))
        return self._opened[-1]

    def execute(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Do something to the tables past the program."""
        return self.server.execute(statement.replace("TABLE.", f"{self.schema}."), *values)

    def close(self) -> None:
        """Close all handles."""
        for log in self._opened:
            log.close()


def add(
    log: PostgresLog, *, holder: Holder = ANNA, docs: Mapping[str, dict[str, Doc | None]] | None = None
) -> int:
    """Add a transaction after the last one, and give its number."""
    with log.exclusive(holder) as news:
        del news
        following = last(log) + 1
        assert log.append(record(following, docs, person=holder.person)).seq == following
    return following


def last(log: PostgresLog) -> int:
    """How far a handle has read."""
    return log._position().seq


def read(log: PostgresLog) -> News:
    """What is new."""
    with log.shared() as news:
        return news


def numbers(news: News) -> list[int]:
    """The numbers of the new transactions."""
    return [each.seq for each in news.records]


def tables(**documents: dict[str, Doc]) -> Iterable[tuple[str, RawTable]]:
    """Tables as a snapshot has them."""
    return [(name, msgspec.json.encode(docs)) for name, docs in documents.items()]


def replace(log: PostgresLog, seq: int, *, now: datetime = NOW, keep: bool = True) -> News:
    """Begin a new generation as of a transaction."""
    prepared = log.prepare(seq, tables(guests={"1": {"name": f"bis {seq}"}}), now)
    with log.exclusive(ANNA):
        return log.adopt(prepared, keep=keep)
