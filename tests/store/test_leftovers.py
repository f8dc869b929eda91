"""What was being put together when the program was killed: it counts for nothing, and is cleared away."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from ihk_tui.store.backup import back_up
from ihk_tui.store.check import check
from ihk_tui.store.repair import Saved, move_in, repair, restore
from ihk_tui.store.store import Store
from tests.store.office import LATER, NOW, PLACES, admit, names

AFTER = LATER + timedelta(days=2)
Killed = Callable[[Callable[[], object]], Path]


@pytest.fixture
def backup(folder: Path) -> Path:
    """A backup of two guests; four are there meanwhile, the last two since the snapshot."""
    store = Store.open(folder, PLACES)
    for name in "ab":
        admit(store, name)
    made = back_up(store.contents(NOW), {}, folder / "backups", NOW)
    store.compact(LATER)
    for name in "cd":
        admit(store, name)
    store.close()
    return made


@pytest.fixture
def killed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Killed:
    """Does something as far as a journal is written and not in force; gives the file that a kill leaves."""

    def killed(do: Callable[[], object]) -> Path:
        left: list[Path] = []

        def rename(new: Path, _: Path) -> None:
            left.append(new)
            os.link(new, folder.with_name("left"))
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(os, "rename", rename)
            with pytest.raises(KeyboardInterrupt):
                do()
        os.rename(folder.with_name("left"), left[0])
        return left[0]

    return killed


def lose_a_line(folder: Path) -> None:
    """Damage the transaction before the last."""
    lines = (folder / "journal.jsonl").read_bytes().splitlines(keepends=True)
    lines[-2] = lines[-2].replace(b'"name":"c"', b'"name":"#"')
    (folder / "journal.jsonl").write_bytes(b"".join(lines))


def bring_back(folder: Path, backup: Path) -> None:
    restore(folder, backup, shared=False, person="anna", now=AFTER)


def repaired(folder: Path) -> Saved:
    return repair(folder, shared=False, person="anna", now=AFTER)


def held(folder: Path) -> list[str]:
    store = Store.open(folder, PLACES)
    try:
        return names(store)
    finally:
        store.close()


def test_a_repair_does_not_take_an_interrupted_restore_for_the_newest(
    folder: Path, backup: Path, killed: Killed
) -> None:
    killed(lambda: bring_back(folder, backup))
    lose_a_line(folder)
    assert repaired(folder).lost == [3]
    assert held(folder) == ["a", "b", "d"]


def test_a_repair_says_what_is_lost_after_one_that_was_interrupted(
    folder: Path, backup: Path, killed: Killed
) -> None:
    lose_a_line(folder)
    killed(lambda: repaired(folder))
    saved = repaired(folder)
    assert (saved.lost, saved.seq) == ([3], 4)
    assert held(folder) == ["a", "b", "d"]


def test_what_an_interrupted_compaction_wrote_still_helps(folder: Path, killed: Killed) -> None:
    store = Store.open(folder, PLACES)
    for name in "abcd":
        admit(store, name)
    killed(lambda: store.compact(LATER))
    store.close()
    lose_a_line(folder)
    assert repaired(folder).lost == []
    assert held(folder) == ["a", "b", "c", "d"]


def test_leftovers_are_found_and_the_next_compaction_clears_them_away(
    folder: Path, backup: Path, killed: Killed
) -> None:
    left = killed(lambda: bring_back(folder, backup))
    (found,) = check(folder, PLACES)
    assert (found.file, found.serious) == (left.name, False)
    store = Store.open(folder, PLACES)
    store.compact(LATER)
    store.close()
    assert not left.exists()
    assert check(folder, PLACES) == []


def test_the_mark_of_a_journal_that_ended_with_a_move_does_not_outlive_it(folder: Path) -> None:
    store = Store.open(folder, PLACES)
    for name in "ab":
        admit(store, name)
    with store.moving("anna", "elsewhere", NOW) as contents:
        carried = contents._replace(tables=list(contents.tables))
    store.close()
    lock = folder / "run" / "lock"
    _mark_before_power_fails(lock, lambda: move_in(folder, carried, shared=False, now=AFTER))
    assert held(folder) == ["a", "b"]


def test_a_move_that_came_back_leaves_no_number_to_be_given_twice(folder: Path) -> None:
    store = Store.open(folder, PLACES)
    for name in "ab":
        admit(store, name)
    with store.moving("anna", "elsewhere", NOW) as contents:
        carried = contents._replace(tables=list(contents.tables))
    store.close()
    move_in(folder, carried, shared=False, now=AFTER)
    store = Store.open(folder, PLACES)
    assert [(entry.seq, entry.verb) for entry in store.log()] == [(1, "admit"), (2, "admit")]
    admit(store, "c")
    assert [(entry.seq, entry.verb) for entry in store.log()][-1] == (3, "admit")
    store.close()


def _mark_before_power_fails(lock: Path, do: Callable[[], object]) -> None:
    """Do something, and lose of the lock file whatever was not forced to the disk."""
    forced = [lock.read_bytes()]
    with pytest.MonkeyPatch.context() as patch:
        force = os.fdatasync

        def noting(descriptor: int) -> None:
            force(descriptor)
            if os.path.samestat(os.fstat(descriptor), lock.stat()):
                forced.append(lock.read_bytes())

        patch.setattr(os, "fdatasync", noting)
        do()
    lock.write_bytes(forced[-1])
