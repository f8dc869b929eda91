"""Generations in PostgreSQL: one row says which is in force, so that a new one is put there by one commit.

Transactions are rows of one table and never copied: a generation is a snapshot, and the rows after it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

import msgspec
from psycopg import sql

from ihk_tui.store.log import Contents, Extent, replaceable
from ihk_tui.store.postgres.layout import FORMAT, TABLES, Line, checksum
from ihk_tui.store.postgres.reading import Found, Head, Position, read_since
from ihk_tui.store.postgres.server import Connection, Server
from ihk_tui.store.record import Entry
from ihk_tui.store.snapshot import Snapshot

_LOCK = "select pg_advisory_xact_lock(%s)"
_OFFICE = "select to_regclass('office') is not null"
_SCHEMA = "select from pg_namespace where nspname = %s"
_BEGIN = """
insert into generation (number, seq, chain, checksum, begun, emptied)
values (%s, %s, %s, %s, coalesce(%s::timestamptz, now()), %s) returning id
"""
_OFFICE_IS = "insert into office (id, format, generation) values (%s, %s, %s)"

_WHOSE = "select id from office"
_ALL_ENTRIES = "select entry from journal order by seq"
_EMPTY = "delete from office; delete from snapshot; delete from generation; delete from journal"

# what was prepared for a generation no longer in force, or an hour ago, is nobody's any more
_FORGET_ORPHANS = """
delete from generation where number is null
and (base <> (select generation from office) or prepared < now() - interval '1 hour')
"""
_FORGET_OTHERS = "delete from generation where number is null"
_FORGET = "delete from generation where number is null and id = %s"

_PREPARE = """
insert into generation (base, seq, chain, checksum, begun)
select %(base)s, seq, chain, %(checksum)s, %(begun)s from (
    select seq, chain from journal where seq = %(seq)s
    union select seq, chain from generation where id = %(base)s and seq = %(seq)s
) as last returning id, chain
"""
_COPY_TABLES = "copy snapshot (generation, name, docs) from stdin (format binary)"
_COPY_LINES = "copy journal (seq, chain, entry, docs) from stdin (format binary)"
_FITS = """
select new.id from generation new join generation old on old.id = new.base
join office on office.generation = old.id where new.id = %s and new.number is null and new.seq >= old.seq
"""
_PUBLISH = """
with published as (update generation set number = %s where id = %s returning id)
update office set generation = published.id, format = %s from published
"""
_NOTIFY = "select pg_notify(%s, '')"

_LIVES = """
select id, emptied, number, seq, lead(seq) over later as until, lead(begun) over later as replaced
from generation where number is not null window later as (order by number)
"""
_EARLIER = f"select id, seq, until from ({_LIVES}) as life where number < %s and not emptied"
_EXPIRED = f"""
select id, seq, until, replaced < %(entries)s from ({_LIVES}) as life
where replaced < %(entries)s or replaced < %(contents)s and not emptied
"""
_EMPTY_LINES = "update journal set docs = '{}' where seq > %s and seq <= %s and octet_length(docs) > 2"
_DROP_LINES = "delete from journal where seq > %s and seq <= %s"
_DROP_SNAPSHOT = "delete from snapshot where generation = %s"
_EMPTIED = "update generation set emptied = true where id = %s"
_DROP = "delete from generation where id = %s"

# what was deleted or replaced stays in the files of the tables until they are written anew; unlike a vacuum
# this belongs to the transaction, and leaves nothing for those who still look at an earlier moment
_SOON = "select set_config('lock_timeout', '300ms', true)"  # who waits for a table holds up all after them
_WRITE_ANEW = """
alter table journal alter docs type bytea using docs || '';
alter table snapshot alter docs type bytea using docs || '', alter docs set storage external;
alter table draft alter form type bytea using form || ''
"""

_EXTENT = """
select g.number,
(select coalesce(sum(octet_length(docs)), 0) from snapshot where generation = g.id),
(select coalesce(sum(octet_length(entry) + octet_length(docs)), 0) from journal where seq > g.seq),
(select count(*) from generation where number < g.number),
(select coalesce(sum(octet_length(s.docs)), 0)
    from snapshot s join generation e on e.id = s.generation where e.number < g.number)
+ (select coalesce(sum(octet_length(entry) + octet_length(docs)), 0) from journal where seq <= g.seq)
from office o join generation g on g.id = o.generation
"""


_entries = msgspec.json.Decoder(Entry)


class Prepared(NamedTuple):
    """A generation whose snapshot is in the database, in force for nobody yet."""

    head: Head
    tables: dict[str, bytes]


def create(connection: Connection, server: Server, contents: Contents, begun: datetime | None) -> bool:
    """Make the schema with a log that begins with these contents; False, and nothing, when there is one.

    Who did what before is kept as a generation of its own.
    """
    with connection.transaction():
        connection.execute(_LOCK, (server.key,))
        if connection.execute(_OFFICE).fetchone() == (True,):
            if not _may_be_replaced(connection, contents):
                return False
            connection.execute(_EMPTY)
            _fill(connection, contents, begun)
            return True
        if connection.execute(_SCHEMA, (server.schema,)).fetchone() is None:
            connection.execute(sql.SQL("create schema {}").format(sql.Identifier(server.schema)))
        connection.execute(TABLES)
        _fill(connection, contents, begun)
    return True


def _may_be_replaced(connection: Connection, contents: Contents) -> bool:
    """Whether it is this office's, and nothing would be lost by it."""
    if connection.execute(_WHOSE).fetchone() != (contents.office,):
        return False
    done = connection.execute(_ALL_ENTRIES, binary=True).fetchall()
    return bool(done) and replaceable([_entries.decode(entry) for (entry,) in done], contents)


