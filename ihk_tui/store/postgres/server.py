"""Connections to the database server: made, lent to one thread at a time, replaced when lost."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from typing import Any, TypeVar

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import TransactionStatus

from ihk_tui.domain.words import StoreTrouble, Words
from ihk_tui.store.postgres.trouble import (
    BAD_SCHEMA,
    BAD_URL,
    NOT_DURABLE,
    SCHEMA,
    NoConnection,
    is_gone,
    reason_of_refusal,
)

T = TypeVar("T")
Connection = psycopg.Connection[tuple[Any, ...]]

IDLE_LIMIT = 60
"""Seconds after which the server ends a transaction whose client says nothing: it may hold up everybody."""

_CLIENT: dict[str, str | int] = {
    "connect_timeout": 5,  # seconds
    "keepalives_idle": 15,  # seconds; a server that vanished is noticed after 15 + 3 * 5
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30000,  # milliseconds
    "client_encoding": "UTF8",
    "application_name": "ihk_tui",
}
"""What holds unless the URL says otherwise."""

_SESSION = {
    "timezone": "UTC",
    "jit": "off",
    "statement_timeout": "0",
    "lock_timeout": "0",  # waiting for one's turn has no end
    "idle_in_transaction_session_timeout": f"{IDLE_LIMIT}s",
    "tcp_keepalives_idle": "30",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
}
_SINCE = {
    120000: {"tcp_user_timeout": "60s"},
    140000: {"idle_session_timeout": "0", "client_connection_check_interval": "5s"},
    170000: {"transaction_timeout": "0"},
}
"""Settings that only newer servers know."""

_SETTLE = """
select set_config(name, value, false) from unnest(%s::text[], %s::text[]) as setting (name, value)
union all select set_config('search_path', quote_ident(%s), false)
union all select set_config('synchronous_commit', 'on', false)
where current_setting('synchronous_commit') in ('off', 'local')
union all select current_setting('fsync')
"""


class Server:
    """One schema of one database. Raises `NoConnection` and psycopg's errors; any number of threads."""

    def __init__(self, url: str, schema: str) -> None:
        given = _parameters(url)
        if not 0 < len(schema.encode()) < 64 or "\0" in schema:
            raise StoreTrouble(BAD_SCHEMA)
        self.schema = schema
        self.place = _place(given, schema)
        digest = blake2b(schema.encode(), digest_size=8, person=b"ihk_tui").digest()
        self.key = int.from_bytes(digest, signed=True)
        """The advisory lock that is the turn; locks are apart by database."""
        self.channel = f"ihk_tui_{digest.hex()}"
        """Where commits are told of."""
        self._parameters: dict[str, Any] = {**_CLIENT, **given}
        self._idle: list[Connection] = []
        self._closed = False

    def connect(self, **parameters: str | int) -> Connection:
        """Make a connection with our settings. Each statement is a transaction unless one is begun."""
        try:
            connection: Connection = psycopg.connect(autocommit=True, **{**self._parameters, **parameters})
        except psycopg.Error as error:
            raise NoConnection(reason_of_refusal(error)) from error
        try:
            self._settle(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def lent(self, start: Callable[[Connection], T]) -> Iterator[tuple[Connection, T]]:
        """Lend a connection on which `start` was done; give it with what that returned.

        A connection that turns out to be lost is replaced once, and `start` done again. A transaction that is
        still open at the end is rolled back.
        """
        connection, result = self._started(start)
        try:
            yield connection, result
        finally:
            self._take_back(connection)

    def ask(self, question: Callable[[Connection], T]) -> T:
        """Do something that may be done twice, on whatever connection is free."""
        with self.lent(question) as (_, answer):
            return answer

    def close(self) -> None:
        """Close what is idle now, and the rest when it is given back."""
        self._closed = True
        self._forget_idle()

    def _started(self, start: Callable[[Connection], T]) -> tuple[Connection, T]:
        reused = self._pop()
        if reused is not None:
            try:
                return reused, start(reused)
            except psycopg.Error as error:
                gone = is_gone(reused, error)
                self._take_back(reused, broken=gone)
                if not gone:
                    raise
            except BaseException:
                self._take_back(reused, broken=True)
                raise
        connection = self.connect()
        try:
            return connection, start(connection)
        except BaseException:
            self._take_back(connection, broken=True)
            raise

    def _pop(self) -> Connection | None:
        try:
            return self._idle.pop()
        except IndexError:
            return None

    def _take_back(self, connection: Connection, *, broken: bool = False) -> None:
        if not broken and not connection.closed and not self._closed:
            with suppress(psycopg.Error):
                if connection.info.transaction_status in (
                    TransactionStatus.INTRANS,
                    TransactionStatus.INERROR,
                ):
                    connection.execute("rollback", prepare=False)
                if connection.info.transaction_status == TransactionStatus.IDLE:
                    self._idle.append(connection)
                    return
        connection.close()

    def _forget_idle(self) -> None:
        while (connection := self._pop()) is not None:
            connection.close()

    def _settle(self, connection: Connection) -> None:
        settings = dict(_SESSION)
        for version, newer in _SINCE.items():
            if connection.info.server_version >= version:
                settings.update(newer)
        values = list(settings), list(settings.values()), self.schema
        if connection.execute(_SETTLE, values, prepare=False).fetchall()[-1] == ("off",):
            raise StoreTrouble(NOT_DURABLE)


def _parameters(url: str) -> dict[str, Any]:
    """Take the address apart. A part that looks like the rest of a password is not repeated to anyone."""
    try:
        given = conninfo_to_dict(url)
    except (psycopg.Error, ValueError):
        raise StoreTrouble(BAD_URL) from None  # the cause would show the URL
    host, name, port = (str(given.get(part) or "") for part in ("host", "dbname", "port"))
    if "@" in host[1:] + name or (not port.replace(",", "0").isdigit() and port):
        raise StoreTrouble(BAD_URL)
    return given


def _place(given: dict[str, Any], schema: str) -> Words:
    """Say where it is, without the rest of the URL."""
    host = given.get("host") or given.get("hostaddr") or os.environ.get("PGHOST") or "localhost"
    name = given.get("dbname") or os.environ.get("PGDATABASE") or given.get("user") or "postgres"
    return SCHEMA.fill(schema=schema, name=name, host=host)
