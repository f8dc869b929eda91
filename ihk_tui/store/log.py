"""The interface of a log: all that the store asks of whatever keeps its transactions in order.

A file is one log (`journal`), memory another (`memory`). Tables, queries and undo stand above it and are the
same for all. A log object belongs to one process and remembers how far that process has read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from ihk_tui.store.record import Entry, Holder, Record
from ihk_tui.store.snapshot import RawTable, Snapshot


class News(NamedTuple):
    """What is new since this process last looked."""

    snapshot: Snapshot | None
    """A new beginning that replaces everything known so far: when opening, and after a compaction."""
    records: Sequence[Record]
    """The transactions after that, in order."""


class Extent(NamedTuple):
    """How large a log has become. `bytes` is the current generation, `kept_bytes` the earlier ones."""

    generation: int
    bytes: int
    kept: int
    kept_bytes: int


class Log(Protocol):
    """Transactions in one order for all. Every method raises `StoreTrouble` when the medium fails."""

    def behind(self) -> bool:
        """Whether there may be something new. Cheap, takes no lock."""
        ...

    def shared(self) -> AbstractContextManager[News]:
        """Catch up while nobody writes, so that everything in the news is durable.

        The news must be taken inside the block: the next one continues behind it.
        """
        ...

    def exclusive(self, holder: Holder) -> AbstractContextManager[News]:
        """Wait for the turn and catch up; nobody else writes before the block ends. Does not nest."""
        ...

    def append(self, record: Record) -> Record:
        """Make a transaction durable and give it as it was stored. Only inside `exclusive`.

        When it raises, nothing was added for anyone.
        """
        ...

    @property
    def sound(self) -> bool:
        """Whether appending can be trusted. Once it cannot, only a successful `compact` mends it."""
        ...

    def compact(self, seq: int, tables: Iterable[tuple[str, RawTable]]) -> News:
        """Begin a new generation with these tables; the one before is kept. Only inside `exclusive`."""
        ...

    def entries(self) -> Iterator[Entry]:
        """Every transaction of every kept generation, oldest first, each once."""
        ...

    def watch(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Call `changed`, from whatever thread, soon after anyone wrote; returns what ends it."""
        ...

    def holder(self) -> Holder | None:
        """Who has the exclusive turn now, if anyone."""
        ...

    def extent(self) -> Extent:
        """How large the log is."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
