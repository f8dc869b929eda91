"""Whose turn it is: an advisory lock of the server between processes, a lock between the threads of each."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Self
from urllib.parse import quote, unquote

import psycopg

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.store.postgres.layout import Line
from ihk_tui.store.postgres.server import Connection, Server
from ihk_tui.store.postgres.trouble import IN_DOUBT, NoConnection, is_gone
from ihk_tui.store.record import Holder

_NOTE = 63  # bytes that a server keeps of a session's name
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_BEGIN = "begin isolation level read committed, read write"  # each statement sees what is committed by then
_TAKE = "select set_config('application_name', %s, true), pg_advisory_xact_lock(%s)"
_HOLDERS = """
pg_locks l join pg_stat_activity a using (pid)
where l.locktype = 'advisory' and l.granted and l.objsubid = 1
and l.database = (select oid from pg_database where datname = current_database())
and l.classid::bigint = (%(key)s::bigint >> 32) & 4294967295
and l.objid::bigint = %(key)s::bigint & 4294967295
"""
_WHO = f"select a.application_name from {_HOLDERS}"
_SAME = "a.pid = %(pid)s and a.application_name = %(note)s"
_END = f"select pg_terminate_backend(a.pid) from {_HOLDERS} and {_SAME}"
_THERE = "select seq, chain, entry, docs from journal where seq = %s"

DOUBT_SECONDS = 8.0
"""How long the answer of a server that was lost in the middle of a commit is sought."""
_ASK_EVERY = 0.2  # seconds


class Alone:
    """Lets one thread in at a time; one that is inside already gets RuntimeError."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._owner = 0

    def __enter__(self) -> Self:
        if self._owner == threading.get_ident():
            raise RuntimeError("this thread is in a transaction already; transactions do not nest")
        self._lock.acquire()
        self._owner = threading.get_ident()
        return self

    def __exit__(self, *_: object) -> None:
        self._owner = 0
        self._lock.release()


class Turn:
    """A transaction that has the lock. It ends with its first commit and with its connection.

    Waiting is the server's: first come, first served, and nobody polls.
    """

    def __init__(self, server: Server, connection: Connection, note: str) -> None:
        self._server = server
        self.connection = connection
        self._note = note
        self.ended = False

    def again(self, connection: Connection) -> Turn:
        """Wait for another turn of the same holder."""
        return begin(connection, self._server, self._note)

    def insert(self, line: Line) -> None:
        """Add a transaction and tell those who listen, both with the commit."""
        self.connection.execute(
            "with added as (insert into journal values (%s, %s, %s, %s) returning seq)"
            " select pg_notify(%s, seq::text) from added",
            (*line, self._server.channel),
        )

    def commit(self) -> None:
        """Make it durable. Raises psycopg's errors; the lock is gone in any case."""
        self.ended = True
        done = self.connection.execute("commit", prepare=False)
        if done.statusmessage != "COMMIT":
            raise psycopg.errors.InFailedSqlTransaction("the transaction had failed before")

    def commit_line(self, line: Line) -> None:
        """Commit, and when the connection broke meanwhile find out whether the line is there.

        Raises psycopg's errors when it is certainly not; `StoreTrouble` when nobody knows.
        """
        pid = self.connection.info.backend_pid
        try:
            self.commit()
        except psycopg.Error as error:
            if is_gone(self.connection, error) and self._arrived(line, pid):
                return
            raise

    def _arrived(self, line: Line, pid: int) -> bool:
        """Ask until the server answers, or for a few seconds."""
        deadline = time.monotonic() + DOUBT_SECONDS
        while (left := deadline - time.monotonic()) > 0:
            try:
                connection = self._server.connect(connect_timeout=2)
                with connection:
                    return _is_there(connection, self._server.key, line, pid, self._note, left)
            except (psycopg.Error, NoConnection, StoreTrouble):
                time.sleep(_ASK_EVERY)
        raise StoreTrouble(IN_DOUBT)


def begin(connection: Connection, server: Server, note: str) -> Turn:
    """Wait for the turn on this connection. Raises psycopg's errors."""
    connection.execute(_BEGIN, prepare=False)
    connection.execute(_TAKE, (note, server.key))
    return Turn(server, connection, note)


def holder(connection: Connection, server: Server) -> Holder | None:
    """Who has the turn, if anyone and if they said so."""
    row = connection.execute(_WHO, {"key": server.key}).fetchone()
    return None if row is None else read_note(row[0])


def write_note(holder: Holder) -> str:
    """Say who has the turn in as few characters as a server shows to others; long names are cut."""
    since = (holder.since - _EPOCH) // timedelta(microseconds=1)
    words = [f"{since:x}", str(holder.pid), quote(holder.verb, safe=""), quote(holder.person, safe="")]
    return "/".join(["ihk_tui", *words])[:_NOTE]


def read_note(note: str) -> Holder | None:
    """Read what `write_note` wrote; None when it is something else."""
    try:
        ours, since, pid, verb, person = note.split("/")
        if ours != "ihk_tui":
            return None
        begun = _EPOCH + timedelta(microseconds=int(since, 16))
        return Holder(int(pid), unquote(_whole(person), errors="ignore"), unquote(verb), begun)
    except (ValueError, OverflowError):
        return None


def _whole(text: str) -> str:
    """Leave out an escape that was cut off at the end."""
    start = text.rfind("%", -2)
    return text if start < 0 else text[:start]


def _is_there(connection: Connection, key: int, line: Line, pid: int, note: str, seconds: float) -> bool:
    """Look for a line, having ended the session that may still be committing it: else it could come later."""
    connection.execute(_BEGIN, prepare=False)
    connection.execute("select set_config('lock_timeout', %s, true)", (f"{int(seconds * 1000) + 1}ms",))
    connection.execute(_END, {"key": key, "pid": pid, "note": note})
    connection.execute("select pg_advisory_xact_lock(%s)", (key,))
    found = connection.execute(_THERE, (line.seq,), binary=True).fetchone()
    connection.execute("rollback", prepare=False)
    return found is not None and Line(*found) == line
