"""Unfinished forms, kept for each person until they are done."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

import msgspec

from ihk_tui.store.trouble import NOT_SAVED, said_plainly


class Drafts(Protocol):
    """What someone was typing, by person and form."""

    def save(self, person: str, name: str, form: Mapping[str, Any]) -> None:
        """Keep a form's fields (as JSON knows them), replacing what was kept under this name."""
        ...

    def load(self, person: str, name: str) -> dict[str, Any] | None:
        """The fields kept under this name, or None."""
        ...

    def drop(self, person: str, name: str) -> None:
        """Forget a form; nothing happens when there is none."""
        ...


class FileDrafts:
    """A file for each person, readable by its owner alone and replaced whole.

    It is not forced to the disk: a draft outlives a lost connection and a killed program, which happens; a
    power cut may take the last seconds of typing, and typing never waits for the disk.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, person: str, name: str, form: Mapping[str, Any]) -> None:
        """Keep a form; raises `StoreTrouble` when it cannot be written."""
        self._write(person, {**self._read(person), name: dict(form)})

    def load(self, person: str, name: str) -> dict[str, Any] | None:
        """The fields kept under this name, or None; an unreadable file counts as none."""
        return self._read(person).get(name)

    def drop(self, person: str, name: str) -> None:
        """Forget a form."""
        drafts = self._read(person)
        if drafts.pop(name, None) is not None:
            self._write(person, drafts)

    def _file(self, person: str) -> Path:
        return self._folder / f"{quote(person, safe='')}.json"  # no separator and no bare ".." gets through

    def _read(self, person: str) -> dict[str, dict[str, Any]]:
        try:
            return msgspec.json.decode(self._file(person).read_bytes(), type=dict[str, dict[str, Any]])
        except (OSError, msgspec.MsgspecError):
            return {}

    def _write(self, person: str, drafts: Mapping[str, Mapping[str, Any]]) -> None:
        file = self._file(person)
        with said_plainly(NOT_SAVED):
            if not drafts:
                file.unlink(missing_ok=True)
                return
            new = file.with_name(f"{file.name}.{os.getpid()}")
            descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
            with open(descriptor, "wb") as stream:
                os.fchmod(descriptor, 0o600)  # whatever the umask
                stream.write(msgspec.json.encode(drafts))
            os.replace(new, file)


class MemoryDrafts:
    """Drafts that end with the process."""

    def __init__(self) -> None:
        self._forms: dict[tuple[str, str], dict[str, Any]] = {}

    def save(self, person: str, name: str, form: Mapping[str, Any]) -> None:
        """Keep a form."""
        self._forms[person, name] = dict(form)

    def load(self, person: str, name: str) -> dict[str, Any] | None:
        """The fields kept under this name, or None."""
        return self._forms.get((person, name))

    def drop(self, person: str, name: str) -> None:
        """Forget a form."""
        self._forms.pop((person, name), None)
