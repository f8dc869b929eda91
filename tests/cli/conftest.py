"""`desk` types commands into an office before its day; `day` into one whose day is open."""

from __future__ import annotations

import io
import os
import sys

import pytest

from ihk_tui.domain.people import Person
from tests.cli.office import PEOPLE, Desk, Office


@pytest.fixture
def desk(capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(Office(), capsys)


@pytest.fixture
def day(desk: Desk) -> Desk:
    desk.done("open-day")
    return desk


OTHERS = (Person("vogel", "Uta Vogel", "admin"), Person("wand", "Anzeige", "board"))


@pytest.fixture
def staffed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """An open day, somebody in each role, and an environment to play with."""
    for name in list(os.environ):  # the gate drops most of it
        monkeypatch.delenv(name)
    monkeypatch.setattr("tests.cli.office.PEOPLE", (*PEOPLE, *OTHERS))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    desk.done("open-day")
    return desk
