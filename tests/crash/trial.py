"""Recording a workload and judging what may be left of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.crash.checking import Report, check
from tests.crash.events import Event, Said
from tests.crash.filesystem import Kind
from tests.crash.recording import Recording, record_python
from tests.crash.timeline import Timeline
from tests.crash.workload import WORKLOADS

SEED = int(os.environ.get("IHK_TUI_CRASH_SEED", "1"))
STATES = int(os.environ.get("IHK_TUI_CRASH_STATES", "0"))
"""How many states to open for each recording; 0 leaves it to the test."""


@cache
def recorded(name: str, seed: int = SEED) -> Recording:
    """Play a workload once and for all tests of this process."""
    workload = WORKLOADS[name]
    with TemporaryDirectory() as place:
        root = Path(place)
        folder = root / workload.place
        if workload.prepare:
            folder.parent.mkdir(exist_ok=True, parents=True)
            workload.found(folder)
            workload.prepare(workload.scene(folder))
        if workload.spoil:
            workload.spoil(folder)
        arguments = (name, str(seed), str(folder.resolve()))
        outside = workload.outside(folder) if workload.outside else None
        before = outside.taken() if outside else None
        recording = record_python("tests.crash.workload", *arguments, folder=root, inject=workload.inject)
        return recording._replace(outside=(before, outside.taken() if outside else None))


def judged(
    name: str,
    kind: Kind = "strict",
    limit: int = 1000,
    seed: int = SEED,
    only: Callable[[Event], bool] = lambda event: True,
) -> Report:
    """Open at most about `limit` states of a recording, leaving out events for a negative control."""
    workload, whole = WORKLOADS[name], recorded(name, seed)
    said = "".join(event.text for event in whole.events if isinstance(event, Said)).splitlines()
    events = tuple(filter(only, whole.events))
    recording = whole._replace(events=events)
    return check(recording, workload, Timeline(workload, seed, said), kind, seed, STATES or limit)
