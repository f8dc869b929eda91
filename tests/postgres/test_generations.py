"""Snapshots, what replaces them, and what is dropped when it is too old."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.store.log import Contents
from ihk_tui.store.postgres.log import PostgresLog
from ihk_tui.store.record import Record
from tests.postgres.place import ANNA, NOW, Place, add, after, last, numbers, read, replace, tables

pytestmark = pytest.mark.slow

LONG_AGO = NOW - timedelta(days=1)


def seqs(log: PostgresLog) -> list[int]:
    return [entry.seq for entry in log.entries()]


def with_contents(place: Place) -> list[int]:
    """The transactions whose documents are still there."""
    rows = place.execute("select seq from TABLE.journal where docs <> '{}' order by seq")
    return [row[0] for row in rows]


def snapshots(place: Place) -> list[int]:
    return [row[0] for row in place.execute("select count(*) from TABLE.snapshot group by generation")]


def prepared_rows(place: Place) -> int:
    return int(place.execute("select count(*) from TABLE.generation where number is null")[0][0])


def test_a_new_generation_replaces_the_one_before_for_everybody(place: Place) -> None:
    here, there = place.open(), place.open()
    for _ in range(3):
        add(here)
    read(there)
    prepared = here.prepare(2, tables(guests={"1": {"name": "ü"}}, days={}), NOW)
    add(there)
    assert not there.behind() and here.extent().generation == 1
    with here.exclusive(ANNA) as news:
        assert numbers(news) == [4]
        mine = here.adopt(prepared)
    for news in (mine, read(there), read(place.open())):
        assert news.snapshot is not None and news.snapshot.seq == 2
        assert news.snapshot.documents("guests") == {"1": {"name": "ü"}}
        assert sorted(news.snapshot.raw) == ["days", "guests"]
        assert numbers(news) == [3, 4]
    assert not here.behind() and not there.behind()
    assert [add(here), add(there)] == [5, 6]
    assert seqs(here) == [1, 2, 3, 4, 5, 6]


def test_it_may_be_prepared_and_adopted_in_one_turn_and_written_to_after(place: Place) -> None:
    here, there = place.open(), place.open()
    add(here)
    with here.exclusive(ANNA):
        here.adopt(here.prepare(1, tables(guests={}), NOW))
        here.append(Record(seq=2, at=NOW, person="anna", verb="admit", docs={"guests": {"2": {}}}))
    assert numbers(read(there)) == [2]
    assert add(there) == 3


def test_the_one_that_comes_second_is_dropped(place: Place) -> None:
    here, there = place.open(), place.open()
    add(here)
    read(there)
    prepared = here.prepare(1, tables(guests={"1": {"name": "late"}}), NOW)
    replace(there, 1)
    with here.exclusive(ANNA):
        assert here.adopt(prepared) == (None, ())
        here.append(Record(seq=2, at=NOW, person="anna", verb="admit", docs={}))
    assert here.extent().generation == 2
    assert prepared_rows(place) == 0
    assert numbers(read(there)) == [2]


def test_one_that_knows_less_than_the_snapshot_in_force_is_dropped(place: Place) -> None:
    log = place.open()
    for _ in range(3):
        add(log)
    replace(log, 3, keep=False)
    assert log.prepare(1, tables(), NOW) is not None
    with log.exclusive(ANNA):
        assert log.adopt(log.prepare(2, tables(), NOW)) == (None, ())
    assert log.extent().generation == 2


def test_what_a_killed_process_prepared_is_cleaned_up(place: Place) -> None:
    log = place.open()
    add(log)
    for _ in range(2):
        log.prepare(1, tables(guests={"1": {}}), NOW)
    assert prepared_rows(place) == 2
    replace(log, 1)
    assert prepared_rows(place) == 0
    log.prepare(1, tables(guests={"1": {}}), NOW)
    place.execute("update TABLE.generation set prepared = now() - interval '2 hours' where number is null")
    log.prepare(1, tables(guests={"1": {}}), NOW)
    assert prepared_rows(place) == 1


def test_a_transaction_that_nobody_read_cannot_be_a_beginning(place: Place) -> None:
    log = place.open()
    add(log)
    with pytest.raises(RuntimeError, match="was not read"):
        log.prepare(2, tables(), NOW)


def test_a_failure_while_preparing_leaves_nothing(place: Place) -> None:
    log = place.open()
    add(log)
    with pytest.raises(ZeroDivisionError):
        log.prepare(1, ((str(1 // zero), b"{}") for zero in (1, 0)), NOW)
    assert prepared_rows(place) == 0


def test_without_keeping_only_who_did_what_is_left(place: Place) -> None:
    here, there = place.open(), place.open()
    for _ in range(2):
        add(here)
    replace(here, 2)
    for _ in range(2):
        add(here)
    read(there)
    replace(here, 3, keep=False)
    assert with_contents(place) == [4]
    assert snapshots(place) == [1]
    assert seqs(there) == [1, 2, 3, 4]
    assert numbers(read(there)) == [4]
    assert here.extent().kept == 2


def test_extent_tells_what_is_in_force_and_what_is_kept(place: Place) -> None:
    log = place.open()
    for _ in range(3):
        add(log)
    lines = log.extent()
    assert (lines.generation, lines.snapshot_bytes, lines.kept, lines.kept_bytes) == (1, 0, 0, 0)
    assert lines.bytes > 0
    replace(log, 2)
    snapshot = len(msgspec.json.encode({"1": {"name": "bis 2"}}))
    now = log.extent()
    assert (now.generation, now.snapshot_bytes, now.kept) == (2, snapshot, 1)
    assert now.bytes - snapshot == lines.bytes - now.kept_bytes


def test_what_is_too_old_is_dropped_in_two_steps(place: Place) -> None:
    log = place.open()
    for generation in range(3):  # replaced at minutes 0, 10 and 20; transactions 1-2, 3-4, 5-6, and 7-8
        for _ in range(2):
            add(log)
        replace(log, 2 * generation + 2, now=after(10 * generation))
    for _ in range(2):
        add(log)
    assert log.expire(NOW, LONG_AGO) == 0
    assert with_contents(place) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert log.expire(after(11), NOW) == 2
    assert with_contents(place) == [5, 6, 7, 8]
    assert seqs(log) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert log.expire(after(11), NOW) == 0
    assert log.expire(after(11), after(1)) == 1
    assert (seqs(log), log.extent().kept) == ([3, 4, 5, 6, 7, 8], 2)
    assert log.expire(after(1000), after(1000)) == 2
    assert (seqs(log), with_contents(place), log.extent().kept) == ([7, 8], [7, 8], 0)
    assert log.expire(after(1000), after(1000)) == 0
    assert len(snapshots(place)) == 1
    assert numbers(read(place.open())) == [7, 8]
    assert add(place.open()) == 9


def test_who_had_not_looked_for_long_goes_on_after_an_expiry(place: Place) -> None:
    here, there = place.open(), place.open()
    for _ in range(2):
        add(here)
    read(there)
    add(here)
    replace(here, 3)
    here.expire(after(1), after(1))
    news = read(there)
    assert news.snapshot is not None and (news.snapshot.seq, numbers(news)) == (3, [])
    assert not there.behind() and not here.behind()
    assert [add(here), add(there)] == [4, 5]
    assert last(there) == 5


def test_a_prepared_generation_may_outlive_its_beginning(place: Place) -> None:
    here, there = place.open(), place.open()
    for _ in range(2):
        add(here)
    read(there)
    replace(here, 2)
    here.expire(after(1), after(1))
    prepared = there.prepare(1, tables(), NOW)
    with there.exclusive(ANNA):
        assert there.adopt(prepared) == (None, ())
    assert add(there) == 3


def test_a_damaged_snapshot_is_named(place: Place) -> None:
    log = place.open()
    add(log)
    replace(log, 1)
    place.execute("update TABLE.snapshot set docs = '{}'")
    with pytest.raises(StoreTrouble, match="the state at the beginning is damaged") as trouble:
        read(place.open())
    assert "beschädigt" in trouble.value.words.de


def test_a_log_goes_on_where_another_one_was(place: Place) -> None:
    moved, origin = f"{place.schema}_moved", place.open()
    for _ in range(4):
        add(origin)
    records = read(place.open()).records
    earlier = [entry for entry in origin.entries() if entry.seq <= 2]
    contents = Contents("office", 3, 2, tables(guests={"1": {"name": "a"}}), list(records[2:]), earlier)
    PostgresLog.take_over(place.url, moved, contents, NOW)
    log = PostgresLog(place.url, moved)
    news = read(log)
    assert news.snapshot is not None and news.snapshot.documents("guests") == {"1": {"name": "a"}}
    assert (log.office, list(news.records), seqs(log)) == ("office", records[2:], [1, 2, 3, 4])
    extent = log.extent()
    assert (extent.generation, extent.kept) == (4, 1)
    assert add(log) == 5
    replace(log, 5, now=after(1))
    assert log.expire(after(2), after(1)) == 2
    assert seqs(log) == [3, 4, 5]
    log.close()
    with pytest.raises(StoreTrouble, match="already"):
        PostgresLog.take_over(place.url, moved, contents, NOW)
