"""The interface of a log: all that the store asks of whatever keeps its transactions in order.

A file is one log (`journal`), PostgreSQL another (`postgres`), memory a third (`memory`). Tables, queries and
undo stand above it and are the same for all. What a log promises:

- one order for everybody: transactions are numbered without gaps, and `append` gives the next number only;
- `append` returns when the transaction survives a power cut, and adds nothing for anyone when it raises;
- nobody is shown a transaction that a power cut could undo;
- `exclusive` is fair and ends with its owner: a killed process holds up nobody;
- a *generation* begins with the documents as of some transaction (the snapshot) and goes on with those after
  it; a new one replaces the one before at once or not at all.

A log object belongs to one process and remembers how far that process has read. It serves several threads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from ihk_tui.store.documents import RawTable
from ihk_tui.store.record import MOVE, Entry, Holder, Record
from ihk_tui.store.snapshot import Snapshot


class News(NamedTuple):
    """What is new since this process last looked."""

    snapshot: Snapshot | None
    """A new beginning that replaces everything known so far: when opening, and after a compaction."""
    records: Sequence[Record]
    """The transactions after that, in order."""


class Extent(NamedTuple):
    """How large a log has become, in bytes."""

    generation: int
    snapshot_bytes: int
    bytes: int
    """The current generation: its snapshot and the transactions after it."""
    kept: int
    kept_bytes: int
    """The earlier generations."""


class Contents(NamedTuple):
    """All that a log holds at one moment, as another one takes it."""

    office: str
    generation: int
    seq: int
    """The last transaction that is in the tables."""
    tables: Iterable[tuple[str, RawTable]]
    records: list[Record]
    """The transactions after that."""
    earlier: list[Entry]
    """Who did what before."""


def replaceable(done: Sequence[Entry], contents: Contents) -> bool:
    """Whether a log with these transactions may be replaced by the contents.

    It may when it ended because the office moved away, or has nothing that does not come with them: then it
    was left behind by a move that was interrupted.
    """
    if done and done[-1].verb == MOVE:
        return True
    known = {(each.seq, each.at, each.person) for each in [*contents.earlier, *contents.records]}
    return all((each.seq, each.at, each.person) in known for each in done)


class Log(Protocol):
    """Transactions in one order for all. Every method raises `StoreTrouble` when the medium fails."""

    @property
    def office(self) -> str:
        """Which office this is: an id given once, when the log was made."""
        ...

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
        """Whether appending can be trusted; asked inside `exclusive`.

        Once it cannot (the disk failed to confirm; an older format), only a new generation mends it.
        """
        ...

    @property
    def usable(self) -> bool:
        """Whether, not being sound, it may be appended to while there is no room for a new generation."""
        ...

    def prepare(self, seq: int, tables: Iterable[tuple[str, RawTable]], now: datetime) -> Any:
        """Write a new generation beside the current one, in force for nobody yet.

        It has these tables as of transaction `seq`, and those transactions after it that this process has
        read. Takes no turn, so others go on meanwhile; may be called inside `exclusive` too. `now` is kept as
        the time at which the generation began.
        """
        ...

    def adopt(self, prepared: Any, *, keep: bool = True) -> News:
        """Put a prepared generation in force, with what was committed meanwhile. Only inside `exclusive`.

        The one before is kept; without `keep` only who did what is kept of it. When another generation came
        into force since it was prepared, it is dropped and nothing happens.
        """
        ...

    def expire(self, contents: datetime, entries: datetime) -> int:
        """Drop what is too old from the earlier generations, and give of how many something was dropped.

        Of those replaced before `contents` only who did what stays, and of those replaced before `entries`
        nothing. Idempotent; takes no turn.
        """
        ...

    def entries(self) -> Iterator[Entry]:
        """Who did what: every transaction that is kept, of all generations, oldest first, each once."""
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
