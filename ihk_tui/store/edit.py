"""One write of TinyDB to one table, complete or not at all."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping

import msgspec

from ihk_tui.store.pending import Source
from ihk_tui.store.record import Doc


class Edit(MutableMapping[int, Doc]):
    """The table as TinyDB's updaters expect it: documents by number, free to alter.

    A document is copied when it is looked at, because an updater may change it in place; nothing reaches the
    transaction before `images` is taken from an updater that ran to its end.
    """

    def __init__(self, source: Source, table: str) -> None:
        self._source = source
        self._table = table
        self._images: dict[str, Doc | None] = {}

    @property
    def images(self) -> dict[str, Doc | None]:
        """What was written or looked at, by id."""
        return self._images

    def __getitem__(self, doc_id: int) -> Doc:
        key = str(doc_id)
        if key not in self._images:
            doc = self._source.document(self._table, key)
            self._images[key] = None if doc is None else msgspec.json.decode(msgspec.json.encode(doc))
        image = self._images[key]
        if image is None:
            raise KeyError(doc_id)
        return image

    def __setitem__(self, doc_id: int, doc: Doc) -> None:
        self._images[str(doc_id)] = doc

    def __delitem__(self, doc_id: int) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        self._images[str(doc_id)] = None

    def __contains__(self, doc_id: object) -> bool:
        key = str(doc_id)
        if key in self._images:
            return self._images[key] is not None
        return self._source.document(self._table, key) is not None

    def __iter__(self) -> Iterator[int]:
        for key in dict.fromkeys([*self._source.documents(self._table), *self._images]):
            if int(key) in self:
                yield int(key)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Remove all documents."""
        for doc_id in self:
            del self[doc_id]
