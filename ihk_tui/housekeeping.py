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
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

import msgspec
from msgspec.structs import replace

from ihk_tui import config
from ihk_tui.config import Config, StoreSettings
from ihk_tui.domain.words import BadInput, StoreTrouble, Words
from ihk_tui.store import backup, repair
from ihk_tui.store.carrying import carry_forms
from ihk_tui.store.check import Finding, check, unreadable
from ihk_tui.store.kinds import PLACES
from ihk_tui.store.log import Contents
from ihk_tui.store.pieces import erased_after
from ihk_tui.store.postgres.opening import move_to_postgres
from ihk_tui.store.repair import NOT_DONE, Restored, Saved
from ihk_tui.store.store import Store
from ihk_tui.store.together import do_again
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
_INTO_A_FOLDER = Words(
    "{why} Die Sicherung lässt sich in einen neuen Ordner einspielen: ihk-tui --data NEU store restore"
    " {backup}. Von dort: ihk-tui store move, in ein anderes Schema.",
    "{why} The backup can be brought back into a new folder: ihk-tui --data NEW store restore {backup}. From"
    " there: ihk-tui store move, into another schema.",
)
_IN_A_BACKUP = Words(
    "fehlt. Die letzte Sicherung hat es; ihk-tui store repair holt es zurück.",
    "is missing. The last backup has it; ihk-tui store repair brings it back.",
)
_IN_NO_BACKUP = Words(
    "fehlt, und keine Sicherung hat es. Bitte aus einer Kopie zurücklegen; ohne Kopie mit ihk-tui --data NEU"
    " init in einem leeren Ordner anlegen und hierher kopieren.",
    "is missing, and no backup has it. Please put it back from a copy; without one, make it in an empty"
    " folder with ihk-tui --data NEW init, and copy it here.",
)
_NO_BACKUP = Words("{what} ist keine Sicherung.", "{what} is no backup.")
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


