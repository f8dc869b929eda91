"""The store: transactions, readers and housekeeping over a log."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.store import counters
from ihk_tui.store.documents import RawTable
from ihk_tui.store.drafts import Drafts, FileDrafts, MemoryDrafts
from ihk_tui.store.folder import Folder
from ihk_tui.store.journal import FileLog
from ihk_tui.store.log import Contents, Log, News
from ihk_tui.store.memory import MemoryLog
from ihk_tui.store.places import Place, group
from ihk_tui.store.reader import Reader
from ihk_tui.store.record import ERASE, MOVE, RESTORE, Entry, Holder, Record
from ihk_tui.store.snapshot import Snapshot
from ihk_tui.store.trouble import MOVED, NOT_FORGOTTEN, NOT_SAVED, said_plainly
from ihk_tui.store.values import Values
from ihk_tui.store.view import View
from ihk_tui.store.work import By, Work

UNDO_KEPT = timedelta(days=1)
"""How long a transaction can be undone, whatever is compacted meanwhile."""
CONTENTS_KEPT = timedelta(days=90)
"""How long earlier generations and backups keep what people confided (DOMAIN.md, DS6)."""
ENTRIES_KEPT = timedelta(days=365)
"""How long it is known who did what (DOMAIN.md, DS8)."""

_VOUCHED = timedelta(days=1)
"""What was done later than so long before a moment does not show that a clock is right."""
_LONGEST_PAUSE = timedelta(days=40)  # consultation days are a month apart

_GROWTH = 4 << 20  # bytes of transactions that are read at every opening before it pays to compact them
_RECENT = 2000  # transactions that stay out of a snapshot at most; more than a day has


_ALWAYS = datetime.max.replace(tzinfo=UTC)
_NEVER = datetime.min.replace(tzinfo=UTC)


class Stats(msgspec.Struct, frozen=True, kw_only=True):
    """How large the store is. Sizes in bytes; `documents` by kind of table."""

    seq: int
    generation: int
    transactions: int
    """since the last compaction"""
    bytes: int
    kept_generations: int
    kept_bytes: int
    documents: dict[str, int]


class Store:
    """Where the office is kept. Serves any number of threads; each transaction is one thread's own.

    Every method raises `StoreTrouble` when the log cannot do it.
    """

    def __init__(
        self, log: Log, drafts: Drafts, places: Mapping[type[Any], Place], backups: Path | None = None
    ) -> None:
        self.drafts = drafts
        self._backups = backups
        self._log = log
        self._values = Values(places)
        self._view = View.of(Snapshot(0, {}))
        self._erasing = False
        with log.shared() as news:
            self._take(news)

    @classmethod
    def create(cls, folder: Path, places: Mapping[type[Any], Place], *, shared: bool = False) -> Store:
        """Make a data folder and open it; `shared` lets the folder's group in."""
        import uuid  # needed once in the life of an office

        FileLog.create(Folder(folder, shared=shared), str(uuid.uuid4()))
        return cls.open(folder, places, shared=shared)

    @classmethod
    def open(
        cls, folder: Path, places: Mapping[type[Any], Place], *, shared: bool = False, durable: bool = True
    ) -> Store:
        """Open a data folder. `durable=False` is for filling a fresh one that nobody else uses yet."""
        where = Folder(folder, shared=shared)
        log = FileLog(where, durable=durable)
        try:
            return cls(log, FileDrafts(where.drafts), places, where.backups)
        except BaseException:
            log.close()
            raise

    @classmethod
    def in_memory(cls, places: Mapping[type[Any], Place]) -> Store:
        """A store that ends with the process."""
        return cls(MemoryLog(), MemoryDrafts(), places)

    @contextmanager
    def begin(self, person: str, verb: str, now: datetime) -> Iterator[Work]:
        """Wait for the turn, catch up, and hand out a transaction; rolled back unless committed."""
        with self._turn(By(person, verb, now)):
            work = Work(self._view, self._values, By(person, verb, now), self._append)
            try:
                yield work
            finally:
                work.end()

    def read(self) -> Reader:
        """Catch up with what others wrote and show it."""
        if self._log.behind():
            with self._log.shared() as news:
                self._take(news)
        self._check_moved()
        return Reader(self._view, self._values)

    def watch(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Call `changed`, from another thread, soon after anyone committed; returns what ends it.

        It may come before the commit is complete (`read` waits for that), and it must not raise.
        """
        return self._log.watch(changed)

    def compact(self, now: datetime) -> None:
        """Write a fresh generation: a snapshot, and the transactions of the last day, which can be undone.

        The log before it is kept. Others are stopped only while the names are swapped. While an erasure
        waits, it is completed instead: a snapshot would hide it, and the log that is kept tell who it was.
        """
        self.read()
        if self._erasing:
            self.forget(now)
            return
        prepared = self._prepare(now)
        with self._turn(By("", "compact", now)):
            self._take(self._log.adopt(prepared))

    def forget(self, now: datetime) -> None:
        """Complete an erasure: nothing that was replaced or removed can be found in any file of the log.

        Who did what stays known; what was done before can no longer be undone. Should it be interrupted, the
        next transaction completes it.
        """
        try:
            with self._turn(By("", ERASE, now), forget=True):
                pass
        except StoreTrouble as trouble:
            raise StoreTrouble(NOT_FORGOTTEN.fill(why=trouble.words)) from trouble

    def tidy(self, now: datetime) -> None:
        """Keep the store small: compact it once it has outgrown its snapshot, drop what is kept too long."""
        self.read()
        now = min(now, self._last_done(now) + _LONGEST_PAUSE)
        extent = self._log.extent()
        grown = extent.bytes - extent.snapshot_bytes
        foldable = self._fold_before(now) > self._view.state.snapshot.seq
        if foldable and grown > max(extent.snapshot_bytes, _GROWTH):
            self.compact(now)
        self._log.expire(now - CONTENTS_KEPT, now - ENTRIES_KEPT)
        if self._backups is not None:
            from ihk_tui.store.backup import expire  # a plain command keeps no house

            with said_plainly(NOT_SAVED):
                expire(self._backups, now - CONTENTS_KEPT)

    def contents(self, now: datetime) -> Contents:
        """Everything at this moment, while others go on: for a backup."""
        self.read()
        return self._contents(now, self._log.entries())

    @contextmanager
    def moving(self, person: str, target: str, now: datetime) -> Iterator[Contents]:
        """Give everything to another log while nobody writes; then this one ends and refuses everything.

        It goes on as it was when the block raises. What it holds is still there until `empty`.
        """
        earlier = list(self._log.entries())
        by = By(person, MOVE, now)
        with self._turn(by):
            yield self._contents(now, earlier)
            self._tell(by, target)

    def empty(self, now: datetime) -> None:
        """Leave of a log that ended only who did what and where everything went.

        Nobody opens it any more, so nothing would ever be erased there or expire. May be done again.
        """
        with self._log.exclusive(Holder(os.getpid(), "", MOVE, now)) as news:
            self._take(news)
            if not self.moved_to:
                raise RuntimeError("the log is in use")
            self._strip(self._view.seq - 1, (), now)

    @property
    def moved_to(self) -> str:
        """Where everything went when this log ended; empty as long as it is in use."""
        view = self._view
        last = view.history.records[view.length - 1] if view.length else None
        return last.subject if last is not None and last.verb == MOVE else ""

    @property
    def erasing(self) -> bool:
        """Whether an erasure waits to be completed: earlier contents may still tell who it was."""
        self.read()
        return self._erasing

    @property
    def office(self) -> str:
        """Which office this is."""
        return self._log.office

    def restore(self, contents: Contents, person: str, subject: str, now: datetime) -> None:
        """Make the documents of a backup those of the office; what was before is kept.

        Numbers given since are not given again.
        """
        begun = View.of(Snapshot(contents.seq, dict(contents.tables)))
        state = begun.after(News(None, contents.records)).state
        by = By(person, RESTORE, now)
        with self._turn(by):
            if self._erasing:
                self._forget(now)  # says why it cannot be completed, which a new beginning would hide
            given = [each.documents(counters.TABLE) for each in (self._view.state, state)]
            tables = {**dict(state.encoded()), counters.TABLE: msgspec.json.encode(counters.highest(given))}
            self._take(self._log.adopt(self._log.prepare(self._view.seq, tables.items(), now)))
            self._tell(by, subject)

    def everything(self) -> Iterable[tuple[str, RawTable]]:
        """Every table as JSON text, as of now."""
        self.read()
        return self._view.state.encoded()

    def log(self) -> Iterator[Entry]:
        """Every transaction that is kept, oldest first."""
        return self._log.entries()

    def holder(self) -> Holder | None:
        """Who is in a transaction right now, for those who wait."""
        return self._log.holder()

    def stats(self) -> Stats:
        """How large the store is."""
        self.read()
        view, extent = self._view, self._log.extent()
        documents: Counter[str] = Counter()
        for table in view.state.tables():
            documents[group(table)] += view.state.size(table)
        del documents[counters.TABLE]
        return Stats(
            seq=view.seq,
            generation=extent.generation,
            transactions=view.length,
            bytes=extent.bytes,
            kept_generations=extent.kept,
            kept_bytes=extent.kept_bytes,
            documents=dict(documents),
        )

    def close(self) -> None:
        """Let go of the files. Readers handed out before stay good."""
        self._log.close()

    @contextmanager
    def _turn(self, by: By, *, forget: bool = False) -> Iterator[None]:
        """Have the turn, on the newest state of a log that can be trusted; complete what was interrupted."""
        person, verb, now = by
        with self._log.exclusive(Holder(os.getpid(), person, verb, now)) as news:
            self._take(news)
            self._check_moved()
            try:
                if self._erasing or forget:
                    self._forget(now)
                elif not self._log.sound:
                    self._take(self._log.adopt(self._prepare(now)))
            except StoreTrouble:
                if forget or not self._log.usable:
                    raise  # else it is done as soon as there is room
            yield

    def _tell(self, by: By, subject: str) -> None:
        """Commit a transaction that changes no document."""
        person, verb, now = by
        seq, at = self._view.seq + 1, now.astimezone(UTC)
        self._append(Record(seq=seq, at=at, person=person, verb=verb, subject=subject, docs={}))

    def _append(self, record: Record) -> None:
        self._take(News(None, [self._log.append(record)]))

    def _contents(self, now: datetime, entries: Iterable[Entry]) -> Contents:
        view = self._view
        seq = view.seq if self._erasing else self._fold_before(now)  # what was erased is not copied
        known = {entry.seq: entry for entry in [*entries, *view.history.records[: view.length]]}
        return Contents(
            office=self._log.office,
            generation=self._log.extent().generation,
            seq=seq,
            tables=view.state_at(seq).encoded(),
            records=view.history.records[seq - view.state.snapshot.seq : view.length],
            earlier=[known[number].bare() for number in sorted(known) if number <= seq],
        )

    def _check_moved(self) -> None:
        if where := self.moved_to:
            raise StoreTrouble(MOVED.fill(where=where))

    def _prepare(self, now: datetime) -> Any:
        view = self._view
        seq = self._fold_before(now)
        return self._log.prepare(seq, view.state_at(seq).encoded(), now)

    def _forget(self, now: datetime) -> None:
        self._strip(self._view.seq, self._view.state.encoded(), now)

    def _strip(self, seq: int, tables: Iterable[tuple[str, RawTable]], now: datetime) -> None:
        """Leave of all that was before only who did what; when that expires is not for one clock to say."""
        self._log.expire(_ALWAYS, _NEVER)
        self._take(self._log.adopt(self._log.prepare(seq, tables, now), keep=False))

    def _last_done(self, now: datetime) -> datetime:
        """When something was done last before today.

        A clock that jumped far ahead lets nothing expire, and what was done by it does not vouch for it.
        """
        before, view = now - _VOUCHED, self._view
        recent = view.history.records[: view.length]
        if found := next((record.at for record in reversed(recent) if record.at < before), None):
            return found
        return max((entry.at for entry in self._log.entries() if entry.at < before), default=now)

    def _fold_before(self, now: datetime) -> int:
        """Up to which transaction a snapshot made now should reach."""
        view = self._view
        return max(view.since(now - UNDO_KEPT), view.seq - _RECENT)

    def _take(self, news: News) -> None:
        erasing = any(record.verb == ERASE for record in news.records)
        self._erasing = erasing or (self._erasing and news.snapshot is None)
        self._view = self._view.after(news)
