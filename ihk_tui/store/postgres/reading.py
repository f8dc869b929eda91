"""How far a process has read in the database, and reading on from there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

import msgspec
import psycopg
from psycopg.pq import TransactionStatus

from ihk_tui.domain.words import StoreTrouble, Words
from ihk_tui.store.log import News
from ihk_tui.store.postgres.layout import FORMAT, Line, checksum
from ihk_tui.store.postgres.server import Connection, Server
from ihk_tui.store.postgres.trouble import (
    DAMAGED,
    ENTRY,
    NOTHING_THERE,
    OTHER_OFFICE,
    OTHER_PAST,
    THE_SNAPSHOT,
)
from ihk_tui.store.record import Record
from ihk_tui.store.snapshot import Snapshot
from ihk_tui.store.trouble import OTHER_FORMAT

# every statement sees one moment, so what belongs together is asked for together
_HEAD = "select o.id, o.format, g.id, g.number, g.seq, g.chain, g.checksum"
_IN_FORCE = "from office o join generation g on g.id = o.generation"
# an erasure writes tables anew, and to those who began to look before it they seem empty; so lock, then look
_ONE_MOMENT = """
begin isolation level repeatable read, read only; lock table snapshot, journal in access share mode
"""
_LINES = "j.seq, j.chain, j.entry, j.docs"

_TAIL = f"{_HEAD}, {_LINES} {_IN_FORCE} left join journal j on j.seq >= %s order by j.seq"
_START = f"{_HEAD} {_IN_FORCE}"
_SNAPSHOT = "select name, docs from snapshot where generation = %s"
_SINCE = f"select {_LINES} from journal j where j.seq > %s order by j.seq"
_END = f"""
select g.id, coalesce(j.seq, g.seq), coalesce(j.chain, g.chain) {_IN_FORCE}
left join lateral (select seq, chain from journal order by seq desc limit 1) j on true
"""


class Head(NamedTuple):
    """Which office it is, and the generation in force."""

    office: str
    format: int
    generation: int
    number: int
    seq: int
    chain: int
    checksum: int


class Position(NamedTuple):
    """What was read: a generation up to a transaction."""

    head: Head
    seq: int
    chain: int


class Found(NamedTuple):
    """What reading on found, and the position after it."""

    news: News
    at: Position


def end(connection: Connection) -> tuple[int, int, int] | None:
    """Ask for the generation in force and for the last transaction's number and chain."""
    row = connection.execute(_END, binary=True).fetchone()
    return None if row is None else (row[0], row[1], row[2])


def read_office(connection: Connection, server: Server) -> str:
    """Ask which office this is. Raises `StoreTrouble` when it is none, or one of a newer program."""
    try:
        row = connection.execute(_START, binary=True).fetchone()
    except psycopg.errors.UndefinedTable:
        row = None
    return _checked(row, server, None).office


def read_news(connection: Connection, server: Server, office: str, at: Position | None) -> Found:
    """Read on from a position, or from the beginning when there is none or another generation took over.

    Raises `StoreTrouble` when what is there is damaged, of a newer program, another office's, or older than
    what was read before; psycopg's errors.
    """
    if at is None:
        return _from_the_beginning(connection, server, office)
    rows = connection.execute(_TAIL, (at.seq,), binary=True).fetchall()
    head = _checked(rows[0][:7] if rows else None, server, office)
    lines = [Line(*row[7:]) for row in rows if row[7] is not None]
    lines = _behind(at, head, lines)
    if head.generation != at.head.generation:
        return _from_the_beginning(connection, server, office)
    return follow(server, at, lines)


def read_since(connection: Connection, server: Server, at: Position, snapshot: Snapshot | None) -> Found:
    """Read the transactions after a position; the news begin with the snapshot."""
    rows = connection.execute(_SINCE, (at.seq,), binary=True)
    return follow(server, at, (Line(*row) for row in rows), snapshot)


def follow(server: Server, at: Position, lines: Iterable[Line], snapshot: Snapshot | None = None) -> Found:
    """Check that each transaction follows the one before, and decode them."""
    records: list[Record] = []
    for line in lines:
        if not line.follows(at.seq, at.chain):
            raise _damaged(server, ENTRY.fill(seq=at.seq + 1))
        try:
            records.append(line.record())
        except msgspec.MsgspecError as error:
            raise _damaged(server, ENTRY.fill(seq=line.seq)) from error
        at = at._replace(seq=line.seq, chain=line.chain)
    return Found(News(snapshot, records), at)


def _from_the_beginning(connection: Connection, server: Server, office: str) -> Found:
    with _one_moment(connection):
        head = _checked(connection.execute(_START, binary=True).fetchone(), server, office)
        tables: dict[str, bytes] = dict(connection.execute(_SNAPSHOT, (head.generation,), binary=True))
        if checksum(tables) != head.checksum:
            raise _damaged(server, THE_SNAPSHOT)
        return read_since(
            connection, server, Position(head, head.seq, head.chain), Snapshot(head.seq, dict(tables))
        )


@contextmanager
def _one_moment(connection: Connection) -> Iterator[None]:
    """Let all statements see one moment. Whoever has the turn sees that anyway."""
    if connection.info.transaction_status != TransactionStatus.IDLE:
        yield
        return
    connection.execute(_ONE_MOMENT, prepare=False)
    yield  # rolled back when the connection is given back, should it fail
    connection.execute("commit", prepare=False)


def _checked(row: tuple[object, ...] | None, server: Server, office: str | None) -> Head:
    if row is None:
        raise StoreTrouble(NOTHING_THERE.fill(folder=server.place))
    head = msgspec.convert(row, Head)
    if office is not None and head.office != office:
        raise StoreTrouble(OTHER_OFFICE.fill(folder=server.place))
    if head.format > FORMAT:
        name = Words(f"Das Schema {server.schema}", f"The schema {server.schema}")
        raise StoreTrouble(OTHER_FORMAT.fill(file=name))
    return head


def _behind(at: Position, head: Head, lines: list[Line]) -> list[Line]:
    """Give the lines after the position's, having checked that its own is still there.

    A line folded into the snapshot may have expired; then the generation in force tells that it was there.
    """
    if lines and lines[0].seq == at.seq:
        known = lines.pop(0).chain == at.chain
    elif head.generation == at.head.generation:
        known = at.seq == head.seq
    else:
        known = at.seq <= head.seq and at.head.number < head.number
    if not known:
        raise StoreTrouble(OTHER_PAST.fill(seq=at.seq))
    return lines


def _damaged(server: Server, what: Words) -> StoreTrouble:
    return StoreTrouble(DAMAGED.fill(folder=server.place, what=what))
