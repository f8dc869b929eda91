"""What the office needs of a store: a small unit of work. The store fulfils it without knowing the office."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Change(Protocol):
    """One value as it was before and after a transaction; None where it was not there."""

    @property
    def kind(self) -> type[Any]:
        """The type of the value."""

    @property
    def before(self) -> Any:
        """The value before."""

    @property
    def after(self) -> Any:
        """The value after."""


class Entry(Protocol):
    """One transaction of the log: who did what to which, by id, never contents."""

    @property
    def seq(self) -> int:
        """Its number."""

    @property
    def at(self) -> datetime:
        """When it was done."""

    @property
    def person(self) -> str:
        """Who did it."""

    @property
    def verb(self) -> str:
        """What was done."""

    @property
    def subject(self) -> str:
        """Which ticket or appointment it was about."""

    @property
    def undoes(self) -> tuple[int, ...]:
        """The transactions it took back."""


class Reader(Protocol):
    """Committed values as of one moment; later commits do not change what it shows."""

    def get(self, kind: type[T], key: int | date, day: date | None = None) -> T | None:
        """One value by its id, or None. `day` for kinds that are kept by day."""

    def all(self, kind: type[T], day: date | None = None) -> list[T]:
        """Every value of a kind (of that day), by id."""

    def recent(self) -> Sequence[Entry]:
        """The transactions since the last compaction, oldest first: those that can still be undone."""

    def changes(self, seq: int) -> Sequence[Change]:
        """What a recent transaction changed."""


class Work(Reader, Protocol):
    """A transaction: begun inside the lock, on the newest state; rolled back unless committed."""

    def put(self, value: object) -> None:
        """Insert or replace a value under its own id."""

    def remove(self, value: object) -> None:
        """Take a value out of the store."""

    def count(self, series: str, day: date | None = None) -> int:
        """Next number of a series (from 1), gapless for committed work and never given twice."""

    def commit(self, subject: str = "", undoes: tuple[int, ...] = ()) -> int:
        """Make it durable and give its sequence number; nothing happens when nothing was put."""


class Drafts(Protocol):
    """What someone was typing, by person and form, until it is done."""

    def save(self, person: str, name: str, form: Mapping[str, Any]) -> None:
        """Keep a form's fields. Raises StoreTrouble."""

    def load(self, person: str, name: str) -> dict[str, Any] | None:
        """The fields kept under this name, or None."""

    def names(self, person: str) -> list[str]:
        """The names under which this person's forms are kept."""

    def drop(self, person: str, name: str) -> None:
        """Forget a form."""

    def forget(self, texts: Iterable[str]) -> None:
        """Forget every form, of whomever, in which one of the texts occurs. Raises StoreTrouble."""


class Holder(Protocol):
    """Who is in a transaction right now."""

    @property
    def pid(self) -> int:
        """Their process."""

    @property
    def person(self) -> str:
        """Who it is."""


class Store(Protocol):
    """Where the office is kept."""

    @property
    def drafts(self) -> Drafts:
        """Unfinished forms."""

    def begin(self, person: str, verb: str, now: datetime) -> AbstractContextManager[Work]:
        """Wait for the turn, catch up, and hand out a transaction."""

    def read(self) -> Reader:
        """Catch up with what others wrote and show it."""

    def watch(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Call `changed` (in another thread) whenever someone committed; returns what ends it."""

    def holder(self) -> Holder | None:
        """Who is in a transaction right now, for those who wait."""

    def compact(self, now: datetime) -> None:
        """Write a fresh generation: the state as a snapshot, the log before it kept beside."""

    def tidy(self, now: datetime) -> None:
        """Keep the store small: compact what has grown, drop what is kept too long."""

    def forget(self, now: datetime) -> None:
        """Complete a transaction with the verb "erase": what it replaced can be found nowhere any more."""

    def log(self) -> Iterable[Entry]:
        """Every transaction that is kept, oldest first."""

    def close(self) -> None:
        """Let go of the files or the connection."""
