"""What a process knows of the store at one moment: the documents and the recent transactions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

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

    def after(self, news: News) -> View:
        """Give the moment after what is new; this one stays as it is."""
        start = self if news.snapshot is None else View.of(news.snapshot)
        return start._advanced(news.records) if news.records else start

    def _advanced(self, records: Iterable[Record]) -> View:
        changed = dict(self.state.changed)
        own: dict[str, dict[str, Doc]] = {}  # copied once, however many transactions touch the table
        for record in records:
            before: dict[str, dict[str, Doc | None]] = {}
            for table, images in record.docs.items():
                if table not in own:
                    changed[table] = own[table] = dict(self.state.documents(table))
                documents = own[table]
                before[table] = {doc_id: documents.get(doc_id) for doc_id in images}
                for doc_id, doc in images.items():
                    if doc is None:
                        documents.pop(doc_id, None)
                    else:
                        documents[doc_id] = doc
            self.history.add(record, before)
        return View(State(self.state.snapshot, changed), self.history, len(self.history.records))
