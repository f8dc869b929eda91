"""The log in memory, for simulations and for tests of what stands above the store."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

import msgspec

from ihk_tui.store.documents import RawTable
from ihk_tui.store.log import Extent, News
from ihk_tui.store.record import Entry, Holder, Record
from ihk_tui.store.snapshot import Snapshot


class Kept(NamedTuple):
    """An earlier generation: when it was replaced and what was done in it."""

    replaced: datetime
    entries: list[Entry]
    size: int


class Prepared(NamedTuple):
    """A generation in force for nobody yet."""

    generation: int
    seq: int
    tables: dict[str, RawTable]
    begun: datetime


class Tape:
    """What the file is to a `FileLog`: shared by all logs of the process that were made with it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.owner = 0
        self.holder: Holder | None = None
        self.generation = 1
        self.seq = 0
        self.tables: dict[str, RawTable] = {}
        self.lines: list[bytes] = []
        self.kept: list[Kept] = []
        self.watchers: list[Callable[[], None]] = []


class MemoryLog:
    """Keeps its promises to every thread of the process, and nothing after that."""

    def __init__(self, tape: Tape | None = None) -> None:
        self._tape = Tape() if tape is None else tape
        self._generation = 0
        self._read = 0

    @property
    def office(self) -> str:
        """There is one office in memory."""
        return "memory"

    @property
    def sound(self) -> bool:
        """Memory does not fail."""
        return True

    @property
    def usable(self) -> bool:
        """Memory does not fail."""
        return True

    def behind(self) -> bool:
        """Whether another log of the same tape wrote."""
        return (self._generation, self._read) != (self._tape.generation, len(self._tape.lines))

    @contextmanager
    def shared(self) -> Iterator[News]:
        """Catch up."""
        with self._turn(None):
            yield self._news()

    @contextmanager
    def exclusive(self, holder: Holder) -> Iterator[News]:
        """Wait for the turn and catch up."""
        before = self._tape.generation, len(self._tape.lines)
        try:
            with self._turn(holder):
                yield self._news()
        finally:
            if before != (self._tape.generation, len(self._tape.lines)):
                for changed in list(self._tape.watchers):
                    changed()

    def append(self, record: Record) -> Record:
        """Keep the transaction as text, so that nobody can alter it."""
        line = msgspec.json.encode(record)
        self._tape.lines.append(line)
        self._read += 1
        return msgspec.json.decode(line, type=Record)

    def prepare(self, seq: int, tables: Iterable[tuple[str, RawTable]], now: datetime) -> Prepared:
        """Keep the tables until they are adopted."""
        return Prepared(self._tape.generation + 1, seq, dict(tables), now)

    def adopt(self, prepared: Prepared, *, keep: bool = True) -> News:
        """Put them in force; the transactions after them stay."""
        tape = self._tape
        if prepared.generation != tape.generation + 1 or prepared.seq < tape.seq:
            return News(None, ())
        size = sum(map(len, tape.lines)) if keep else 0
        tape.kept.append(Kept(prepared.begun, [*map(_entry, tape.lines)], size))
        tape.lines = tape.lines[prepared.seq - tape.seq :]
        tape.generation, tape.seq, tape.tables, _ = prepared
        return self._news()

    def expire(self, contents: datetime, entries: datetime) -> int:
        """Forget what is too old."""
        tape = self._tape
        before = list(tape.kept)
        tape.kept = [
            kept._replace(size=0) if kept.replaced < contents else kept
            for kept in before
            if kept.replaced >= entries
        ]
        return len(before) - len([kept for kept in tape.kept if kept in before])

    def entries(self) -> Iterator[Entry]:
        """Every transaction."""
        last = 0
        for entry in [*(e for kept in self._tape.kept for e in kept.entries), *map(_entry, self._tape.lines)]:
            if entry.seq > last:
                last = entry.seq
                yield entry

    def watch(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Call `changed` after each turn in which something was written, in the thread that wrote."""
        self._tape.watchers.append(changed)
        return lambda: self._tape.watchers.remove(changed)

    def holder(self) -> Holder | None:
        """Who has the exclusive turn now."""
        return self._tape.holder

    def extent(self) -> Extent:
        """How much text there is."""
        tape = self._tape
        snapshot = sum(len(memoryview(raw)) for raw in tape.tables.values())
        size = snapshot + sum(map(len, tape.lines))
        return Extent(tape.generation, snapshot, size, len(tape.kept), sum(kept.size for kept in tape.kept))

    def close(self) -> None:
        """Nothing to let go of."""

    @contextmanager
    def _turn(self, holder: Holder | None) -> Iterator[None]:
        tape = self._tape
        if tape.owner == threading.get_ident():
            raise RuntimeError("this thread is in a transaction already; transactions do not nest")
        with tape.lock:
            tape.owner, tape.holder = threading.get_ident(), holder
            try:
                yield
            finally:
                tape.owner, tape.holder = 0, None

    def _news(self) -> News:
        tape = self._tape
        snapshot: Snapshot | None = None
        if self._generation != tape.generation:
            snapshot = Snapshot(tape.seq, tape.tables)
            self._generation, self._read = tape.generation, 0
        records = [msgspec.json.decode(line, type=Record) for line in tape.lines[self._read :]]
        self._read = len(tape.lines)
        return News(snapshot, records)


def _entry(line: bytes) -> Entry:
    return msgspec.json.decode(line, type=Entry)
