"""The file: torn ends, damage, permissions, generations."""

from __future__ import annotations

import os
import shutil
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from ihk_tui.domain.visits import Visit
from ihk_tui.domain.words import StoreTrouble
from ihk_tui.store import kinds
from ihk_tui.store.store import Store
from tests.store.office import DAY, LATER, NOW, PLACES, Guest, admit, do_something, names


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def forget_the_mark(journal: Path) -> None:
    """Put the high-water mark back to a while ago, as a power cut may."""
    journal.with_name("run").joinpath("lock").write_bytes(bytes(1024))


@pytest.fixture
def filled(folder: Path) -> Path:
    """A journal with a snapshot of two guests and two transactions after it."""
    store = Store.open(folder, PLACES)
    for name in "ab":
        admit(store, name)
    store.compact(LATER)
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
def test_a_last_transaction_cut_short_by_a_crash_is_set_aside(filled: Path, kept: float) -> None:
    forget_the_mark(filled)
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
    where = "at its very beginning" if line == 1 else f"is damaged in line {line}"
    with pytest.raises(
        StoreTrouble, match=rf"journal\.jsonl .*{where}\. Next step: ihk-tui store check"
    ) as trouble:
        Store.open(filled.parent, PLACES)
    assert "beschädigt. Nächster Schritt: ihk-tui store check" in trouble.value.words.de
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

    filled.write_bytes(seal(b'{"format":3,"office":"x","generation":1,"seq":0}', Spot())[0])
    with pytest.raises(StoreTrouble, match="newer version"):
        Store.open(filled.parent, PLACES)


def test_what_was_acknowledged_and_is_missing_is_told(filled: Path) -> None:
    good = filled.read_bytes()
    lines = good.splitlines(keepends=True)
    for cut in (b"".join(lines[:-1]), good[:-1], good[:-9] + b"\0" * 9):
        filled.write_bytes(cut)
        with pytest.raises(StoreTrouble, match=r"lacks what was .*: transactions 4 to 4 \(from line 6\)"):
            Store.open(filled.parent, PLACES)
        assert filled.read_bytes() == cut
    filled.write_bytes(good)
    assert names(Store.open(filled.parent, PLACES)) == ["a", "b", "c", "d"]


def test_an_older_state_put_in_place_is_told(filled: Path) -> None:
    kept = filled.parent / "generations" / "1.jsonl"
    filled.write_bytes(kept.read_bytes())
    with pytest.raises(StoreTrouble, match=r"older than what was worked on here \(up to transaction 4\)"):
        Store.open(filled.parent, PLACES)


def test_a_journal_that_went_another_way_is_told(filled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "journal.jsonl").write_bytes(filled.read_bytes())
    admit(Store.open(filled.parent, PLACES), "here")
    admit(Store.open(copy, PLACES), "over there")
    os.replace(copy / "journal.jsonl", filled)
    with pytest.raises(StoreTrouble, match=r"not the journal that was worked on here last"):
        Store.open(filled.parent, PLACES)


def test_the_journal_of_another_office_is_told(filled: Path, tmp_path: Path) -> None:
    other = Store.create(tmp_path / "other", PLACES)
    for name in "abcdef":
        admit(other, name)
    other.compact(LATER)
    filled.write_bytes((tmp_path / "other" / "journal.jsonl").read_bytes())
    with pytest.raises(StoreTrouble, match="belongs to another office"):
        Store.open(filled.parent, PLACES)


def test_a_copied_journal_is_an_office(filled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "journal.jsonl").write_bytes(filled.read_bytes())
    store = Store.open(copy, PLACES)
    assert admit(store, "e").id == 5
    assert mode(copy / "run") == 0o700


