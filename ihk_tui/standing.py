"""Notices in a running program that `office.toml` takes somebody's part in the office away."""

from __future__ import annotations

import os
from pathlib import Path

from ihk_tui.config import OFFICE_FILE, read_config
from ihk_tui.domain.people import Person
from ihk_tui.domain.standing import NOTHING, News, why_to_end
from ihk_tui.domain.words import BadInput

Look = tuple[int, ...]
"""Which file it is, its size and when it was written; empty while there is none."""
_NEVER: Look = (-1,)


class Standing:
    """One stat a look; the file is read when it has changed and has come to rest.

    An editor may be seen in the middle of writing, when a shorter list of people is valid TOML too: what
    is found counts from the second look that finds the same file.
    """

    def __init__(self, folder: Path, person: Person) -> None:
        self._folder, self._person = folder, person
        self._seen = self._read = _NEVER
        self._broken = False

    def __call__(self) -> News:
        """Say what is new since the last look."""
        before, self._seen = self._seen, _look(self._folder / OFFICE_FILE)
        if self._seen != before or self._seen == self._read:
            return NOTHING
        self._read = self._seen
        try:
            people = read_config(self._folder).people
        except BadInput as problem:
            known, self._broken = self._broken, True
            return NOTHING if known else News(trouble=problem.words)
        self._broken = False
        return News(end=why_to_end(self._person, people))


def _look(file: Path) -> Look:
    try:
        status = os.stat(file)
    except OSError:
        return ()
    return status.st_ino, status.st_size, status.st_mtime_ns
