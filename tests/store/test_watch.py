"""Being told of what others commit."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Event

import pytest

from ihk_tui.store import watch as watching
from ihk_tui.store.store import Store
from tests.store.office import NOW, PLACES, Opener, admit, names


class Waiter:
    """Waits until a handle shows so many guests."""

    def __init__(self, store: Store, count: int) -> None:
        self._store = store
        self._count = count
        self._reached = Event()

    def __call__(self) -> None:
        if len(names(self._store)) >= self._count:
            self._reached.set()

    def reached(self, seconds: float) -> bool:
        return self._reached.wait(seconds)


def test_a_commit_elsewhere_is_told(opened: Opener) -> None:
    here, there = opened(), opened()
    seen = Waiter(there, 2)
    stop = there.watch(seen)
    admit(here)
    admit(here)
    assert seen.reached(seconds=0.9)  # sooner than the look once a second
    stop()


def test_after_a_compaction_commits_are_still_told(opened: Opener) -> None:
    here, there = opened(), opened()
    seen = Waiter(there, 1)
    stop = there.watch(seen)
    here.compact(NOW)
    admit(here)
    assert seen.reached(seconds=0.9)
    stop()


def test_nothing_is_told_after_the_end(opened: Opener) -> None:
    here, there = opened(), opened()
    calls: list[bool] = []
    stop = there.watch(lambda: calls.append(True))
    stop()
    admit(here)
    assert calls == []


def test_without_the_kernels_help_the_file_is_looked_at(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none_left() -> None:
        raise OSError("no watches left")

    monkeypatch.setattr(watching, "INotify", none_left)
    here, there = (Store.open(folder, PLACES) for _ in range(2))
    seen = Waiter(there, 1)
    stop = there.watch(seen)
    admit(here)
    assert seen.reached(seconds=5)
    stop()


def test_it_may_be_ended_from_within(folder: Path) -> None:
    here, there = (Store.open(folder, PLACES) for _ in range(2))
    ended = Event()

    def end() -> None:
        stop()
        ended.set()

    stop = there.watch(end)
    admit(here)
    assert ended.wait(5)


def test_descriptors_are_given_back(folder: Path) -> None:
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(3):
        store = Store.open(folder, PLACES)
        stop = store.watch(lambda: None)
        store.compact(NOW)
        store.read()
        stop()
        store.close()
    assert len(os.listdir("/proc/self/fd")) == before
