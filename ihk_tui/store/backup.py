"""Copies of an office: dated folders that are offices themselves, and plain TinyDB files."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from itertools import count
from pathlib import Path

import msgspec

from ihk_tui.domain.formats import local
from ihk_tui.domain.words import StoreTrouble, Words
from ihk_tui.files import make_folder, make_folders, sync
from ihk_tui.store import generation
from ihk_tui.store.archive import Archive
from ihk_tui.store.documents import RawTable
from ihk_tui.store.folder import Folder
from ihk_tui.store.generation import FORMAT, Header
from ihk_tui.store.log import Contents
from ihk_tui.store.salvage import salvage
from ihk_tui.store.trouble import said_plainly

SETTINGS = ("office.toml", "catalogue.toml")
"""The files of a data folder that people edit; they belong to a backup."""

_NAME = "%Y-%m-%dT%H%M"
_UNFINISHED = ".new-"

NOT_WRITTEN = Words("Nicht geschrieben: {reason}.", "Not written: {reason}.")


def back_up(
    contents: Contents, settings: Mapping[str, bytes], into: Path, now: datetime, *, shared: bool = False
) -> Path:
    """Write a dated folder that can be opened like any data folder, with these settings; give its path.

    It is there whole or not at all. Raises `StoreTrouble`.
    """
    with said_plainly(NOT_WRITTEN):
        mode = 0o2770 if shared else 0o700
        if not into.exists():
            make_folders(into.parent)
            make_folder(into, mode, into.parent)
        fresh = Folder(into / f".{local(now):{_NAME}}{_UNFINISHED}{os.getpid()}", shared=shared)
        try:
            shutil.rmtree(fresh.path, ignore_errors=True)
            make_folder(fresh.path, mode, into)
            write(fresh, contents, now)
            for file, content in settings.items():
                fresh.write(fresh.path / file, content)
            made = _take_place(fresh.path, into, f"{local(now):{_NAME}}")
        except BaseException:
            shutil.rmtree(fresh.path, ignore_errors=True)
            raise
        sync(into)
    return made


def _take_place(fresh: Path, into: Path, name: str) -> Path:
    """Give a finished copy the first free name. Raises OSError."""
    for number in count(1):
        made = into / (name if number == 1 else f"{name}-{number}")
        if not made.exists():
            try:
                os.rename(fresh, made)
                return made
            except OSError as error:  # somebody else took the name in this moment
                if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                    raise
    raise AssertionError


def write(folder: Folder, contents: Contents, now: datetime) -> None:
    """Write a journal into a new data folder, and who did what before it beside it. Raises OSError."""
    folder.make()
    Archive(folder).write_entries(contents.office, contents.generation, contents.earlier)
    header = Header(FORMAT, contents.office, contents.generation + 1, contents.seq, now)
    lines = [*generation.head(header, contents.tables), *map(msgspec.json.encode, contents.records)]
    folder.write(folder.journal, generation.sealed(lines))


def newest(backups: Path) -> Path | None:
    """The backup that reaches furthest, whatever the clock said when it was made. Raises OSError."""
    made = [path for path in backups.iterdir() if path.name[:1].isdigit()] if backups.is_dir() else []
    return max((path for path in made if Folder(path).journal.exists()), key=_reach, default=None)


def _reach(folder: Path) -> tuple[int, int, str]:
    """Generation and last transaction of a backup, as far as it can be read."""
    piece = salvage(Folder(folder).journal)
    header = piece.header or piece.hint
    number = header.generation if header else 0
    return max([*piece.records, header.seq if header else 0]), number, folder.name


def expire(backups: Path, before: datetime) -> int:
    """Remove backups made before a moment, and what interrupted ones left; give how many.

    The newest stays in any case. Raises OSError.
    """
    removed = 0
    made_when = {path: made for path in backups.glob("[0-9]*") if (made := _made(path))}
    last = max(made_when, key=lambda path: made_when[path], default=None)
    for folder in [*backups.iterdir()] if backups.is_dir() else ():
        if folder == last:
            continue
        if folder.name.startswith(".") and _UNFINISHED in folder.name:
            made = _touched(folder, before)
        else:
            made = _made(folder) or _touched(folder, before)
        if made is not None and made < before:
            shutil.rmtree(folder, ignore_errors=True)
            removed += 1
    return removed


def _made(folder: Path) -> datetime | None:
    with suppress(StoreTrouble, OSError):
        return generation.read_header(Folder(folder).journal).begun
    return None


def _touched(folder: Path, like: datetime) -> datetime | None:
    """When something was last written there; None when it is gone."""
    with suppress(OSError):
        return datetime.fromtimestamp(folder.stat().st_mtime, like.tzinfo)
    return None


def export_tinydb(tables: Iterable[tuple[str, RawTable]], file: Path) -> int:
    """Write documents as one JSON file that stock TinyDB opens; give its size. Raises `StoreTrouble`."""
    whole = {name: msgspec.Raw(bytes(memoryview(raw))) for name, raw in tables}
    content = msgspec.json.encode(whole)
    with said_plainly(NOT_WRITTEN):
        Folder(file.parent).write(file, content)
    return len(content)
