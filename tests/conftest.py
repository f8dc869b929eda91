"""What holds for all tests."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from tests.postgres.server import Server

settings.register_profile("noisy", deadline=None)  # the machines are noisy: no test asserts a time
settings.load_profile("noisy")
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # hundreds of programs start here: compile once


def pytest_collection_finish() -> None:
    """Never look for garbage in what all tests need, and seldom in the rest: a tenth of their time."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server that stays up while this worker tests."""
    from tests.postgres.server import running

    with running() as server:
        yield server
