"""What undo and audit need: who did what, and what it replaced."""

from __future__ import annotations

from datetime import timedelta

from ihk_tui.store.record import Holder
from ihk_tui.store.store import Store
from tests.store.office import DAY, LATER, NOW, Booking, Guest, Opener, admit, names


def test_changes_tell_before_after_and_now(opened: Opener) -> None:
    here, there = opened(), opened()
    admit(here, "first")
    with there.begin("bob", "rename", NOW) as work:
        work.put(Guest(day=DAY, id=1, name="second"))
        work.commit()
    added, renamed = (there.read().changes(seq) for seq in (1, 2))
    first, second = Guest(day=DAY, id=1, name="first"), Guest(day=DAY, id=1, name="second")
    assert list(added) == [(Guest, None, first)]
    assert list(renamed) == [(Guest, first, second)]


def test_counters_are_no_change_of_anyones_work(store: Store) -> None:
    with store.begin("anna", "count", NOW) as work:
        work.count("guests", DAY)
        assert work.commit() == 1
    assert list(store.read().changes(1)) == []


def test_an_old_reader_does_not_see_what_came_later(store: Store) -> None:
    admit(store, "first")
    before = store.read()
    with store.begin("bob", "remove", NOW) as work:
        work.remove(Guest(day=DAY, id=1))
        work.commit()
    assert list(before.changes(2)) == []
    assert store.read().changes(2)[0].after is None


def test_undoing_names_what_it_undid(opened: Opener) -> None:
    here, there = opened(), opened()
    admit(here)
    with here.begin("anna", "undo", NOW) as work:
        for change in work.changes(1):
            work.remove(change.after)
        work.commit("1", undoes=(1,))
    assert [(entry.verb, entry.undoes) for entry in there.read().recent()] == [("admit", ()), ("undo", (1,))]
    assert admit(there).id == 2


def test_compaction_keeps_everything_and_ends_what_can_be_undone(opened: Opener) -> None:
    here, there = opened(), opened()
    guests = [admit(here, name) for name in "abc"]
    before = there.read()
    here.compact(LATER)
    admit(here, "d")
    for handle in (here, there, opened()):
        assert handle.read().all(Guest, DAY)[:3] == guests
        assert [entry.seq for entry in handle.read().recent()] == [4]
        assert list(handle.read().changes(3)) == []
        assert [entry.seq for entry in handle.log()] == [1, 2, 3, 4]
    assert len(before.recent()) == 3


def test_what_was_done_within_a_day_can_be_undone_after_a_compaction(opened: Opener) -> None:
    here, there = opened(), opened()
    for name in "ab":
        admit(here, name)
    with here.begin("anna", "rename", NOW + timedelta(days=1)) as work:
        work.put(Guest(day=DAY, id=1, name="A"))
        work.put(Guest(day=DAY, id=3, name="c"))
        work.remove(Guest(day=DAY, id=2))
        work.commit()
    here.compact(NOW + timedelta(days=1, hours=1))
    for handle in (here, there, opened()):
        reader = handle.read()
        assert names(handle) == ["A", "c"]
        assert [entry.seq for entry in reader.recent()] == [3]
        assert {(c.before and c.before.name, c.after and c.after.name) for c in reader.changes(3)} == {
            ("a", "A"),
            (None, "c"),
            ("b", None),
        }
        assert [entry.seq for entry in handle.log()] == [1, 2, 3]
    assert here.stats().generation == 2


def test_what_is_committed_while_a_generation_is_prepared_is_carried_over(opened: Opener) -> None:
    here, there = opened(), opened()
    admit(here, "a")
    prepared = here._prepare(LATER)
    admit(there, "b")
    admit(here, "c")
    with here._log.exclusive(Holder(1, "", "", LATER)) as news:
        here._take(news)
        here._take(here._log.adopt(prepared))
    for handle in (here, there, opened()):
        assert names(handle) == ["a", "b", "c"]
        assert [entry.seq for entry in handle.read().recent()] == [2, 3]
    assert admit(there, "d").id == 4


def test_what_is_restored_gives_no_number_a_second_time(opened: Opener) -> None:
    here, there = opened(), opened()
    admit(here, "a")
    backup = here.contents(NOW)
    backup = backup._replace(tables=list(backup.tables))
    admit(there, "b")
    here.restore(backup, "lea", "backup", LATER)
    assert names(there) == ["a"]
    assert admit(there, "c").id == 3
    assert [entry.seq for entry in here.log()] == [1, 2, 3, 4]


def test_of_two_compactions_at_once_one_counts(opened: Opener) -> None:
    here, there = opened(), opened()
    admit(here, "a")
    prepared = there._prepare(LATER)
    here.compact(LATER)
    admit(here, "b")
    with there._log.exclusive(Holder(1, "", "", LATER)) as news:
        there._take(news)
        there._take(there._log.adopt(prepared))
    assert names(there) == names(opened()) == ["a", "b"]
    assert opened().stats().generation == 2


def test_compaction_drops_tables_without_documents(opened: Opener) -> None:
    here, there = opened(), opened()
    with here.begin("anna", "put", NOW) as work:
        work.put(Booking(1))
        work.commit()
    with here.begin("anna", "remove", NOW) as work:
        work.remove(Booking(1))
        work.commit()
    here.compact(LATER)
    assert there.read().tables.tables() == set()


def test_stats_tell_how_large_it_is(store: Store) -> None:
    for _ in range(3):
        admit(store)
    store.compact(LATER)
    admit(store)
    stats = store.stats()
    assert (stats.seq, stats.generation, stats.transactions, stats.kept_generations) == (4, 2, 1, 1)
    assert stats.documents == {"guests": 4}
    assert stats.bytes > 0 < stats.kept_bytes


def test_the_holder_is_known_while_at_work(opened: Opener) -> None:
    here, there = opened(), opened()
    assert there.holder() is None
    with here.begin("anna", "finish", NOW):
        holder = there.holder()
        assert holder is not None
        assert (holder.person, holder.verb, holder.since) == ("anna", "finish", NOW)
    assert there.holder() is None
