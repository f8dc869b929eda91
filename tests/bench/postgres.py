"""PostgreSQL: a plain insert as its floor, the same verb in SQL, and our store over it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from ihk_tui.domain.visits import Visit
from ihk_tui.store.kinds import PLACES
from ihk_tui.store.postgres.opening import create_postgres, open_postgres
from ihk_tui.store.store import Store
from tests.bench.engine import LINE, Engine
from tests.bench.history import TODAY, arrival, fill, morning, past
from tests.bench.others import VISITS
from tests.bench.ours import OurStore
from tests.bench.postgres_server import url

_SCHEMA = """
create schema {schema};
set search_path to {schema};
create table lines (line text not null);
create table visits (day date not null, number integer not null, doc text not null);
create unique index visits_of_day on visits (day, number);
create table counters (day date not null, series text not null, last integer not null,
                       primary key (day, series));
"""


def _schema(folder: Path) -> str:
    return folder.name.replace("-", "_").replace(",", "").replace(" ", "_").lower()


def _connect(folder: Path) -> Any:
    import psycopg  # only a run with a server needs it

    connection = psycopg.connect(url() or "", autocommit=True)
    connection.execute(f"set search_path to {_schema(folder)}".encode())
    return connection


class PlainInsert(Engine):
    """The floor over PostgreSQL: one insert of the same bytes, committed."""

    name = "PostgreSQL, insert"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.connection = _connect(folder)
        self._line = (folder.parent / LINE).read_text()
        self._number = 0

    @classmethod
    def prepare(cls, folder: Path, history: int) -> None:
        """Copy the past into a schema of its own."""
        folder.mkdir()
        connection = _connect(folder)
        connection.execute(_SCHEMA.format(schema=_schema(folder)).encode())
        with connection.cursor() as cursor:
            with cursor.copy("copy visits from stdin") as copy:
                for visits in past(history):
                    for visit in visits:
                        copy.write_row((visit.day, visit.id, msgspec.json.encode(visit).decode()))
            cursor.execute("insert into counters select day, 'visits', max(number) from visits group by day")
            cursor.execute("analyze")
        connection.close()

    def check_in(self) -> int:
        """Insert."""
        self.connection.execute("insert into lines values (%s)", (self._line,))
        self._number += 1
        return self._number

    def next_day(self) -> None:
        """Count from 1."""
        self._number = 0

    def arrived(self) -> int:
        """Rows that were inserted."""
        return int(self.connection.execute("select count(*) from lines").fetchone()[0])

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()


class SameVerb(PlainInsert):
    """The same verb in SQL."""

    name = "PostgreSQL, verb"

    def check_in(self) -> int:
        """Raise the counter and insert, as one transaction."""
        connection, day = self.connection, self.day
        with connection.transaction():
            number = connection.execute(
                "insert into counters values (%s, 'visits', 1)"
                " on conflict (day, series) do update set last = counters.last + 1 returning last",
                (day,),
            ).fetchone()[0]
            doc = msgspec.json.encode(arrival(day, number, morning(day))).decode()
            connection.execute("insert into visits values (%s, %s, %s)", (day, number, doc))
        return int(number)

    def next_day(self) -> None:
        """Begin another day."""
        Engine.next_day(self)

    def arrived(self) -> int:
        """Rows of today and later."""
        found = self.connection.execute("select count(*) from visits where day >= %s", (TODAY,))
        return int(found.fetchone()[0])

    def visits(self, first: date, last: date) -> list[Visit]:
        """Visits from a day to a day."""
        rows = self.connection.execute(
            "select doc from visits where day between %s and %s order by day, number", (first, last)
        )
        return [VISITS.decode(doc) for (doc,) in rows]


class OursOnPostgres(OurStore):
    """Our store with its log in PostgreSQL."""

    name = "ours on PostgreSQL"

    @classmethod
    def prepare(cls, folder: Path, history: int) -> None:
        """Fill through the store: a transaction for each day of the past."""
        folder.mkdir()
        create_postgres(url() or "", "bench", _schema(folder))
        store = _store(folder)
        fill(store, history)
        store.close()

    def _open(self) -> Store:
        return _store(self.folder)

    def _drop_generations(self) -> None:
        """Leave them to the server."""


def _store(folder: Path) -> Store:
    return Store(*open_postgres(url() or "", _schema(folder)), PLACES)
