"""Looking through a folder: what is told, what is serious, and whether a repair is the next step."""

from __future__ import annotations

import errno
import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.store.backup import back_up
from ihk_tui.store.check import Finding, check
from ihk_tui.store.generation import read_header
from ihk_tui.store.lines import Spot, seal
from ihk_tui.store.record import ERASE
from ihk_tui.store.repair import repair, set_aside_damaged
from ihk_tui.store.store import Store
from tests.store.office import DAY, LATER, NOW, PLACES, Guest, admit, names

NEWER = seal(b'{"format":3,"office":"x","generation":1,"seq":0}', Spot())[0]


@pytest.fixture
def journal(folder: Path) -> Path:
    """A journal with a snapshot and two transactions after it; two generations are kept."""
    store = Store.open(folder, PLACES)
    for name in "ab":
        admit(store, name)
    store.compact(LATER)
    admit_at_later(store, 3, "c")
    store.compact(LATER + (LATER - NOW))
    for number, name in (4, "d"), (5, "e"):
        admit_at_later(store, number, name)
    store.close()
    return folder / "journal.jsonl"


def admit_at_later(store: Store, number: int, name: str) -> None:
    with store.begin("anna", "admit", LATER) as work:
        work.put(Guest(day=DAY, id=number, name=name))
        work.commit()


def found(folder: Path) -> list[tuple[str, bool, bool]]:
    """Of each finding: the file, whether it is serious, and whether a repair mends it."""
    return [(each.file, each.serious, each.repair) for each in check(folder, PLACES)]


def only(folder: Path) -> Finding:
    (finding,) = check(folder, PLACES)
    return finding


def flip(file: Path, line: int) -> None:
    lines = file.read_bytes().splitlines(keepends=True)
    lines[line - 1] = lines[line - 1][:-9] + b"#" + lines[line - 1][-8:]
    file.write_bytes(b"".join(lines))


