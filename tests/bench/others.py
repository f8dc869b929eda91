"""What others would have taken: SQLite, and TinyDB as it comes."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from tinydb import TinyDB, where

from ihk_tui.domain.visits import Visit
from tests.bench.engine import Engine
from tests.bench.history import TODAY, arrival, morning, past

_SCHEMA = """
create table visits (day text not null, number integer not null, doc text not null);
create unique index visits_of_day on visits (day, number);
create table counters (day text not null, series text not null, last integer not null,
                       primary key (day, series)) without rowid;
"""

VISITS = msgspec.json.Decoder(Visit)


class Sqlite(Engine):
    """SQLite with a write-ahead log and full synchronisation: a row a visit, its JSON as text."""

    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.connection = _connection(folder)

    @classmethod
    def prepare(cls, folder: Path, history: int) -> None:
        """Insert the past in one transaction."""
        folder.mkdir()
        connection = _connection(folder)
        connection.executescript(_SCHEMA)
        connection.execute("begin")
        for visits in past(history):
            day = visits[0].day.isoformat()
            rows = [(day, visit.id, msgspec.json.encode(visit).decode()) for visit in visits]
            connection.executemany("insert into visits values (?, ?, ?)", rows)
            connection.execute("insert into counters values (?, 'visits', ?)", (day, len(rows)))
        connection.execute("commit")
        connection.execute("pragma wal_checkpoint(truncate)")
        connection.close()

    def check_in(self) -> int:
        """Raise the counter and insert, as one transaction."""
        execute, day = self.connection.execute, self.day.isoformat()
        execute("begin immediate")
        try:
            (number,) = execute(
                "insert into counters values (?, 'visits', 1)"
                " on conflict do update set last = last + 1 returning last",
                (day,),
            ).fetchone()
            doc = msgspec.json.encode(arrival(self.day, number, morning(self.day))).decode()
            execute("insert into visits values (?, ?, ?)", (day, number, doc))
            execute("commit")
        except BaseException:
            self.connection.rollback()
            raise
        return int(number)

    def arrived(self) -> int:
        """Rows of today and later."""
        found = self.connection.execute("select count(*) from visits where day >= ?", (TODAY.isoformat(),))
        return int(found.fetchone()[0])

    def visits(self, first: date, last: date) -> list[Visit]:
        """Visits from a day to a day."""
        rows = self.connection.execute(
            "select doc from visits where day between ? and ? order by day, number",
            (first.isoformat(), last.isoformat()),
        )
        return [VISITS.decode(doc) for (doc,) in rows]

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()


def _connection(folder: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(folder / "visits.sqlite", timeout=30, isolation_level=None)
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")
    return connection


class StockTinyDB(Engine):
    """TinyDB with its own storage: every insert reads and writes the whole file."""

    name = "stock TinyDB"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._database = TinyDB(folder / "visits.json")

    @classmethod
    def prepare(cls, folder: Path, history: int) -> None:
        """Write the file that TinyDB would have written."""
        folder.mkdir()
        docs = (visit for visits in past(history) for visit in visits)
        table: dict[str, Any] = {str(number): doc for number, doc in enumerate(docs, 1)}
        (folder / "visits.json").write_bytes(msgspec.json.encode({"visits": table} if table else {}))

    def check_in(self) -> int:
        """Count the day's visits and insert one more."""
        table = self._database.table("visits")
        number = table.count(where("day") == self.day.isoformat()) + 1
        table.insert(msgspec.to_builtins(arrival(self.day, number, morning(self.day))))
        return number

    def arrived(self) -> int:
        """Documents of today and later."""
        fresh = TinyDB(self.folder / "visits.json")
        return fresh.table("visits").count(where("day") >= TODAY.isoformat())

    def visits(self, first: date, last: date) -> list[Visit]:
        """Visits from a day to a day."""
        between = (where("day") >= first.isoformat()) & (where("day") <= last.isoformat())
        return [msgspec.convert(doc, Visit) for doc in self._database.table("visits").search(between)]

    def close(self) -> None:
        """Close the file."""
        self._database.close()
