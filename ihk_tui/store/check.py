"""Looking through a data folder: what is damaged, missing or left over."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

from ihk_tui.domain.words import StoreTrouble, Words
from ihk_tui.files import reason
from ihk_tui.store.archive import Archive
from ihk_tui.store.folder import Folder
from ihk_tui.store.pieces import find
from ihk_tui.store.places import Place
from ihk_tui.store.repair import opened
from ihk_tui.store.salvage import salvage
from ihk_tui.store.store import Store
from ihk_tui.store.trouble import NOT_OPENED, asks_for_repair, said_plainly
from ihk_tui.store.turn import Traces

_LINES_TOLD = 5

_DAMAGED_LINES = Words("beschädigt in {lines}.", "damaged in {lines}.")
_LINE = Words("Zeile {number}", "line {number}")
_MORE = Words("{number} weiteren", "{number} more")
_HALF_A_SNAPSHOT = Words(
    "Der Stand am Anfang ist unvollständig.", "The snapshot at its beginning is incomplete."
)
_TORN = Words(
    "Am Ende stehen {bytes} Bytes eines Vorgangs, der nie bestätigt wurde; der nächste setzt sie beiseite.",
    "It ends in {bytes} bytes of a transaction that was never confirmed; the next one sets them aside.",
)
_TORN_UNKNOWN = Words(
    "Am Ende stehen {bytes} Bytes eines Vorgangs; ob er bestätigt war, lässt sich ohne run/lock nicht sagen.",
    "It ends in {bytes} bytes of a transaction; whether it was confirmed cannot be told without run/lock.",
)
_CUT = Words("Die letzten {bytes} Bytes sind beschädigt.", "Its last {bytes} bytes are damaged.")
_NOT_READ = Words("Nicht lesbar: {reason}.", "Not readable: {reason}.")
_FOREIGN = Words("ist kein lesbares Journal.", "is no readable journal.")
_OTHER_OFFICE = Words("gehört zu einer anderen Geschäftsstelle.", "belongs to another office.")
_NEWER = Words(
    "wurde von einer neueren Fassung des Programms geschrieben.",
    "was written by a newer version of the program.",
)
_BACKUP = Words(
    "{what} Diese Sicherung hilft nicht mehr; bitte ihren Ordner löschen und neu sichern:"
    " ihk-tui store backup.",
    "{what} This backup is of no more help; please remove its folder and make one: ihk-tui store backup.",
)
_NO_FOLDER = Words(
    "ist eine Datei, wo ein Ordner sein sollte; bitte umbenennen.",
    "is a file where a folder should be; please rename it.",
)
_OPEN = Words(
    "Jedes Konto dieses Rechners kommt hinein; bitte schließen: chmod o= {folder}.",
    "Every account of this machine can get in; please close it: chmod o= {folder}.",
)
_ERASING = Words(
    "Eine Löschung ist unterbrochen; der nächste Vorgang vollendet sie.",
    "An erasure was interrupted; the next transaction completes it.",
)
_UNKNOWN = Words(
    "Wer die Vorgänge {first} bis {last} getan hat, ist nicht mehr bekannt.",
    "Who did transactions {first} to {last} is not known any more.",
)
_SET_ASIDE = Words("wurde beiseite gelegt und läuft ab.", "was set aside and will expire.")
_UNFINISHED = Words(
    "blieb von etwas Abgebrochenem; das nächste Verdichten räumt es auf.",
    "is left of something interrupted; the next compaction clears it away.",
)
_NO_MARK = Words(
    "Wie weit alles bestätigt war, lässt sich nicht lesen; der nächste Vorgang schreibt es neu.",
    "How far everything was confirmed cannot be read; the next transaction writes it anew.",
)
_UNREADABLE_DRAFT = Words("Der Entwurf ist nicht lesbar.", "The draft cannot be read.")


class Finding(msgspec.Struct, frozen=True):
    """One thing found in a file. What is not serious endangers nothing that was confirmed."""

    file: str
    words: Words
    serious: bool = True
    repair: bool = False
    """Whether `ihk-tui store repair` mends it."""


def check(path: Path, places: Mapping[type[Any], Place], *, shared: bool = False) -> list[Finding]:
    """Look at every file of a data folder and at every document in it; changes nothing.

    Raises `StoreTrouble` when the folder cannot be read at all.
    """
    folder = Folder(path, shared=shared)
    with said_plainly(NOT_OPENED, folder=path):
        traces = _traces(folder)
        return [
            *_folders(folder),
            *_opening(path, places, shared),
            *_mark(folder, traces),
            *_torn(folder, traces),
            *_journals(folder, traces),
            *_left_over(folder),
        ]


def _folders(folder: Folder) -> Iterator[Finding]:
    """See that the folders are some, can be read, and by nobody else."""
    for path in (folder.path, folder.generations, folder.lock.parent, folder.drafts, folder.backups):
        try:
            path.is_dir() and os.listdir(path)
            if os.path.lexists(path) and not path.is_dir():
                yield Finding(_name(folder, path), _NO_FOLDER)
        except OSError as error:
            yield Finding(_name(folder, path), _NOT_READ.fill(reason=reason(error)))
    if folder.path.is_dir() and folder.path.stat().st_mode & stat.S_IRWXO:
        yield Finding(_name(folder, folder.path), _OPEN.fill(folder=folder.path))


def _opening(path: Path, places: Mapping[type[Any], Place], shared: bool) -> Iterator[Finding]:
    """Open it as the program does, and read every document and every entry."""
    try:
        store = Store.open(path, places, shared=shared)
    except StoreTrouble as trouble:
        yield Finding("journal.jsonl", trouble.words, repair=asks_for_repair(trouble))
        return
    with closing(store):
        try:
            store.read()
        except StoreTrouble as trouble:
            yield Finding("journal.jsonl", trouble.words, repair=asks_for_repair(trouble))
            return
        for words in unreadable(store, places):
            yield Finding("journal.jsonl", words)
        if store.erasing:
            yield Finding("journal.jsonl", _ERASING, serious=False)
        for first, last in pairwise(entry.seq for entry in store.log()):
            if last > first + 1:
                words = _UNKNOWN.fill(first=first + 1, last=last - 1)
                yield Finding("generations", words, serious=False)


def unreadable(store: Store, places: Mapping[type[Any], Place]) -> Iterator[Words]:
    """Read every document of a store, and tell which kinds cannot be read."""
    reader = store.read()
    for kind in places:
        try:
            reader.all(kind)
        except StoreTrouble as trouble:
            yield trouble.words


def _traces(folder: Folder) -> Traces:
    try:
        with opened(folder) as turn, turn.shared() as traces:
            return traces
    except (OSError, StoreTrouble):  # whoever opens the office is told
        return Traces(cut_off=False, mark=None)


def _mark(folder: Folder, traces: Traces) -> Iterator[Finding]:
    """See that the high-water mark can be read, if there is one."""
    if traces.written and traces.mark is None:
        yield Finding(_name(folder, folder.lock), _NO_MARK, serious=False)


def _journals(folder: Folder, traces: Traces) -> Iterator[Finding]:
    """Look at every line of the journal, of what is kept of it, and of the backups."""
    office = None
    with suppress(OSError, StoreTrouble):  # said of the file
        found = find(folder, traces.mark)
        office = found.office if found else None
    for file in [folder.journal, *sorted(Archive(folder).files())]:
        if file.exists():
            yield from _problems(folder, file, office)
    for file in sorted(folder.backups.glob("*/journal.jsonl")):
        for problem in _problems(folder, file, office):
            yield Finding(problem.file, _BACKUP.fill(what=problem.words))


def _torn(folder: Folder, traces: Traces) -> Iterator[Finding]:
    """Tell of a transaction that was cut off; whether of one that was confirmed, only the mark could say."""
    words = _TORN if traces.mark else _TORN_UNKNOWN
    with suppress(OSError):  # said where its lines are looked at
        if torn := salvage(folder.journal).torn:
            yield Finding(folder.journal.name, words.fill(bytes=torn), serious=False)


def _left_over(folder: Folder) -> Iterator[Finding]:
    kept = Archive(folder)
    for file in set(kept.remains()) - set(kept.files()):
        yield Finding(_name(folder, file), _SET_ASIDE, serious=False)
    for file in folder.unfinished():
        yield Finding(file.name, _UNFINISHED, serious=False)
    for file in folder.drafts.glob("*.json"):
        if _is_damaged(file):
            yield Finding(_name(folder, file), _UNREADABLE_DRAFT, serious=False)


def _problems(folder: Folder, file: Path, office: str | None) -> Iterator[Finding]:
    name = _name(folder, file)
    try:
        piece = salvage(file)
    except OSError as error:
        yield Finding(name, _NOT_READ.fill(reason=reason(error)))
        return
    if piece.newer:
        yield Finding(name, _NEWER, serious=False)
    elif piece.header is None:
        yield Finding(name, _FOREIGN, repair=True)
    elif office is not None and piece.header.office != office:
        yield Finding(name, _OTHER_OFFICE, repair=True)
    else:
        if not piece.whole:
            yield Finding(name, _HALF_A_SNAPSHOT, repair=True)
        if piece.damaged:
            yield Finding(name, _DAMAGED_LINES.fill(lines=_lines(piece.damaged)), repair=True)
        if piece.torn and file != folder.journal:
            yield Finding(name, _CUT.fill(bytes=piece.torn), repair=True)


def _lines(numbers: list[int]) -> Words:
    told = [_LINE.fill(number=number) for number in numbers[:_LINES_TOLD]]
    if len(numbers) > _LINES_TOLD:
        told.append(_MORE.fill(number=len(numbers) - _LINES_TOLD))
    return Words.joined(", ", told)


def _name(folder: Folder, file: Path) -> str:
    return str(file.relative_to(folder.path))


def _is_damaged(draft: Path) -> bool:
    """Whether a draft cannot be decoded; of one that is gone by now, or its owner's alone, nobody can say."""
    try:
        msgspec.json.decode(draft.read_bytes())
    except msgspec.MsgspecError:
        return True
    except (FileNotFoundError, PermissionError):
        return False
    return False
