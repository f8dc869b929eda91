"""What a disk may have of what was written, on both kinds of file systems."""

from __future__ import annotations

from random import Random
from typing import get_args

from tests.crash.events import ROOT, Cut, Edit, Event, Made, Named, Synced, SyncFailed, Tree, Wrote
from tests.crash.filesystem import Disk, Kind
from tests.crash.states import Contents, states

OLD: Tree = {"old": b"o" * 600}
HERE, NEW, THERE = 1, 2, 3
"""The numbers of the file that was there, of a new one, and of a new folder."""


def left(kind: Kind, *events: Event) -> list[Tree]:
    """All that a crash may leave after these events."""
    *_, disk = Disk.holding(OLD, kind).after_all(events)
    contents = Contents()
    return [state.tree(contents) for state in states(disk, Random(1))]


def named(name: str, target: int | None = NEW, folder: int = ROOT) -> Named:
    return Named((Edit(folder, name, target),))


def test_what_waits_may_be_there_missing_torn_or_zero() -> None:
    trees = left("strict", Wrote(HERE, 600, b"n" * 1000))
    old = b"o" * 600
    assert {tree["old"] for tree in trees} == {
        old,
        old + b"n" * 1000,
        old + bytes(1000),
        *(old + b"n" * (border - 600) for border in (1024, 1536)),
        *(old + b"n" * (border - 600) + bytes(1600 - border) for border in (1024, 1536)),
        *(old + bytes(border - 600) + b"n" * (1600 - border) for border in (1024, 1536)),
    }


def test_what_was_synced_stays() -> None:
    trees = left("strict", Wrote(HERE, 0, b"n"), Synced(HERE, False), Cut(HERE, 9))
    assert {tree["old"] for tree in trees} == {b"n" + b"o" * 599, b"n" + b"o" * 8}


def test_writes_reach_the_disk_in_any_order() -> None:
    trees = left("strict", Wrote(HERE, 600, b"a"), Wrote(HERE, 601, b"b"))
    assert b"o" * 600 + b"\0b" in {tree["old"] for tree in trees}


def test_what_a_disk_did_not_confirm_is_in_doubt_whatever_it_says_later() -> None:
    trees = left("strict", Wrote(HERE, 0, b"a"), SyncFailed(HERE), Wrote(HERE, 1, b"b"), Synced(HERE, True))
    assert {tree["old"] for tree in trees} == {b"ab" + b"o" * 598, b"ob" + b"o" * 598}


def test_a_name_is_there_once_its_folder_was_synced() -> None:
    made = Made(NEW), named("new"), Wrote(NEW, 0, b"n"), Synced(NEW, True)
    assert {"new" in tree for tree in left("strict", *made)} == {True, False}
    assert {"new" in tree for tree in left("strict", *made, Synced(ROOT, True))} == {True}
    assert {"new" in tree for tree in left("ext4", *made)} == {True}


def test_a_name_may_lead_to_a_file_whose_bytes_are_missing() -> None:
    swapped = (
        Made(NEW),
        named("new"),
        Wrote(NEW, 0, b"n"),
        Named((Edit(ROOT, "old", NEW), Edit(ROOT, "new", None))),
    )
    for kind in get_args(Kind):
        assert {tree["old"] for tree in left(kind, *swapped)} == {b"o" * 600, b"n", b"", b"\0"}


def test_what_is_in_a_folder_whose_name_is_missing_cannot_be_found() -> None:
    inside = (
        named("there", THERE),
        Made(NEW),
        named("new", folder=THERE),
        Synced(NEW, True),
        Synced(THERE, True),
    )
    found = {frozenset(tree) for tree in left("strict", *inside)}
    assert found == {frozenset({"old"}), frozenset({"old", "there", "there/new"})}
    assert {frozenset(tree) for tree in left("ext4", *inside)} == {frozenset({"old", "there", "there/new"})}


def test_names_come_in_order_on_ext4_alone() -> None:
    two = Made(NEW), named("one"), named("two")
    strict, ext4 = ({frozenset(tree) - {"old"} for tree in left(kind, *two)} for kind in get_args(Kind))
    assert ext4 == {frozenset(), frozenset({"one"}), frozenset({"one", "two"})}
    assert strict == ext4 | {frozenset({"two"})}
