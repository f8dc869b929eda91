"""A repair never mixes what was before a restoration or an erasure with what came after it."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from ihk_tui.cli.main import run
from ihk_tui.domain.words import StoreTrouble
from ihk_tui.store.backup import back_up
from ihk_tui.store.record import ERASE, MOVE
from ihk_tui.store.repair import Saved, move_in, repair, restore
from ihk_tui.store.store import Store
from ihk_tui.wiring import Program
from tests.store.office import DAY, LATER, NOW, PLACES, Guest, admit


def opened(folder: Path) -> Store:
    return Store.open(folder, PLACES)


def admitted(folder: Path, *guests: str) -> list[int]:
    """Let these guests in; give their numbers."""
    store = opened(folder)
    try:
        return [admit(store, name).id for name in guests]
    finally:
        store.close()


def backed_up(folder: Path) -> Path:
    store = opened(folder)
    try:
        return back_up(store.contents(NOW), {}, folder / "backups", NOW)
    finally:
        store.close()


def brought_back(folder: Path, backup: Path) -> list[str]:
    return restore(folder, backup, shared=False, person="anna", now=LATER).again


def damage(folder: Path, table: str) -> None:
    """Overwrite a byte of a table in the journal's snapshot."""
    lines = (folder / "journal.jsonl").read_bytes().splitlines(keepends=True)
    spoil(folder, next(at for at, line in enumerate(lines) if f'"table":"{table}'.encode() in line))


def repaired(folder: Path) -> Saved:
    return repair(folder, shared=False, person="anna", now=LATER)


def guests(folder: Path) -> dict[int, str]:
    store = opened(folder)
    try:
        return {guest.id: guest.name for guest in store.read().all(Guest, DAY)}
    finally:
        store.close()


def erased(folder: Path, number: int) -> None:
    store = opened(folder)
    with store.begin("lea", ERASE, NOW) as work:
        work.put(Guest(day=DAY, id=number))
        work.commit(f"{DAY} A0{number}")
    store.forget(NOW)
    store.close()


def test_a_table_from_before_a_restoration_is_told_as_lost_and_no_number_is_given_twice(folder: Path) -> None:
    admitted(folder, "Eins")
    backup = backed_up(folder)
    admitted(folder, "Zwei", "Drei")
    brought_back(folder, backup)
    damage(folder, "guests")
    damage(folder, "counters")
    saved = repaired(folder)
    assert saved.missing == ["counters", f"guests-{DAY}"]
    assert saved.sources == ["journal.jsonl"]
    assert saved.gone
    assert "Zwei" not in guests(folder).values()
    assert admitted(folder, "Neu") == [4]


def test_what_happened_since_a_restoration_is_not_lost_with_the_table(folder: Path) -> None:
    admitted(folder, "Eins")
    brought_back(folder, backed_up(folder))
    admitted(folder, "Zwei")
    damage(folder, "guests")
    assert repaired(folder).missing == [f"guests-{DAY}"]
    assert guests(folder) == {2: "Zwei"}


def test_a_later_generation_of_the_same_restoration_helps(folder: Path) -> None:
    admitted(folder, "Eins")
    brought_back(folder, backed_up(folder))
    admitted(folder, "Zwei")
    store = opened(folder)
    store.compact(LATER + timedelta(days=2))
    store.close()
    damage(folder, "guests")
    saved = repaired(folder)
    assert (saved.missing, saved.lost, saved.tables) == ([], [], [f"guests-{DAY}"])
    assert guests(folder) == {1: "Eins", 2: "Zwei"}


def test_a_repair_does_not_bring_an_erased_person_back(folder: Path) -> None:
    admitted(folder, "Kimmelmann")
    backed_up(folder)
    erased(folder, 1)
    admitted(folder, "Zorn")
    damage(folder, "guests")
    saved = repaired(folder)
    assert saved.missing == [f"guests-{DAY}"]
    assert guests(folder) == {2: "Zorn"}
    kept = [file for file in folder.glob("*.jsonl") if b"Kimmelmann" in file.read_bytes()]
    assert kept == []


def test_only_states_from_before_an_erasure_are_no_states_to_go_on_from(folder: Path) -> None:
    admitted(folder, "Kimmelmann")
    backup = backed_up(folder)
    erased(folder, 1)
    (folder / "journal.jsonl").unlink()
    with pytest.raises(StoreTrouble, match="store restore"):
        repaired(folder)
    assert brought_back(folder, backup) == [f"{DAY} A01"]


