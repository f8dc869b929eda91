"""The transactions since the last compaction, with what each of them replaced: what undo needs."""

from __future__ import annotations

from ihk_tui.store.record import AfterImages, Doc, Record


class History:
    """Only ever grows; whoever reads it says how many transactions it may see, so it shows one moment."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self._before: list[AfterImages] = []

    def add(self, record: Record, before: AfterImages) -> None:
        """Append a transaction and the documents as they were before it."""
        self._before.append(before)
        self.records.append(record)

    def before(self, index: int, table: str, doc_id: str) -> Doc | None:
        """A document as it was before the transaction at this index, which changed it."""
        return self._before[index][table][doc_id]

    def images_before(self, index: int) -> AfterImages:
        """The documents that the transaction at this index changed, as they were before it."""
        return self._before[index]
