"""What others do to the folder past the program: two are never at work at once, and no older state passes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.store.check import check
from ihk_tui.store.record import Holder
from ihk_tui.store.store import Store
from tests.processes.until import until
from tests.store.office import DAY, LATER, NOW, PLACES, Guest, admit, names


def begun(folder: Path, do: Callable[[], object]) -> Thread:
    """Let another thread begin something, and go on when it waits for the journal, or has ended."""
    thread = Thread(target=do)
    thread.start()
    until(lambda: waits_for(folder / "journal.jsonl") or not thread.is_alive(), lambda: "it does neither")
    return thread


def waits_for(file: Path) -> bool:
    """Whether anybody waits for a lock on a file (proc_locks(5))."""
    waiting = (line for line in Path("/proc/locks").read_text().splitlines() if " -> " in line)
    return any(f":{file.stat().st_ino} " in line for line in waiting)


def test_without_the_lock_file_the_next_still_waits(folder: Path) -> None:
    here = Store.open(folder, PLACES)
    admit(here, "before")
    with here.begin("anna", "admit", NOW) as work:
        shutil.rmtree(folder / "run")
        thread = begun(folder, lambda: admit(Store.open(folder, PLACES), "there"))
        work.put(Guest(day=DAY, id=work.count("guests", DAY), name="here"))
        work.commit()
    thread.join()
    assert names(here) == ["before", "here", "there"]
    assert check(folder, PLACES) == []


def test_without_the_lock_file_nobody_gets_at_a_generation_that_has_just_begun(folder: Path) -> None:
    here = Store.open(folder, PLACES)
    admit(here, "before")
    prepared = here._prepare(LATER)
    with here._log.exclusive(Holder(1, "anna", "compact", LATER)):
        shutil.rmtree(folder / "run")
        here._take(here._log.adopt(prepared))
        thread = begun(folder, lambda: admit(Store.open(folder, PLACES), "there"))
        assert thread.is_alive()
    thread.join()
    assert names(here) == ["before", "there"]
    assert here.stats().generation == 2


def test_who_knows_only_an_earlier_lock_file_and_generation_waits_for_the_present_one(folder: Path) -> None:
    here, there = (Store.open(folder, PLACES) for _ in range(2))
    shutil.rmtree(folder / "run")
    here.compact(LATER)
    with here.begin("anna", "admit", NOW) as work:
        shutil.rmtree(folder / "run")
        thread = begun(folder, lambda: admit(there, "there"))
        work.put(Guest(day=DAY, id=work.count("guests", DAY), name="here"))
        work.commit()
    thread.join()
    assert names(here) == ["here", "there"]


def test_without_the_lock_file_readers_still_wait_until_it_is_confirmed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Store.open(folder, PLACES)
    seen: list[list[str]] = []
    readers: list[Thread] = []

    def slow(descriptor: int) -> None:
        readers.append(begun(folder, lambda: seen.append(names(Store.open(folder, PLACES)))))
        assert not seen
        force(descriptor)

    force = os.fdatasync
    with here.begin("anna", "admit", NOW) as work:
        shutil.rmtree(folder / "run")
        work.put(Guest(day=DAY, id=1, name="here"))
        with monkeypatch.context() as patch:
            patch.setattr(os, "fdatasync", slow)
            work.commit()
    readers[0].join()
    assert seen == [["here"]]


@pytest.mark.parametrize("how", ["replaced", "written into", "removed"])
def test_nothing_counts_as_saved_in_a_journal_that_is_another_by_then(
    folder: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    store = Store.open(folder, PLACES)
    admit(store, "before")
    journal = folder / "journal.jsonl"
    good = journal.read_bytes()

    def interfere(descriptor: int) -> None:
        force(descriptor)
        if how == "replaced":
            journal.with_name("copy").write_bytes(good)
            os.replace(journal.with_name("copy"), journal)
        elif how == "removed":
            journal.unlink()
        else:
            with journal.open("ab") as stream:
                stream.write(b"something else\n")

    force = os.fdatasync
    with monkeypatch.context() as patch:
        patch.setattr(os, "fdatasync", interfere)
        with pytest.raises(StoreTrouble, match=r"Not saved|not known whether it was saved"):
            admit(store, "here")


@pytest.mark.parametrize("went_on", [0, 1, 3])
def test_an_older_folder_that_is_put_back_is_noticed_by_who_saw_the_newer_one(
    folder: Path, went_on: int
) -> None:
    open_all_along = Store.open(folder, PLACES)
    admit(open_all_along, "a")
    shutil.copytree(folder, folder.with_name("older"))
    admit(open_all_along, "b")
    shutil.rmtree(folder)
    shutil.copytree(folder.with_name("older"), folder)
    fresh = Store.open(folder, PLACES)
    for name in "xyz"[:went_on]:
        admit(fresh, name)
    before = (folder / "journal.jsonl").read_bytes()
    for attempt in (open_all_along.read, lambda: admit(open_all_along, "c")):
        with pytest.raises(StoreTrouble, match=r"an older folder .* restart the program") as trouble:
            attempt()
        assert "bis Vorgang 2" in trouble.value.words.de
    assert (folder / "journal.jsonl").read_bytes() == before
    assert names(fresh) == ["a", *"xyz"[:went_on]]


def test_the_same_folder_put_back_is_taken(folder: Path) -> None:
    store = Store.open(folder, PLACES)
    admit(store, "a")
    shutil.copytree(folder, folder.with_name("copy"))
    shutil.rmtree(folder)
    shutil.copytree(folder.with_name("copy"), folder)
    assert admit(store, "b").id == 2
    assert names(Store.open(folder, PLACES)) == ["a", "b"]
