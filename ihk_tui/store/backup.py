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
from ihk_tui.files import make_folders, sync
from ihk_tui.store import generation
from ihk_tui.store.folder import Folder
from ihk_tui.store.generation import FORMAT, Header
from ihk_tui.store.log import Contents
from ihk_tui.store.snapshot import RawTable
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
        if not into.exists():
            make_folders(into)
            into.chmod(0o2770 if shared else 0o700)
        fresh = Folder(into / f".{local(now):{_NAME}}{_UNFINISHED}{os.getpid()}", shared=shared)
        try:
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
    number = contents.generation + 1
    write_history(folder, contents, folder.generations / f"{number - 1}.jsonl")
    header = Header(FORMAT, contents.office, number, contents.seq, now)
    lines = [*generation.head(header, contents.tables), *map(msgspec.json.encode, contents.records)]
    folder.write(folder.journal, generation.sealed(lines))


def write_history(folder: Folder, contents: Contents, file: Path) -> None:
    """Write who did what before as a generation without contents. Raises OSError."""
    if contents.earlier:
        before = contents.earlier[0].seq - 1
        header = Header(FORMAT, contents.office, contents.generation, before, contents=False)
        lines = [*generation.head(header, ()), *map(msgspec.json.encode, contents.earlier)]
        folder.write(file, generation.sealed(lines))


def expire(backups: Path, before: datetime) -> int:
    """Remove backups made before a moment, and what interrupted ones left; give how many.

    The newest stays in any case. Raises OSError.
    """
    removed = 0
    made_when = {path: made for path in backups.glob("[0-9]*") if (made := _made(path))}
    newest = max(made_when, key=lambda path: made_when[path], default=None)
    for folder in [*backups.iterdir()] if backups.is_dir() else ():
        if folder == newest:
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
