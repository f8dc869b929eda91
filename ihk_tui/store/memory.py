"""The log in memory, for simulations and for tests of what stands above the store."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import msgspec

from ihk_tui.store.log import Extent, News
from ihk_tui.store.record import Entry, Holder, Record
from ihk_tui.store.snapshot import RawTable, Snapshot


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
        self.kept: list[bytes] = []
        self.watchers: list[Callable[[], None]] = []


class MemoryLog:
    """Keeps its promises to every thread of the process, and nothing after that."""

    def __init__(self, tape: Tape | None = None) -> None:
        self._tape = Tape() if tape is None else tape
        self._generation = 0
        self._read = 0

    @property
    def sound(self) -> bool:
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

    def compact(self, seq: int, tables: Iterable[tuple[str, RawTable]]) -> News:
        """Begin a new generation."""
        tape = self._tape
        tape.tables = dict(tables)
        tape.generation += 1
        tape.seq = seq
        tape.kept += tape.lines
        tape.lines = []
        return self._news()

    def entries(self) -> Iterator[Entry]:
        """Every transaction."""
        for line in [*self._tape.kept, *self._tape.lines]:
            yield msgspec.json.decode(line, type=Entry)

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
        size = sum(map(len, tape.lines)) + sum(len(memoryview(raw)) for raw in tape.tables.values())
        return Extent(tape.generation, size, tape.generation - 1, sum(map(len, tape.kept)))

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