def test_a_restoration_says_who_is_to_be_erased_again(folder: Path) -> None:
    admitted(folder, "Kimmelmann")
    backup = backed_up(folder)
    erased(folder, 1)
    later = backed_up(folder)
    assert brought_back(folder, later) == []
    assert brought_back(folder, backup) == [f"{DAY} A01"]


def test_an_erasure_that_was_interrupted_is_done_again_and_told(folder: Path) -> None:
    admitted(folder, "Kimmelmann")
    store = opened(folder)
    with store.begin("lea", ERASE, NOW) as work:
        work.put(Guest(day=DAY, id=1))
        work.commit(f"{DAY} A01")
    store.close()
    journal = folder / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b'{"format"', b'{"#ormat"', 1))
    saved = repaired(folder)
    assert (saved.missing, saved.lost, saved.again) == ([], [], [f"{DAY} A01"])
    assert guests(folder) == {1: ""}


def test_an_erasure_that_can_be_done_again_is_no_border(folder: Path) -> None:
    admitted(folder, "Kimmelmann", "Zorn")
    store = opened(folder)
    store.compact(LATER)
    with store.begin("lea", ERASE, NOW) as work:
        work.put(Guest(day=DAY, id=1))
        work.commit(f"{DAY} A01")
    store.close()
    damage(folder, "guests")
    saved = repaired(folder)
    assert (saved.missing, saved.lost, saved.again) == ([], [], [f"{DAY} A01"])
    assert guests(folder) == {1: "", 2: "Zorn"}


def test_no_number_is_given_twice_when_a_backup_is_older_than_the_numbers(folder: Path) -> None:
    backup = backed_up(folder)
    assert admitted(folder, "a", "b") == [1, 2]
    brought_back(folder, backup)
    assert guests(folder) == {}
    assert admitted(folder, "c") == [3]


def test_a_restoration_over_an_interrupted_erasure_says_who_is_to_be_erased_again(folder: Path) -> None:
    admitted(folder, "Kimmelmann")
    store = opened(folder)
    store.compact(LATER)
    with store.begin("lea", ERASE, NOW) as work:
        work.put(Guest(day=DAY, id=1))
        work.commit(f"{DAY} A01")
    store.close()
    assert b"Kimmelmann" in (folder / "generations" / "1.jsonl").read_bytes()
    assert brought_back(folder, backed_up(folder)) == [f"{DAY} A01"]


def test_who_survives_a_damaged_line_keeps_the_number_that_the_line_gave(folder: Path) -> None:
    admitted(folder, "Eins", "Zwei")
    store = opened(folder)
    with store.begin("anna", "call", NOW) as work:
        work.put(Guest(day=DAY, id=2, name="Zwei, gerufen"))
        work.commit()
    store.close()
    spoil(folder, line=-2)
    assert repaired(folder).lost == [2]
    assert admitted(folder, "Neu") == [3]
    assert guests(folder) == {1: "Eins", 2: "Zwei, gerufen", 3: "Neu"}


def test_the_number_that_a_survivor_was_told_is_not_told_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("IHK_TUI_NOW", "2026-12-03T09:00")

    def done(*words: str) -> str:
        assert run(["--data", str(tmp_path), *words], Program()) == 0
        return capsys.readouterr().out

    checkin = ("checkin", "--anonymous", "--topic", "VE2")
    done("init", "--name", "IHK", "--person", "aydin:Selin Aydın:lead")
    for words in (("open-day",), checkin, checkin, ("call", "A02")):
        done(*words)
    spoil(tmp_path, line=-2)
    done("store", "repair")
    assert done(*checkin) == "Nummer A03.\n"
    assert "A02" in done("queue")


def test_a_snapshot_that_is_cut_off_is_not_said_to_be_whole(folder: Path) -> None:
    admitted(folder, "Kimmelmann", "Zorn")
    erased(folder, 1)
    journal = folder / "journal.jsonl"
    journal.write_bytes(journal.read_bytes()[:300])
    saved = repaired(folder)
    assert saved.gone
    assert guests(folder) == {}


def test_who_did_what_is_kept_from_wherever_it_was_found(folder: Path) -> None:
    admitted(folder, "Eins", "Zwei")
    backed_up(folder)
    spoil(folder, line=-1)
    assert repaired(folder).lost == []
    store = opened(folder)
    assert [entry.verb for entry in store.log()] == ["admit", "admit", "repair"]
    store.close()


