"""An erasure on every log: it is complete or waits in sight, and takes nothing along that should stay."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ihk_tui.domain.words import StoreTrouble, Words
from ihk_tui.store.log import Contents
from ihk_tui.store.record import ERASE
from ihk_tui.store.store import Store
from tests.store.office import DAY, LATER, NOW, Guest, Opener, admit, names


def erase(store: Store, number: int) -> None:
    """Take the name from a guest, in one transaction that waits to be completed."""
    with store.begin("lea", ERASE, NOW) as work:
        work.put(Guest(day=DAY, id=number))
        work.commit(f"{number}")


def hinder(store: Store, patch: pytest.MonkeyPatch) -> None:
    """Let no file of the log be stripped."""

    def failing(*_: object) -> int:
        raise StoreTrouble(Words("Geht nicht.", "Cannot be done."))

    patch.setattr(store._log, "expire", failing)


def test_an_erasure_that_waits_stays_in_sight_until_it_is_complete(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = opened(), opened()
    admit(here, "Eva Kern")
    erase(here, 1)
    with monkeypatch.context() as patch:
        hinder(here, patch)
        with pytest.raises(StoreTrouble, match="It is erased; earlier files still have it"):
            here.forget(NOW)
        with pytest.raises(StoreTrouble, match="It is erased; earlier files still have it"):
            here.compact(LATER)
        admit(here, "next")
        assert here.erasing and opened().erasing
        assert not [record for record in here.contents(NOW).records if "Eva Kern" in str(record)]
    admit(there, "after")
    assert names(there) == ["", "next", "after"]
    assert not (here.erasing or there.erasing or opened().erasing)


def test_nothing_begins_anew_before_an_erasure_is_complete(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened()
    admit(store, "a")
    backup = store.contents(NOW)
    backup = backup._replace(tables=list(backup.tables))
    admit(store, "Eva Kern")
    erase(store, 2)
    with monkeypatch.context() as patch:
        hinder(store, patch)
        with pytest.raises(StoreTrouble, match="Cannot be done"):
            bring_back(store, backup)
    assert names(store) == ["a", ""]
    bring_back(store, backup)
    assert names(store) == ["a"]


def bring_back(store: Store, backup: Contents) -> None:
    store.restore(backup, "lea", "backup", NOW)


def test_a_clock_far_ahead_takes_none_of_who_did_what(opened: Opener) -> None:
    store = opened()
    admit(store, "a")
    store.compact(LATER)
    admit(store, "Eva Kern")
    erase(store, 2)
    store.forget(NOW + timedelta(days=4000))
    assert [entry.verb for entry in store.log()] == ["admit", "admit", ERASE]


def test_of_an_office_that_moved_away_only_who_did_what_and_where_it_went_is_left(opened: Opener) -> None:
    here, there = opened(), opened()
    admit(here, "a")
    here.compact(LATER)
    admit(here, "Eva Kern")
    with pytest.raises(RuntimeError, match="in use"):
        here.empty(NOW)
    with here.moving("lea", "elsewhere", NOW):
        pass
    for _ in range(2):
        here.empty(NOW)
    assert there._log.behind()
    for handle in (there, opened()):
        with pytest.raises(StoreTrouble, match="moved to elsewhere"):
            handle.read()
        assert not handle._view.state.tables()
        assert [entry.verb for entry in handle.log()] == ["admit", "admit", "move_store"]
