"""An office, and terminals in which staff open the program on it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lacking import need
from tests.processes.office import Office, set_clock
from tests.terminal.desks import Desks
from tests.terminal.tmux import Tmux


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office on the morning of its consultation day, which is not open yet."""
    set_clock(monkeypatch)
    monkeypatch.setenv("HOME", str(tmp_path))
    office = Office(tmp_path / "office")
    office.make()
    yield office
    office.close()


@pytest.fixture
def tmux(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tmux]:
    need("tmux", "tmux")
    set_clock(monkeypatch)
    given = {name: os.environ[name] for name in ("PATH", "IHK_TUI_NOW")}
    server = Tmux(tmp_path, {**given, "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"})
    yield server
    server.close()


@pytest.fixture
def desks(office: Office, tmux: Tmux) -> Desks:
    return Desks(office, tmux)
