"""What kind of demo is asked for, understood or refused in plain words."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import NamedTuple

from ihk_tui.demo.presets import PRESETS, Preset
from ihk_tui.domain.formats import read_time
from ihk_tui.domain.words import BadInput, Words

_FIRST_YEAR, _LAST_YEAR = 1970, 2100


class DemoRequest(NamedTuple):
    """A demo that can be built."""

    preset: Preset
    years: int
    seed: int
    at: time
    day: date | None
    """None: today or the next consultation day."""


def read_request(preset: str, years: int, seed: int, at: str, day: str, today: date) -> DemoRequest:
    """Understand what was asked for. Raises BadInput."""
    found = PRESETS.get(preset)
    if found is None:
        raise BadInput(
            "preset",
            Words(
                "Eine Simulation „{preset}“ gibt es nicht: {known}.", 'There is no demo "{preset}": {known}.'
            ).fill(preset=preset, known=", ".join(PRESETS)),
        )
    if years < 0:
        raise BadInput(
            "years",
            Words("Jahre Vergangenheit: 0 oder mehr, bitte.", "Years of history: 0 or more, please."),
        )
    moment = read_time(at, "at")
    on = _read_day(day) if day else None
    running = (on or today).year
    if running - years <= _FIRST_YEAR or running >= _LAST_YEAR:
        raise BadInput(
            "years" if years else "day",
            Words(
                "Simuliert wird nur die Zeit von {first} bis {last}.",
                "Only the time from {first} to {last} is simulated.",
            ).fill(first=_FIRST_YEAR, last=_LAST_YEAR),
        )
    return DemoRequest(found, years, seed, moment, on)


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadInput(
            "day",
            Words("„{text}“ ist kein Datum wie 2026-12-03.", '"{text}" is not a date like 2026-12-03.').fill(
                text=text
            ),
        ) from None


def check_empty(folder: Path) -> None:
    """Refuse a folder in which something lies already. Raises BadInput."""
    try:
        taken = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as error:
        raise BadInput(
            "folder",
            Words("{folder} ist nicht lesbar: {why}", "{folder} cannot be read: {why}").fill(
                folder=folder, why=error.strerror
            ),
        ) from None
    if taken:
        raise BadInput(
            "folder",
            Words(
                "{folder} ist nicht leer. Bitte einen leeren oder neuen Ordner angeben.",
                "{folder} is not empty. Please name an empty or new folder.",
            ).fill(folder=folder),
        )
