"""Putting a damaged data folder right, from everything in it that still proves itself.

Nothing is overwritten: what was damaged stays in `generations/` under a name of its own.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from ihk_tui.domain.words import StoreTrouble, Words
from ihk_tui.files import sync
from ihk_tui.store import generation
from ihk_tui.store.archive import Archive
from ihk_tui.store.backup import write_history
from ihk_tui.store.folder import Folder
from ihk_tui.store.generation import FORMAT, Header
from ihk_tui.store.journal import begin
from ihk_tui.store.log import Contents, replaceable
from ihk_tui.store.mark import Mark
from ihk_tui.store.record import REPAIR, RESTORE, Doc, Holder, Record
from ihk_tui.store.salvage import Salvage, salvage
from ihk_tui.store.trouble import ALREADY_HERE, NOT_SAVED, OTHER_FORMAT, said_plainly
from ihk_tui.store.turn import Turn

NOTHING_LEFT = Words(
    "In {folder} lässt sich kein Stand lesen. Bitte eine Sicherung einspielen: ihk-tui store restore.",
    "There is nothing in {folder} that can be read. Please bring back a backup: ihk-tui store restore.",
)
NOT_THIS_OFFICE = Words(
    "{backup} gehört zu einer anderen Geschäftsstelle.", "{backup} belongs to another office."
)


BACKUP_DAMAGED = Words(
    "Die Sicherung {backup} ist beschädigt; bitte eine andere nehmen.",
    "The backup {backup} is damaged; please take another one.",
)


class Saved(msgspec.Struct, frozen=True, kw_only=True):
    """What a repair came to."""

    seq: int
    """The last transaction known of."""
    lost: list[int]
    """Transactions that are nowhere any more; documents that only they changed are as before."""
    tables: list[str]
    """Tables whose newest state was damaged; put together from an earlier one."""
    gone: list[int]
    """Lines of the damaged journal with tables that are nowhere else."""
    sources: list[str]
    """The files it was put together from."""
    kept: str
    """Where the damaged journal is now; empty when there was none."""


class Found(NamedTuple):
    """Everything that can be read in a data folder."""

    office: str
    generation: int
    """The highest number there."""
    seq: int
    """The last transaction that is known to have been."""
    pieces: list[Salvage]
    """Files of this office with their contents, the newest first."""


def find(folder: Folder, mark: Mark | None) -> Found | None:
    """Read every journal in a data folder; None when there is nothing of an office. Raises OSError."""
    kept = sorted(folder.generations.glob("*.jsonl")) if folder.generations.is_dir() else []
    copies = sorted(folder.backups.glob("*/journal.jsonl"))
    read = [
        piece for file in [folder.journal, *kept, *folder.unfinished(), *copies] if (piece := _read(file))
    ]
    if any(piece.newer for piece in read if piece.file == folder.journal):
        raise StoreTrouble(OTHER_FORMAT.fill(file=folder.journal.name))
    offices = [piece.header.office for piece in read if piece.header]
    if mark is not None:
        offices.append(mark.office)
    offices = offices or [piece.hint.office for piece in read if piece.hint]
    if not offices:
        return None
    office = max(reversed(offices), key=offices.count)  # the mark decides when it is one against one
    if mark is not None and mark.office != office:
        mark = None
    pieces = [_with_header(piece, office, mark, folder) for piece in read if not piece.newer]
    own = [piece for piece in pieces if piece.header and piece.header.office == office]
    if mark is not None and mark.doubt:
        own = [_without_doubted(piece, folder, mark) for piece in own]
    own.sort(key=lambda piece: _order(piece, folder), reverse=True)
    heads = [piece.header for piece in own if piece.header]
    numbers = [*(head.seq for head in heads), *(seq for piece in own for seq in piece.records)]
    return Found(
        office,
        max([head.generation for head in heads] + ([mark.generation] if mark else [])),
        max(numbers + ([mark.seq] if mark else [])),
        [piece for piece in own if piece.header and piece.header.contents],
    )


def _read(file: Path) -> Salvage | None:
    """Read a file as far as it can be read; None when it cannot be, or is no file."""
    try:
        return salvage(file) if file.is_file() else None
    except OSError:
        return None


def _with_header(piece: Salvage, office: str, mark: Mark | None, folder: Folder) -> Salvage:
    """Give a file whose first line is damaged the header it must have had, if that can be told."""
    if piece.header is not None or not (piece.tables or piece.records):
        return piece
    generation_ = piece.hint.generation if piece.hint else 0
    seq = piece.hint.seq if piece.hint else 0
    if mark is not None and piece.file == folder.journal:
        generation_, seq = mark.generation, mark.seq
    if piece.records:
        seq = min(piece.records) - 1
    return piece._replace(header=Header(FORMAT, office, generation_, seq))


def _order(piece: Salvage, folder: Folder) -> tuple[int, int, bool]:
    """By age: what the snapshot reaches to, the generation, and the folder's own files before copies."""
    header = piece.header
    own = folder.backups not in piece.file.parents
    return (header.seq, header.generation, own) if header else (0, 0, own)


