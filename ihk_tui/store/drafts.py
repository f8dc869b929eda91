"""Unfinished forms, kept for each person until they are done."""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

import msgspec

from ihk_tui.domain.text import fold
from ihk_tui.files import make_file, put, sync
from ihk_tui.store.trouble import NOT_SAVED, said_plainly


class Drafts(Protocol):
    """What someone was typing, by person and form."""

    def save(self, person: str, name: str, form: Mapping[str, Any]) -> None:
        """Keep a form's fields (as JSON knows them), replacing what was kept under this name."""
        ...

    def load(self, person: str, name: str) -> dict[str, Any] | None:
        """The fields kept under this name, or None."""
        ...

    def names(self, person: str) -> list[str]:
        """The names under which this person's forms are kept."""
        ...

    def drop(self, person: str, name: str) -> None:
        """Forget a form; nothing happens when there is none."""
        ...

    def forget(self, texts: Iterable[str]) -> None:
        """Forget every form, of whomever, in whose name or fields one of the texts occurs, and durably.

        As whole words or in the genitive ("Kims"), whatever the case, the accents and the spacing. Raises
        `StoreTrouble`; doing it again completes it.
        """
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
        with self._alone():
            self._write(person, {**self._read(person), name: dict(form)})

    def load(self, person: str, name: str) -> dict[str, Any] | None:
        """The fields kept under this name, or None; an unreadable file counts as none."""
        return self._read(person).get(name)

    def names(self, person: str) -> list[str]:
        """The names under which this person's forms are kept."""
        return list(self._read(person))

    def drop(self, person: str, name: str) -> None:
        """Forget a form."""
        with self._alone():
            drafts = self._read(person)
            if drafts.pop(name, None) is not None:
                self._write(person, drafts)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep out other sessions: a person may have several, and each replaces the whole file."""
        with said_plainly(NOT_SAVED):
            if not self._folder.exists():  # a copy on a disk that cannot be written
                yield
                return
            folder = os.open(self._folder, os.O_RDONLY | os.O_CLOEXEC)
            try:
                fcntl.flock(folder, fcntl.LOCK_EX)
                yield
            finally:
                os.close(folder)

    def forget(self, texts: Iterable[str]) -> None:
        """Forget forms, and what a killed program left half written.

        A file that cannot be read (damaged, or a colleague's own in a shared folder) is dropped whole: nobody
        can say what is in it.
        """
        told = teller(texts)
        with self._alone():
            for file in [*self._folder.glob("*.json"), *self._folder.glob("*.json.*")]:
                try:
                    drafts = _decode(file.read_bytes())
                except FileNotFoundError:  # its owner was done in this moment
                    continue
                except (OSError, msgspec.MsgspecError):
                    drafts = {}
                kept = {name: form for name, form in drafts.items() if not told(name, form)}
                if kept and len(kept) == len(drafts):
                    continue
                if kept and file.suffix == ".json":
                    put(file, msgspec.json.encode(kept), 0o600)
                else:
                    file.unlink(missing_ok=True)
                    sync(self._folder)

    def _file(self, person: str) -> Path:
        return self._folder / f"{quote(person, safe='')}.json"  # no separator and no bare ".." gets through

    def _read(self, person: str) -> dict[str, dict[str, Any]]:
        try:
            return _decode(self._file(person).read_bytes())
        except (OSError, msgspec.MsgspecError):
            return {}

    def _write(self, person: str, drafts: Mapping[str, Mapping[str, Any]]) -> None:
        file = self._file(person)
        with said_plainly(NOT_SAVED):
            if not drafts:
                file.unlink(missing_ok=True)
                return
            new = file.with_name(f"{file.name}.{os.getpid()}")
            new.unlink(missing_ok=True)
            with open(make_file(new, os.O_WRONLY, 0o600, self._folder), "wb") as stream:
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

    def names(self, person: str) -> list[str]:
        """The names under which this person's forms are kept."""
        return [name for whose, name in self._forms if whose == person]

    def drop(self, person: str, name: str) -> None:
        """Forget a form."""
        self._forms.pop((person, name), None)

    def forget(self, texts: Iterable[str]) -> None:
        """Forget forms."""
        told = teller(texts)
        self._forms = {key: form for key, form in self._forms.items() if not told(key[1], form)}


def _decode(data: bytes) -> dict[str, dict[str, Any]]:
    return msgspec.json.decode(data, type=dict[str, dict[str, Any]])


def teller(texts: Iterable[str]) -> Callable[[str, Mapping[str, Any]], bool]:
    """What says of a form whether one of the texts occurs in it."""
    wanted = {plain for text in texts if (plain := _plain(text))}
    if not wanted:
        return lambda name, form: False
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(text)}s?(?!\w)" for text in wanted))
    return lambda name, form: any(pattern.search(_plain(text)) for text in (name, *_texts(form)))


def _plain(text: str) -> str:
    return " ".join(fold(text).split())


def _texts(part: Any) -> Iterator[str]:
    """Every text in what JSON knows."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mapping):
        for each in part.values():
            yield from _texts(each)
    elif isinstance(part, list | tuple):
        for each in part:
            yield from _texts(each)
