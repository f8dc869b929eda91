"""Looking through a data folder: what is damaged, missing or left over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from ihk_tui.domain.words import StoreTrouble, Words
from ihk_tui.files import reason
from ihk_tui.store.archive import Archive
from ihk_tui.store.folder import Folder
from ihk_tui.store.places import Place
from ihk_tui.store.repair import find, opened
from ihk_tui.store.salvage import Salvage, salvage
from ihk_tui.store.store import Store
from ihk_tui.store.trouble import NOT_OPENED, said_plainly

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
_CUT = Words("Die letzten {bytes} Bytes sind beschädigt.", "Its last {bytes} bytes are damaged.")
_NOT_READ = Words("Nicht lesbar: {reason}.", "Not readable: {reason}.")
_FOREIGN = Words("ist kein lesbares Journal.", "is no readable journal.")
_OTHER_OFFICE = Words("gehört zu einer anderen Geschäftsstelle.", "belongs to another office.")
_NEWER = Words(
    "wurde von einer neueren Fassung des Programms geschrieben.",
    "was written by a newer version of the program.",
)
_SET_ASIDE = Words("wurde beiseite gelegt und läuft ab.", "was set aside and will expire.")
_UNFINISHED = Words(
    "blieb von einem abgebrochenen Verdichten; das nächste räumt es auf.",
    "is left of an interrupted compaction; the next one clears it away.",
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


def check(path: Path, places: Mapping[type[Any], Place], *, shared: bool = False) -> list[Finding]:
    """Look at every file of a data folder and at every document in it; changes nothing.

    Raises `StoreTrouble` when the folder cannot be read at all.
    """
    folder = Folder(path, shared=shared)
    findings: list[Finding] = []
    with said_plainly(NOT_OPENED, folder=path):
        findings += _opening(path, places, shared)
        office = _office(folder)
        if not _mark_fits(folder):
            findings.append(Finding(_name(folder, folder.lock), _NO_MARK, serious=False))
        for file in [folder.journal, *sorted(Archive(folder).files())]:
            if file.exists():
                findings += _journal(file, office, current=file == folder.journal)
        for copy in sorted(folder.backups.glob("*/journal.jsonl")):
            findings += _journal(copy, office, current=False)
        kept = Archive(folder)
        for file in set(kept.remains()) - set(kept.files()):
            findings.append(Finding(_name(folder, file), _SET_ASIDE, serious=False))
        for file in folder.unfinished():
            findings.append(Finding(file.name, _UNFINISHED, serious=False))
        for file in folder.drafts.glob("*.json"):
            if not _is_json(file):
                findings.append(Finding(_name(folder, file), _UNREADABLE_DRAFT, serious=False))
    return findings


def _opening(path: Path, places: Mapping[type[Any], Place], shared: bool) -> Iterator[Finding]:
    """Open it as the program does, and read every document."""
    try:
        store = Store.open(path, places, shared=shared)
    except StoreTrouble as trouble:
        yield Finding("journal.jsonl", trouble.words)
        return
    try:
        for words in unreadable(store, places):
            yield Finding("journal.jsonl", words)
    finally:
        store.close()


def unreadable(store: Store, places: Mapping[type[Any], Place]) -> Iterator[Words]:
    """Read every document of a store, and tell which kinds cannot be read."""
    reader = store.read()
    for kind in places:
        try:
            reader.all(kind)
        except StoreTrouble as trouble:
            yield trouble.words


def _mark_fits(folder: Folder) -> bool:
    """Whether the high-water mark can be read, if there is one."""
    with opened(folder) as turn, turn.shared() as traces:
        return traces.mark is not None or not traces.written


def _office(folder: Folder) -> str:
    with opened(folder) as turn, turn.shared() as traces:
        mark = traces.mark
    found = find(folder, mark)
    return "" if found is None else found.office


def _journal(file: Path, office: str, current: bool) -> Iterator[Finding]:
    name = file.name if current else f"{file.parent.name}/{file.name}"
    try:
        piece = salvage(file)
    except OSError as error:
        yield Finding(name, _NOT_READ.fill(reason=reason(error)))
        return
    for words, serious in _problems(piece, office):
        yield Finding(name, words, serious=serious)
    if piece.torn:
        words = _TORN if current else _CUT
        yield Finding(name, words.fill(bytes=piece.torn), serious=not current)


def _problems(piece: Salvage, office: str) -> Iterator[tuple[Words, bool]]:
    if piece.header is None:
        yield _FOREIGN, True
    elif piece.newer:
        yield _NEWER, True
    elif piece.header.office != office:
        yield _OTHER_OFFICE, True
    else:
        if not piece.whole:
            yield _HALF_A_SNAPSHOT, True
        if piece.damaged:
            yield _DAMAGED_LINES.fill(lines=_lines(piece.damaged)), True


def _lines(numbers: list[int]) -> Words:
    told = [_LINE.fill(number=number) for number in numbers[:_LINES_TOLD]]
    if len(numbers) > _LINES_TOLD:
        told.append(_MORE.fill(number=len(numbers) - _LINES_TOLD))
    return Words(", ".join(words.de for words in told), ", ".join(words.en for words in told))


def _name(folder: Folder, file: Path) -> str:
    return str(file.relative_to(folder.path))


def _is_json(file: Path) -> bool:
    try:
        msgspec.json.decode(file.read_bytes())
    except msgspec.MsgspecError:
        return False
    return True