def _without_doubted(piece: Salvage, folder: Folder, mark: Mark) -> Salvage:
    """Leave out what the disk never confirmed and whose author was told so."""
    if piece.file != folder.journal or piece.header is None or piece.header.generation != mark.generation:
        return piece
    return piece._replace(records={seq: line for seq, line in piece.records.items() if seq <= mark.seq})


def repair(path: Path, *, shared: bool, person: str, now: datetime) -> Saved:
    """Put a new journal together from what can be read, and put it in force.

    The newest state of each table is taken and every later transaction done again. Raises `StoreTrouble`
    when there is nothing to begin from.
    """
    folder = Folder(path, shared=shared)
    with said_plainly(NOT_SAVED):
        folder.make()
        with opened(folder) as turn, turn.exclusive(Holder(0, person, REPAIR, now)) as traces:
            found = find(folder, traces.mark)
            if found is None or not found.pieces:
                raise StoreTrouble(NOTHING_LEFT.fill(folder=path))
            state = _put_together(found)
            kept = _set_aside(folder, found.office)
            _put_in_force(folder, turn, found, state.documents.items(), (person, REPAIR, ""), now)
    return Saved(
        seq=found.seq,
        lost=state.lost,
        tables=state.older,
        gone=state.gone,
        sources=sorted({str(piece.file.relative_to(path)) for piece in found.pieces}),
        kept=kept,
    )


def restore(path: Path, backup: Path, *, shared: bool, person: str, now: datetime) -> str:
    """Make the state of a backup (a data folder) that of the office; everything there was is kept.

    Numbers of transactions go on, so that none is given twice. Gives where the journal before it is now.
    Raises `StoreTrouble` when the backup is damaged or of another office.
    """
    with said_plainly(NOT_SAVED):
        header, documents = _read_backup(backup)
        folder = Folder(path, shared=shared)
        folder.make()
        with opened(folder) as turn, turn.exclusive(Holder(0, person, RESTORE, now)) as traces:
            found = find(folder, traces.mark) or Found(header.office, header.generation, 0, [])
            if found.office != header.office:
                raise StoreTrouble(NOT_THIS_OFFICE.fill(backup=backup))
            found = found._replace(seq=max(found.seq, header.seq))
            kept = _set_aside(folder, found.office)
            _put_in_force(folder, turn, found, documents.items(), (person, RESTORE, backup.name), now)
    return kept


def _read_backup(backup: Path) -> tuple[Header, dict[str, dict[str, Doc]]]:
    """Read a whole and undamaged backup: its header, as of its last transaction, and its documents."""
    file = Folder(backup).journal
    data = file.read_bytes()
    try:
        head = generation.read_head(file, data)
        rest = data[head.spot.offset :]
        records, end = generation.read_on(file, rest, head.spot, head.header.seq, generation.records)
    except StoreTrouble as trouble:
        raise StoreTrouble(BACKUP_DAMAGED.fill(backup=backup)) from trouble
    if end.offset != len(data) or not head.header.contents:
        raise StoreTrouble(BACKUP_DAMAGED.fill(backup=backup))
    documents = {name: dict(head.snapshot.documents(name)) for name in head.snapshot.raw}
    for each in records:
        do_again(each, documents, lambda _: True)
    return replace(head.header, seq=head.header.seq + len(records)), documents


def move_in(path: Path, contents: Contents, *, shared: bool, now: datetime) -> None:
    """Make a journal that goes on where another log is. Raises `StoreTrouble`.

    One that ended when the office moved away stays as a generation; one in use is left alone.
    """
    folder = Folder(path, shared=shared)
    with said_plainly(NOT_SAVED):
        folder.make()
        with opened(folder) as turn, turn.exclusive(None) as traces:
            found = find(folder, traces.mark) or Found(contents.office, contents.generation, 0, [])
            if found.office != contents.office or not _may_be_replaced(folder, contents):
                raise StoreTrouble(ALREADY_HERE.fill(folder=path))
            _set_aside(folder, found.office)
            number = max(found.generation, contents.generation) + 1
            write_history(folder, contents, Archive(folder).name(number - 1))
            header = Header(FORMAT, contents.office, number, contents.seq, now)
            begin(folder, turn, header, contents.tables, map(msgspec.json.encode, contents.records))


def _may_be_replaced(folder: Folder, contents: Contents) -> bool:
    """Whether a journal ended with a move, or has nothing that does not come back with the contents."""
    if not folder.journal.exists():
        return True
    done = [generation.records.decode(line) for line in salvage(folder.journal).records.values()]
    return replaceable(done, contents)


