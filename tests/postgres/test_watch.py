"""Being told of what others commit, and of what was missed while the server was away."""

from __future__ import annotations

import os
import threading
from threading import Event, Semaphore

import pytest

from ihk_tui.store.postgres import watch as postgres_watch
from tests.postgres.place import Place, add, read, replace
from tests.postgres.proxy import Proxy
from tests.processes.until import PATIENCE, until


def listeners(place: Place) -> int:
    rows = place.execute("select count(*) from pg_stat_activity where application_name = 'ihk_tui watch'")
    return int(rows[0][0])


def test_a_commit_elsewhere_is_told(place: Place) -> None:
    here, there = place.open(), place.open()
    seen: list[int] = []
    reached = Event()

    def changed() -> None:
        seen.extend(each.seq for each in read(there).records)
        if len(seen) >= 3:
            reached.set()

    stop = there.watch(changed)
    for _ in range(3):
        add(here)
    assert reached.wait(PATIENCE)
    assert seen == [1, 2, 3]
    stop()


def test_a_new_generation_is_told(place: Place) -> None:
    here, there = place.open(), place.open()
    add(here)
    told = Event()
    stop = there.watch(told.set)
    replace(here, 1)
    assert told.wait(PATIENCE)
    stop()


def test_nothing_is_told_after_the_end_nor_of_another_log(place: Place) -> None:
    here, there = place.open(), place.open()
    beside = Place(place.server, f"{place.schema}_beside")
    calls: list[str] = []
    stop, stop_beside = (
        there.watch(lambda: calls.append("")),
        beside.open().watch(lambda: calls.append("beside")),
    )
    stop()
    stop()
    add(here)
    stop_beside()
    assert calls == []
    assert not [thread for thread in threading.enumerate() if thread.name == "store watch"]
    beside.close()


def test_it_may_be_ended_from_within(place: Place) -> None:
    here, there = place.open(), place.open()
    ended = Event()

    def end() -> None:
        stop()
        ended.set()

    stop = there.watch(end)
    add(here)
    assert ended.wait(PATIENCE)


def test_descriptors_and_connections_are_given_back(place: Place) -> None:
    here = place.open()
    before = len(os.listdir("/proc/self/fd")), listeners(place)
    for _ in range(3):
        here.watch(lambda: None)()
    assert len(os.listdir("/proc/self/fd")) == before[0]
    until(lambda: listeners(place) == before[1], lambda: "somebody still listens")


def test_what_was_missed_while_the_line_was_lost_is_told(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_watch, "_LONGEST_PAUSE", 0.1)
    proxy = Proxy(place.server.socket)
    here, there = place.open(), place.open(proxy.url)
    told = Semaphore(0)
    stop = there.watch(told.release)
    proxy.reachable = False
    proxy.hang_up()
    until(lambda: listeners(place) == 0, lambda: "the line is not lost")
    add(here)
    assert not told.acquire(blocking=False)
    proxy.reachable = True
    assert told.acquire(timeout=PATIENCE)
    add(here)
    assert told.acquire(timeout=PATIENCE)
    stop()
    proxy.close()


def test_watching_may_begin_before_the_server_can_be_reached(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_watch, "_LONGEST_PAUSE", 0.1)
    proxy = Proxy(place.server.socket)
    there = place.open(proxy.url)
    proxy.reachable = False
    told = Event()
    stop = there.watch(told.set)
    proxy.reachable = True
    assert told.wait(PATIENCE)
    stop()
    proxy.close()
