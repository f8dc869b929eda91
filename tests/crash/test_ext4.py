"""A real ext4 that loses its power under load, again and again.

The kernel cuts the file system off (FS_IOC_SHUTDOWN without flushing its journal), so everything that was
not forced to the disk is gone, as with the plug pulled; then it is mounted again and the office verified.
What any reader was shown before the cut must be there as well.

In half of the cuts the writers are frozen first. In the other half they run into the failing disk and have to
notice; then what they say after the cut does not count, because Linux (6.18) now and then lets an fdatasync
that is under way at that instant return success, though nothing is stored. A bare loop of append and
fdatasync saw that in 18 of 300 cuts. With a real power cut nobody could say anything more.

There is no control that leaves out forcing the names in folders only: ext4 commits a rename with the next
forced write, whichever it is, so nothing is lost that way (measured: 60 cuts). The simulated disks of the
other tests here do lose it.
"""

from __future__ import annotations

import os
import select
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from tinydb import TinyDB

from ihk_tui.domain.words import StoreTrouble
from tests.crash.real_disk import Disk, ext4
from tests.crash.real_job import Job
from tests.crash.real_nursery import Child, Nursery, nursery
from tests.crash.real_office import SEED, STAFF, Ledger, copied, make_office, verify
from tests.processes.office import set_clock
from tests.processes.until import PATIENCE
from tests.times import TIMES

pytestmark = pytest.mark.slow

CUTS = 105 * TIMES
IN_ONE_OFFICE = 12
"""Cuts until another office begins, so that histories stay short and cuts frequent."""
LOAD = (0.02, 0.2)
"""Seconds of work before a cut, once everybody is at work."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with ext4(tmp_path) as disk:
        yield disk


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    set_clock(monkeypatch)
    print(f"IHK_TUI_CRASH_SEED={SEED}")
    return make_office(tmp_path / "made")


@pytest.fixture
def parent(office: Path) -> Iterator[Nursery]:
    with nursery() as parent:
        yield parent


def job(folder: Path, name: str, cut: int, person: str, durable: bool = True) -> Job:
    return Job(name=name, folder=str(folder), person=person, seed=f"{SEED}.{cut}.{person}", durable=durable)


def work_until_cut(
    disk: Disk, writers: list[Child], note: Callable[[str], object], chance: Random, freeze: bool
) -> int:
    """Let writers work for a moment, cut the power, end them, and switch the disk on again.

    Gives how many noticed that the disk was gone.
    """
    for writer in writers:
        note(writer.line(PATIENCE))
    end = time.monotonic() + chance.uniform(*LOAD)
    while (left := end - time.monotonic()) > 0:
        for writer in select.select(writers, [], [], left)[0]:
            for line in writer.read() or ():
                note(line)
    if freeze:
        for writer in writers:
            writer.signal(signal.SIGSTOP)
    disk.cut()
    noticed = 0
    for writer in writers:
        if freeze:
            writer.signal(signal.SIGKILL)
        for line in writer.rest():
            if freeze or line.startswith("!"):
                note(line)
            noticed += line.startswith("trouble ")
        writer.reap()
    disk.unmount()
    disk.mount()
    return noticed


def cut_often(
    disk: Disk, office: Path, parent: Nursery, name: str, cuts: int, durable: bool = True
) -> Ledger:
    """Cut one office again and again, verifying it each time."""
    folder = copied(office, disk.path / name)
    os.sync()
    ledger, chance = Ledger(), Random(f"{SEED}.{name}")
    for cut in range(cuts):
        writers = [parent.fork(job(folder, "writer", cut, person.id, durable)) for person in STAFF]
        freeze = bool(cut % 2) or not durable
        noticed = work_until_cut(disk, writers, ledger.note, chance, freeze)
        assert freeze or noticed == len(writers)
        verify(folder, ledger)
    shutil.rmtree(folder)  # the kept generations would fill the disk
    return ledger


@pytest.mark.timeout(600)
def test_power_cuts_lose_nothing_that_was_acknowledged(disk: Disk, office: Path, parent: Nursery) -> None:
    ledgers = [
        cut_often(disk, office, parent, f"office{number}", IN_ONE_OFFICE)
        for number in range(-(-CUTS // IN_ONE_OFFICE))
    ]
    deeds = sum(len(ledger.deeds) for ledger in ledgers)
    compactions = sum(ledger.compactions for ledger in ledgers)
    assert deeds > CUTS
    assert compactions
    print(f"{CUTS} cuts among {deeds} deeds and {compactions} compactions")


def test_a_few_power_cuts_lose_nothing_that_was_acknowledged(
    disk: Disk, office: Path, parent: Nursery
) -> None:
    cut_often(disk, office, parent, "everyday", 4)


def test_writers_that_force_nothing_are_found_out(disk: Disk, office: Path, parent: Nursery) -> None:
    with pytest.raises((AssertionError, StoreTrouble), match=r"lost|missing|was shown|beschädigt"):
        cut_often(disk, office, parent, "control", 10, durable=False)


def test_tinydb_as_it_comes_is_found_out(disk: Disk, parent: Nursery) -> None:
    """It forces its file to the disk, but overwrites it in place: a cut in between leaves half of both."""
    said: list[str] = []
    with pytest.raises((AssertionError, ValueError)):
        for cut in range(100):
            writer = parent.fork(job(disk.path, "stock", cut, "one"))
            work_until_cut(disk, [writer], said.append, Random(f"{SEED}.{cut}"), freeze=False)
            stored = {document["token"] for document in TinyDB(disk.path / "stock.json")}
            assert {token for token in said if not token.startswith("!")} <= stored
