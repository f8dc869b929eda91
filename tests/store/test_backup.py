"""Copies of an office: offices themselves, whole, and gone some day."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from ihk_tui.store.backup import back_up, expire, export_tinydb, newest
from ihk_tui.store.check import check
from ihk_tui.store.store import Store
from tests.store.office import DAY, LATER, NOW, PLACES, Guest, admit, do_something, names

SETTINGS = {"office.toml": b"# settings"}
AFTER = LATER + timedelta(days=2)
CALLED = ["a", "b", "c", "d"]


@pytest.fixture
def journal(folder: Path) -> Path:
    """A journal with a snapshot and two transactions after it; one generation is kept."""
    store = Store.open(folder, PLACES)
    for name in "ab":
        admit(store, name)
    store.compact(LATER)
    for name in "cd":
        admit(store, name)
    store.close()
    return folder / "journal.jsonl"


def open_again(folder: Path) -> Store:
    return Store.open(folder, PLACES)


def test_a_backup_is_an_office_of_its_own(journal: Path, tmp_path: Path) -> None:
    folder = journal.parent
    store = open_again(folder)
    made = back_up(store.contents(LATER), SETTINGS, folder / "backups", LATER)
    assert made.name == "2026-09-05T1030"
    admit(store, "later")
    copy = open_again(made)
    assert names(copy) == CALLED
    assert [entry.seq for entry in copy.log()] == [1, 2, 3, 4]
    assert (made / "office.toml").read_text() == "# settings"
    assert {path.stat().st_mode & 0o777 for path in made.rglob("*") if path.is_file()} == {0o600}
    assert check(made, PLACES) == []
    assert back_up(store.contents(LATER), SETTINGS, folder / "backups", LATER).name == "2026-09-05T1030-2"


def test_backups_expire(journal: Path) -> None:
    folder = journal.parent
    store = open_again(folder)
    for when in (NOW, NOW + timedelta(days=60)):
        back_up(store.contents(when), SETTINGS, folder / "backups", when)
    do_something(store, NOW + timedelta(days=98))
    store.tidy(NOW + timedelta(days=100))
    assert [path.name for path in (folder / "backups").iterdir()] == ["2026-11-02T0930"]
    assert expire(folder / "nowhere", NOW) == 0


def test_stock_tinydb_opens_the_export(journal: Path, tmp_path: Path) -> None:
    import tinydb

    store = open_again(journal.parent)
    file = tmp_path / "office.json"
    assert export_tinydb(store.contents(AFTER).tables, file) == file.stat().st_size
    with tinydb.TinyDB(file) as database:
        table = database.table(f"guests-{DAY}")
        assert [document["name"] for document in table.all()] == CALLED
        assert table.get(tinydb.Query().name == "c").doc_id == 3
    assert os.stat(file).st_mode & 0o777 == 0o600
    assert Guest(day=DAY, id=1, name="a") in store.read().all(Guest, DAY)


def test_a_clock_that_jumped_ahead_lets_nothing_expire(journal: Path) -> None:
    folder = journal.parent
    store = open_again(folder)
    back_up(store.contents(NOW), SETTINGS, folder / "backups", NOW)
    kept = (folder / "generations" / "1.jsonl").read_bytes()
    ahead = NOW + timedelta(days=1200)
    store.tidy(ahead)
    do_something(store, ahead)
    store.compact(ahead)
    store.tidy(ahead + timedelta(hours=8))
    assert (folder / "generations" / "1.jsonl").read_bytes() == kept
    assert len([*(folder / "backups").iterdir()]) == 1


def test_the_latest_backup_is_the_one_that_reaches_furthest(folder: Path) -> None:
    store = Store.open(folder, PLACES)
    assert newest(folder / "backups") is None
    early = back_up(store.contents(LATER), {}, folder / "backups", LATER)
    admit(store, "a")
    late = back_up(store.contents(NOW), {}, folder / "backups", NOW)  # its clock went slow
    store.close()
    assert late.name < early.name
    assert newest(folder / "backups") == late
