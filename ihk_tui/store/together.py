"""Putting the newest state together from pieces of several ages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from ihk_tui.store import counters, generation
from ihk_tui.store.pieces import Found, erased_after
from ihk_tui.store.record import ERASE, RESTORE, Doc, Record
from ihk_tui.store.salvage import Salvage

Documents = dict[str, dict[str, Doc]]

_TICKET = re.compile(r"([A-Z])(\d+)")
"""A number that somebody was told: its series, and how far that had come."""


class Together(NamedTuple):
    """The newest state, and what is missing in it."""

    documents: Documents
    sources: list[Path]
    """The files that were not behind a border."""
    lost: list[int]
    """Transactions that are nowhere any more."""
    older: list[str]
    """Tables from an earlier state and every later transaction."""
    missing: list[str]
    """Tables of which only what was changed lately is left: there is no state that may be used."""
    gone: list[int]
    """Lines of the newest file with tables that are nowhere else."""
    again: list[str]
    """What was erased, while earlier files may still have it: the erasure was interrupted."""


def put_together(found: Found) -> Together | None:
    """Take each table from the newest file that has it, and do every later transaction again.

    Never across a border: a backup that was brought back, or an erasure that cannot be done again. Behind it
    is another state, with people in it who must not be found. None when only such is left.
    """
    records = _records(found.pieces)
    border = max((number for number in found.entries if _is_border(number, found, records)), default=0)
    near = [piece for piece in found.pieces if piece.seq >= border or border in piece.records]
    if not near:
        return None
    whole = next((piece for piece in near if piece.whole), None)
    used = near[: near.index(whole) + 1] if whole else near
    newest, start = near[0].seq, (whole or near[0]).seq
    documents, since = _tables(used)
    for number in sorted(number for number in records if number > start):
        do_again(records[number], documents, partial(_is_later, number, since, start))
    given = [documents.get(counters.TABLE, {}), *numbers_given(found)]
    documents[counters.TABLE] = counters.highest([*given, *_taken(documents)])
    between = {name for number, each in records.items() if start < number <= newest for name in each.docs}
    older = {name for name, seq in since.items() if seq < newest} | (between - since.keys())
    before = {name for piece in found.pieces for name in piece.tables}
    before |= {name for number, each in records.items() if number <= newest for name in each.docs}
    return Together(
        documents,
        sources=[piece.file for piece in near],
        lost=[n for n in range(start + 1, found.seq + 1) if n not in records],
        older=sorted(older),
        missing=[] if whole else sorted(before - since.keys()),
        gone=[] if whole else near[0].damaged,
        again=erased_after(records.values(), 0),
    )


def do_again(done: Record, documents: Documents, wanted: Callable[[str], bool] = lambda name: True) -> None:
    """Lay a transaction over documents, in the tables that are wanted."""
    for name, images in done.docs.items():
        if wanted(name):
            table = documents.setdefault(name, {})
            for doc_id, doc in images.items():
                if doc is None:
                    table.pop(doc_id, None)
                else:
                    table[doc_id] = doc


def numbers_given(found: Found) -> Iterator[Mapping[str, Doc | None]]:
    """The counters of every state there is, whatever it is worth: no number is ever given twice."""
    for piece in found.pieces:
        if counters.TABLE in piece.tables:
            yield msgspec.json.decode(piece.tables[counters.TABLE], type=dict[str, Doc])
    for each in _records(found.pieces).values():
        yield each.docs.get(counters.TABLE, {})


def _taken(documents: Documents) -> Iterator[dict[str, Doc]]:
    """Counters that have come as far as the ids and tickets there are; ids count under their table's name.

    The counter may be lost where a later transaction saved the document.
    """
    for name, table in documents.items():
        series, _, day = name.partition("-")
        key = day.replace("-", "") or "0"
        if table and name != counters.TABLE:
            yield {key: {series: max(map(int, table))}}
        for doc in table.values():
            if number := _TICKET.fullmatch(str(doc.get("ticket", ""))):
                yield {key: {number[1]: int(number[2])}}


def _records(pieces: list[Salvage]) -> dict[int, Record]:
    """Every transaction, as the newest file has it."""
    lines = {number: line for piece in reversed(pieces) for number, line in piece.records.items()}
    return {number: generation.records.decode(line) for number, line in lines.items()}


def _is_border(number: int, found: Found, records: Mapping[int, Record]) -> bool:
    verb = found.entries[number].verb
    return verb == RESTORE or (verb == ERASE and number not in records)


def _is_later(number: int, since: Mapping[str, int], start: int, table: str) -> bool:
    return since.get(table, start) < number


def _tables(pieces: list[Salvage]) -> tuple[Documents, dict[str, int]]:
    """Each table from the newest piece that has it, and which transaction it reaches to."""
    documents: Documents = {}
    since: dict[str, int] = {}
    for piece in pieces:
        for name, raw in piece.tables.items():
            if name not in documents:
                documents[name] = msgspec.json.decode(raw, type=dict[str, Doc])
                since[name] = piece.seq
    return documents, since
