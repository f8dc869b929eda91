"""The harness needs strace."""

from __future__ import annotations

import os
import shutil

import pytest


@pytest.fixture(autouse=True)
def strace() -> None:
    if not shutil.which("strace"):
        missing = "strace is not installed: apt-get install strace"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
