"""Several real processes at one folder, one of them killed in the middle of its work."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from ihk_tui.store.store import Store
from tests.store.office import DAY, NOW, PLACES, Guest, admit

pytestmark = pytest.mark.slow


def start(folder: Path, person: str, count: int) -> subprocess.Popen[str]:
    """A writer that has opened the folder and waits for the word to go."""
    command = [sys.executable, "-m", "tests.store.writer", str(folder), person, str(count)]
    writer = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    return writer


def go(writer: subprocess.Popen[str]) -> None:
    assert writer.stdin is not None
    writer.stdin.write("go\n")
    writer.stdin.flush()


@pytest.mark.parametrize("writers", [2, 4])
def test_numbers_stay_gapless(folder: Path, writers: int) -> None:
    processes = [start(folder, person, 250) for person in "abcd"[:writers]]
    for process in processes:
        go(process)
    given = [int(line) for process in processes for line in process.communicate()[0].split()]
    assert sorted(given) == list(range(1, 250 * writers + 1))
    store = Store.open(folder, PLACES)
    assert [guest.id for guest in store.read().all(Guest, DAY)] == sorted(given)
    assert Counter(entry.person for entry in store.log()) == dict.fromkeys("abcd"[:writers], 250)
    store.close()


def test_what_was_acknowledged_survives_a_kill(folder: Path) -> None:
    store = Store.open(folder, PLACES)
    acknowledged: list[int] = []
    for kill_after in range(1, 13):
        killed = start(folder, "killed", 1000)
        go(killed)
        assert killed.stdout is not None
        acknowledged += [int(killed.stdout.readline()) for _ in range(kill_after * 3)]
        killed.kill()
        acknowledged += [
            int(line) for line in killed.communicate()[0].splitlines(keepends=True) if line[-1:] == "\n"
        ]
        acknowledged.append(admit(store, person="alive").id)
    assert len(set(acknowledged)) == len(acknowledged)
    there = {guest.id for guest in store.read().all(Guest, DAY)}
    assert set(acknowledged) <= there == set(range(1, max(acknowledged) + 1))
    assert len(there) <= len(acknowledged) + 12  # one for each kill may be there without having been told of
    assert store.holder() is None
    store.close()


def test_a_compaction_in_the_middle_disturbs_nobody(folder: Path) -> None:
    store = Store.open(folder, PLACES)
    writer = start(folder, "writer", 100)
    go(writer)
    assert writer.stdout is not None
    given = []
    for round_ in range(5):
        given += [int(writer.stdout.readline()) for _ in range(10)]
        store.compact(NOW)
        assert store.stats().generation == round_ + 2
    given += [int(line) for line in writer.stdout]  # `communicate` would leave out what is in its buffer
    assert writer.wait() == 0
    assert given == list(range(1, 101))
    assert [guest.id for guest in store.read().all(Guest, DAY)] == given
    assert [entry.seq for entry in store.log()] == given
    store.close()