@pytest.mark.parametrize("compacted", [False, True])
@pytest.mark.parametrize("here", [True, False], ids=["damaged", "gone"])
def test_who_did_what_is_known_after_a_repair_from_a_backup(
    folder: Path, here: bool, compacted: bool
) -> None:
    admitted(folder, "Eins", "Zwei")
    if compacted:
        store = opened(folder)
        store.compact(LATER)
        store.close()
    backed_up(folder)
    shutil.rmtree(folder / "generations")
    journal = folder / "journal.jsonl"
    if here:
        journal.write_bytes(b"?" * 700)
    else:
        journal.unlink()
    assert repaired(folder).lost == []
    store = opened(folder)
    assert [entry.verb for entry in store.log()] == ["admit", "admit", "repair"]
    store.close()


def spoil(folder: Path, line: int) -> None:
    """Overwrite a byte of a line of the journal."""
    lines = (folder / "journal.jsonl").read_bytes().splitlines(keepends=True)
    lines[line] = lines[line][:-9] + b"#" + lines[line][-8:]
    (folder / "journal.jsonl").write_bytes(b"".join(lines))


def test_a_refused_transaction_does_not_come_back_through_a_second_name_of_its_file(folder: Path) -> None:
    admitted(folder, "a")
    store = opened(folder)
    admit(store, "refused")
    store.close()
    journal = folder / "journal.jsonl"
    _doubt_the_last(folder)
    (folder / "generations" / "1.jsonl").hardlink_to(journal)
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(lines[0].replace(b"format", b"#ormat") + b"".join(lines[1:]))
    repaired(folder)
    assert guests(folder) == {1: "a"}
    store = opened(folder)
    assert [(entry.seq, entry.verb) for entry in store.log()] == [(1, "admit"), (2, "repair")]
    store.close()


def _doubt_the_last(folder: Path) -> None:
    """Leave a mark that says: the last transaction was never confirmed, and its author was told so."""
    from ihk_tui.store import mark as marks

    lock = folder / "run" / "lock"
    content = lock.read_bytes()
    mark = marks.read(content[512:])
    assert mark is not None
    doubted = marks.Mark(mark.office, mark.generation, mark.seq - 1, mark.offset, mark.crc, True)
    lock.write_bytes(content[:512] + marks.write(doubted))


def moved_away(folder: Path) -> Store:
    store = opened(folder)
    with store.moving("anna", "elsewhere", NOW):
        pass
    return store


@pytest.mark.parametrize("emptied", [False, True])
def test_where_the_office_moved_away_no_second_one_is_made(folder: Path, emptied: bool) -> None:
    admitted(folder, "a")
    backup = backed_up(folder)
    store = moved_away(folder)
    if emptied:
        store.empty(NOW)
    store.close()
    before = (folder / "journal.jsonl").read_bytes()
    for attempt in (lambda: brought_back(folder, backup), lambda: repaired(folder)):
        with pytest.raises(StoreTrouble, match="moved from here to elsewhere"):
            attempt()
    assert (folder / "journal.jsonl").read_bytes() == before


def test_an_office_that_came_back_is_repaired_from_what_came_back(folder: Path) -> None:
    admitted(folder, "a", "b")
    store = opened(folder)
    with store.moving("anna", "elsewhere", NOW) as contents:
        carried = contents._replace(tables=list(contents.tables))
    store.empty(NOW)
    store.close()
    move_in(folder, carried, shared=False, now=LATER)
    admitted(folder, "c")
    journal = folder / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b'{"format"', b'{"#ormat"', 1))
    saved = repaired(folder)
    assert (saved.lost, saved.missing) == ([], [])
    assert guests(folder) == {1: "a", 2: "b", 3: "c"}
    store = opened(folder)
    assert MOVE not in [entry.verb for entry in store.log()]
    store.close()


def test_where_the_counters_are_nowhere_the_ids_there_are_keep_them(folder: Path) -> None:
    admitted(folder, "a", "b")
    store = opened(folder)
    store.compact(LATER)
    store.close()
    shutil.rmtree(folder / "generations")
    damage(folder, "counters")
    assert repaired(folder).gone
    assert admitted(folder, "c") == [3]


def test_what_stands_in_lines_alone_is_told_as_put_together(folder: Path) -> None:
    admitted(folder, "a")
    store = opened(folder)
    store.compact(LATER)
    store.close()
    damage(folder, "guests")
    assert f"guests-{DAY}" in repaired(folder).tables
    shutil.rmtree(folder / "generations")
    assert guests(folder) == {1: "a"}
