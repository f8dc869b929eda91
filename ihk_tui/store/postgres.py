"""The log in PostgreSQL, for several hosts: the same promises as a file's, kept by the server.

The turn is an advisory lock that belongs to the transaction which adds the row: lock, row and notice to the
others end together, with the commit, with the connection or with the client's host.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import msgspec

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.store import postgres_generations as generations
from ihk_tui.store import postgres_turn as turns
from ihk_tui.store.log import Extent, News
from ihk_tui.store.postgres_drafts import PostgresDrafts
from ihk_tui.store.postgres_generations import Prepared
from ihk_tui.store.postgres_layout import FORMAT, Line
from ihk_tui.store.postgres_reading import Position, end, read_news, read_office
from ihk_tui.store.postgres_server import Connection, Server
from ihk_tui.store.postgres_trouble import OVERTAKEN, told_plainly
from ihk_tui.store.postgres_turn import Alone, Turn
from ihk_tui.store.record import Entry, Holder, Record
from ihk_tui.store.snapshot import RawTable
from ihk_tui.store.trouble import ALREADY_HERE, NOT_OPENED, NOT_SAVED

_NOTHING = News(None, ())
_PAGE = 5000  # entries asked for at once
_ENTRIES = "select seq, entry from journal where seq > %s order by seq limit %s"

_entries = msgspec.json.Decoder(Entry)


class PostgresLog:
    """One schema of one database is one log of one office.

    A turn ends with its first commit. Whoever appends again in the same block takes the turn anew, and is
    refused when somebody else wrote in between.
    """

    def __init__(self, url: str, schema: str = "ihk_tui") -> None:
        self._server = Server(url, schema)
        self._alone = Alone()
        self._at: Position | None = None
        self._turn: Turn | None = None
        self._note = ""
        with self._reading():
            self._office = self._server.ask(lambda connection: read_office(connection, self._server))

    @classmethod
    def create(cls, url: str, schema: str, office: str) -> None:
        """Make an empty log. `office` names it for ever; one that exists is left alone.

        Raises `StoreTrouble` when there is one, or when the server does not allow it.
        """
        server = Server(url, schema)
        try:
            with told_plainly(NOT_SAVED):
                made = server.ask(lambda connection: generations.create(connection, server, office))
        finally:
            server.close()
        if not made:
            raise StoreTrouble(ALREADY_HERE.fill(folder=server.place))

    @property
    def office(self) -> str:
        """The id that was given when the tables were made."""
        return self._office

    @property
    def drafts(self) -> PostgresDrafts:
        """The drafts in the same database, over the same connections."""
        return PostgresDrafts(self._server)

    def behind(self) -> bool:
        """Whether the last row, or the generation in force, is another than this process has read."""
        at = self._at
        with self._reading():
            there = self._server.ask(end)
        return at is None or there != (at.head.generation, at.seq, at.chain)

    @contextmanager
    def shared(self) -> Iterator[News]:
        """Catch up. Takes no lock of the server: what it shows was durable before it became visible."""
        with self._alone:
            with self._reading():
                news, self._at = self._server.ask(self._read)
            yield news

    @contextmanager
    def exclusive(self, holder: Holder) -> Iterator[News]:
        """Wait for the turn and catch up."""
        self._note = turns.write_note(holder)
        with self._alone, self._taken() as news:
            try:
                yield news
            finally:
                self._turn = None

    @property
    def sound(self) -> bool:
        """False in an older format. A server that could not force its log to the disk restarts by itself."""
        return self._position().head.format == FORMAT

    def append(self, record: Record) -> Record:
        """Insert the row, commit, and only then count it as there."""
        at = self._position()
        if record.seq != at.seq + 1:
            raise RuntimeError(f"transaction {record.seq} does not follow {at.seq}")
        line = Line.of(record, at.chain)
        stored = line.record()
        with told_plainly(NOT_SAVED), self._committing() as turn:
            turn.insert(line)
            turn.commit_line(line)
        self._at = at._replace(seq=line.seq, chain=line.chain)
        return stored
