"""Writers that are killed at random moments, four at once (scenario 23).

Half of the kills come from outside, some random time after a random deed; half strike a writer at a random
one of the store's own system calls, before it, after it or in the middle of a write. `IHK_TUI_CRASH_SEED`
says which.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import TinyDB

from tests.crash.real_job import Job
from tests.crash.real_kills import Crew
from tests.crash.real_nursery import Nursery, nursery
from tests.crash.real_office import SEED, assert_logged, at_work, copied, make_office, verify
from tests.processes.office import set_clock
from tests.times import TIMES

KILLS = 320 * TIMES
IN_ONE_OFFICE = 20
"""Kills until the office is verified to the last document and another one begins."""
BETWEEN = 5
"""Kills until what was acknowledged is looked for while the others work on."""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    set_clock(monkeypatch)
    print(f"IHK_TUI_CRASH_SEED={SEED}")
    return make_office(tmp_path / "made")


@pytest.fixture
def parent(office: Path) -> Iterator[Nursery]:
    with nursery() as parent:
        yield parent


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_kills_lose_nothing_that_was_acknowledged(office: Path, parent: Nursery, tmp_path: Path) -> None:
    deeds = compactions = 0
    for round_ in range(-(-KILLS // IN_ONE_OFFICE)):
        folder = copied(office, tmp_path / f"office{round_}")
        crew = Crew(parent, folder, f"slow{round_}", compacting=40 if round_ % 2 else 3)
        work_and_die(crew, IN_ONE_OFFICE)
        deeds += len(crew.ledger.deeds)
        compactions += crew.ledger.compactions
    assert deeds > KILLS
    assert compactions
    print(f"{KILLS} kills among {deeds} acknowledged deeds and {compactions} compactions")


def test_a_few_kills_lose_nothing_that_was_acknowledged(office: Path, parent: Nursery) -> None:
    work_and_die(Crew(parent, office, "everyday"), 12)


def work_and_die(crew: Crew, kills: int) -> None:
    """Let a crew lose members, look what is there meanwhile, kill the rest at once and verify."""
    with at_work(crew.folder) as colleague:
        for _ in range(kills // BETWEEN):
            crew.lose(BETWEEN)
            assert_logged(list(colleague.store.log()), crew.ledger)
        crew.lose(kills % BETWEEN)
    crew.go()
    verify(crew.folder, crew.ledger)


def test_a_writer_that_acknowledges_too_early_is_found_out(
    office: Path, parent: Nursery, tmp_path: Path
) -> None:
    with pytest.raises(AssertionError, match=r"lost|acknowledged with one number"):
        for trial in range(20):  # a kill has to strike between two system calls, and half of the first do
            crew = Crew(parent, copied(office, tmp_path / f"office{trial}"), f"early{trial}", job="boaster")
            crew.lose(20)
            crew.go()
            verify(crew.folder, crew.ledger)


def test_tinydb_as_it_comes_is_found_out(parent: Nursery, tmp_path: Path) -> None:
    writers = [
        parent.fork(Job(name="stock", folder=str(tmp_path), person="", seed=f"{writer}"))
        for writer in range(4)
    ]
    said: list[str] = []
    for writer in writers:
        for _ in range(20):
            said += writer.read() or []
    for writer in writers:
        writer.signal(signal.SIGKILL)
    for writer in writers:
        said += writer.rest()
        writer.reap()
    with pytest.raises((AssertionError, ValueError)):
        assert set(said) <= {document["token"] for document in TinyDB(tmp_path / "stock.json")}
