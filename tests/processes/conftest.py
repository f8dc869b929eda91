"""An office whose consultation day is open, and its staff in processes of their own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes.office import Office, set_clock
from tests.processes.staff import Staff


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an office that just opened its day, made by the program, to be copied."""
    with pytest.MonkeyPatch.context() as environment:
        set_clock(environment)
        made = Office(tmp_path_factory.mktemp("made") / "office")
        made.make()
        made.done("open-day", by="aydin")
    return made.folder


@pytest.fixture
def office(opened: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    set_clock(monkeypatch)
    office = Office(Path(shutil.copytree(opened, tmp_path / "office")))
    yield office
    office.close()


@pytest.fixture
def staff(office: Office) -> Iterator[Staff]:
    staff = Staff(office.folder)
    yield staff
    staff.go()