def unreadable(monkeypatch: pytest.MonkeyPatch, bad: Callable[[int], bool], error: int = errno.EIO) -> None:
    """Let a disk refuse to give the journal's blocks (of 4096 bytes) of these numbers."""
    pread = os.pread

    def given(descriptor: int, length: int, start: int) -> bytes:
        blocks = range(start // 4096, (start + length - 1) // 4096 + 1)
        if os.readlink(f"/proc/self/fd/{descriptor}").endswith("journal.jsonl") and any(map(bad, blocks)):
            raise OSError(error, os.strerror(error))
        return pread(descriptor, length, start)

    monkeypatch.setattr(os, "pread", given)


def test_a_bad_block_costs_what_is_in_it(journal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.open(journal.parent, PLACES)
    for number in range(6, 60):
        admit_at_later(store, number, "x" * 200)
    store.close()
    assert len(journal.read_bytes()) > 3 * 4096
    unreadable(monkeypatch, lambda block: block == 1)
    saved = repair(journal.parent, shared=False, person="anna", now=LATER)
    monkeypatch.undo()
    store = Store.open(journal.parent, PLACES)
    assert 0 < len(saved.lost) < 20
    assert len(names(store)) == 59 - len(saved.lost)
    store.close()


@pytest.mark.parametrize("error", [errno.EIO, errno.EACCES, errno.EMFILE])
def test_a_journal_of_which_nothing_can_be_read_is_not_given_up(
    journal: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    before = journal.read_bytes()
    unreadable(monkeypatch, lambda block: True, error)
    with pytest.raises(StoreTrouble, match=r"^Not done"):
        repair(journal.parent, shared=False, person="anna", now=LATER)
    monkeypatch.undo()
    assert journal.read_bytes() == before
    assert check(journal.parent, PLACES) == []


def test_a_missing_permission_is_nothing_to_repair(journal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(real: Callable[..., Any]) -> Callable[..., Any]:
        def opened(file: object, *arguments: Any, **options: Any) -> Any:
            if str(file) == str(journal):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            return real(file, *arguments, **options)

        return opened

    for module in (io, os):
        monkeypatch.setattr(module, "open", refusing(module.open))
    assert found(journal.parent) == [("journal.jsonl", True, False)] * 2


def test_a_damaged_backup_is_told_with_what_to_do_about_it(journal: Path) -> None:
    store = Store.open(journal.parent, PLACES)
    made = back_up(store.contents(NOW), {}, journal.parent / "backups", NOW)
    store.close()
    flip(made / "journal.jsonl", 2)
    told = check(journal.parent, PLACES)
    assert {(each.file, each.serious, each.repair) for each in told} == {
        (f"backups/{made.name}/journal.jsonl", True, False)
    }
    assert "store backup" in told[0].words.en


def test_a_document_of_an_unknown_shape_is_not_damage(folder: Path) -> None:
    store = Store.open(folder, PLACES)
    with store.begin("anna", "put", NOW) as work:
        work.tables.table("bookings").insert({"text": 5})
        work.commit()
    store.close()
    assert found(folder) == [("journal.jsonl", True, False)]


def test_a_generation_of_a_newer_version_is_left_alone(journal: Path) -> None:
    kept = journal.parent / "generations" / "9.jsonl"
    kept.write_bytes(NEWER)
    assert (f"generations/{kept.name}", False, False) in found(journal.parent)
    assert set_aside_damaged(journal.parent, shared=False) == []
    assert kept.read_bytes() == NEWER


def test_a_gap_in_who_did_what_is_told(journal: Path) -> None:
    (journal.parent / "generations" / "2.jsonl").unlink()
    finding = only(journal.parent)
    (journal.parent / "generations" / "1.jsonl").unlink()
    assert check(journal.parent, PLACES) == []  # the oldest expires some day in any case
    assert (finding.words.en, finding.serious) == (
        "Who did transactions 3 to 3 is not known any more.",
        False,
    )


@pytest.mark.parametrize("name", ["generations", "drafts", "backups"])
def test_a_file_where_a_folder_should_be_is_told(folder: Path, name: str) -> None:
    shutil.rmtree(folder / name, ignore_errors=True)
    (folder / name).write_bytes(b"")
    assert (name, True, False) in found(folder)


@pytest.mark.parametrize("mode", [0o777, 0o701, 0o704])
def test_a_folder_that_everybody_can_look_into_is_told(folder: Path, mode: int) -> None:
    assert check(folder, PLACES) == []
    folder.chmod(mode)
    finding = only(folder)
    assert (finding.file, finding.serious, finding.repair) == (".", True, False)
    assert f"chmod o= {folder}" in finding.words.en


def test_without_a_mark_nobody_can_say_whether_a_cut_line_was_confirmed(journal: Path) -> None:
    journal.write_bytes(journal.read_bytes()[:-5])
    shutil.rmtree(journal.parent / "run")
    assert "cannot be told without run/lock" in only(journal.parent).words.en


def test_an_erasure_that_is_not_complete_is_told(folder: Path) -> None:
    store = Store.open(folder, PLACES)
    admit(store, "Kim")
    with store.begin("lea", ERASE, NOW) as work:
        work.put(Guest(day=DAY, id=1))
        work.commit()
    store.close()
    assert "erasure was interrupted" in only(folder).words.en


def test_a_backup_knows_who_did_what_before_and_after_a_loss(journal: Path) -> None:
    store = Store.open(journal.parent, PLACES)
    admit_at_later(store, 6, "f")
    store.close()
    flip(journal, len(journal.read_bytes().splitlines()) - 1)
    assert repair(journal.parent, shared=False, person="anna", now=LATER).lost == [5]
    store = Store.open(journal.parent, PLACES)
    store.compact(LATER + (LATER - NOW))
    made = back_up(store.contents(LATER), {}, journal.parent / "backups", LATER)
    store.close()
    copy = Store.open(made, PLACES)
    assert [entry.seq for entry in copy.log()] == [1, 2, 3, 4, 6, 7]
    copy.close()
    assert [each for each in check(made, PLACES) if each.serious] == []


@pytest.mark.parametrize("line", [1, 2, 3])
def test_who_did_what_outlives_a_damaged_beginning(journal: Path, line: int) -> None:
    flip(journal, line)
    repair(journal.parent, shared=False, person="anna", now=LATER)
    store = Store.open(journal.parent, PLACES)
    assert [entry.seq for entry in store.log()] == [1, 2, 3, 4, 5, 6]
    store.close()


def test_who_did_what_outlives_a_damaged_generation(journal: Path) -> None:
    kept = journal.parent / "generations" / "1.jsonl"
    flip(kept, 1)
    set_aside_damaged(journal.parent, shared=False)
    store = Store.open(journal.parent, PLACES)
    assert [entry.seq for entry in store.log()] == [1, 2, 3, 4, 5]
    store.close()
    assert not read_header(kept.with_name("1-2.jsonl")).contents


@pytest.mark.parametrize("where", ["at its beginning", "further on"])
def test_a_bad_sector_in_an_earlier_generation_stops_no_erasure(
    journal: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    folder = journal.parent
    bad = folder / "generations" / "1.jsonl"
    with monkeypatch.context() as disk:
        no_bytes_of(disk, bad, all_of_it=where == "at its beginning")
        assert [each.file for each in check(folder, PLACES)] == ["generations/1.jsonl"]
        store = Store.open(folder, PLACES)
        with store.begin("lea", ERASE, NOW) as work:
            work.put(Guest(day=DAY, id=1))
            work.commit(f"{DAY} A01")
        store.forget(NOW)
        store.compact(LATER)
        store.close()
    assert not bad.exists()
    assert check(folder, PLACES) == []


def no_bytes_of(disk: pytest.MonkeyPatch, bad: Path, all_of_it: bool) -> None:
    """Let the disk refuse to give what is in a file, or only what is beyond its first line."""

    def refusing(real: Callable[..., Any]) -> Callable[..., Any]:
        def given(file: Any, *arguments: Any, **options: Any) -> Any:
            if str(file) == str(bad) or (
                isinstance(file, int) and os.readlink(f"/proc/self/fd/{file}") == str(bad)
            ):
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            return real(file, *arguments, **options)

        return given

    for whole, name in ((Path, "read_bytes"), (os, "pread")):
        disk.setattr(whole, name, refusing(getattr(whole, name)))
    if all_of_it:
        disk.setattr(io, "open", refusing(io.open))


def test_a_header_and_the_first_transaction_damaged_together_are_told(folder: Path) -> None:
    store = Store.open(folder, PLACES)
    for name in "abc":
        admit(store, name)
    store.close()
    journal = folder / "journal.jsonl"
    flip(journal, 1)
    flip(journal, 3)
    assert repair(folder, shared=False, person="anna", now=LATER).lost == [1]


def test_a_lock_of_another_office_does_not_make_its_journal_a_stranger(folder: Path, tmp_path: Path) -> None:
    store = Store.open(folder, PLACES)
    admit(store, "a")
    store.close()
    other = Store.create(tmp_path / "other", PLACES)
    admit(other)
    other.close()
    shutil.copy(tmp_path / "other" / "run" / "lock", folder / "run" / "lock")
    assert repair(folder, shared=False, person="anna", now=LATER).lost == []
    store = Store.open(folder, PLACES)
    assert names(store) == ["a"]
    store.close()
