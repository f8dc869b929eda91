"""Earlier generations on file systems of every sort."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.store.archive import Archive
from ihk_tui.store.check import check
from ihk_tui.store.folder import Folder
from ihk_tui.store.generation import read_header
from ihk_tui.store.repair import repair
from ihk_tui.store.store import Store
from tests.store.office import LATER, PLACES, admit, names


@pytest.fixture
def two(folder: Path) -> Path:
    """A folder with two guests."""
    store = Store.open(folder, PLACES)
    for name in "ab":
        admit(store, name)
    store.close()
    return folder


@pytest.mark.parametrize("error", [errno.EXDEV, errno.EPERM, errno.EMLINK, errno.EOPNOTSUPP])
def test_where_a_file_can_have_no_second_name_it_is_copied(
    two: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    def link(*_: object) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, "link", link)
    store = Store.open(two, PLACES)
    before = (two / "journal.jsonl").read_bytes()
    store.compact(LATER)
    store.close()
    assert (two / "generations" / "1.jsonl").read_bytes() == before
    journal = two / "journal.jsonl"
    journal.write_bytes(damaged := journal.read_bytes().replace(b'{"format"', b'{"#ormat"', 1))
    saved = repair(two, shared=False, person="anna", now=LATER)
    assert (two / saved.kept).read_bytes() == damaged
    store = Store.open(two, PLACES)
    assert names(store) == ["a", "b"]
    store.close()


def test_any_other_error_is_told(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "link", link)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        Archive(Folder(two)).link(two / "generations" / "1.jsonl")


def test_generations_on_another_disk_are_used_there(two: Path, tmp_path: Path) -> None:
    other = tmp_path / "other disk"
    (two / "generations").rename(other)
    (two / "generations").symlink_to(other)
    store = Store.open(two, PLACES)
    store.compact(LATER)
    store.close()
    assert [file.name for file in other.iterdir()] == ["1.jsonl"]
    assert check(two, PLACES) == []


def test_a_torn_end_that_finds_no_room_leaves_nothing(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(Folder(two))
    archive.set_aside(b"earlier", 3)

    def fsync(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fsync)
    for seq in (3, 4):
        with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
            archive.set_aside(b"torn", seq)
    assert [file.name for file in (two / "generations").iterdir()] == ["torn-3"]
    assert (two / "generations" / "torn-3").read_bytes() == b"earlier"


def test_a_file_that_cannot_be_stripped_keeps_no_other_from_it(
    two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.open(two, PLACES)
    for number in range(1, 4):
        store.compact(LATER)
        admit(store, f"Guest {number}")
    strip = Archive._strip

    def failing(archive: Archive, file: Path) -> None:
        if file.name == "2.jsonl":
            raise OSError(errno.EPERM, os.strerror(errno.EPERM))
        strip(archive, file)

    monkeypatch.setattr(Archive, "_strip", failing)
    with pytest.raises(StoreTrouble):
        store.forget(LATER)
    held = {file.name: read_header(file).contents for file in (two / "generations").iterdir()}
    assert held == {"1.jsonl": False, "2.jsonl": True, "3.jsonl": False}
    store.close()
