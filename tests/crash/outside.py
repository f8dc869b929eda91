"""What a workload changes outside of the folder, and putting that back as it was when the crash came."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

import psycopg
from psycopg import sql

from ihk_tui.store.postgres.layout import TABLES
from tests.postgres.server import Server

CHANGED = "outside changed"
"""What a workload says as soon as it has changed what is outside; it may do so once."""

_NAMES = ("office", "generation", "snapshot", "journal", "draft")  # what is referred to comes first
_GO_ON = "select setval(pg_get_serial_sequence('generation', 'id'), max(id)) from generation"


class Outside(Protocol):
    """Something beside the folder that outlives a crash."""

    def taken(self) -> object:
        """Take down what stands there."""
        ...

    def put(self, taken: object) -> None:
        """Let stand there what was taken down, and nothing else."""
        ...


class Address(NamedTuple):
    """Where a database is; it lies in a file beside the office, so that every state of the folder has it."""

    url: str
    schema: str

    @classmethod
    def beside(cls, office: Path) -> Address:
        """Read it."""
        url, schema = office.with_name("database").read_text().splitlines()
        return cls(url, schema)

    def write(self, office: Path) -> None:
        """Write it down."""
        office.with_name("database").write_text(f"{self.url}\n{self.schema}\n")


class Database:
    """The schema of one office in a real server. What is committed there is on the server's own disk."""

    def __init__(self, office: Path) -> None:
        self._url, self._schema = Address.beside(office)

    def taken(self) -> Mapping[str, bytes]:
        """Every row of every table; no table at all when there is no office."""
        with self._connected() as connection:
            there = connection.execute("select to_regclass('office') is not null").fetchone() == (True,)
            return {name: _rows(connection, name) for name in _NAMES if there}

    def put(self, taken: object) -> None:
        """Make the tables anew, with these rows."""
        assert isinstance(taken, Mapping)
        schema = sql.Identifier(self._schema)
        with self._connected() as connection:
            connection.execute(sql.SQL("drop schema if exists {} cascade").format(schema))
            if not taken:
                return
            connection.execute(sql.SQL("create schema {}").format(schema))
            connection.execute(TABLES)
            for name, rows in taken.items():
                into = sql.SQL("copy {} from stdin (format binary)").format(sql.Identifier(name))
                with connection.cursor().copy(into) as copy:
                    copy.write(rows)
            connection.execute(_GO_ON)

    def _connected(self) -> psycopg.Connection:
        connection = psycopg.connect(self._url)
        schema = sql.Identifier(self._schema)
        connection.execute(sql.SQL("set client_min_messages = warning; set search_path = {}").format(schema))
        return connection


_servers: list[Server] = []


def use(server: Server) -> None:
    """Let the databases of workloads be on this server from now on."""
    _servers[:] = [server]


def in_use() -> Server:
    """The server for databases."""
    assert _servers, "no server was named"
    return _servers[0]


def _rows(connection: psycopg.Connection, name: str) -> bytes:
    out = sql.SQL("copy {} to stdout (format binary)").format(sql.Identifier(name))
    with connection.cursor().copy(out) as copy:
        return b"".join(copy)
