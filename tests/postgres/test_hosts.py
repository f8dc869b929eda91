"""Several hosts at one server, and either of them killed in the middle of its work."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from threading import Semaphore, Thread

import msgspec
import pytest

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.store.postgres import watch as postgres_watch
from tests.postgres.place import ANNA, Place, add, numbers, read, record
from tests.processes.until import PATIENCE, until

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]


class Host:
    """A writer in a process and a folder of its own."""

    def __init__(self, place: Place, folder: Path, person: str, count: int, *more: str) -> None:
        self.person = person
        home = folder / person
        home.mkdir()
        command = [sys.executable, "-m", "tests.postgres.writer", place.url, place.schema, person, str(count)]
        self.process = subprocess.Popen(
            [*command, *more],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=home,
            env={**os.environ, "HOME": str(home), "PYTHONPATH": str(ROOT)},
        )
        assert self.line() == "ready"
        self.heard: list[str] = []
        self.saved = Semaphore(0)

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().rstrip("\n")

    def go(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("go\n")
        self.process.stdin.flush()

    def listen(self) -> Thread:
        """Begin, and hear what it says in a thread of its own."""
        self.go()
        thread = Thread(target=self._hear)
        thread.start()
        return thread

    def said(self, what: str) -> list[str]:
        return [line.split()[1] for line in self.heard if line.split()[0] == what]

    def _hear(self) -> None:
        while line := self.line():
            self.heard.append(line)
            self.saved.release()
        self.process.wait()


def stored(place: Place) -> list[str]:
    """What is in the database, in its order, whose numbers have no gap."""
    rows = place.execute("select seq, docs from TABLE.journal order by seq")
    assert [seq for seq, _ in rows] == list(range(1, len(rows) + 1))
    docs = [msgspec.json.decode(docs, type=dict[str, dict[str, dict[str, str]]]) for _, docs in rows]
    return [doc["token"] for each in docs for doc in each["guests"].values() if "token" in doc]


def test_two_hosts_share_one_order(place: Place, tmp_path: Path) -> None:
    hosts = [Host(place, tmp_path, person, 100) for person in ("anna", "bob")]
    for thread in [host.listen() for host in hosts]:
        thread.join()
    tokens = stored(place)
    assert sorted(tokens) == sorted(f"{person}-{n}" for person in ("anna", "bob") for n in range(1, 101))
    assert Counter(entry.person for entry in place.open().entries()) == {"anna": 100, "bob": 100}
    assert numbers(read(place.open())) == list(range(1, 201))


def test_a_killed_host_keeps_no_turn(place: Place, tmp_path: Path) -> None:
    log = place.open()
    host = Host(place, tmp_path, "berger", 1, "hold")
    host.go()
    assert host.line() == "holding"
    holder = log.holder()
    assert holder is not None and holder.person == "berger"
    host.process.kill()
    host.process.wait()
    assert add(log) == 1
    until(lambda: log.holder() is None, lambda: "somebody has the turn")


@pytest.mark.parametrize("seed", [1, 2])
def test_a_killed_server_keeps_what_it_confirmed(weak_place: Place, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    server = weak_place.server
    hosts = [Host(weak_place, tmp_path, person, 200) for person in ("anna", "bob", "celik")]
    threads = [host.listen() for host in hosts]
    for _ in range(3):
        for _ in range(chance.randrange(10, 50)):
            assert hosts[0].saved.acquire(timeout=PATIENCE)
        server.kill()
        server.start()
    for thread in threads:
        thread.join(PATIENCE)
    tokens = stored(weak_place)
    assert len(set(tokens)) == len(tokens)
    for host in hosts:
        saved, lost, unsure = (host.said(what) for what in ("saved", "lost", "open"))
        assert len(saved) == 200
        assert set(saved) <= set(tokens)
        assert not set(lost) & set(tokens)
        mine = {token for token in tokens if token.startswith(host.person)}
        assert mine - set(saved) <= set(unsure)
    log = weak_place.open()
    assert len(read(log).records) == len(tokens) and log.holder() is None
    assert add(log) == len(tokens) + 1


@pytest.mark.parametrize("end", ["stop", "kill"])
def test_a_server_that_went_away_is_told_and_found_again(
    weak_place: Place, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_watch, "_LONGEST_PAUSE", 0.1)
    log = weak_place.open()
    add(log)
    told = Semaphore(0)
    stop_watching = log.watch(told.release)
    getattr(weak_place.server, end)()
    for act in (log.behind, log.holder, log.extent, lambda: read(log), lambda: list(log.entries())):
        with pytest.raises(StoreTrouble, match=r"cannot be read: .*cannot be reached"):
            act()
    with pytest.raises(StoreTrouble, match=r"Not saved: .*cannot be reached"), log.exclusive(ANNA):
        pass
    weak_place.server.start()
    assert told.acquire(timeout=PATIENCE)
    assert add(log) == 2
    assert told.acquire(timeout=PATIENCE)
    stop_watching()


def test_a_server_that_is_stopped_in_a_turn_saves_nothing_of_it(weak_place: Place) -> None:
    log = weak_place.open()
    with pytest.raises(StoreTrouble, match="Not saved: the database server was stopped"), log.exclusive(ANNA):
        weak_place.server.stop()
        weak_place.server.start()
        log.append(record(1))
    assert add(log) == 1
