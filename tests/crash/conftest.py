"""The harness needs strace, and a database server for workloads that reach into one."""

from __future__ import annotations

import os
import shutil

import pytest

from tests.crash import outside
from tests.crash.workload import WORKLOADS


@pytest.fixture(autouse=True)
def strace() -> None:
    if not shutil.which("strace"):
        missing = "strace is not installed: apt-get install strace"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)


@pytest.fixture
def surroundings(name: str, request: pytest.FixtureRequest) -> None:
    """What the workload of this name needs beside a folder."""
    if WORKLOADS[name].outside:
        outside.use(request.getfixturevalue("postgres"))
