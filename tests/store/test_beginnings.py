"""Where a journal begins that follows no other: a new office, a restored one, one that moved in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.store.backup import back_up
from ihk_tui.store.folder import Folder
from ihk_tui.store.journal import FileLog
from ihk_tui.store.repair import move_in, opened, restore
from ihk_tui.store.store import Store
from tests.store.failing import failing_once_in_force
from tests.store.office import NOW, PLACES, admit, names


@pytest.mark.parametrize("how", ["create", "restore", "move in"])
def test_a_beginning_that_was_not_confirmed_is_told_and_done_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    store = Store.open(folder, PLACES)
    admit(store, "before")
    contents = store.contents(NOW)
    contents = contents._replace(tables=list(contents.tables))
    backup = back_up(contents, {}, folder.with_name("backups"), NOW)
    admit(store, "after the backup")
    if how != "restore":
        shutil.rmtree(folder)
    begins: dict[str, Callable[[], object]] = {
        "create": partial(FileLog.create, Folder(folder), "office"),
        "restore": partial(restore, folder, backup, shared=False, person="anna", now=NOW),
        "move in": partial(move_in, folder, contents, shared=False, now=NOW),
    }
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing_once_in_force(folder))
        with pytest.raises(StoreTrouble, match="The new state is in force, but the disk did not confirm it"):
            begins[how]()
    fresh = Store.open(folder, PLACES)
    begun = fresh.stats().generation
    held = [] if how == "create" else ["before"]
    assert names(fresh) == held
    admit(fresh, "after")
    assert fresh.stats().generation == begun + 1
    assert names(Store.open(folder, PLACES)) == [*held, "after"]


def test_whoever_begins_a_journal_and_is_killed_is_seen_to_have_been_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Folder(tmp_path / "office")
    left: list[bytes] = []

    def killed(_: object, __: object) -> None:
        left.append(folder.lock.read_bytes())
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", killed)
        with pytest.raises(KeyboardInterrupt):
            FileLog.create(folder, "office")
    folder.lock.write_bytes(left[0])
    with opened(folder) as turn:
        assert turn.holder() is None
        with turn.shared() as traces:
            assert traces.cut_off
