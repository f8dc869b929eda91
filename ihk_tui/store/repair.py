"""Putting a damaged data folder right, from everything in it that still proves itself.

Nothing is overwritten: what was damaged stays in `generations/` under a name of its own.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from ihk_tui.domain.words import StoreTrouble, Words
from ihk_tui.files import sync
from ihk_tui.store import counters, generation
from ihk_tui.store.archive import Archive
from ihk_tui.store.folder import Folder
from ihk_tui.store.generation import FORMAT, Header
from ihk_tui.store.journal import begin
from ihk_tui.store.log import Contents, replaceable
from ihk_tui.store.pieces import Found, erased_after, find
from ihk_tui.store.record import MOVE, REPAIR, RESTORE, Holder, Record
from ihk_tui.store.salvage import read_around, salvage
from ihk_tui.store.together import Documents, do_again, numbers_given, put_together
from ihk_tui.store.trouble import ALREADY_HERE, said_plainly
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
NOT_DONE = Words(
    "Nicht ausgeführt: {reason}. Was da ist, bleibt unverändert; bitte beheben und wiederholen, notfalls an"
    " einer Kopie des Ordners auf einem anderen Datenträger.",
    "Not done: {reason}. What is there stays as it is; please put that right and try again, if need be on a"
    " copy of the folder on another disk.",
)
MOVED_AWAY = Words(
    "Die Daten sind von hier umgezogen nach {where}; ein Stand hier wäre eine zweite Geschäftsstelle. Bitte"
    " office.toml richtigstellen, oder in einen neuen Ordner einspielen: ihk-tui --data NEU store restore"
    " SICHERUNG.",
    "The data moved from here to {where}; a state here would be a second office. Please put office.toml"
    " right, or bring a backup back into a new folder: ihk-tui --data NEW store restore BACKUP.",
)


class Saved(msgspec.Struct, frozen=True, kw_only=True):
    """What a repair came to."""

    seq: int
    """The last transaction known of."""
    lost: list[int]
    """Transactions that are nowhere any more; documents that only they changed are as before."""
    tables: list[str]
    """Tables whose newest state was damaged; put together from an earlier one."""
    missing: list[str]
    """Tables whose newest state was damaged, and all earlier ones were before a restoration or an erasure."""
    gone: list[int]
    """Lines of the damaged journal with tables that are nowhere else."""
    again: list[str]
    """What was erased, while earlier files may still have it."""
    sources: list[str]
    """The files it was put together from."""
    kept: str
    """Where the damaged journal is now; empty when there was none."""


class Restored(NamedTuple):
    """What bringing back a backup came to."""

    kept: str
    """Where the journal before it is now; empty when there was none."""
    again: list[str]
    """What was erased since the backup was made, and is back with it."""


def repair(path: Path, *, shared: bool, person: str, now: datetime) -> Saved:
    """Put a new journal together from what can be read, and put it in force.

    The newest state of each table is taken and every later transaction done again. Raises `StoreTrouble`
    when there is nothing to begin from.
    """
    folder = Folder(path, shared=shared)
    with said_plainly(NOT_DONE):
        folder.make()
        with opened(folder) as turn, turn.exclusive(Holder(os.getpid(), person, REPAIR, now)) as traces:
            found = find(folder, traces.mark)
            state = put_together(found) if found else None
            if found is None or state is None:
                raise StoreTrouble(NOTHING_LEFT.fill(folder=path))
            _check_moved(found)
            kept = _set_aside(folder, found)
            _put_in_force(folder, turn, found, state.documents, (person, REPAIR, ""), now)
    return Saved(
        seq=found.seq,
        lost=state.lost,
        tables=state.older,
        missing=state.missing,
        gone=state.gone,
        again=state.again,
        sources=sorted({str(file.relative_to(path)) for file in state.sources}),
        kept=kept,
    )


def restore(path: Path, backup: Path, *, shared: bool, person: str, now: datetime) -> Restored:
    """Make the state of a backup (a data folder) that of the office; everything there was is kept.

    Numbers of transactions go on, and so do tickets and ids, so that none is given twice. Raises
    `StoreTrouble` when the backup is damaged or of another office, or the office is elsewhere.
    """
    with said_plainly(NOT_DONE):
        header, documents = _read_backup(backup)
        folder = Folder(path, shared=shared)
        folder.make()
        with opened(folder) as turn, turn.exclusive(Holder(os.getpid(), person, RESTORE, now)) as traces:
            found = find(folder, traces.mark) or _nothing(header.office, header.generation)
            if found.office != header.office:
                raise StoreTrouble(NOT_THIS_OFFICE.fill(backup=backup))
            _check_moved(found)
            found = found._replace(seq=max(found.seq, header.seq))
            given = [documents.get(counters.TABLE, {}), *numbers_given(found)]
            documents[counters.TABLE] = counters.highest(given)
            again = [*erased_after(found.entries.values(), header.seq), *_interrupted(found)]
            kept = _set_aside(folder, found)
            _put_in_force(folder, turn, found, documents, (person, RESTORE, backup.name), now)
    return Restored(kept, list(dict.fromkeys(again)))


def _interrupted(found: Found) -> list[str]:
    """What was erased while earlier files may still have it: it stands in a file with contents."""
    return erased_after((entry for piece in found.pieces for entry in piece.entries()), 0)


def _nothing(office: str, number: int) -> Found:
    return Found(office, number, 0, [], {}, "")


def _check_moved(found: Found) -> None:
    if found.moved_to:
        raise StoreTrouble(MOVED_AWAY.fill(where=found.moved_to))


def _read_backup(backup: Path) -> tuple[Header, Documents]:
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
        do_again(each, documents)
    return replace(head.header, seq=head.header.seq + len(records)), documents


def move_in(path: Path, contents: Contents, *, shared: bool, now: datetime) -> None:
    """Make a journal that goes on where another log is. Raises `StoreTrouble`.

    One that ended when the office moved away stays as a generation; one in use is left alone.
    """
    folder = Folder(path, shared=shared)
    with said_plainly(NOT_DONE):
        folder.make()
        with opened(folder) as turn, turn.exclusive(Holder(os.getpid(), "", MOVE, now)) as traces:
            found = find(folder, traces.mark) or _nothing(contents.office, contents.generation)
            if found.office != contents.office or not _may_be_replaced(folder, contents):
                raise StoreTrouble(ALREADY_HERE.fill(folder=path))
            _set_aside(folder, found)
            number = max(found.generation, contents.generation) + 1
            Archive(folder).write_entries(contents.office, number - 1, contents.earlier)
            header = Header(FORMAT, contents.office, number, contents.seq, now)
            turn.forget_mark()  # it counts the move away, which did not come back with the contents
            begin(folder, turn, header, contents.tables, map(msgspec.json.encode, contents.records))


def _may_be_replaced(folder: Folder, contents: Contents) -> bool:
    """Whether a journal ended with a move, or has nothing that does not come back with the contents."""
    return not folder.journal.exists() or replaceable(salvage(folder.journal).entries(), contents)


def _set_aside(folder: Folder, found: Found) -> str:
    """Give the journal a second name that no later one takes; give that name, if there is a journal.

    One that is sound stays among the generations, with all who did what; another one is called damaged. Who
    did what that no generation has then is written anew.
    """
    archive = Archive(folder)
    read, kept = archive.files(), None
    if folder.journal.exists():
        data = read_around(folder.journal)
        header = _sound_header(folder.journal, data, found.office)
        kept = archive.name("damaged" if header is None else header.generation)
        if not kept.exists() and not archive.link(kept):
            folder.write(kept, data)
        sync(folder.generations)
        read += [folder.journal] if header else []
    _keep_entries(archive, found, read, found.generation)
    return str(kept.relative_to(folder.path)) if kept else ""


def _keep_entries(archive: Archive, found: Found, read: list[Path], number: int) -> None:
    """Write down, as of a generation, who did what that none of the files has which the log will read."""
    sound = [piece for piece in found.own if piece.file in read and piece.whole and not piece.damaged]
    written = {number for piece in sound for number in piece.records}
    entries = [entry for entry in found.entries.values() if entry.seq not in written]
    archive.write_entries(found.office, number, entries)


def _sound_header(file: Path, data: bytes, office: str, *, to_its_end: bool = False) -> Header | None:
    """The header of a file in which nothing is damaged and that is this office's; None of any other.

    `to_its_end`: a torn end counts as damage; only the journal may have one.
    """
    try:
        head = generation.read_head(file, data)
        rest = data[head.spot.offset :]
        _, end = generation.read_on(file, rest, head.spot, head.header.seq, generation.entries)
    except StoreTrouble:
        return None
    if to_its_end and end.offset != len(data):
        return None
    return head.header if head.header.office == office else None


def set_aside_damaged(path: Path, *, shared: bool) -> list[str]:
    """Call earlier generations that are damaged, or not this office's, by a name that says so; give those.

    They count for nothing any more and expire; who did what in them stays known. Raises `StoreTrouble`.
    """
    folder = Folder(path, shared=shared)
    aside: list[str] = []
    with said_plainly(NOT_DONE), opened(folder) as turn, turn.exclusive(None) as traces:
        found = find(folder, traces.mark)
        for file in sorted(folder.generations.glob("[0-9]*.jsonl")) if found else ():
            if found and _is_damaged(file, found.office):
                archive = Archive(folder)
                kept = archive.name("damaged")
                number = int(re.findall(r"\d+", file.name)[0])
                _keep_entries(archive, found, [folder.journal, *{*archive.files()} - {file}], number)
                os.rename(file, kept)
                aside.append(f"{file.name} → {kept.name}")
        if aside:
            sync(folder.generations)
    return aside


def _is_damaged(file: Path, office: str) -> bool:
    """Whether an earlier generation is of no use; not when nobody can say, or a newer version wrote it."""
    try:
        data = read_around(file)
    except OSError:
        return False
    return _sound_header(file, data, office, to_its_end=True) is None and not salvage(file).newer


@contextmanager
def opened(folder: Folder) -> Iterator[Turn]:
    """Give a turn and close it."""
    turn = Turn(folder)
    try:
        yield turn
    finally:
        turn.close()


def _put_in_force(
    folder: Folder, turn: Turn, found: Found, documents: Documents, by: tuple[str, str, str], now: datetime
) -> None:
    """Begin a generation after all others, with a transaction that tells how it came about."""
    person, verb, subject = by
    tables = [(name, msgspec.json.encode(table)) for name, table in sorted(documents.items()) if table]
    told = Record(
        seq=found.seq + 1, at=now.astimezone(UTC), person=person, verb=verb, subject=subject, docs={}
    )
    header = Header(FORMAT, found.office, found.generation + 1, found.seq, now)
    begin(folder, turn, header, tables, [msgspec.json.encode(told)])
