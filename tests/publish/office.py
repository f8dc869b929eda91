"""An office folder with appointments, and its publishing as the command does it, in this process."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ihk_tui import config
from ihk_tui.cli.host import Options
from ihk_tui.cli.main import run
from ihk_tui.config import new_config, read_config, write_config
from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.formats import BERLIN
from ihk_tui.domain.people import Person
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.words import Refusal
from ihk_tui.office import booking, undoing
from ihk_tui.office.booking import Booking
from ihk_tui.office.session import Session
from ihk_tui.store.kinds import PLACES
from ihk_tui.store.store import Store
from ihk_tui.wiring import Program
from tests.cli.office import Said

PEOPLE = (
    Person("aydin", "Selin Aydın", "lead"),
    Person("mueßig", "Jörg Müßig"),
    Person("kaya", "Ela Kaya", "reception"),
)
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=BERLIN)
FIRST = datetime(2026, 12, 3, 10, 0, tzinfo=BERLIN)
"""An appointment on the next consultation day."""


class Office:
    """A data folder, its clock, and a person at work in it."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.folder = folder
        self._capsys = capsys
        self._now = NOW
        monkeypatch.setattr(config, "clock", lambda *_: lambda: self._now.astimezone(UTC))
        Store.create(folder, PLACES).close()
        write_config(
            folder, new_config("IHK in Hattingen", "Bahnhofstraße 1", PEOPLE, default_person="aydin")
        )
        self.session: Session = Program().session(Options(data=folder))

    def set(self, **settings: str | int) -> None:
        """Set something under [publish]."""
        file = self.folder / "office.toml"
        text = file.read_text(encoding="utf-8")
        for name, value in settings.items():
            before = getattr(read_config(self.folder).publish, name)
            text = text.replace(f"\n{name} = {json.dumps(before)}\n", f"\n{name} = {json.dumps(value)}\n")
        file.write_text(text, encoding="utf-8")
        assert all(getattr(read_config(self.folder).publish, n) == v for n, v in settings.items())

    def later(self, **span: int) -> None:
        """Let time pass."""
        self._now += timedelta(**span)

    def book(self, start: datetime = FIRST, adviser: str = "aydin", name: str = "Änne Öz") -> Appointment:
        """Book a talk that is not bound to a consultation day."""
        wish = Booking(
            "follow_up",
            start,
            adviser=adviser,
            visitor=Visitor(name=name, phone="+492324123456"),
            note="geheim",
        )
        return _done(booking.book(self.session, wish, overbook=True))

    def move(self, appointment: Appointment, **span: int) -> Appointment:
        """Give an appointment a later time."""
        return _done(booking.move(self.session, appointment.id, appointment.start + timedelta(**span)))

    def cancel(self, appointment: Appointment) -> Appointment:
        """Call an appointment off."""
        return _done(booking.cancel(self.session, appointment.id))

    def lose(self, appointment: Appointment) -> None:
        """Have no such appointment any more, as after an older backup was brought back."""
        with self.session.begin("restore") as work:
            work.remove(appointment)
            work.commit()

    def undo(self) -> None:
        """Take back what was done last."""
        undoing.undo(self.session)

    def run(self, *words: str) -> Said:
        """Run `publish` as it is typed."""
        self._capsys.readouterr()
        code = run(["publish", "--data", str(self.folder), *words], Program())
        printed = self._capsys.readouterr()
        return Said(code, printed.out, printed.err)

    def publish(self, *words: str) -> Any:
        """Run a `publish` that has to succeed, and give its JSON value."""
        said = self.run(*words, "--json")
        assert (said.code, said.err) == (0, ""), said
        return said.value

    def close(self) -> None:
        """Let go of the folder."""
        assert isinstance(self.session.store, Store)
        self.session.store.close()


def _done(result: Appointment | Refusal) -> Appointment:
    assert isinstance(result, Appointment), result
    return result
