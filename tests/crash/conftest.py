"""The harness needs strace, and a database server for workloads that reach into one."""

from __future__ import annotations

import pytest

from tests.crash import outside
from tests.crash.workload import WORKLOADS
from tests.lacking import need


@pytest.fixture(autouse=True)
def strace() -> None:
    need("strace", "strace")


@pytest.fixture
def surroundings(name: str, request: pytest.FixtureRequest) -> None:
    """What the workload of this name needs beside a folder."""
    if WORKLOADS[name].outside:
        outside.use(request.getfixturevalue("postgres"))
