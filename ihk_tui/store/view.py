"""What a process knows of the store at one moment: the documents and the recent transactions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import takewhile
from typing import NamedTuple

from ihk_tui.store.documents import Changed, changeable
from ihk_tui.store.history import History
from ihk_tui.store.log import News
from ihk_tui.store.record import Doc, Record
from ihk_tui.store.snapshot import Snapshot
from ihk_tui.store.state import State


class View(NamedTuple):
    """One moment of the store. `length` is how much of the growing history belongs to it."""

    state: State
    history: History
    length: int

    @classmethod
    def of(cls, snapshot: Snapshot) -> View:
        """Begin with a snapshot, which has no history."""
        return cls(State(snapshot, {}), History(), 0)

    @property
    def seq(self) -> int:
        """The sequence number of the newest transaction."""
        return self.state.snapshot.seq + self.length

    def since(self, moment: datetime) -> int:
        """The number of the last of the known transactions before those that were done since a moment."""
        recent = self.history.records[: self.length]
        older = sum(1 for _ in takewhile(lambda record: record.at < moment, recent))
        return self.state.snapshot.seq + older

    def state_at(self, seq: int) -> State:
        """The documents as they were after transaction `seq`, which is the snapshot's or a later one."""
        own: dict[str, Changed] = {}
        for index in range(self.length - 1, seq - self.state.snapshot.seq - 1, -1):
            for table, images in self.history.images_before(index).items():
                if table not in own:
                    own[table] = changeable(self.state.documents(table))
                own[table].lay(images)
        return State(self.state.snapshot, {**self.state.changed, **own})

    def after(self, news: News) -> View:
        """Give the moment after what is new; this one stays as it is."""
        start = self if news.snapshot is None else View.of(news.snapshot)
        return start._advanced(news.records) if news.records else start

    def _advanced(self, records: Iterable[Record]) -> View:
        own: dict[str, Changed] = {}  # copied once, however many transactions touch the table
        for record in records:
            before: dict[str, dict[str, Doc | None]] = {}
            for table, images in record.docs.items():
                if table not in own:
                    own[table] = changeable(self.state.documents(table))
                before[table] = {doc_id: own[table].get(doc_id) for doc_id in images}
                own[table].lay(images)
            self.history.add(record, before)
        state = State(self.state.snapshot, {**self.state.changed, **own})
        return View(state, self.history, len(self.history.records))
