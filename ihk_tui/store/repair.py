"""Putting a damaged data folder right, from everything in it that still proves itself.

Nothing is overwritten: what was damaged stays in `generations/` under a name of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from ihk_tui.domain.words import StoreTrouble, Words
from ihk_tui.files import sync
from ihk_tui.store import generation
from ihk_tui.store.archive import Archive
from ihk_tui.store.backup import write_history
from ihk_tui.store.folder import Folder
from ihk_tui.store.generation import FORMAT, Header
from ihk_tui.store.journal import begin
from ihk_tui.store.log import Contents
from ihk_tui.store.mark import Mark
from ihk_tui.store.record import MOVE, REPAIR, RESTORE, Doc, Holder, Record
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
    files = [folder.journal, *folder.generations.glob("*.jsonl"), *folder.unfinished()]
    pieces = [piece for file in files if file.is_file() and (piece := salvage(file)).header is not None]
    if newer := next((piece for piece in pieces if piece.newer), None):
        raise StoreTrouble(OTHER_FORMAT.fill(file=newer.file.name))
    offices = [piece.header.office for piece in reversed(pieces) if piece.header]
    if mark is not None:
        offices.append(mark.office)
    if not offices:
        return None
    office = mark.office if mark is not None else max(sorted(offices), key=offices.count)
    own = [piece for piece in pieces if piece.header and piece.header.office == office]
    if mark is not None and mark.doubt:
        own = [_without_doubted(piece, folder, mark) for piece in own]
    own.sort(key=lambda piece: piece.header.generation if piece.header else 0, reverse=True)
    heads = [piece.header for piece in own if piece.header]
    numbers = [*(head.seq for head in heads), *(seq for piece in own for seq in piece.records)]
    return Found(
        office,
        max([head.generation for head in heads] + ([mark.generation] if mark else [])),
        max(numbers + ([mark.seq] if mark else [])),
        [piece for piece in own if piece.header and piece.header.contents],
    )


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
        turn = Turn(folder)
        try:
            with turn.exclusive(Holder(0, person, REPAIR, now)) as traces:
                found = find(folder, traces.mark)
                if found is None or not found.pieces:
                    raise StoreTrouble(NOTHING_LEFT.fill(folder=path))
                state = _put_together(found)
                kept = _set_aside(folder, found.office)
                _put_in_force(folder, turn, found, state.documents.items(), (person, REPAIR, ""), now)
        finally:
            turn.close()
    return Saved(
        seq=found.seq,
        lost=state.lost,
        tables=state.older,
        gone=state.gone,
        sources=sorted({piece.file.name for piece in found.pieces}),
        kept=kept,
    )


def restore(path: Path, backup: Path, *, shared: bool, person: str, now: datetime) -> str:
    """Make the state of a backup (a data folder) that of the office; everything there was is kept.

    Numbers of transactions go on, so that none is given twice. Gives where the journal before it is now.
    Raises `StoreTrouble` when the backup is damaged or of another office.
    """
    source = Folder(backup)
    with said_plainly(NOT_SAVED):
        data = source.journal.read_bytes()
        head = generation.read_head(source.journal, data)
        rest = data[head.spot.offset :]
        records, _ = generation.read_on(source.journal, rest, head.spot, head.header.seq, generation.records)
        documents = {name: dict(head.snapshot.documents(name)) for name in head.snapshot.raw}
        for each in records:
            do_again(each, documents, lambda _: True)
        folder = Folder(path, shared=shared)
        folder.make()
        turn = Turn(folder)
        try:
            with turn.exclusive(Holder(0, person, RESTORE, now)) as traces:
                found = find(folder, traces.mark)
                seq = head.header.seq + len(records)
                if found is None:
                    found = Found(head.header.office, head.header.generation, seq, [])
                if found.office != head.header.office:
                    raise StoreTrouble(NOT_THIS_OFFICE.fill(backup=backup))
                found = found._replace(seq=max(found.seq, seq))
                kept = _set_aside(folder, found.office)
                _put_in_force(folder, turn, found, documents.items(), (person, RESTORE, backup.name), now)
        finally:
            turn.close()
    return kept


def move_in(path: Path, contents: Contents, *, shared: bool, now: datetime) -> None:
    """Make a journal that goes on where another log is. Raises `StoreTrouble`.

    One that ended when the office moved away stays as a generation; one in use is left alone.
    """
    folder = Folder(path, shared=shared)
    with said_plainly(NOT_SAVED):
        folder.make()
        turn = Turn(folder)
        try:
            with turn.exclusive(None) as traces:
                found = find(folder, traces.mark) or Found(contents.office, contents.generation, 0, [])
                if found.office != contents.office or not _ended(folder):
                    raise StoreTrouble(ALREADY_HERE.fill(folder=path))
                _set_aside(folder, found.office)
                number = max(found.generation, contents.generation) + 1
                write_history(folder, contents, Archive(folder).name(number - 1))
                header = Header(FORMAT, contents.office, number, contents.seq, now)
                begin(folder, turn, header, contents.tables, map(msgspec.json.encode, contents.records))
        finally:
            turn.close()


def _ended(folder: Folder) -> bool:
    if not folder.journal.exists():
        return True
    records = salvage(folder.journal).records
    return bool(records) and generation.records.decode(records[max(records)]).verb == MOVE


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
    piece = salvage(folder.journal)
    header = piece.header
    sound = header is not None and header.office == office and piece.whole and not piece.damaged
    kept = Archive(folder).name(header.generation if header is not None and sound else "damaged")
    if not kept.exists():
        kept.hardlink_to(folder.journal)
    sync(folder.generations)
    return str(kept.relative_to(folder.path))


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
