"""Damage of every sort: found, told, repaired as far as it goes, and the damaged original kept."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.store.backup import back_up
from ihk_tui.store.check import check
from ihk_tui.store.repair import Saved, repair, restore, set_aside_damaged
from ihk_tui.store.store import Store
from tests.store.office import DAY, LATER, NOW, OTHER_DAY, PLACES, Guest, admit, names

SETTINGS = {"office.toml": b"# settings"}
AFTER = LATER + timedelta(days=2)
CALLED = ["a", "b", "c", "d"]


@pytest.fixture
def journal(folder: Path) -> Path:
    """A journal with a snapshot of two tables and two transactions after it; one generation is kept."""
    store = Store.open(folder, PLACES)
    for name in "ab":
        admit(store, name)
    admit(store, "other", day=OTHER_DAY)
    store.compact(LATER)
    for name in "cd":
        admit(store, name)
    store.close()
    return folder / "journal.jsonl"


def serious(folder: Path) -> list[str]:
    return [f"{found.file} {found.words.en}" for found in check(folder, PLACES) if found.serious]


def repaired(folder: Path) -> Saved:
    before = (folder / "journal.jsonl").read_bytes() if (folder / "journal.jsonl").exists() else b""
    saved = repair(folder, shared=False, person="anna", now=AFTER)
    if before:
        assert (folder / saved.kept).read_bytes() == before
    assert not [found for found in serious(folder) if "journal.jsonl" in found.split()[0].split("/")]
    return saved


def flip(file: Path, line: int, at: float = 0.5) -> None:
    lines = file.read_bytes().splitlines(keepends=True)
    changed = bytearray(lines[line - 1])
    changed[int(len(changed) * at)] ^= 1
    lines[line - 1] = bytes(changed)
    file.write_bytes(b"".join(lines))


def open_again(folder: Path) -> Store:
    return Store.open(folder, PLACES)


def test_a_sound_folder_has_no_findings(journal: Path) -> None:
    assert check(journal.parent, PLACES) == []


@pytest.mark.parametrize("line", [1, 2, 3, 4, 5])
def test_what_the_earlier_generation_still_has_is_not_lost(journal: Path, line: int) -> None:
    folder = journal.parent
    flip(journal, line)
    assert serious(folder)
    saved = repaired(folder)
    assert (saved.lost, saved.gone) == ([], [])
    assert names(open_again(folder)) == CALLED
    assert names(open_again(folder), OTHER_DAY) == ["other"]


def test_a_lost_transaction_is_named_and_those_after_it_are_saved(journal: Path) -> None:
    folder = journal.parent
    flip(journal, 6)
    assert "journal.jsonl damaged in line 6." in serious(folder)
    saved = repaired(folder)
    assert saved.lost == [4]
    assert names(open_again(folder)) == ["a", "b", "d"]
    store = open_again(folder)
    assert admit(store, "e").id == 5
    assert [(entry.seq, entry.verb) for entry in store.log()][-2:] == [(6, "repair"), (7, "admit")]


def test_a_last_line_that_rotted_is_lost_and_said_to_be(journal: Path) -> None:
    flip(journal, 7)
    assert "transactions 5 to 5" in serious(journal.parent)[0]
    assert repaired(journal.parent).lost == [5]
    assert names(open_again(journal.parent)) == CALLED[:3]


def test_a_checksum_that_rotted_loses_nothing_when_a_line_follows(journal: Path) -> None:
    flip(journal, 6, at=0)
    assert repaired(journal.parent).lost == []
    assert names(open_again(journal.parent)) == CALLED


def test_a_newline_that_rotted_loses_nothing(journal: Path) -> None:
    admit(open_again(journal.parent), "e")
    data = journal.read_bytes()
    at = data[: data.rfind(b"\n", 0, -1)].rfind(b"\n")
    journal.write_bytes(data[:at] + b"*" + data[at + 1 :])
    assert repaired(journal.parent).lost == []
    assert names(open_again(journal.parent)) == [*CALLED, "e"]


def test_a_deleted_journal_comes_back_from_the_generation_before_it(journal: Path) -> None:
    journal.unlink()
    with pytest.raises(StoreTrouble, match=r"missing .* Next step: ihk-tui store check"):
        open_again(journal.parent)
    assert "journal.jsonl is missing" in serious(journal.parent)[0]
    saved = repaired(journal.parent)
    assert (saved.lost, saved.kept) == ([4, 5], "")
    assert names(open_again(journal.parent)) == ["a", "b"]


def test_an_older_journal_put_in_place_is_taken_for_what_it_is(journal: Path) -> None:
    older = journal.parent / "generations" / "1.jsonl"
    journal.write_bytes(older.read_bytes())
    assert "older than what was worked on here" in serious(journal.parent)[0]
    assert repaired(journal.parent).lost == [4, 5]


def test_the_journal_of_another_office_is_set_aside(journal: Path, tmp_path: Path) -> None:
    other = Store.create(tmp_path / "other", PLACES)
    admit(other, "stranger")
    journal.write_bytes((tmp_path / "other" / "journal.jsonl").read_bytes())
    told = serious(journal.parent)
    assert any("another office" in words for words in told)
    assert repaired(journal.parent).lost == [4, 5]
    assert names(open_again(journal.parent)) == ["a", "b"]


@pytest.mark.parametrize("content", [b"", b"{}", b'{"_default": {"1": {"a": 1}}}', b"\0" * 9000, b"\xff\n\n"])
def test_a_foreign_file_is_no_journal(journal: Path, content: bytes) -> None:
    journal.write_bytes(content)
    assert any("no journal of this program" in words for words in serious(journal.parent))
    assert repaired(journal.parent).lost == [4, 5]


def test_nothing_to_begin_from_is_said(journal: Path) -> None:
    journal.write_bytes(b"{}")
    shutil.rmtree(journal.parent / "generations")
    with pytest.raises(StoreTrouble, match="store restore"):
        repair(journal.parent, shared=False, person="anna", now=AFTER)
    assert journal.read_bytes() == b"{}"


def test_a_newer_format_is_left_alone(journal: Path) -> None:
    from ihk_tui.store.lines import Spot, seal

    newer = seal(b'{"format":3,"office":"x","generation":1,"seq":0}', Spot())[0]
    journal.write_bytes(newer)
    with pytest.raises(StoreTrouble, match="newer version"):
        repair(journal.parent, shared=False, person="anna", now=AFTER)
    assert journal.read_bytes() == newer


def test_a_table_that_is_nowhere_else_is_named(journal: Path) -> None:
    shutil.rmtree(journal.parent / "generations")
    flip(journal, 3)
    saved = repaired(journal.parent)
    assert saved.gone == [3]


def test_any_bit_that_flips_is_noticed_and_no_repair_invents_anything(journal: Path) -> None:
    good, chance = journal.read_bytes(), Random(3)
    lock = journal.parent / "run" / "lock"
    mark = lock.read_bytes()
    allowed = {name: set(CALLED) for name in CALLED}
    for _ in range(60):
        changed = bytearray(good)
        changed[chance.randrange(len(good))] ^= 1 << chance.randrange(8)
        journal.write_bytes(bytes(changed))
        lock.write_bytes(mark)
        for kept in (journal.parent / "generations").glob("damaged*"):
            kept.unlink()
        with pytest.raises(StoreTrouble):
            open_again(journal.parent)
        saved = repaired(journal.parent)
        found = names(open_again(journal.parent))
        assert set(found) <= set(allowed)
        assert len(found) >= 4 - len(saved.lost)


def test_truncation_anywhere_is_noticed(journal: Path) -> None:
    good = journal.read_bytes()
    for length in range(0, len(good), 7):
        journal.write_bytes(good[:length])
        with pytest.raises(StoreTrouble):
            open_again(journal.parent)
    journal.write_bytes(good)
    assert names(open_again(journal.parent)) == CALLED


def test_a_backup_is_restored_and_nothing_is_lost_by_it(journal: Path) -> None:
    folder = journal.parent
    store, other = open_again(folder), open_again(folder)
    made = back_up(store.contents(NOW), SETTINGS, folder / "backups", NOW)
    admit(store, "later")
    before = journal.read_bytes()
    restored = restore(folder, made, shared=False, person="anna", now=AFTER)
    assert (folder / restored.kept).read_bytes() == before
    for handle in (store, other, open_again(folder)):
        assert names(handle) == CALLED
    assert admit(other, "new").id == 6  # the fifth was told a number, too
    assert [(entry.seq, entry.verb) for entry in other.log()][-3:] == [
        (6, "admit"),
        (7, "restore"),
        (8, "admit"),
    ]


def test_a_backup_is_restored_over_damage_and_into_nothing(journal: Path, tmp_path: Path) -> None:
    folder = journal.parent
    made = back_up(open_again(folder).contents(NOW), SETTINGS, tmp_path / "elsewhere", NOW)
    flip(journal, 4)
    restore(folder, made, shared=False, person="anna", now=AFTER)
    restore(tmp_path / "new", made, shared=False, person="anna", now=AFTER)
    for place in (folder, tmp_path / "new"):
        assert names(open_again(place)) == CALLED
        assert serious(place) == []


def test_the_backup_of_another_office_and_a_damaged_one_are_refused(journal: Path, tmp_path: Path) -> None:
    other = Store.create(tmp_path / "other", PLACES)
    made = back_up(other.contents(NOW), SETTINGS, tmp_path / "backups", NOW)
    before = journal.read_bytes()
    with pytest.raises(StoreTrouble, match="another office"):
        restore(journal.parent, made, shared=False, person="anna", now=AFTER)
    flip(made / "journal.jsonl", 2)
    with pytest.raises(StoreTrouble, match="damaged"):
        restore(journal.parent, made, shared=False, person="anna", now=AFTER)
    assert journal.read_bytes() == before


def test_an_erasure_takes_damaged_and_half_written_files_along(journal: Path) -> None:
    folder = journal.parent
    generations = folder / "generations"
    for name in ("damaged.jsonl", "damaged-2.jsonl", "7.jsonl", "1.jsonl.new-99", "torn-3"):
        (generations / name).write_bytes(b"Eva Kern")
    store = open_again(folder)
    store.tidy(LATER)
    assert len([*generations.iterdir()]) == 6
    store.forget(AFTER)
    assert not [path for path in generations.iterdir() if b"Eva Kern" in path.read_bytes()]
    assert names(store) == CALLED


def test_a_lock_file_that_is_replaced_is_noticed(journal: Path) -> None:
    here, there = open_again(journal.parent), open_again(journal.parent)
    shutil.rmtree(journal.parent / "run")
    with here.begin("anna", "put", NOW) as work:
        assert there.holder() is not None
        work.put(Guest(day=DAY, id=50))
        work.commit()
    admit(there, "e")
    admit(here, "f")
    assert names(there) == names(here)


@pytest.mark.parametrize(
    "damage",
    [
        lambda good: b"\0" * 60 + good[60:],
        lambda good: b"\xef\xbb\xbf" + good,
        lambda good: good.replace(b"\n", b"\r\n"),
        lambda good: good[:20] + b"#" + good[21:],
    ],
    ids=["zeros", "byte order mark", "line ends", "a byte"],
)
def test_a_damaged_first_line_loses_nothing(journal: Path, damage: Callable[[bytes], bytes]) -> None:
    journal.write_bytes(damage(journal.read_bytes()))
    assert repaired(journal.parent).lost == []
    assert names(open_again(journal.parent)) == CALLED


def test_an_earlier_generation_that_is_damaged_stops_nobody_and_is_set_aside(journal: Path) -> None:
    folder = journal.parent
    flip(folder / "generations" / "1.jsonl", 3)
    (folder / "generations" / "7.jsonl").write_bytes(b"")
    store = open_again(folder)
    assert [entry.seq for entry in store.log()] == [4, 5]
    back_up(store.contents(NOW), SETTINGS, folder / "backups", NOW)
    store.compact(AFTER)
    assert {words.split()[0] for words in serious(folder)} == {"generations/1.jsonl", "generations/7.jsonl"}
    aside = set_aside_damaged(folder, shared=False)
    assert len(aside) == 2
    assert serious(folder) == []


def test_a_repaired_checksum_does_not_block_the_log(journal: Path) -> None:
    flip(journal, 6, at=0)
    repaired(journal.parent)
    store = open_again(journal.parent)
    assert [entry.seq for entry in store.log()][-1] == 6
    store.contents(AFTER)
    assert check(journal.parent, PLACES)[0].serious is False


def test_the_lock_file_of_another_office_does_not_outvote_the_journal(journal: Path, tmp_path: Path) -> None:
    other = Store.create(tmp_path / "other", PLACES)
    admit(other)
    shutil.copy(tmp_path / "other" / "run" / "lock", journal.parent / "run" / "lock")
    with pytest.raises(StoreTrouble, match="another office"):
        open_again(journal.parent)
    assert repaired(journal.parent).lost == []
    assert names(open_again(journal.parent)) == CALLED


def test_a_cut_backup_is_refused_and_found(journal: Path) -> None:
    folder = journal.parent
    made = back_up(open_again(folder).contents(NOW), SETTINGS, folder / "backups", NOW)
    flip(made / "journal.jsonl", len((made / "journal.jsonl").read_bytes().splitlines()))
    with pytest.raises(StoreTrouble, match="is damaged; please take another one"):
        restore(folder, made, shared=False, person="anna", now=AFTER)
    assert any(made.name in words for words in serious(folder))


def test_a_backup_helps_to_repair(journal: Path) -> None:
    folder = journal.parent
    back_up(open_again(folder).contents(NOW), SETTINGS, folder / "backups", NOW)
    journal.unlink()
    shutil.rmtree(folder / "generations")
    assert repaired(folder).lost == []
    assert names(open_again(folder)) == CALLED


def test_a_mark_that_cannot_be_read_is_found(journal: Path) -> None:
    lock = journal.parent / "run" / "lock"
    content = bytearray(lock.read_bytes())
    content[560] ^= 1
    lock.write_bytes(bytes(content))
    (found,) = check(journal.parent, PLACES)
    assert (found.file, found.serious) == ("run/lock", False)
    admit(open_again(journal.parent), "e")
    assert check(journal.parent, PLACES) == []


def test_a_journal_that_is_removed_from_under_a_session_is_told_with_the_next_step(journal: Path) -> None:
    store = open_again(journal.parent)
    journal.unlink()
    with pytest.raises(StoreTrouble, match=r"journal\.jsonl is missing .* Next step"):
        store.read()
    with pytest.raises(StoreTrouble, match=r"journal\.jsonl is missing .* Next step"):
        admit(store, "x")


def test_an_earlier_generation_whose_end_is_damaged_is_set_aside_too(journal: Path) -> None:
    kept = journal.parent / "generations" / "1.jsonl"
    flip(kept, len(kept.read_bytes().splitlines()))
    assert len(serious(journal.parent)) == 1
    assert len(set_aside_damaged(journal.parent, shared=False)) == 1
    assert serious(journal.parent) == []
