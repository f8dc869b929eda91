"""Documents of a table: each decoded when asked for, with later ones laid over them."""

from __future__ import annotations

import msgspec
import pytest

from ihk_tui.store.documents import Changed, Read, changeable

TEXT = b'{"1":{"a":1},"2":{"a": 2},"3":{"a":3}}'


def test_a_document_is_decoded_without_the_others() -> None:
    one_is_odd = Read(b'{"1":{"a":1},"2":"no document"}')
    assert one_is_odd["1"] == {"a": 1}
    with pytest.raises(msgspec.ValidationError, match="Expected `object`"):
        one_is_odd["2"]


def test_a_document_stays_the_same_object_in_whatever_is_laid_over_it() -> None:
    read = Read(TEXT)
    earlier = Changed(read, {"2": None})
    later = earlier.copy()
    later.lay({"3": {"a": 4}})
    assert later["1"] is earlier["1"] is read["1"]


def test_documents_keep_their_places_and_new_ones_come_last() -> None:
    changed = Changed(Read(TEXT), {"4": {"a": 4}, "2": {"a": 5}, "1": None, "9": None})
    assert list(changed.items()) == [("2", {"a": 5}), ("3", {"a": 3}), ("4", {"a": 4})]
    assert len(changed) == 3
    assert [doc_id in changed for doc_id in "129"] == [False, True, False]
    assert changed.get("1") is None


def test_what_is_laid_over_a_copy_is_not_laid_over_the_first() -> None:
    first = Changed({}, {"1": {"a": 1}})
    copy = changeable(first)
    copy.lay({"1": None})
    assert (len(first), len(copy)) == (1, 0)


def test_text_that_was_not_changed_is_written_as_it_was_read() -> None:
    changed = Changed(Read(TEXT), {"1": None, "3": {"a": 9}, "4": {"a": 4}})
    assert changed.encoded() == b'{"2":{"a": 2},"3":{"a":9},"4":{"a":4}}'
    assert Changed({}, {"1": {"a": 1}}).encoded() == b'{"1":{"a":1}}'
