"""A disk that is full or fails: nothing half, nothing lost, a sentence that says so."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.store.record import ERASE
from ihk_tui.store.store import Store
from tests.crash.real_disk import tmpfs
from tests.store.failing import failing_once_in_force
from tests.store.office import NOW, PLACES, Booking, admit, names


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB of its own."""
    with tmpfs(tmp_path / "small", "64k") as small:
        yield small


def put(store: Store, text: str) -> None:
    with store.begin("anna", "put", NOW) as work:
        work.put(Booking(1, text))
        work.commit()


def test_a_full_disk_loses_nothing_and_goes_on_when_there_is_room(small_disk: Path) -> None:
    folder = small_disk / "office"
    here = Store.create(folder, PLACES)
    there = Store.open(folder, PLACES)
    admit(here, "before")
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 30_000)
    before = (folder / "journal.jsonl").read_bytes()
    with pytest.raises(StoreTrouble, match="the disk is full") as trouble:
        put(here, "x" * 40_000)
    assert "Datenträger ist voll" in trouble.value.words.de
    assert (folder / "journal.jsonl").read_bytes() == before
    assert names(here) == names(there) == ["before"]
    ballast.unlink()
    admit(here, "after")
    assert names(there) == ["before", "after"]
    assert here.stats().generation == 1


def test_a_compaction_without_room_leaves_the_old_generation(small_disk: Path) -> None:
    folder = small_disk / "office"
    store = Store.create(folder, PLACES)
    put(store, "x" * 30_000)
    with pytest.raises(StoreTrouble, match="full"):
        store.compact(NOW)
    assert not (folder / "journal.jsonl.new").exists()
    assert store.read().get(Booking, 1) == Booking(1, "x" * 30_000)
    assert admit(store).id == 1


def test_after_a_kill_work_goes_on_where_a_line_fits_and_a_generation_does_not(small_disk: Path) -> None:
    folder = small_disk / "office"
    store = Store.create(folder, PLACES)
    put(store, "x" * 30_000)
    lock = folder / "run" / "lock"
    lock.write_bytes(b'{"pid":1}'.ljust(512) + lock.read_bytes()[512:])
    with (folder / "journal.jsonl").open("ab") as journal:
        journal.write(b"torn")
    assert admit(Store.open(folder, PLACES), "next").id == 1
    assert store.stats().generation == 1
    assert names(store) == ["next"]


def test_a_torn_end_stops_nobody_where_there_is_no_room_to_keep_it(small_disk: Path) -> None:
    folder = small_disk / "office"
    store = Store.create(folder, PLACES)
    admit(store, "before")
    with (folder / "journal.jsonl").open("ab") as journal:
        journal.write(b"torn")
    with suppress(OSError), (small_disk / "ballast").open("wb", buffering=0) as ballast:
        while ballast.write(b"x" * 4096):
            pass
    assert admit(store, "next").id == 2
    assert names(Store.open(folder, PLACES)) == ["before", "next"]


def test_an_erasure_without_room_says_what_is_left_and_stops_nobody(small_disk: Path) -> None:
    folder = small_disk / "office"
    store = Store.create(folder, PLACES)
    put(store, "y" * 30_000)
    with store.begin("anna", "put", NOW) as work:
        work.put(Booking(2, "Eva Kern"))
        work.commit()
    with store.begin("anna", ERASE, NOW) as work:
        work.put(Booking(2))
        work.commit()
    with pytest.raises(StoreTrouble, match="It is erased; earlier files still have it"):
        store.forget(NOW)
    assert admit(store, "next").id == 1
    with store.begin("anna", "put", NOW) as work:  # now a generation is small enough
        work.remove(Booking(1))
        work.commit()
    admit(store, "after")
    assert not [file for file in folder.rglob("*.jsonl") if b"Eva Kern" in file.read_bytes()]


def failing(times: int, real: Callable[..., None], error: int = errno.EIO) -> Callable[..., None]:
    """The system call, failing so many times first."""
    left = [times]

    def call(*arguments: object) -> None:
        if left[0]:
            left[0] -= 1
            raise OSError(error, os.strerror(error))
        real(*arguments)

    return call


def test_after_the_disk_did_not_confirm_a_fresh_generation_comes_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = (Store.open(folder, PLACES) for _ in range(2))
    admit(here, "before")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fdatasync", failing(1, os.fdatasync))
        with pytest.raises(StoreTrouble, match="the disk reports an error"):
            admit(here, "lost")
    assert names(there) == ["before"]
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing(1, os.fsync))
        with pytest.raises(StoreTrouble):
            admit(here, "not yet")
    assert names(there) == ["before"]
    admit(here, "after")
    assert here.stats().generation == 2
    assert names(there) == names(here) == ["before", "after"]


def test_a_line_that_cannot_be_taken_back_is_followed_by_a_fresh_generation(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = (Store.open(folder, PLACES) for _ in range(2))
    admit(here, "before")

    def half(descriptor: int, data: memoryview) -> int:
        write(descriptor, data[: len(data) // 2])
        raise OSError(errno.EIO, "half")

    write = os.write
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", half)
        patch.setattr(os, "ftruncate", failing(1, lambda *_: None))
        with pytest.raises(StoreTrouble):
            admit(here, "half")
    assert names(there) == ["before"]
    admit(here, "after")
    assert here.stats().generation == 2
    assert names(there) == ["before", "after"]


def test_a_swap_that_was_not_confirmed_is_done_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.open(folder, PLACES)
    admit(store, "before")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing_once_in_force(folder))
        with pytest.raises(StoreTrouble):
            store.compact(NOW)
    admit(store, "after")
    assert store.stats().generation == 3
    assert names(Store.open(folder, PLACES)) == ["before", "after"]


def test_short_writes_are_continued(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.open(folder, PLACES)
    write = os.write
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:100]))
        admit(store, "x" * 1000)
    assert names(Store.open(folder, PLACES)) == ["x" * 1000]


def test_who_cannot_say_that_they_hold_the_turn_works_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.open(folder, PLACES)
    monkeypatch.setattr(os, "pwrite", failing(1000, lambda *_: None, errno.ENOSPC))
    assert admit(store).id == 1


def test_the_line_of_one_who_was_killed_is_confirmed_before_it_is_shown(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = (Store.open(folder, PLACES) for _ in range(2))
    admit(here, "unconfirmed")
    lock = folder / "run" / "lock"
    lock.write_bytes(b'{"pid":1}'.ljust(512))
    synced: list[int] = []
    with monkeypatch.context() as patch:
        patch.setattr(os, "fdatasync", synced.append)
        assert names(there) == ["unconfirmed"]
    assert len(synced) == 1
    admit(here, "next")
    assert not lock.read_bytes()[:512].strip()