class Repaired(NamedTuple):
    """What was put right in a data folder."""

    saved: Saved | None
    """What came of the journal; None when nothing was wrong with it."""
    aside: list[str]
    """Earlier files that have another name now."""
    settings: list[str]
    """Settings that came back from a backup."""


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
        self._person = person or _account()
        self._clock = clock
        self._open = opened

    def check(self) -> list[Finding]:
        """Everything that is damaged, missing or left over. Raises StoreTrouble."""
        findings = []
        where = ""
        for file, read in ((config.OFFICE_FILE, config.read_config), (config.CATALOGUE_FILE, _catalogue)):
            try:
                read(self._folder)
            except BadInput as problem:
                findings.append(self._settings_problem(file, problem))
        with suppress(BadInput):
            where = self._database()
        if where:
            with closing(self._opened()) as store:
                return findings + [Finding(where, words) for words in unreadable(store, PLACES)]
        return findings + check(self._folder, PLACES, shared=self._shared)

    def repair(self) -> Repaired:
        """Put a damaged journal right, set earlier files aside that are damaged, bring lost settings back.

        Raises StoreTrouble and BadInput.
        """
        if where := self._database():
            raise BadInput("", _NOT_A_FILE.fill(where=where))
        findings = check(self._folder, PLACES, shared=self._shared)
        saved = None
        if any(found.repair and found.file == "journal.jsonl" for found in findings):
            saved = repair.repair(self._folder, shared=self._shared, person=self._person, now=self._clock())
        aside = repair.set_aside_damaged(self._folder, shared=self._shared)
        with said_plainly(NOT_DONE):
            copy = backup.newest(self._folder / "backups")
        return Repaired(saved, aside, self._bring_settings(copy) if copy else [])

    def back_up(self, into: Path | None) -> Path:
        """Copy the office while others work, into its own `backups` or elsewhere; give the copy's path."""
        now = self._clock()
        with closing(self._opened()) as store:
            into = self._folder / "backups" if into is None else into
            return backup.back_up(store.contents(now), self._settings(), into, now, shared=self._shared)

    def restore(self, wanted: str) -> tuple[Path, Restored]:
        """Bring a backup back: a path, or a name in `backups`, or the latest there.

        Gives which it was and what came of it. Raises BadInput and StoreTrouble.
        """
        database = self._database()
        found, now = self._backup(wanted), self._clock()
        if database:
            return found, self._restore_there(found, now)
        restored = repair.restore(self._folder, found, shared=self._shared, person=self._person, now=now)
        self._bring_settings(found)
        return found, restored

    def _restore_there(self, found: Path, now: datetime) -> Restored:
        """Bring a backup back into the database."""
        try:
            opened = self._opened()
        except StoreTrouble as trouble:
            raise StoreTrouble(_INTO_A_FOLDER.fill(why=trouble.words, backup=found)) from trouble
        with closing(opened) as store, closing(Store.open(found, PLACES)) as copy:
            if copy.office != store.office:
                raise StoreTrouble(repair.NOT_THIS_OFFICE.fill(backup=found))
            again = erased_after(store.log(), copy.read().seq)
            store.restore(copy.contents(now), self._person, found.name, now)
        return Restored("", again)

    def _bring_settings(self, copy: Path) -> list[str]:
        """Take settings that are missing here from a backup; give their names."""
        brought = []
        for file in backup.SETTINGS:
            with said_plainly(NOT_SAVED):
                if not (self._folder / file).exists() and (copy / file).exists():
                    content = (copy / file).read_bytes()
                    config.put_settings(self._folder / file, content, shared=self._shared)
                    brought.append(file)
        return brought

    def export_tinydb(self, file: Path) -> int:
        """Write what is held as a new file for stock TinyDB; give its size. Raises StoreTrouble, BadInput."""
        if os.path.lexists(file):
            raise BadInput("--tinydb", _EXISTS.fill(file=file))
        with closing(self._opened()) as store:
            return backup.export_tinydb(store.everything(), file)

    def move(self, target: str, schema: str) -> str:
        """Carry the office to a database (`postgresql://…`) or back into this folder (`file`); give where to.

        The new log is compared with the old before the old one ends, which keeps only who did what and where
        everything went. Sessions that are open must be started again. Repeating it completes what was
        interrupted. Raises BadInput and StoreTrouble.
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
            with closing(self._open(self._folder, replace(settings, store=new))) as there:
                carry_forms(store.drafts, self._folder / "drafts", there.drafts)
            store.empty(self._clock())
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
        """Which database the log is in; empty when it is the journal here, or there are no settings.

        Raises BadInput when there are settings and they cannot be read: then nobody can say where it is.
        """
        if not os.path.lexists(self._folder / config.OFFICE_FILE):
            return ""
        settings = config.read_config(self._folder).store
        return place(settings) if settings.url else ""

    def _settings_problem(self, file: str, problem: BadInput) -> Finding:
        """Say what is wrong with settings; an office that lost them does not begin anew."""
        if file != config.OFFICE_FILE or os.path.lexists(self._folder / file):
            return Finding(file, problem.words)
        copy = None
        with suppress(OSError):  # said of the folder
            copy = backup.newest(self._folder / "backups")
        return Finding(file, _IN_A_BACKUP if copy else _IN_NO_BACKUP, repair=copy is not None)

    def _opened(self) -> Store:
        return self._open(self._folder, config.read_config(self._folder))

    @property
    def _shared(self) -> bool:
        """Whether a group shares the folder, seen from the folder itself: its settings may be gone."""
        with suppress(OSError):  # whoever opens it is told
            return bool(self._folder.stat().st_mode & stat.S_ISGID)
        return False

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
        with said_plainly(NOT_DONE):
            if wanted == NEWEST:
                found = backup.newest(own) or own
            else:
                found = own / wanted if (own / wanted).is_dir() else Path(wanted)
            if not (found / "journal.jsonl").is_file():
                raise BadInput("", _NO_BACKUP.fill(what=found))
        return found


def _account() -> str:
    """The account at work; its number where it has no name, as in a container."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


def _catalogue(folder: Path) -> object:
    return config.read_catalogue(folder)


def _told(contents: Contents) -> tuple[Any, ...]:
    """What must be the same in two logs, however much of it each keeps in its snapshot."""
    documents = {name: msgspec.json.decode(raw, type=dict[str, Any]) for name, raw in contents.tables}
    for record in contents.records:
        do_again(record, documents)
    entries = [(each.seq, each.at, each.person, each.verb) for each in [*contents.earlier, *contents.records]]
    return contents.office, {name: held for name, held in documents.items() if held}, entries
