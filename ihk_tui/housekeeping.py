"""What whoever keeps the office does with its data folder: look through it, repair, back up, restore, export.

Checking, repairing and restoring work on the folder itself, because the store may not open.
"""

from __future__ import annotations

import getpass
import stat
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from ihk_tui import config
from ihk_tui.domain.words import BadInput, Words
from ihk_tui.store import backup, repair
from ihk_tui.store.check import Finding, check
from ihk_tui.store.kinds import PLACES
from ihk_tui.store.repair import Saved
from ihk_tui.store.store import Store

NEWEST = "latest"


class Housekeeping:
    """One data folder, and who sees to it."""

    def __init__(
        self, folder: Path, person: str, clock: Callable[[], datetime], opened: Callable[[], Store]
    ) -> None:
        self._folder = folder
        self._opened = opened
        self._person = person or getpass.getuser()
        self._clock = clock

    def check(self) -> list[Finding]:
        """Everything that is damaged, missing or left over. Raises StoreTrouble."""
        findings = []
        for file, read in ((config.OFFICE_FILE, config.read_config), (config.CATALOGUE_FILE, _catalogue)):
            try:
                read(self._folder)
            except BadInput as problem:
                findings.append(Finding(file, problem.words))
        return findings + check(self._folder, PLACES, shared=self._shared)

    def repair(self) -> Saved | None:
        """Put a damaged journal right; None when nothing is wrong with it. Raises StoreTrouble."""
        findings = check(self._folder, PLACES, shared=self._shared)
        if not any(found.serious and found.file == "journal.jsonl" for found in findings):
            return None
        return repair.repair(self._folder, shared=self._shared, person=self._person, now=self._clock())

    def back_up(self, into: Path | None) -> Path:
        """Copy the office while others work, into its own `backups` or elsewhere; give the copy's path."""
        store, now = self._opened(), self._clock()
        try:
            into = self._folder / "backups" if into is None else into
            return backup.back_up(store.contents(now), self._folder, into, now, shared=self._shared)
        finally:
            store.close()

    def restore(self, wanted: str) -> tuple[Path, str]:
        """Bring a backup back: a path, or a name in `backups`, or the latest there.

        Gives which it was and where the journal before it is kept. Raises BadInput and StoreTrouble.
        """
        found = self._backup(wanted)
        kept = repair.restore(
            self._folder, found, shared=self._shared, person=self._person, now=self._clock()
        )
        for file in backup.SETTINGS:
            if not (self._folder / file).exists() and (found / file).exists():
                config.put_settings(self._folder / file, (found / file).read_bytes(), shared=self._shared)
        return found, kept

    def export_tinydb(self, file: Path) -> int:
        """Write what is held as a file for stock TinyDB; give its size. Raises StoreTrouble."""
        store = self._opened()
        try:
            return backup.export_tinydb(store.everything(), file)
        finally:
            store.close()

    @property
    def _shared(self) -> bool:
        """Whether a group shares the folder, seen from the folder itself: its settings may be gone."""
        return self._folder.exists() and bool(self._folder.stat().st_mode & stat.S_IRWXG)

    def _backup(self, wanted: str) -> Path:
        own = self._folder / "backups"
        if wanted == NEWEST:
            made = sorted(path for path in own.glob("[0-9]*") if path.is_dir())
            found = made[-1] if made else own
        else:
            found = own / wanted if (own / wanted).is_dir() else Path(wanted)
        if not (found / "journal.jsonl").is_file():
            raise BadInput(
                "",
                Words("{what} ist keine Sicherung.", "{what} is no backup.").fill(what=found),
            )
        return found


def _catalogue(folder: Path) -> object:
    return config.read_catalogue(folder)