def test_the_first_format_is_read_and_left_at_the_first_transaction(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    shutil.copytree(Path(__file__).parent / "format1", folder)
    first = (folder / "journal.jsonl").read_bytes()
    store = Store.open(folder, kinds.PLACES)
    today = date(2026, 11, 5)
    assert [visit.id for visit in store.read().all(Visit, today)] == [1, 2]
    assert (folder / "journal.jsonl").read_bytes() == first
    undoable = [entry.seq for entry in store.read().recent()]
    with store.begin("aydin", "put", datetime(2026, 11, 5, 8, tzinfo=UTC)) as work:
        work.remove(work.all(Visit, today)[1])
        work.commit()
    for handle in (store, Store.open(folder, kinds.PLACES)):
        assert [visit.id for visit in handle.read().all(Visit, today)] == [1]
        assert handle.read().all(Visit, date(2026, 10, 1))[0].visitor.company
        assert [entry.seq for entry in handle.read().recent()] == [*undoable, 13]
        assert [entry.seq for entry in handle.log()] == [*range(1, 14)]
    assert b'"format":2' in (folder / "journal.jsonl").read_bytes()[:30]
    assert (folder / "generations" / "3.jsonl").read_bytes() == first


def test_a_compaction_that_was_killed_before_the_swap_can_be_repeated(filled: Path) -> None:
    os.link(filled, filled.parent / "generations" / "2.jsonl")
    (filled.parent / "journal.jsonl.new").write_bytes(b"half")
    store = Store.open(filled.parent, PLACES)
    assert [entry.seq for entry in store.log()] == [1, 2, 3, 4]
    store.compact(LATER)
    assert {file.name for file in (filled.parent / "generations").iterdir()} == {"1.jsonl", "2.jsonl"}
    assert names(store) == ["a", "b", "c", "d"]
    assert not (filled.parent / "journal.jsonl.new").exists()


def test_a_fresh_folder_can_be_filled_without_waiting_for_the_disk(folder: Path) -> None:
    store = Store.open(folder, PLACES, durable=False)
    for name in "abc":
        admit(store, name)
    store.compact(LATER)
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
        store.compact(LATER)
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


def test_what_is_kept_too_long_loses_its_contents_and_then_itself(filled: Path) -> None:
    store = Store.open(filled.parent, PLACES)
    store.compact(LATER + timedelta(days=30))
    first, second = (filled.parent / "generations" / name for name in ("1.jsonl", "2.jsonl"))
    before = second.read_bytes()
    do_something(store, LATER + timedelta(days=98))
    store.tidy(LATER + timedelta(days=100))
    assert b'"name"' not in first.read_bytes()
    assert second.read_bytes() == before
    assert [entry.seq for entry in store.log()] == [1, 2, 3, 4, 5]
    store.tidy(LATER + timedelta(days=100))
    do_something(store, LATER + timedelta(days=364))
    store.tidy(LATER + timedelta(days=366))
    assert not first.exists()
    assert b'"name"' not in second.read_bytes()
    assert [entry.seq for entry in store.log()] == [3, 4, 5, 6]
    assert names(Store.open(filled.parent, PLACES)) == ["a", "b", "c", "d"]


def test_a_long_history_is_read_only_where_it_is_needed(folder: Path) -> None:
    store = Store.open(folder, PLACES)
    admit(store, "old")
    store.compact(LATER)
    again = Store.open(folder, PLACES)
    assert again._view.state.snapshot.documents.cache_info().currsize == 0
    again.compact(LATER)
    assert again._view.state.snapshot.documents.cache_info().currsize == 0
    assert again.read().get(Guest, 1, DAY) == Guest(day=DAY, id=1, name="old")


def test_after_an_erasure_what_was_replaced_is_in_no_file(filled: Path) -> None:
    admit(Store.open(filled.parent, PLACES), "e")
    store, other = (Store.open(filled.parent, PLACES) for _ in range(2))
    (filled.parent / "generations" / "torn-9").write_bytes(b"Eva Kern")
    with store.begin("anna", "put", LATER) as work:
        work.put(Guest(day=DAY, id=5, name="Eva Kern"))
        work.commit("5")
    store.compact(LATER + timedelta(days=2))
    with store.begin("anna", "erase", LATER + timedelta(days=2)) as work:
        work.put(Guest(day=DAY, id=5))
        work.commit("5")
    assert any(b"Eva Kern" in path.read_bytes() for path in files(filled.parent))
    store.forget(LATER + timedelta(days=2))
    assert not any(b"Eva Kern" in path.read_bytes() for path in files(filled.parent))
    for handle in (store, other, Store.open(filled.parent, PLACES)):
        assert names(handle) == ["a", "b", "c", "d", ""]
        assert [entry.verb for entry in handle.log()] == ["admit"] * 5 + ["put", "erase"]
        assert not handle.read().recent()


def test_an_interrupted_erasure_is_completed_by_whoever_acts_next(filled: Path) -> None:
    store = Store.open(filled.parent, PLACES)
    with store.begin("anna", "put", NOW) as work:
        work.put(Guest(day=DAY, id=1, name="Eva Kern"))
        work.commit()
    with store.begin("anna", "erase", NOW) as work:
        work.put(Guest(day=DAY, id=1))
        work.commit()
    assert admit(Store.open(filled.parent, PLACES), "e").id == 5
    assert not any(b"Eva Kern" in path.read_bytes() for path in files(filled.parent))


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
