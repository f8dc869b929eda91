"""A built demo as the tests look at it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ihk_tui.cli.host import Options
from ihk_tui.demo.build import build
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.visits import Visit
from ihk_tui.office.session import Session
from ihk_tui.store.kinds import PLACES
from ihk_tui.store.store import Store
from ihk_tui.wiring import Program

DAY = "2026-09-03"


def built(
    folder: Path,
    *,
    preset: str = "normal",
    years: int = 0,
    seed: int = 1,
    at: str = "11:00",
    day: str = DAY,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Path:
    """Build a demo on a fixed day, so that tests do not depend on today."""
    build(folder, preset=preset, years=years, seed=seed, at=at, day=day, progress=progress)
    return folder


def opened(folder: Path, person: str = "sander") -> Session:
    """Open it as a person would."""
    return Program().session(Options(data=folder, person=person))


def values(folder: Path) -> dict[str, list[Any]]:
    """Every value that is kept, by the name of its kind."""
    store = Store.open(folder, PLACES)
    reader = store.read()
    found = {kind.__name__: list(reader.all(kind)) for kind in PLACES}
    store.close()
    return found


def past(session: Session) -> list[list[Visit]]:
    """The visits of each closed day, oldest first."""
    reader = session.read()
    closed = [day for day in reader.all(ConsultationDay) if day.status == "closed"]
    return [reader.all(Visit, day.day) for day in closed]
