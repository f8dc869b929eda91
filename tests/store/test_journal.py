"""The file: torn ends, damage, permissions, generations."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.store.store import Store
from tests.store.office import DAY, NOW, PLACES, Guest, admit, names


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def filled(folder: Path) -> Path:
    """A journal with a snapshot of two guests and two transactions after it."""
    store = Store.open(folder, PLACES)
    for name in "ab":
        admit(store, name)
    store.compact(NOW)
    for name in "cd":
        admit(store, name)
    store.close()
    return folder / "journal.jsonl"


@pytest.mark.parametrize(
    "tail",
    [b"0", b"deadbeef {}\n", b"\0" * 700, b"\0" * 700 + b"\n", b'00000000 {"n":5,"at'],
    ids=["a byte", "wrong checksum", "zeros", "zeros and newline", "half a line"],
)
def test_a_torn_end_is_set_aside(filled: Path, tail: bytes) -> None:
    good = filled.read_bytes()
    filled.write_bytes(good + tail)
    store = Store.open(filled.parent, PLACES)
    assert names(store) == ["a", "b", "c", "d"]
    assert filled.read_bytes() == good + tail
    assert admit(store, "e").id == 5
    assert (filled.parent / "generations" / "torn-5").read_bytes() == tail
    assert filled.read_bytes().startswith(good)
    store.close()
    assert names(Store.open(filled.parent, PLACES)) == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9])
def test_a_last_transaction_cut_short_is_set_aside(filled: Path, kept: float) -> None:
    lines = filled.read_bytes().splitlines(keepends=True)
    filled.write_bytes(b"".join(lines[:-1]) + lines[-1][: int(len(lines[-1]) * kept)])
    store = Store.open(filled.parent, PLACES)
    assert names(store) == ["a", "b", "c"]
    assert admit(store, "e").id == 4


def test_a_reader_that_is_open_survives_the_cut(filled: Path) -> None:
    here, there = (Store.open(filled.parent, PLACES) for _ in range(2))
    with filled.open("ab") as journal:
        journal.write(b"torn")
    assert names(there) == ["a", "b", "c", "d"]
    admit(here, "e")
    assert names(there) == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize("line", range(1, 6))
def test_damage_before_the_end_is_refused_and_named(filled: Path, line: int) -> None:
    lines = filled.read_bytes().splitlines(keepends=True)
    assert len(lines) == 6
    damaged = bytearray(lines[line - 1])
    damaged[len(damaged) // 2] ^= 1
    lines[line - 1] = bytes(damaged)
    filled.write_bytes(b"".join(lines))
    with pytest.raises(StoreTrouble, match=rf"journal\.jsonl is damaged in line {line}\.") as trouble:
        Store.open(filled.parent, PLACES)
    assert f"Zeile {line}" in trouble.value.words.de
    assert filled.read_bytes() == b"".join(lines)


def test_a_line_that_is_missing_is_damage(filled: Path) -> None:
    lines = filled.read_bytes().splitlines(keepends=True)
    filled.write_bytes(b"".join(lines[:4] + lines[5:] * 2))
    with pytest.raises(StoreTrouble, match="line 5"):
        Store.open(filled.parent, PLACES)


def test_a_snapshot_cut_short_is_damage(filled: Path) -> None:
    lines = filled.read_bytes().splitlines(keepends=True)
    filled.write_bytes(b"".join(lines[:3]))
    with pytest.raises(StoreTrouble, match="line 4"):
        Store.open(filled.parent, PLACES)


def test_a_file_that_became_shorter_is_refused(filled: Path) -> None:
    store = Store.open(filled.parent, PLACES)
    os.truncate(filled, 100)
    with pytest.raises(StoreTrouble, match="damaged"), store.begin("anna", "put", NOW):
        pass
    assert filled.stat().st_size == 100


def test_the_format_of_a_newer_program_is_refused(filled: Path) -> None:
    from ihk_tui.store.lines import Spot, seal

    filled.write_bytes(seal(b'{"format":2,"office":"x","generation":1,"seq":0}', Spot())[0])
    with pytest.raises(StoreTrouble, match="newer version"):
        Store.open(filled.parent, PLACES)


def test_a_generation_put_back_opens_and_loses_no_archive(filled: Path) -> None:
    kept = filled.parent / "generations" / "1.jsonl"
    filled.write_bytes(kept.read_bytes())
    store = Store.open(filled.parent, PLACES)
    assert names(store) == ["a", "b"]
    admit(store, "new")
    store.compact(NOW)
    assert {file.name for file in kept.parent.iterdir()} == {"1.jsonl", "1-2.jsonl"}
    assert [entry.seq for entry in store.log()] == [1, 2, 3]


def test_a_compaction_that_was_killed_before_the_swap_can_be_repeated(filled: Path) -> None:
    os.link(filled, filled.parent / "generations" / "2.jsonl")
    (filled.parent / "journal.jsonl.new").write_bytes(b"half")
    store = Store.open(filled.parent, PLACES)
    assert [entry.seq for entry in store.log()] == [1, 2, 3, 4]
    store.compact(NOW)
    assert {file.name for file in (filled.parent / "generations").iterdir()} == {"1.jsonl", "2.jsonl"}
    assert names(store) == ["a", "b", "c", "d"]
    assert not (filled.parent / "journal.jsonl.new").exists()


def test_a_fresh_folder_can_be_filled_without_waiting_for_the_disk(folder: Path) -> None:
    store = Store.open(folder, PLACES, durable=False)
    for name in "abc":
        admit(store, name)
    store.compact(NOW)
    store.close()
    assert names(Store.open(folder, PLACES)) == ["a", "b", "c"]


def test_nothing_here_and_something_here_are_told(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(StoreTrouble, match="missing"):
        Store.open(tmp_path / "elsewhere", PLACES)
    with pytest.raises(StoreTrouble, match="already"):
        Store.create(folder, PLACES)


@pytest.mark.parametrize("umask", [0o000, 0o077, 0o777])
@pytest.mark.parametrize(("shared", "folders", "files"), [(False, 0o700, 0o600), (True, 0o2770, 0o660)])
def test_permissions_do_not_depend_on_the_umask(
    tmp_path: Path, umask: int, shared: bool, folders: int, files: int
) -> None:
    folder = tmp_path / "office"
    before = os.umask(umask)
    try:
        store = Store.create(folder, PLACES, shared=shared)
        admit(store)
        store.compact(NOW)
        store.drafts.save("anna", "note", {"text": "…"})
    finally:
        os.umask(before)
    drafts = folder / "drafts" / "anna.json"
    assert mode(drafts) == 0o600
    for path in (folder, *folder.rglob("*")):
        if path != drafts:
            assert mode(path) == (folders if path.is_dir() else files), path


def test_the_holder_is_not_required_to_be_readable(folder: Path) -> None:
    here, there = (Store.open(folder, PLACES) for _ in range(2))
    with here.begin("anna", "finish", NOW):
        (folder / "run" / "lock").write_bytes(b"{ no json")
        assert there.holder() is None
    assert admit(there).id == 1


def test_a_long_history_is_read_only_where_it_is_needed(folder: Path) -> None:
    store = Store.open(folder, PLACES)
    admit(store, "old")
    store.compact(NOW)
    again = Store.open(folder, PLACES)
    assert again._view.state.snapshot.documents.cache_info().currsize == 0
    again.compact(NOW)
    assert again._view.state.snapshot.documents.cache_info().currsize == 0
    assert again.read().get(Guest, 1, DAY) == Guest(day=DAY, id=1, name="old")
