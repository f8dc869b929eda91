"""A transaction: all of it or nothing, seen by nobody before its time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from threading import Thread

import pytest

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.store.store import Store
from tests.store.office import DAY, NOW, OTHER_DAY, Booking, Guest, Opener, Plan, admit, names


def test_what_is_committed_is_there_for_others(opened: Opener) -> None:
    here, there = opened(), opened()
    guest = admit(here, "Öztürk")
    assert there.read().get(Guest, guest.id, DAY) == guest
    assert there.read().all(Guest, DAY) == [guest]


def test_without_commit_nothing_happened(store: Store) -> None:
    with store.begin("anna", "admit", NOW) as work:
        work.put(Guest(day=DAY, id=work.count("guests", DAY)))
    assert store.read().all(Guest, DAY) == []
    assert admit(store).id == 1


def test_an_exception_rolls_back_and_frees_the_turn(opened: Opener) -> None:
    here, there = opened(), opened()
    with pytest.raises(ZeroDivisionError), here.begin("anna", "admit", NOW) as work:
        work.put(Guest(day=DAY, id=1))
        1 / 0  # noqa: B018
    assert admit(there).id == 1


def test_own_writes_are_seen_inside_and_only_there(opened: Opener) -> None:
    here, there = opened(), opened()
    admit(here, "first")
    with here.begin("anna", "admit", NOW) as work:
        work.put(Guest(day=DAY, id=2, name="second"))
        assert [guest.name for guest in work.all(Guest, DAY)] == ["first", "second"]
        assert names(here) == ["first"]
        if not there._log.behind():
            assert names(there) == ["first"]
        work.remove(Guest(day=DAY, id=1))
        assert work.get(Guest, 1, DAY) is None
        work.commit()
    assert names(there) == ["second"]


def test_a_transaction_may_touch_many_kinds_and_is_one_number(opened: Opener) -> None:
    here, there = opened(), opened()
    with here.begin("anna", "book", NOW) as work:
        work.put(Booking(7, "IHK"))
        work.put(Plan(DAY, (7,)))
        assert work.commit("7") == 1
    reader = there.read()
    assert (reader.get(Booking, 7), reader.get(Plan, DAY)) == (Booking(7, "IHK"), Plan(DAY, (7,)))
    assert [(entry.seq, entry.person, entry.verb, entry.subject) for entry in there.log()] == [
        (1, "anna", "book", "7")
    ]


def test_a_commit_that_changes_nothing_leaves_no_trace(store: Store) -> None:
    guest = admit(store, "Kim")
    with store.begin("anna", "edit", NOW) as work:
        work.put(guest)
        work.remove(Booking(99))
        assert work.commit() == 0
    with store.begin("anna", "edit", NOW) as work:
        work.put(Guest(day=DAY, id=1, name="other"))
        work.put(guest)
        assert work.commit() == 0
    assert len(list(store.log())) == 1


def test_putting_replaces_the_value_whole(store: Store) -> None:
    with store.begin("anna", "put", NOW) as work:
        work.put(Guest(day=DAY, id=1, name="Kim", topics=("VE1",)))
        work.commit()
    with store.begin("anna", "put", NOW) as work:
        work.put(Guest(day=DAY, id=1))
        work.commit()
    assert store.read().get(Guest, 1, DAY) == Guest(day=DAY, id=1)


def test_numbers_are_gapless_and_apart_by_series_and_day(opened: Opener) -> None:
    here, there = opened(), opened()
    assert [admit(each).id for each in (here, there, here)] == [1, 2, 3]
    assert admit(there, day=OTHER_DAY).id == 1
    with here.begin("anna", "count", NOW) as work:
        assert [work.count("guests", DAY), work.count("guests", DAY), work.count("guests")] == [4, 5, 1]


def test_a_number_is_not_given_again_when_its_owner_is_gone(store: Store) -> None:
    guest = admit(store)
    with store.begin("anna", "remove", NOW) as work:
        work.remove(guest)
        work.commit()
    store.compact(NOW)
    assert admit(store).id == 2


def test_a_reader_shows_one_moment(store: Store) -> None:
    guest = admit(store, "before")
    before = store.read()
    with store.begin("anna", "rename", NOW) as work:
        work.put(Guest(day=DAY, id=guest.id, name="after"))
        work.put(Booking(1))
        work.commit()
    assert [guest.name for guest in before.all(Guest, DAY)] == ["before"]
    assert before.all(Booking) == []
    assert len(before.recent()) == 1
    assert names(store) == ["after"]


def test_all_of_a_kind_without_a_day_come_in_the_order_of_days(store: Store) -> None:
    for day in (OTHER_DAY, DAY):
        for _ in range(11):
            admit(store, day=day)
    guests = store.read().all(Guest)
    assert [(guest.day, guest.id) for guest in guests] == [
        (day, number) for day in (DAY, OTHER_DAY) for number in range(1, 12)
    ]


def test_a_kind_by_day_needs_the_day(store: Store) -> None:
    with pytest.raises(ValueError, match="which day"):
        store.read().get(Guest, 1)


def test_times_come_back_as_the_same_instant_in_utc(store: Store) -> None:
    berlin = timezone(timedelta(hours=2))
    guest = Guest(day=DAY, id=1, arrived=datetime(2026, 9, 3, 10, 30, tzinfo=berlin), talks={3: "VE2"})
    with store.begin("anna", "put", NOW) as work:
        work.put(guest)
        work.commit()
    found = store.read().get(Guest, 1, DAY)
    assert found == guest
    assert found is not None and found.arrived is not None and found.arrived.tzinfo is UTC
    with store.begin("anna", "put", NOW) as work:
        work.put(guest)
        assert work.commit() == 0


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with store.begin("anna", "put", NOW) as work, pytest.raises(ValueError, match="time zone"):
        work.put(Guest(day=DAY, id=1, arrived=datetime(2026, 9, 3, 10, 30)))


def test_a_value_is_decoded_once(store: Store) -> None:
    admit(store)
    assert store.read().all(Guest, DAY)[0] is store.read().get(Guest, 1, DAY)


def test_a_list_handed_out_is_the_callers_own(store: Store) -> None:
    admit(store)
    store.read().all(Guest, DAY).clear()
    assert len(store.read().all(Guest, DAY)) == 1


def test_transactions_do_not_nest(store: Store) -> None:
    with (
        store.begin("anna", "outer", NOW),
        pytest.raises(RuntimeError, match="nest"),
        store.begin("anna", "inner", NOW),
    ):
        pass
    assert admit(store).id == 1


def test_a_transaction_that_ended_takes_no_more(store: Store) -> None:
    with store.begin("anna", "put", NOW) as work:
        work.put(Booking(1))
        work.commit()
        with pytest.raises(RuntimeError, match="ended"):
            work.put(Booking(2))
    with store.begin("anna", "put", NOW) as late:
        pass
    for act in (lambda: late.put(Booking(2)), lambda: late.commit(), lambda: late.tables):
        with pytest.raises(RuntimeError, match="ended"):
            act()


def test_threads_take_turns(opened: Opener) -> None:
    here, there = opened(), opened()
    threads = [Thread(target=lambda s=s: [admit(s) for _ in range(20)]) for s in (here, here, there)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [guest.id for guest in there.read().all(Guest, DAY)] == list(range(1, 61))


def test_a_document_of_another_shape_is_told_in_a_sentence(store: Store) -> None:
    with store.begin("anna", "put", NOW) as work:
        work.tables.table("bookings").put(1, {"id": 1, "text": 5})
        work.commit()
    with pytest.raises(StoreTrouble, match="entry 1 in bookings"):
        store.read().all(Booking)
