"""khal, the calendar of the command line: files are imported into fresh calendars and then listed."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

from tests.lacking import lacking
from tests.readers.seen import Seen, decoded
from tests.readers.tools import run, written

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
_ONE_BY_ONE = """
import json, sys
from khal.cli import main_khal
for words in json.loads(sys.argv[1]):
    try:
        main_khal(words, prog_name="khal", standalone_mode=False)
    except SystemExit as end:
        if end.code:
            raise
"""
"""Gives several commands to one khal, whose start takes most of the time that one command needs."""


class Diary:
    """Some calendars of khal's, empty at first."""

    def __init__(self, folder: Path, calendars: int = 1) -> None:
        """Make them; skip the test where there is no khal."""
        if not find_spec("khal"):
            lacking("khal is not installed: pip install khal")
        folder.mkdir(parents=True)
        self._folder, self._rounds = folder, count()
        self._names = [f"calendar-{number}" for number in range(calendars)]
        shown = "\n".join(f"[[{name}]]\npath = {folder / name}" for name in self._names)
        (folder / "config").write_text(_CONFIG.format(calendars=shown, folder=folder), encoding="utf-8")
        for name in self._names:
            (folder / name).mkdir()
        homes = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
        self._environment = {"LC_ALL": "C.UTF-8"} | dict.fromkeys(homes, str(folder))

    def take(self, *contents: bytes) -> None:
        """Import a file into each calendar; what has a UID that is there already takes its place."""
        paths = written(self._folder / f"read-{next(self._rounds)}", contents)
        into = zip(self._names, paths, strict=True)
        self._tell(*(("import", "--batch", "--include-calendar", name, str(path)) for name, path in into))

    def _tell(self, *commands: tuple[str, ...]) -> bytes:
        words = [("--config", str(self._folder / "config"), *command) for command in commands]
        return run([sys.executable, "-c", _ONE_BY_ONE, json.dumps(words)], self._environment)

    def shows(self) -> list[list[Seen]]:
        """What each calendar shows. khal shows no SEQUENCE."""
        fields = [word for name in (*_FIELDS.values(), "calendar", "all-day") for word in ("--json", name)]
        printed = self._tell(("list", *_EVER, *fields))
        told: dict[str, list[dict[str, Any]]] = {name: [] for name in self._names}
        for line in printed.splitlines():  # a list for each day, with what began the day before and goes on
            for event in json.loads(line):
                seen = {ours: event[theirs] for ours, theirs in _FIELDS.items()}
                seen |= {"all_day": event["all-day"] == "True", "sequence": None}
                if seen not in told[event["calendar"]]:
                    told[event["calendar"]].append(seen)
        return decoded(json.dumps(list(told.values())).encode())

    def keeps(self) -> int:
        """How many events the first calendar has on disk; files that were left half written end otherwise."""
        return len(list((self._folder / self._names[0]).glob("*.ics")))


class Khal:
    """khal as a reader."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._rounds = folder, count()

    def __call__(self, files: Sequence[bytes]) -> list[list[Seen]]:
        """Import each calendar into one of its own."""
        diary = Diary(self._folder / str(next(self._rounds)), len(files))
        diary.take(*files)
        return diary.shows()
