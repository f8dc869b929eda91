"""What a machine lacks for a test: the gate installs everything, elsewhere the test is left out."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest


def lacking(what: str) -> NoReturn:
    """Fail where all has to be there, and skip elsewhere."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


def need(program: str, package: str) -> Path:
    """Find a program of a Debian package."""
    found = shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    return Path(found) if found else lacking(f"{program} is not installed: apt-get install {package}")
