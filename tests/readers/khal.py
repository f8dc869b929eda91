"""khal, the calendar of the command line: files are imported into fresh calendars and then listed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

from tests.lacking import lacking
from tests.readers.seen import Seen, decoded
from tests.readers.tools import program, run, written

_CONFIG = """
[calendars]
{calendars}
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%dT%H:%M:%SZ
[sqlite]
path = {folder}/khal.db
"""
_FIELDS = {
    "uid": "uid",
    "start": "start-long-full",
    "end": "end-long-full",
    "summary": "title",
    "status": "status",
    "location": "location",
    "description": "description",
}
_EVER = ("1996-01-01", "2047-01-01")


class Diary:
    """Some calendars of khal's, empty at first."""

    def __init__(self, folder: Path, calendars: int = 1) -> None:
        """Make them; skip the test where there is no khal."""
        khal = program("khal")
        if not khal:
            lacking("khal is not installed: pip install khal")
        folder.mkdir(parents=True)
        self._folder, self._rounds = folder, count()
        self._names = [f"calendar-{number}" for number in range(calendars)]
        shown = "\n".join(f"[[{name}]]\npath = {folder / name}" for name in self._names)
        (folder / "config").write_text(_CONFIG.format(calendars=shown, folder=folder), encoding="utf-8")
        for name in self._names:
            (folder / name).mkdir()
        self._khal = [str(khal), "--config", str(folder / "config")]
        homes = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
        self._environment = {"LC_ALL": "C.UTF-8"} | dict.fromkeys(homes, str(folder))

    def take(self, content: bytes, number: int = 0) -> None:
        """Import a file; what has a UID that is there already takes its place."""
        (path,) = written(self._folder / f"read-{next(self._rounds)}", [content])
        words = ["import", "--batch", "--include-calendar", self._names[number], str(path)]
        run([*self._khal, *words], self._environment)

    def shows(self) -> list[list[Seen]]:
        """What each calendar shows. khal shows no SEQUENCE."""
        fields = [word for name in (*_FIELDS.values(), "calendar", "all-day") for word in ("--json", name)]
        printed = run([*self._khal, "list", *_EVER, *fields], self._environment)
        told: dict[str, list[dict[str, Any]]] = {name: [] for name in self._names}
        for line in printed.splitlines():  # a list for each day, with what began the day before and goes on
            for event in json.loads(line):
                seen = {ours: event[theirs] for ours, theirs in _FIELDS.items()}
                seen |= {"all_day": event["all-day"] == "True", "sequence": None}
                if seen not in told[event["calendar"]]:
                    told[event["calendar"]].append(seen)
        return decoded(json.dumps(list(told.values())).encode())

    def keeps(self, number: int = 0) -> int:
        """How many events a calendar has on disk; files that khal's own writing left behind end otherwise."""
        return len(list((self._folder / self._names[number]).glob("*.ics")))


class Khal:
    """khal as a reader."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._rounds = folder, count()
        if not program("khal"):
            lacking("khal is not installed: pip install khal")

    def __call__(self, files: Sequence[bytes]) -> list[list[Seen]]:
        """Import each calendar into one of its own."""
        diary = Diary(self._folder / str(next(self._rounds)), len(files))
        for number, content in enumerate(files):
            diary.take(content, number)
        return diary.shows()
