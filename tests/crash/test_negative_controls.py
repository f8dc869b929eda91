"""What must break promises, and is seen to: otherwise the harness would be blind."""

from __future__ import annotations

import pytest

from tests.crash.events import Event, Made, Synced
from tests.crash.filesystem import Disk
from tests.crash.trial import judged, recorded
from tests.crash.workload import WORKLOADS

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
