"""The tables of a log in PostgreSQL, and how one transaction lies in them."""

from __future__ import annotations

import zlib
from typing import NamedTuple

import msgspec

from ihk_tui.store.record import Entry, Record

FORMAT = 1
"""Counted up when the tables, or the JSON in them, change so that an older program would misread them."""

TABLES = """
create table office (
    id text not null,
    format integer not null,
    generation bigint not null,  -- the one in force
    single boolean primary key default true check (single)
);
create table generation (
    id bigint generated always as identity primary key,
    number bigint unique,  -- null while it is prepared and in force for nobody
    base bigint,  -- the generation it takes the place of
    seq bigint not null,  -- the last transaction that its snapshot contains
    chain bigint not null,  -- of that transaction
    checksum bigint not null default 0,  -- of the snapshot
    begun timestamptz not null,
    emptied boolean not null default false,  -- only who did what is left of it
    prepared timestamptz not null default now()
);
create table snapshot (
    generation bigint references generation on delete cascade,
    name text,
    docs bytea not null,
    primary key (generation, name)
);
alter table snapshot alter docs set storage external;  -- opening is faster than unpacking
create table journal (
    seq bigint primary key,
    chain bigint not null,  -- checksum over this transaction and all before it
    entry bytea not null,  -- who did what, as JSON
    docs bytea not null  -- the documents it changed, as JSON; {} when they are too old to be kept
);
create table draft (
    person text,
    name text,
    form bytea not null,
    primary key (person, name)
);
"""

_records = msgspec.json.Decoder(Record)


class Line(NamedTuple):
    """A transaction as it lies in the table. Who did what is apart from the contents, which expire sooner."""

    seq: int
    chain: int
    entry: bytes
    docs: bytes

    @classmethod
    def of(cls, done: Entry, chain: int) -> Line:
        """Write a transaction, or only who did what, to follow the one with this chain."""
        entry = msgspec.json.encode(done.bare())
        docs = msgspec.json.encode(done.docs) if isinstance(done, Record) else b"{}"
        return cls(done.seq, zlib.crc32(_joined(entry, docs), chain), entry, docs)

    def follows(self, seq: int, chain: int) -> bool:
        """Whether it is the transaction after that one, and what was written."""
        return self.seq == seq + 1 and self.chain == zlib.crc32(_joined(self.entry, self.docs), chain)

    def record(self) -> Record:
        """Read the transaction. Raises msgspec's errors."""
        return _records.decode(_joined(self.entry, self.docs))


def _joined(entry: bytes, docs: bytes) -> bytes:
    return b'%b,"docs":%b}' % (entry[:-1], docs)


def checksum(tables: dict[str, bytes]) -> int:
    """The checksum of a snapshot: over every name and every byte, in the order of names."""
    crc = 0
    for name, docs in sorted(tables.items()):
        crc = zlib.crc32(docs, zlib.crc32(name.encode(), crc))
    return crc
