"""The documents of a table. Ten years of a table are looked into, not decoded, for one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from ihk_tui.store.record import Doc, Documents

RawTable = bytes | memoryview | msgspec.Raw
"""A table as JSON text: an object of documents by id."""

_texts = msgspec.json.Decoder(dict[str, msgspec.Raw])
_document = msgspec.json.Decoder(Doc)


class Read(Mapping[str, Doc]):
    """Documents as they were read; each is decoded when first asked for, and then stays the same object."""

    __slots__ = ("_known", "texts")

    def __init__(self, table: RawTable) -> None:
        self.texts = _texts.decode(table)
        self._known: dict[str, Doc] = {}

    def __getitem__(self, doc_id: str) -> Doc:
        known = self._known.get(doc_id)
        if known is None:
            known = self._known.setdefault(doc_id, _document.decode(self.texts[doc_id]))
        return known

    def __contains__(self, doc_id: object) -> bool:
        return doc_id in self.texts

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __len__(self) -> int:
        return len(self.texts)


class Changed(Mapping[str, Doc]):
    """Documents with later ones laid over them; None stands for one that is gone."""

    __slots__ = ("_before", "_images", "_size")

    def __init__(self, before: Documents, images: Mapping[str, Doc | None]) -> None:
        self._before, self._images = before, dict(images)
        self._size: int | None = None

    def copy(self) -> Changed:
        """The same documents, to lay more over them."""
        return Changed(self._before, self._images)

    def lay(self, images: Mapping[str, Doc | None]) -> None:
        """Lay more over them: only before anybody else has this."""
        self._images.update(images)

    def __getitem__(self, doc_id: str) -> Doc:
        try:
            image = self._images[doc_id]
        except KeyError:
            return self._before[doc_id]
        if image is None:
            raise KeyError(doc_id)
        return image

    def __contains__(self, doc_id: object) -> bool:
        return self._images[doc_id] is not None if doc_id in self._images else doc_id in self._before

    def __iter__(self) -> Iterator[str]:
        yield from (doc_id for doc_id in self._before if doc_id in self)
        yield from (doc_id for doc_id in self._images if doc_id not in self._before and doc_id in self)

    def __len__(self) -> int:
        if self._size is None:
            gained = sum((doc_id in self) - (doc_id in self._before) for doc_id in self._images)
            self._size = len(self._before) + gained
        return self._size

    def encoded(self) -> bytes:
        """As JSON text. What was not changed is handed on as it was read."""
        before = self._before.texts if isinstance(self._before, Read) else self._before
        both: dict[str, Doc | msgspec.Raw | None] = {**before, **self._images}
        return msgspec.json.encode({doc_id: both[doc_id] for doc_id in self})


def changeable(documents: Documents) -> Changed:
    """The same documents, to lay others over them."""
    return documents.copy() if isinstance(documents, Changed) else Changed(documents, {})
