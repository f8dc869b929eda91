"""The log in PostgreSQL, for several hosts: the same promises as a file's, kept by the server.

The turn is an advisory lock that belongs to the transaction which adds the row: lock, row and notice to the
others end together, with the commit, with the connection or with the client's host.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import Any

import msgspec

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.store.documents import RawTable
from ihk_tui.store.log import Contents, Extent, News
from ihk_tui.store.postgres import generations
from ihk_tui.store.postgres import turn as turns
from ihk_tui.store.postgres.drafts import PostgresDrafts
from ihk_tui.store.postgres.generations import Prepared
from ihk_tui.store.postgres.layout import FORMAT, Line
from ihk_tui.store.postgres.reading import Found, Position, end, read_news, read_office
from ihk_tui.store.postgres.server import Connection, Server
from ihk_tui.store.postgres.trouble import OVERTAKEN, told_plainly
from ihk_tui.store.postgres.turn import Alone, Turn
from ihk_tui.store.record import Entry, Holder, Record
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
        with self._reading():
            self._office = self._server.ask(lambda connection: read_office(connection, self._server))

    @classmethod
    def create(cls, url: str, schema: str, office: str) -> None:
        """Make an empty log. `office` names it for ever; one that exists is left alone.

        Raises `StoreTrouble` when there is one, or when the server does not allow it.
        """
        cls.take_over(url, schema, Contents(office, generation=0, seq=0, tables=(), records=[], earlier=[]))

    @classmethod
    def take_over(cls, url: str, schema: str, contents: Contents, now: datetime | None = None) -> None:
        """Make a log that goes on where another one is, all of it or nothing. Raises `StoreTrouble`."""
        contents = contents._replace(tables=list(contents.tables))
        server = Server(url, schema)
        try:
            with told_plainly(NOT_SAVED):
                made = server.ask(lambda connection: generations.create(connection, server, contents, now))
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
        with self._alone, ExitStack() as stack:
            note = turns.write_note(holder)
            with told_plainly(NOT_SAVED):
                begun = self._server.lent(lambda connection: self._begin(connection, note))
                _, (turn, (news, self._at)) = stack.enter_context(begun)
            self._turn = turn
            stack.callback(setattr, self, "_turn", None)
            yield news

    @property
    def sound(self) -> bool:
        """False in an older format. A server that cannot force its own log to the disk stops by itself."""
        return self._position().head.format == FORMAT

    @property
    def usable(self) -> bool:
        """The server answers for its disk."""
        return True

    def append(self, record: Record) -> Record:
        """Insert the row, commit, and only then count it as there.

        When the connection breaks meanwhile, the server is asked whether it arrived; raises `StoreTrouble`
        that says so when it cannot be asked.
        """
        at = self._position()
        if record.seq != at.seq + 1:
            raise RuntimeError(f"transaction {record.seq} does not follow {at.seq}")
        line = Line.of(record, at.chain)
        stored = line.record()
        with told_plainly(NOT_SAVED), self._open_turn(at) as turn:
            turn.insert(line)
            turn.commit_line(line)
        self._at = at._replace(seq=line.seq, chain=line.chain)
        return stored

    def prepare(self, seq: int, tables: Iterable[tuple[str, RawTable]], now: datetime) -> Prepared | None:
        """Write the snapshot over a connection of its own. None when another generation has begun since."""
        at = self._position()
        if seq > at.seq:
            raise RuntimeError(f"transaction {seq} was not read yet")
        raw = {name: bytes(memoryview(docs)) for name, docs in tables}
        with told_plainly(NOT_SAVED):
            return self._server.ask(
                lambda connection: generations.prepare(connection, self._server, at, seq, raw, now)
            )

    def adopt(self, prepared: Prepared | None, *, keep: bool = True) -> News:
        """Say which generation is in force, and commit. The transactions are there already.

        When that fails the turn goes on as if it had not been tried.
        """
        if prepared is None:
            return _NOTHING
        with told_plainly(NOT_SAVED), self._open_turn(self._position()) as turn:
            found = None
            try:
                with turn.connection.transaction():
                    found = generations.publish(turn.connection, self._server, prepared, keep=keep)
            finally:
                if found is None:
                    self._server.ask(lambda connection: generations.forget(connection, prepared))
            if found is None:
                return _NOTHING
            turn.commit()
        news, self._at = found
        return news

    def expire(self, contents: datetime, entries: datetime) -> int:
        """Empty or delete rows of earlier generations, all at once."""
        with told_plainly(NOT_SAVED):
            return self._server.ask(
                lambda connection: generations.expire(connection, self._server, contents, entries)
            )

    def entries(self) -> Iterator[Entry]:
        """Read the rows page by page, without their contents."""
        page = self._page(0)
        while page:
            for _, entry in page:
                yield _entries.decode(entry)
            page = self._page(page[-1][0])

    def watch(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Be told by the server, over a connection of its own that is made again whenever it is lost."""
        from ihk_tui.store.postgres.watch import watch  # a plain command never watches

        return watch(self._server, changed)

    def holder(self) -> Holder | None:
        """Who has the exclusive turn now, on whichever host. The process id is that host's."""
        with self._reading():
            return self._server.ask(lambda connection: turns.holder(connection, self._server))

    def extent(self) -> Extent:
        """Ask the server for the sizes."""
        with self._reading():
            return self._server.ask(generations.extent)

    def close(self) -> None:
        """Close the connections."""
        self._server.close()

    def _page(self, after: int) -> list[tuple[Any, ...]]:
        def ask(connection: Connection) -> list[tuple[Any, ...]]:
            return connection.execute(_ENTRIES, (after, _PAGE), binary=True).fetchall()

        with self._reading():
            return self._server.ask(ask)

    def _reading(self) -> told_plainly:
        return told_plainly(NOT_OPENED, folder=self._server.place)

    def _position(self) -> Position:
        if self._at is None:
            raise RuntimeError("the log was not read yet")
        return self._at

    def _read(self, connection: Connection) -> Found:
        return read_news(connection, self._server, self._office, self._at)

    def _begin(self, connection: Connection, note: str) -> tuple[Turn, Found]:
        return turns.begin(connection, self._server, note), self._read(connection)

    @contextmanager
    def _open_turn(self, at: Position) -> Iterator[Turn]:
        """Give the turn of this block; one that ended with a commit is taken anew."""
        turn = self._turn
        if turn is None:
            raise RuntimeError("only inside a transaction")
        if not turn.ended:
            yield turn
            return
        with self._server.lent(turn.again) as (connection, again):
            if end(connection) != (at.head.generation, at.seq, at.chain):
                raise StoreTrouble(OVERTAKEN)
            yield again
