"""`desk` types commands into an office before its day; `day` into one whose day is open."""

from __future__ import annotations

import pytest

from tests.cli.office import Desk, Office


@pytest.fixture
def desk(capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(Office(), capsys)


@pytest.fixture
def day(desk: Desk) -> Desk:
    desk.done("open-day")
    return desk