def _fill(connection: Connection, contents: Contents, begun: datetime | None) -> None:
    earlier, number = contents.earlier, contents.generation + 1
    chain = _write_lines(connection, earlier, 0)
    if earlier:
        connection.execute(_BEGIN, (number - 1, earlier[0].seq - 1, 0, 0, begun, True))
    tables = {name: bytes(memoryview(docs)) for name, docs in contents.tables}
    values = number, contents.seq, chain, checksum(tables), begun, False
    [identity] = connection.execute(_BEGIN, values).fetchone() or [0]
    _write_tables(connection, identity, tables)
    _write_lines(connection, contents.records, chain)
    connection.execute(_OFFICE_IS, (contents.office, FORMAT, identity))


def prepare(
    connection: Connection, server: Server, at: Position, seq: int, tables: dict[str, bytes], now: datetime
) -> Prepared | None:
    """Write a snapshot as of transaction `seq`. None when that has expired with its generation."""
    base, crc = at.head.generation, checksum(tables)
    with connection.transaction():
        _keep_house(connection, server)
        connection.execute(_FORGET_ORPHANS)
    with connection.transaction():
        new = {"base": base, "seq": seq, "checksum": crc, "begun": now}
        row = connection.execute(_PREPARE, new).fetchone()
        if row is None:
            return None
        identity, chain = row
        _write_tables(connection, identity, tables)
    return Prepared(Head(at.head.office, FORMAT, identity, at.head.number + 1, seq, chain, crc), tables)


def forget(connection: Connection, prepared: Prepared) -> None:
    """Drop a generation that never came into force."""
    connection.execute(_FORGET, (prepared.head.generation,))


def publish(connection: Connection, server: Server, prepared: Prepared, *, keep: bool) -> Found | None:
    """Put a prepared generation in force with this transaction, which has the turn.

    None when another one came into force since it was prepared. Without `keep` what it replaces is nowhere in
    the files of the database; raises psycopg's LockNotAvailable while somebody reads the tables for long.
    """
    head, tables = prepared
    if connection.execute(_FITS, (head.generation,)).fetchone() is None:
        return None
    if not keep:
        connection.execute(_SOON)
    _keep_house(connection, server)
    connection.execute(_PUBLISH, (head.number, head.generation, FORMAT))
    connection.execute(_FORGET_OTHERS)
    if not keep:
        _empty_earlier(connection, head)
        connection.execute(_WRITE_ANEW)
    connection.execute(_NOTIFY, (server.channel,))
    return read_since(
        connection, server, Position(head, head.seq, head.chain), Snapshot(head.seq, dict(tables))
    )


def expire(connection: Connection, server: Server, contents: datetime, entries: datetime) -> int:
    """Drop contents and entries of the generations that were replaced before; give how many."""
    concerned = 0
    with connection.transaction():
        _keep_house(connection, server)
        times = {"contents": contents, "entries": entries}
        for identity, seq, until, all_of_it in connection.execute(_EXPIRED, times).fetchall():
            if all_of_it:
                connection.execute(_DROP_LINES, (seq, until))
                connection.execute(_DROP, (identity,))
            else:
                _empty(connection, identity, seq, until)
            concerned += 1
    return concerned


def extent(connection: Connection) -> Extent:
    """Ask how many bytes everything has, as they were before the server packed them."""
    number, snapshot, lines, kept, kept_bytes = map(int, connection.execute(_EXTENT).fetchone() or [0] * 5)
    return Extent(number, snapshot, snapshot + lines, kept, kept_bytes)


def _write_tables(connection: Connection, generation: int, tables: dict[str, bytes]) -> None:
    with connection.cursor().copy(_COPY_TABLES) as copy:
        copy.set_types(["int8", "text", "bytea"])
        for name, docs in tables.items():
            copy.write_row((generation, name, docs))


def _write_lines(connection: Connection, done: Iterable[Entry], chain: int) -> int:
    """Write transactions, or who did what, after the one with this chain; give the chain of the last."""
    with connection.cursor().copy(_COPY_LINES) as copy:
        copy.set_types(["int8", "int8", "bytea", "bytea"])
        for each in done:
            line = Line.of(each, chain)
            copy.write_row(line)
            chain = line.chain
    return chain


def _empty_earlier(connection: Connection, head: Head) -> None:
    for identity, seq, until in connection.execute(_EARLIER, (head.number,)).fetchall():
        _empty(connection, identity, seq, until)


def _empty(connection: Connection, identity: int, seq: int, until: int) -> None:
    """Leave of a generation, which had the transactions after `seq` up to `until`, only who did what."""
    connection.execute(_EMPTY_LINES, (seq, until))
    connection.execute(_DROP_SNAPSHOT, (identity,))
    connection.execute(_EMPTIED, (identity,))


def _keep_house(connection: Connection, server: Server) -> None:
    """Let one at a time drop things, so that no two stand in each other's way."""
    connection.execute(_LOCK, (server.key ^ 1,))
