"""Opening every state that a crash may leave, and comparing it with what may be there."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.crash.events import Event, Said, Tree
from tests.crash.filesystem import Disk, Kind
from tests.crash.recording import Recording
from tests.crash.rules import Allowed
from tests.crash.states import Contents, sample
from tests.crash.timeline import Timeline
from tests.crash.workload import Workload

_DRAWN = 6
"""So many times as many states are drawn, because many turn out to be the same."""


class Violation(NamedTuple):
    """A promise that a state breaks."""

    after: str
    """Behind which event the crash came."""
    state: str
    problem: str


class Report(NamedTuple):
    """What came of a recording."""

    events: int
    states: int
    """Different in their bytes or in what they are compared with."""
    opened: int
    """Different in their bytes."""
    violations: list[Violation]

    def __str__(self) -> str:
        lines = [f"{self.states} states, {self.opened} opened, {len(self.violations)} break a promise"]
        return "\n".join([*lines, *(f"- {v.after}; {v.state}: {v.problem}" for v in self.violations[:8])])


def check(
    recording: Recording, workload: Workload, timeline: Timeline, kind: Kind, seed: int, limit: int
) -> Report:
    """Open at most about `limit` different states of a recording, on one kind of file system."""
    disk = Disk.holding(recording.before, kind)
    chosen = sample([disk, *disk.after_all(recording.events)], seed, _DRAWN * limit)
    allowed = [timeline.at(said) for said in _said(recording.events)]
    contents = Contents()
    seen: set[tuple[str, Allowed]] = set()
    looked: dict[tuple[str, int, bool], tuple[str, str]] = {}
    violations: list[tuple[int, Violation]] = []
    for number, state in chosen:
        tree, now = state.tree(contents), allowed[number]
        there = key_of(tree)
        if (there, now) in seen:
            continue
        seen.add((there, now))
        case = there, now.done if workload.rule or workload.afterwards else 0, now.changed
        if case not in looked:
            if len(looked) >= limit:
                break
            looked[case] = _look(tree, workload, now, recording.outside[now.changed])
        found, problem = looked[case]
        if not problem and found not in now.digests:
            problem = f"found {found}; {now.words}"
        if problem:
            after = f"after event {number}, {_words(recording.events[number - 1]) if number else 'none'}"
            violations.append((number, Violation(after, state.words, problem)))
            _keep(tree, number, violations[-1][1])
    violations.sort()
    return Report(len(recording.events), len(seen), len(looked), [each for _, each in violations])


def key_of(tree: Tree) -> str:
    """Something short that is the same for equal trees only."""
    checksum = hashlib.blake2b(digest_size=16)
    for path, data in sorted(tree.items()):
        checksum.update(f"{path}\0{-1 if data is None else len(data)}\0".encode())
        checksum.update(data or b"")
    return checksum.hexdigest()


@contextmanager
def built(tree: Tree) -> Iterator[Path]:
    """A folder that holds a tree, in memory if there is such a place."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    place = Path(tempfile.mkdtemp(prefix="crash-", dir=memory))
    try:
        build(tree, place)
        yield place
    finally:
        shutil.rmtree(place)


def build(tree: Tree, place: Path) -> None:
    """Write a tree into a folder."""
    for path, data in sorted(tree.items()):
        if data is None:
            os.mkdir(place / path)
        else:
            (place / path).write_bytes(data)


def _said(events: Iterable[Event]) -> Iterator[Sequence[str]]:
    """All lines said before and after each event."""
    said = ""
    yield ()
    for event in events:
        said += event.text if isinstance(event, Said) else ""
        yield said.splitlines()


def _look(tree: Tree, workload: Workload, now: Allowed, outside: object) -> tuple[str, str]:
    """What is there, and what is wrong with it."""
    with built(tree) as place:
        folder = place / workload.place
        if workload.outside:
            workload.outside(folder).put(outside)
        try:
            problem = workload.rule(folder, now) if workload.rule else ""
            found = workload.look(folder)
            if not problem and workload.afterwards:
                problem = workload.afterwards(folder, now)
            return found, problem
        except Exception as error:  # whatever it is: opening must not raise
            return "", f"{type(error).__name__}: {error}"


def _keep(tree: Tree, number: int, violation: Violation) -> None:
    if folder := os.environ.get("IHK_TUI_CRASH_KEEP"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        place = Path(tempfile.mkdtemp(prefix=f"{number:04d}-", dir=folder))
        build(tree, place)
        (place / "violation").write_text("\n".join(violation))


def _words(event: Event) -> str:
    words = str(event)
    return words if len(words) < 120 else f"{words[:80]} ... {words[-30:]}"