class _State(NamedTuple):
    documents: dict[str, dict[str, Doc]]
    lost: list[int]
    older: list[str]
    gone: list[int]


def _put_together(found: Found) -> _State:
    """Take each table from the newest file that has it, and do every later transaction again."""
    documents: dict[str, dict[str, Doc]] = {}
    since: dict[str, int] = {}
    for piece in found.pieces:
        for name, raw in piece.tables.items():
            if name not in documents:
                documents[name] = msgspec.json.decode(raw, type=dict[str, Doc])
                since[name] = _seq(piece)
        if piece.whole:
            break
    newest = _seq(found.pieces[0])
    whole = next((piece for piece in found.pieces if piece.whole), None)
    start = newest if whole is None else _seq(whole)
    transactions: dict[int, bytes] = {}
    for piece in reversed(found.pieces):
        transactions |= piece.records
    for number in sorted(transactions):
        if number > start:
            known = partial(_is_before, since, start, number)
            do_again(generation.records.decode(transactions[number]), documents, known)
    return _State(
        documents,
        lost=[number for number in range(start + 1, found.seq + 1) if number not in transactions],
        older=sorted(name for name, seq in since.items() if seq < newest),
        gone=[] if whole else found.pieces[0].damaged,
    )


def _is_before(since: Mapping[str, int], start: int, number: int, table: str) -> bool:
    return since.get(table, start) < number


def _seq(piece: Salvage) -> int:
    return piece.header.seq if piece.header else 0


def do_again(done: Record, documents: dict[str, dict[str, Doc]], wanted: Callable[[str], bool]) -> None:
    """Lay a transaction over documents, in the tables that are wanted."""
    for name, images in done.docs.items():
        if wanted(name):
            table = documents.setdefault(name, {})
            for doc_id, doc in images.items():
                if doc is None:
                    table.pop(doc_id, None)
                else:
                    table[doc_id] = doc


def _set_aside(folder: Folder, office: str) -> str:
    """Give the journal a second name that no later one takes; give that name.

    One that is sound stays among the generations, with all who did what; another one is called damaged.
    """
    if not folder.journal.exists():
        return ""
    header = _sound_header(folder.journal, office)
    kept = Archive(folder).name("damaged" if header is None else header.generation)
    if not kept.exists():
        os.link(os.path.realpath(folder.journal), kept)
    sync(folder.generations)
    return str(kept.relative_to(folder.path))


def _sound_header(file: Path, office: str, *, to_its_end: bool = False) -> Header | None:
    """The header of a file in which nothing is damaged and that is this office's; None of any other.

    `to_its_end`: a torn end counts as damage; only the journal may have one.
    """
    try:
        data = file.read_bytes()
        head = generation.read_head(file, data)
        rest = data[head.spot.offset :]
        _, end = generation.read_on(file, rest, head.spot, head.header.seq, generation.entries)
    except (StoreTrouble, OSError):
        return None
    if to_its_end and end.offset != len(data):
        return None
    return head.header if head.header.office == office else None


def set_aside_damaged(path: Path, *, shared: bool) -> list[str]:
    """Call earlier generations that are damaged, or not this office's, by a name that says so; give those.

    They count for nothing any more and expire. Raises `StoreTrouble`.
    """
    folder = Folder(path, shared=shared)
    aside = []
    with said_plainly(NOT_SAVED):
        with opened(folder) as turn, turn.shared() as traces:
            mark = traces.mark
        found = find(folder, mark)
        for file in sorted(folder.generations.glob("[0-9]*.jsonl")):
            if found is not None and _sound_header(file, found.office, to_its_end=True) is None:
                kept = Archive(folder).name("damaged")
                os.rename(file, kept)
                aside.append(f"{file.name} → {kept.name}")
        if aside:
            sync(folder.generations)
    return aside


@contextmanager
def opened(folder: Folder) -> Iterator[Turn]:
    """Give a turn and close it."""
    turn = Turn(folder)
    try:
        yield turn
    finally:
        turn.close()


def _put_in_force(
    folder: Folder,
    turn: Turn,
    found: Found,
    documents: Iterable[tuple[str, Mapping[str, Doc]]],
    by: tuple[str, str, str],
    now: datetime,
) -> None:
    """Begin a generation after all others, with a transaction that tells how it came about."""
    person, verb, subject = by
    tables = [(name, msgspec.json.encode(table)) for name, table in sorted(documents) if table]
    told = Record(
        seq=found.seq + 1, at=now.astimezone(UTC), person=person, verb=verb, subject=subject, docs={}
    )
    header = Header(FORMAT, found.office, found.generation + 1, found.seq, now)
    begin(folder, turn, header, tables, [msgspec.json.encode(told)])
