"""What an office takes along when it moves beside its log: the forms that people have not finished."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import msgspec

from ihk_tui.files import sync
from ihk_tui.store.drafts import Drafts, FileDrafts
from ihk_tui.store.trouble import NOT_SAVED, said_plainly

_forms = msgspec.json.Decoder(dict[str, dict[str, Any]])


def carry_forms(old: Drafts, folder: Path, new: Drafts) -> None:
    """Keep every form in the new place and none in the old one, one after the other.

    `folder` is where the forms are when they are files. What cannot be read is dropped. May be done again;
    raises `StoreTrouble`.
    """
    for person, name, form in list(_everyones(old, folder)):
        if new.load(person, name) is None:
            new.save(person, name, form)
        old.drop(person, name)
    if isinstance(old, FileDrafts):
        with said_plainly(NOT_SAVED):
            for file in folder.glob("*.json*"):  # what could not be read, or was left half written
                file.unlink(missing_ok=True)
            sync(folder)


def _everyones(drafts: Drafts, folder: Path) -> Iterable[tuple[str, str, dict[str, Any]]]:
    if isinstance(drafts, FileDrafts):
        return _in_files(folder)
    from ihk_tui.store.postgres.drafts import PostgresDrafts  # its driver may be missing

    return drafts.everyones() if isinstance(drafts, PostgresDrafts) else ()


def _in_files(folder: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for file in sorted(folder.glob("*.json")):
        with suppress(OSError, msgspec.MsgspecError):
            for name, form in _forms.decode(file.read_bytes()).items():
                yield unquote(file.name.removesuffix(".json")), name, form
