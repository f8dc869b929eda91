"""What a command did to a folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.crash import strace
from tests.crash.events import Event, Tree
from tests.crash.kernel import Kernel

CHECKOUT = Path(__file__).parents[2]


class Recording(NamedTuple):
    """A folder before the command, all of it on the disk, and what happened then."""

    before: Tree
    events: tuple[Event, ...]
    outside: tuple[object, object] = (None, None)
    """What stood outside of the folder before and after, as far as a workload changes that."""


class Failed(Exception):
    """The command did not end well, so there is nothing to judge."""


def record(
    command: Sequence[str],
    folder: Path,
    *,
    inject: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
    cwd: Path = CHECKOUT,
) -> Recording:
    """Run a command and record what it does below a folder.

    `inject` has faults in strace's words. Raises `Failed` with its errors when the command fails, and
    `strace.Silent` when what it did could not be followed: at the end the folder must be what the recorded
    events made of it, to the byte.
    """
    folder = folder.resolve()
    before = tree(folder)
    with TemporaryDirectory() as place:
        notes = Path(place) / "calls"
        given = {**os.environ, **(environment or {})}
        done = strace.run(command, notes, inject=inject, environment=given, cwd=cwd)
        if done.returncode:
            raise Failed(f"{' '.join(command)}: {done.returncode}\n{done.stdout}{done.stderr}")
        kernel = Kernel(folder, before, cwd)
        with notes.open(encoding="ascii") as lines:
            kernel.play(strace.calls(lines))
    if kernel.present.tree() != tree(folder):
        raise strace.Silent("the folder is not what the recorded calls made of it")
    return Recording(before, tuple(kernel.present.events))


def record_python(module: str, *arguments: str, folder: Path, inject: Sequence[str] = ()) -> Recording:
    """Record a Python module as `python -m` runs it."""
    return record([sys.executable, "-m", module, *arguments], folder, inject=inject)


def tree(folder: Path) -> Tree:
    """What stands below a folder."""
    return {
        os.fspath(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }
