"""What whoever keeps the office does with its data folder: look through it, repair, back up, restore, export.

Checking, repairing and restoring work on the folder itself, because the store may not open.
"""

from __future__ import annotations

import getpass
import os
import stat
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import msgspec
from msgspec.structs import replace

from ihk_tui import config
from ihk_tui.config import Config, StoreSettings
from ihk_tui.domain.words import BadInput, StoreTrouble, Words
from ihk_tui.store import backup, repair
from ihk_tui.store.check import Finding, check, unreadable
from ihk_tui.store.kinds import PLACES
from ihk_tui.store.log import Contents
from ihk_tui.store.postgres.opening import move_to_postgres
from ihk_tui.store.repair import Saved
from ihk_tui.store.store import Store
from ihk_tui.store.trouble import NOT_SAVED, said_plainly

NEWEST = "latest"
FILE = "file"

_NOT_A_FILE = Words(
    "Die Daten liegen in {where}; dort hilft die Datenbank selbst, oder: ihk-tui store restore.",
    "The data is in {where}; there the database helps itself, or: ihk-tui store restore.",
)
_NOT_THE_SAME = Words(
    "Was in {where} ankam, ist nicht dasselbe; es bleibt alles, wo es war.",
    "What arrived in {where} is not the same; everything stays where it was.",
)
_EXISTS = Words("{file} gibt es schon.", "{file} exists already.")
_THERE = Words("Dort sind die Daten schon.", "The data is there already.")
_WHERE_TO = Words("Wohin? postgresql://… oder file", "Where to? postgresql://… or file")


def place(settings: StoreSettings) -> str:
    """Name where a log is, for people and without a password."""
    if not settings.url:
        return FILE
    parts = urlsplit(settings.url)
    server = parts.netloc.rpartition("@")[2]
    hosts = [value for name, value in parse_qsl(parts.query) if name in ("host", "hostaddr", "port")]
    return f"{parts.scheme}://{':'.join([server, *hosts])}{parts.path} ({settings.schema})"


class Housekeeping:
    """One data folder, and who sees to it."""

    def __init__(
        self,
        folder: Path,
        person: str,
        clock: Callable[[], datetime],
        opened: Callable[[Path, Config], Store],
    ) -> None:
        self._folder = folder
        self._person = person or getpass.getuser()
        self._clock = clock
        self._open = opened

    def check(self) -> list[Finding]:
        """Everything that is damaged, missing or left over. Raises StoreTrouble."""
        findings = []
        for file, read in ((config.OFFICE_FILE, config.read_config), (config.CATALOGUE_FILE, _catalogue)):
            try:
                read(self._folder)
            except BadInput as problem:
                findings.append(Finding(file, problem.words))
        if where := self._database():
            with closing(self._opened()) as store:
                return findings + [Finding(where, words) for words in unreadable(store, PLACES)]
        return findings + check(self._folder, PLACES, shared=self._shared)

    def repair(self) -> tuple[Saved | None, list[str]]:
        """Put a damaged journal right, and set earlier files aside that are damaged.

        Gives what came of it (None when nothing was wrong with the journal) and those files. Raises
        StoreTrouble and BadInput.
        """
        if where := self._database():
            raise BadInput("", _NOT_A_FILE.fill(where=where))
        findings = check(self._folder, PLACES, shared=self._shared)
        saved = None
        if any(found.serious and found.file == "journal.jsonl" for found in findings):
            saved = repair.repair(self._folder, shared=self._shared, person=self._person, now=self._clock())
        return saved, repair.set_aside_damaged(self._folder, shared=self._shared)

    def back_up(self, into: Path | None) -> Path:
        """Copy the office while others work, into its own `backups` or elsewhere; give the copy's path."""
        now = self._clock()
        with closing(self._opened()) as store:
            into = self._folder / "backups" if into is None else into
            return backup.back_up(store.contents(now), self._settings(), into, now, shared=self._shared)

    def restore(self, wanted: str) -> tuple[Path, str]:
        """Bring a backup back: a path, or a name in `backups`, or the latest there.

        Gives which it was and where the journal before it is kept. Raises BadInput and StoreTrouble.
        """
        found, now = self._backup(wanted), self._clock()
        if self._database():
            with closing(self._opened()) as store, closing(Store.open(found, PLACES)) as copy:
                if copy.office != store.office:
                    raise StoreTrouble(repair.NOT_THIS_OFFICE.fill(backup=found))
                store.restore(copy.contents(now), self._person, found.name, now)
            return found, ""
        kept = repair.restore(self._folder, found, shared=self._shared, person=self._person, now=now)
        for file in backup.SETTINGS:
            if not (self._folder / file).exists() and (found / file).exists():
                with said_plainly(NOT_SAVED):
                    content = (found / file).read_bytes()
                    config.put_settings(self._folder / file, content, shared=self._shared)
        return found, kept

    def export_tinydb(self, file: Path) -> int:
        """Write what is held as a new file for stock TinyDB; give its size. Raises StoreTrouble, BadInput."""
        if os.path.lexists(file):
            raise BadInput("--tinydb", _EXISTS.fill(file=file))
        with closing(self._opened()) as store:
            return backup.export_tinydb(store.everything(), file)

    def move(self, target: str, schema: str) -> str:
        """Carry the office to a database (`postgresql://…`) or back into this folder (`file`); give where to.

        The new log is compared with the old before the old one ends; sessions that are open must be started
        again. Raises BadInput and StoreTrouble.
        """
        settings = config.read_config(self._folder)
        new = StoreSettings(url="" if target == FILE else target, schema=schema or settings.store.schema)
        if target != FILE and not target.startswith(("postgresql://", "postgres://")):
            raise BadInput("", _WHERE_TO)
        if place(new) == place(settings.store):
            raise BadInput("", _THERE)
        where = place(new)
        with closing(self._open(self._folder, settings)) as store:
            if store.moved_to != where:  # else only the settings are missing, after an interruption
                with store.moving(self._person, where, self._clock()) as contents:
                    self._carry(contents._replace(tables=list(contents.tables)), replace(settings, store=new))
        with said_plainly(NOT_SAVED):
            config.write_store(self._folder, new, shared=self._shared)
        return where

    def _carry(self, contents: Contents, settings: Config) -> None:
        """Make a log with these contents, and read it to be sure."""
        now = self._clock()
        told = _told(contents)
        if settings.store.url:
            move_to_postgres(contents, settings.store.url, now, settings.store.schema)
        else:
            repair.move_in(self._folder, contents, shared=self._shared, now=now)
        with closing(self._open(self._folder, settings)) as store:
            if _told(store.contents(now)) != told:
                raise StoreTrouble(_NOT_THE_SAME.fill(where=place(settings.store)))

    def _database(self) -> str:
        """Which database the log is in; empty when it is the journal here, or nobody can say."""
        with suppress(BadInput):
            settings = config.read_config(self._folder).store
            return place(settings) if settings.url else ""
        return ""

    def _opened(self) -> Store:
        return self._open(self._folder, config.read_config(self._folder))

    @property
    def _shared(self) -> bool:
        """Whether a group shares the folder, seen from the folder itself: its settings may be gone."""
        return self._folder.exists() and bool(self._folder.stat().st_mode & stat.S_ISGID)

    def _settings(self) -> dict[str, bytes]:
        """The settings for a copy, which is a folder of its own and never writes to our database."""
        found = {}
        for file in backup.SETTINGS:
            with said_plainly(backup.NOT_WRITTEN), suppress(FileNotFoundError):
                found[file] = (self._folder / file).read_bytes()
        found[config.OFFICE_FILE] = config.without_store(found[config.OFFICE_FILE])
        return found

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


def _told(contents: Contents) -> tuple[Any, ...]:
    """What must be the same in two logs, however much of it each keeps in its snapshot."""
    documents = {name: msgspec.json.decode(raw, type=dict[str, Any]) for name, raw in contents.tables}
    for record in contents.records:
        repair.do_again(record, documents, lambda _: True)
    entries = [(each.seq, each.at, each.person, each.verb) for each in [*contents.earlier, *contents.records]]
    return contents.office, {name: held for name, held in documents.items() if held}, entries
