"""An office in a data folder whose clock stands still, and its calendars as staff ask for them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ihk_tui import config
from ihk_tui.cli.host import Options
from ihk_tui.cli.main import run
from ihk_tui.config import read_config
from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.formats import BERLIN
from ihk_tui.domain.words import Language
from ihk_tui.office.session import Session
from ihk_tui.store.store import Store
from ihk_tui.wiring import Program
from tests.readers.told import Told

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
"""The year that is exported."""
_VARIABLES = ("IHK_TUI_DATA", "IHK_TUI_LANG", "IHK_TUI_NOW")


def berlin(day: date, clock: str, fold: int = 0) -> datetime:
    """A moment on Hattingen's wall clock."""
    hour, minute = map(int, clock.split(":"))
    wall = datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN, fold=fold)
    return wall.astimezone(UTC)


class Office:
    """An office that is there already, opened by its default person."""

    def __init__(self, folder: Path, language: Language, now: datetime) -> None:
        self.folder, self.language, self.now = folder, language, now
        self.config = read_config(folder)
        opened = Program().session(Options(data=folder, language=language))
        self.session: Session = opened._replace(clock=lambda: self.now)

    @property
    def told(self) -> Told:
        """What its calendars have to say now."""
        return Told(self.config, self.session.catalogue, self.language, self.now)

    @property
    def told_to_subscribers(self) -> Told:
        """What its published calendars have to say: in the office's language, whoever publishes."""
        return Told(self.config, self.session.catalogue, self.config.office.language, self.now)

    @property
    def appointments(self) -> list[Appointment]:
        """All that the store holds."""
        return list(self.session.read().all(Appointment))

    @property
    def advisers(self) -> list[str]:
        """Who has a calendar of their own."""
        return [person.id for person in self.config.people if person.advises]

    def export(self, *words: str) -> bytes:
        """The year as the command `export` writes it."""
        file = self.folder.parent / "export.ics"
        said = ["--data", str(self.folder), "--lang", self.language, "-o", str(file)]
        said += ["--from", f"{FIRST:%d.%m.%Y}", "--to", f"{LAST:%d.%m.%Y}"]
        with pytest.MonkeyPatch.context() as patch:
            for name in _VARIABLES:
                patch.delenv(name, raising=False)
            patch.setattr(config, "clock", lambda *_: lambda: self.now)
            assert run(["export", *said, *words], Program()) == 0
        return file.read_bytes()

    def close(self) -> None:
        """Let go of the folder."""
        assert isinstance(self.session.store, Store)
        self.session.store.close()
