"""Programs that read calendars and are no Python libraries: where they are, and how they are run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

SYSTEM_PYTHON = "/usr/bin/python3"
"""Where Debian's bindings of libical are."""
_PATIENCE = 60
"""Seconds after which a reader counts as hanging."""


def program(name: str) -> str | None:
    """Where a program is: beside the Python that tests, or on the path."""
    return shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)


def run(words: Sequence[str | Path], environment: dict[str, str] | None = None) -> bytes:
    """Run a program that has to succeed in silence, and give what it printed."""
    done = subprocess.run(
        [str(word) for word in words],
        capture_output=True,
        env={**os.environ, **(environment or {})},
        timeout=_PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b""), done.stderr.decode()
    return done.stdout


def written(folder: Path, files: Sequence[bytes]) -> list[Path]:
    """Write calendars as files, in their order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number}.ics" for number in range(len(files))]
    for path, content in zip(paths, files, strict=True):
        path.write_bytes(content)
    return paths
