"""What must break promises, and is seen to: otherwise the harness would be blind."""

from __future__ import annotations

import pytest

from tests.crash.events import Event, Made, Synced
from tests.crash.filesystem import Disk
from tests.crash.trial import SEED, judged, recorded
from tests.crash.workload import WORKLOADS

pytestmark = pytest.mark.slow

NEEDED = {
    "repair a transaction": ("the damaged original's name", "the new journal", "its name"),
    "move to a database": ("the end of the journal", "the settings", "their name"),
    "move to a folder": ("the mark", "the new journal", "its name", "the settings", "their name"),
}
"""What is forced to the disk last, in this order."""

CONTROLS = [name for name, workload in WORKLOADS.items() if workload.control]


def no_sync(event: Event) -> bool:
    return not isinstance(event, Synced)


@pytest.mark.parametrize("name", CONTROLS)
def test_a_store_that_does_not_force_its_bytes_is_found_out(name: str) -> None:
    assert judged(name, limit=60).violations


@pytest.mark.parametrize("name", ["day", "compactions"])
def test_without_fsync_acknowledged_actions_are_missed(name: str) -> None:
    problems = [violation.problem for violation in judged(name, limit=60, only=no_sync).violations]
    assert [problem for problem in problems if problem.startswith("found transaction")]


@pytest.mark.parametrize("name", ["compactions", "create"])
def test_without_fsync_of_folders_names_are_missed(name: str) -> None:
    recording = recorded(name)
    files = set(Disk.holding(recording.before, "strict").files)
    files |= {event.file for event in recording.events if isinstance(event, Made)}

    def no_folder_sync(event: Event) -> bool:
        return not isinstance(event, Synced) or event.target in files

    found = judged(name, "strict", limit=300, only=no_folder_sync).violations
    assert [each for each in found if "name" in each.state and "names kept" not in each.state]


@pytest.mark.usefixtures("surroundings")
@pytest.mark.parametrize(
    ("name", "number"), [(name, number) for name, needed in NEEDED.items() for number in range(len(needed))]
)
def test_each_fsync_of_a_repair_and_of_a_move_is_missed(name: str, number: int) -> None:
    syncs = [event for event in recorded(name, SEED).events if isinstance(event, Synced)]
    missing = syncs[number - len(NEEDED[name])]
    found = judged(name, limit=80, only=lambda event: event is not missing).violations
    assert found, f"nobody misses {missing}, which forces {NEEDED[name][number]}"
