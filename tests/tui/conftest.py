"""`office` is a copy of one prepared morning; `app_of` starts the program for someone in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ihk_tui.tui.app import SprechtagApp
from tests.tui.office import Office, a_morning


@pytest.fixture(scope="session")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an office in which the morning has happened."""
    folder = tmp_path_factory.mktemp("office") / "data"
    office = Office(folder)
    a_morning(office)
    office.close()
    return folder


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The colours of a test are its own, not those of the terminal in which the tests run."""
    for name in ("NO_COLOR", "COLORTERM", "TERM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def office(morning: Path, tmp_path: Path) -> Iterator[Office]:
    """An office at 10:20 with a day of its own to change."""
    shutil.copytree(morning, tmp_path / "data")
    office = Office(tmp_path / "data")
    yield office
    office.close()


@pytest.fixture
def empty_office(tmp_path: Path) -> Iterator[Office]:
    """An office at 8:20 whose day is not opened yet."""
    office = Office(tmp_path / "data")
    office.at("8:20")
    yield office
    office.close()


@pytest.fixture
def app_of(office: Office) -> Callable[[str], SprechtagApp]:
    """Start the program for a person."""
    return office.app_of
