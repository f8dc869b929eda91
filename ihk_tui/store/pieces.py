"""What there is of an office in a data folder: its journals of every age, damaged or not."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from msgspec.structs import replace

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.store.folder import Folder
from ihk_tui.store.generation import FORMAT, Header
from ihk_tui.store.mark import Mark
from ihk_tui.store.record import ERASE, MOVE, Entry
from ihk_tui.store.salvage import Salvage, salvage
from ihk_tui.store.trouble import OTHER_FORMAT


class Found(NamedTuple):
    """Everything that can be read in a data folder."""

    office: str
    generation: int
    """The highest number there."""
    seq: int
    """The last transaction that is known to have been."""
    own: list[Salvage]
    """Files of this office, the newest first."""
    entries: dict[int, Entry]
    """Who did what, by number, of these and of files without contents."""
    moved_to: str
    """Where everything went when the newest journal here ended with that; else empty."""

    @property
    def pieces(self) -> list[Salvage]:
        """The files that have contents."""
        return [piece for piece in self.own if piece.header and piece.header.contents]


def erased_after(entries: Iterable[Entry], seq: int) -> list[str]:
    """What was erased later than transaction `seq`, as the log names it."""
    return [*dict.fromkeys(entry.subject for entry in entries if entry.verb == ERASE and entry.seq > seq)]


def find(folder: Folder, mark: Mark | None) -> Found | None:
    """Read every journal in a data folder; None when there is nothing of an office.

    Raises OSError where something is in the way that can be put right, `StoreTrouble` where a newer version
    of the program was at work.
    """
    read = _read(folder)
    if any(piece.newer for piece in read if piece.file == folder.journal):
        raise StoreTrouble(OTHER_FORMAT.fill(file=folder.journal.name))
    read = [piece for piece in read if not piece.newer]
    office = _office(read, mark)
    if office is None:
        return None
    if mark is not None and mark.office != office:
        mark = None
    pieces = [_with_header(piece, office, mark, folder) for piece in read]
    own = [piece for piece in pieces if piece.header and piece.header.office == office]
    if mark is not None and mark.doubt:
        own = [_without_doubted(piece, mark) for piece in own]
    moved_to = _moved_to(own, folder)
    if not moved_to:
        own = [_without_move(piece) for piece in own]
    own.sort(key=lambda piece: _order(piece, folder), reverse=True)
    heads = [piece.header for piece in own if piece.header]
    told = [*_told_by_copies(folder, office), *reversed(own)]
    entries = {entry.seq: entry for piece in told for entry in piece.entries()}
    return Found(
        office,
        max([head.generation for head in heads] + ([mark.generation] if mark else [])),
        max([*(head.seq for head in heads), *entries] + ([mark.seq] if mark else [])),
        own,
        entries,
        moved_to,
    )


def _read(folder: Folder) -> list[Salvage]:
    """Read the journal and what may help: each other file only if the disk gives it."""
    read = [salvage(folder.journal)] if folder.journal.is_file() else []
    kept = sorted(folder.generations.glob("*.jsonl")) if folder.generations.is_dir() else []
    compacted = folder.unfinished(begun=False)  # what else was begun may be an old state with a new number
    for file in [*kept, *compacted]:
        try:
            read += [salvage(file)] if file.is_file() else []
        except OSError as error:
            if error.errno not in (errno.EIO, errno.ENOENT):
                raise
    for copy in sorted(folder.backups.glob("*/journal.jsonl")):
        with suppress(OSError):
            read.append(salvage(copy))
    return read


def _told_by_copies(folder: Folder, office: str) -> list[Salvage]:
    """The files in backups that have no contents, only who did what before them."""
    read = []
    for copy in sorted(folder.backups.glob("*/generations/*.jsonl")):
        with suppress(OSError):
            read.append(salvage(copy))
    return [
        each for each in read if each.header and each.header.office == office and not each.header.contents
    ]


def _office(read: list[Salvage], mark: Mark | None) -> str | None:
    """Which office most of it belongs to; what can be read counts before the mark and before hints."""
    offices = [piece.header.office for piece in read if piece.header]
    if not offices and mark is not None:
        return mark.office
    offices = offices or [piece.hint.office for piece in read if piece.hint]
    told = mark.office if mark else ""
    return max(reversed(offices), key=lambda each: (offices.count(each), each == told), default=None)


def _with_header(piece: Salvage, office: str, mark: Mark | None, folder: Folder) -> Salvage:
    """Give a file whose first line is damaged the header it must have had, if that can be told.

    Of what tells how far its snapshot reaches the least counts: then nothing is taken for kept that is not.
    """
    if piece.header is not None or not (piece.tables or piece.records):
        return piece
    generation = piece.hint.generation if piece.hint else 0
    reaches = [piece.hint.seq] if piece.hint else []
    if mark is not None and piece.file == folder.journal:
        generation = mark.generation
        reaches += [] if piece.records else [mark.seq - piece.skipped]
    if piece.records:
        reaches.append(min(piece.records) - 1 - piece.skipped)
    return piece._replace(header=Header(FORMAT, office, generation, max(0, min(reaches, default=0))))


def _without_doubted(piece: Salvage, mark: Mark) -> Salvage:
    """Leave out what the disk never confirmed and whose author was told so; a link may be a file's second."""
    if piece.header is None or piece.header.generation != mark.generation:
        return piece
    return piece._replace(records={seq: line for seq, line in piece.records.items() if seq <= mark.seq})


def _order(piece: Salvage, folder: Folder) -> tuple[int, int, bool]:
    """By age: what the snapshot reaches to, the generation, and the folder's own files before copies."""
    own = folder.backups not in piece.file.parents
    return (piece.seq, piece.header.generation if piece.header else 0, own)


def _moved_to(own: list[Salvage], folder: Folder) -> str:
    """Where everything went when the newest generation here ended with that."""
    here = [piece for piece in own if folder.backups not in piece.file.parents]
    newest = max(here, key=lambda piece: piece.header.generation if piece.header else 0, default=None)
    last = newest.entries()[-1:] if newest else []
    return last[0].subject if last and last[0].verb == MOVE else ""


def _without_move(piece: Salvage) -> Salvage:
    """Take a file from before the office moved away and came back for a record of who did what.

    Its contents came back with the office, and the number of the move was given again.
    """
    last = piece.entries()[-1:]
    if piece.header is None or not last or last[0].verb != MOVE:
        return piece
    records = {number: line for number, line in piece.records.items() if number != last[0].seq}
    return piece._replace(header=replace(piece.header, contents=False), records=records)
