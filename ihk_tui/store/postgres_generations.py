"""Generations in PostgreSQL: one row says which is in force, so that a new one is put there by one commit.

Transactions are rows of one table and never copied: a generation is a snapshot, and the rows after it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from ihk_tui.store.log import Extent, News
from ihk_tui.store.postgres_layout import FORMAT, TABLES, checksum
from ihk_tui.store.postgres_reading import Found, Head, Position, read_since
from ihk_tui.store.postgres_server import Connection, Server
from ihk_tui.store.snapshot import RawTable, Snapshot

_TURN = "select pg_advisory_xact_lock(%s)"
_OFFICE = "select to_regclass('office') is not null"
_SCHEMA = "select count(*) from pg_namespace where nspname = %s"
_FIRST = """
with first as (insert into generation (number, seq, chain, begun) values (1, 0, 0, now()) returning id)
insert into office (id, format, generation) select %s, %s, id from first
"""

# one that was prepared for a generation no longer in force, or an hour ago, is nobody's any more
_FORGET_ORPHANS = """
delete from generation where number is null
and (base <> (select generation from office) or prepared < now() - interval '1 hour')
"""
_PREPARE = """
insert into generation (base, seq, chain, begun)
select %(base)s, seq, chain, %(begun)s from (
    select seq, chain from journal where seq = %(seq)s
    union select seq, chain from generation where id = %(base)s and seq = %(seq)s
) as last returning id, seq, chain
"""
_COPY = "copy snapshot (generation, name, docs) from stdin (format binary)"
_SEAL = "update generation set checksum = %s where id = %s"

_FITS = """
select count(*) from generation new join office o on o.generation = new.base join generation old on old.id = new.base
where new.id = %s and new.number is null and new.seq >= old.seq
"""
_PUBLISH = """
with published as (update generation set number = %s where id = %s returning id)
update office set generation = id, format = %s from published
"""
_FORGET_OTHERS = "delete from generation where number is null"
_NOTIFY = "select pg_notify(%s, '')"

_EARLIER = """
select id, emptied, begun, seq, until, replaced < %(contents)s, replaced < %(entries)s from (
    select *, lead(seq) over later as until, lead(begun) over later as replaced
    from generation where number is not null window later as (order by number)
) as each where replaced < greatest(%(contents)s, %(entries)s) order by number
"""
_EMPTY = "update journal set docs = '{}' where seq > %s and seq <= %s and octet_length(docs) > 2"
_DROP_SNAPSHOT = "delete from snapshot where generation = %s"
_EMPTIED = "update generation set emptied = true where id = %s"
_DROP_ENTRIES = "delete from journal where seq > %s and seq <= %s"
_DROP = "delete from generation where id = %s"

_EXTENT = """
select g.number,
(select coalesce(sum(octet_length(docs)), 0) from snapshot where generation = g.id),
(select coalesce(sum(octet_length(entry) + octet_length(docs)), 0) from journal where seq > g.seq),
(select count(*) from generation where number < g.number),
(select coalesce(sum(octet_length(s.docs)), 0) from snapshot s join generation e on e.id = s.generation
    where e.number < g.number)
+ (select coalesce(sum(octet_length(entry) + octet_length(docs)), 0) from journal where seq <= g.seq)
from office o join generation g on g.id = o.generation
"""


class Prepared(NamedTuple):
    """A generation whose snapshot is in the database, in force for nobody yet."""

    head: Head
    tables: dict[str, bytes]


def create(connection: Connection, server: Server, office: str) -> bool:
    """Make the schema with an empty log; False, and nothing, when there is one already."""
    with connection.transaction():
        connection.execute(_TURN, (server.key,))
        if connection.execute(_OFFICE).fetchone() == (True,):
            return False
        if connection.execute(_SCHEMA, (server.schema,)).fetchone() == (0,):
            connection.execute(_make_schema(server.schema))
        connection.execute(TABLES)
        connection.execute(_FIRST, (office, FORMAT))
    return True


def prepare(
    connection: Connection, at: Position, seq: int, tables: Iterable[tuple[str, RawTable]], now: datetime
) -> Prepared | None:
    """Write a snapshot as of transaction `seq`. None when that is gone: another generation has begun since."""
    base = at.head.generation
    with connection.transaction():
        connection.execute(_FORGET_ORPHANS)
    with connection.transaction():
        row = connection.execute(_PREPARE, {"base": base, "seq": seq, "begun": now}).fetchone()
        if row is None:
            return None
        identity, _, chain = row
        raw: dict[str, bytes] = {}
        with connection.cursor().copy(_COPY) as copy:
            copy.set_types(["int8", "text", "bytea"])
            for name, docs in tables:
                raw[name] = bytes(memoryview(docs))
                copy.write_row((identity, name, raw[name]))
        crc = checksum(raw)
        connection.execute(_SEAL, (crc, identity))
    head = Head(at.head.office, FORMAT, identity, at.head.number + 1, seq, chain, crc)
    return Prepared(head, raw)


def publish(connection: Connection, server: Server, prepared: Prepared, *, keep: bool) -> Found | None:
    """Put a prepared generation in force with this transaction, which has the turn.

    None when another one came into force since it was prepared.
    """
    head, tables = prepared
    _keep_house(connection, server)
    if connection.execute(_FITS, (head.generation,)).fetchone() == (0,):
        connection.execute("delete from generation where id = %s and number is null", (head.generation,))
        return None
    connection.execute(_PUBLISH, (head.number, head.generation, FORMAT))
    connection.execute(_FORGET_OTHERS)
    if not keep:
        _drop_earlier(connection, head)
    connection.execute(_NOTIFY, (server.channel,))
    snapshot = Snapshot(head.seq, dict(tables))
    return read_since(connection, server, Position(head, head.seq, head.chain), snapshot)


def expire(connection: Connection, server: Server, contents: datetime, entries: datetime) -> int:
    """Drop contents and entries of the generations that were replaced before; give how many were concerned."""
    concerned = 0
    with connection.transaction():
        _keep_house(connection, server)
        asked = {"contents": contents, "entries": entries}
        for identity, emptied, _, seq, until, empty, drop in connection.execute(_EARLIER, asked).fetchall():
            if drop:
                connection.execute(_DROP_ENTRIES, (seq, until))
                connection.execute(_DROP, (identity,))
            elif empty and not emptied:
                connection.execute(_EMPTY, (seq, until))
                connection.execute(_DROP_SNAPSHOT, (identity,))
                connection.execute(_EMPTIED, (identity,))
            else:
                continue
            concerned += 1
    return concerned


def extent(connection: Connection) -> Extent:
    """Ask how many bytes everything has, as it was before the server compressed it."""
    row = connection.execute(_EXTENT).fetchone()
    number, snapshot, lines, kept, kept_bytes = map(int, row or (0, 0, 0, 0, 0))
    return Extent(number, snapshot, snapshot + lines, kept, kept_bytes)


def _drop_earlier(connection: Connection, head: Head) -> None:
    connection.execute(_EMPTY, (0, head.seq))
    for identity in connection.execute("select id from generation where number < %s", (head.number,)).fetchall():
        connection.execute(_DROP_SNAPSHOT, identity)
        connection.execute(_EMPTIED, identity)


def _keep_house(connection: Connection, server: Server) -> None:
    """Let one at a time drop things, so that no two stand in each other's way. Held only by short work."""
    connection.execute(_TURN, (server.key ^ 1,))


def _make_schema(schema: str) -> "Composed": ...
