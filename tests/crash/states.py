"""What a crash may leave: from a disk on which changes wait, trees in which some of them are missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple

from tests.crash.events import Named, Tree, Wrote
from tests.crash.filesystem import Disk, File, Grown, Piece

SECTOR = 512
"""Bytes that a disk writes all or not at all."""
_MISSING = 6  # of the last pieces or names, each is left out once
_STOPS = 3  # places at which everything later is left out
_BORDERS = 8  # borders at which the last write of a file is torn
_MIXTURES = 3


class Mishap(NamedTuple):
    """One way in which a file may come out of the crash: which of its pieces are there, in words and all."""

    words: str
    pieces: tuple[Piece, ...]


class State(NamedTuple):
    """One state after a crash, not built yet."""

    words: str
    disk: Disk
    changes: tuple[Named, ...]
    kept: bool
    """Whether of files without a mishap everything is there that waits, or nothing."""
    mishaps: dict[int, Mishap]

    def tree(self, contents: Contents) -> Tree:
        """Build it."""
        return self.disk.tree(
            lambda number: contents.of(self.disk.files[number], self.mishaps.get(number), self.kept),
            self.changes,
        )


class Contents:
    """Builds the bytes of files, and remembers what it built, because neighbouring states differ little."""

    def __init__(self) -> None:
        self._built: dict[tuple[int, bool | str], tuple[File, bytes]] = {}

    def of(self, file: File, mishap: Mishap | None, kept: bool) -> bytes:
        """The bytes of a file after its mishap, or after none with everything kept or dropped."""
        key = id(file), mishap.words if mishap else kept
        found = self._built.get(key)
        if found is None or found[0] is not file:
            pieces = mishap.pieces if mishap else (kept_pieces(file) if kept else certain_pieces(file))
            found = self._built[key] = file, file.with_(pieces)
        return found[1]


def states(disk: Disk, dice: Random) -> Iterator[State]:
    """All states of one moment within the bounds (the package's docstring tells them)."""
    everything = tuple(each.change for each in disk.waiting)
    certain = tuple(each.change for each in disk.waiting if each.certain)
    orders = list(_orders(disk))
    for words, changes in orders:
        for kept in (True, False):
            yield State(f"{words}, bytes {'kept' if kept else 'dropped'}", disk, changes, kept, {})
    mishaps = {number: list(_mishaps(file, dice)) for number, file in disk.files.items() if file.loose()}
    for number, found in mishaps.items():
        for mishap in found:
            for names, changes in (("names kept", everything), ("names dropped", certain)):
                for kept in (True, False):
                    words = f"{names}, file {number} {mishap.words}, other bytes {_word(kept)}"
                    yield State(words, disk, changes, kept, {number: mishap})
    if len(mishaps) + bool(disk.waiting) > 1:
        for _ in range(_MIXTURES):
            yield _mixture(disk, orders, mishaps, dice)


def sample(moments: Sequence[Disk], seed: int, limit: int) -> list[tuple[int, State]]:
    """States of all moments, each with the moment's number, about `limit` of them in random order.

    What comes first and is never left out: all that waits kept, and all of it dropped.
    """
    first: list[tuple[int, State]] = []
    rest: list[tuple[int, State]] = []
    for number, disk in enumerate(moments):
        for place, state in enumerate(states(disk, Random(f"{seed} {number}"))):
            (first if place < 2 else rest).append((number, state))
    return [*first, *Random(seed).sample(rest, min(len(rest), limit))]


def kept_pieces(file: File) -> tuple[Piece, ...]:
    """All that waits."""
    return tuple(each.change for each in file.waiting)


def certain_pieces(file: File) -> tuple[Piece, ...]:
    """What is certain of all that waits."""
    return tuple(each.change for each in file.waiting if each.certain)


def _word(kept: bool) -> str:
    return "kept" if kept else "dropped"


def _orders(disk: Disk) -> Iterator[tuple[str, tuple[Named, ...]]]:
    """Which changes of names may be there."""
    waiting = disk.waiting
    loose = [place for place, each in enumerate(waiting) if not each.certain]
    yield "names kept", tuple(each.change for each in waiting)
    if not loose:
        return
    yield "names dropped", tuple(each.change for each in waiting if each.certain)
    for missing in loose[-_MISSING:]:
        if disk.kind == "strict":
            there = (each.change for place, each in enumerate(waiting) if place != missing)
            yield f"name {missing} missing", tuple(there)
        else:
            there = (each.change for place, each in enumerate(waiting) if place < missing or each.certain)
            yield f"names before {missing}", tuple(there)


def _mishaps(file: File, dice: Random) -> Iterator[Mishap]:
    loose, waiting = file.loose(), file.waiting
    if len(loose) > 1:
        for missing in loose[-_MISSING:]:
            there = {*loose} - {missing}
            yield Mishap(f"without piece {missing}", _pieces(file, there))
        for stop in dice.sample(loose[1:], min(_STOPS, len(loose) - 1)):
            yield Mishap(f"up to piece {stop}", _pieces(file, set(range(stop))))
    for last in [place for place in loose if isinstance(waiting[place].change, Wrote)][-1:]:
        whole = waiting[last].change
        assert isinstance(whole, Wrote)
        before = _pieces(file._replace(waiting=waiting[:last]), set(loose))
        after = tuple(each.change for each in waiting[last + 1 :])
        for words, parts in _torn(whole, dice):
            yield Mishap(f"with piece {last} {words}", (*before, *parts, *after))


def _pieces(file: File, there: set[int]) -> tuple[Piece, ...]:
    """The pieces that are certain, and those of these numbers."""
    return tuple(each.change for place, each in enumerate(file.waiting) if each.certain or place in there)


def _torn(whole: Wrote, dice: Random) -> Iterator[tuple[str, tuple[Piece, ...]]]:
    file, begin, data = whole
    end = begin + len(data)
    borders = list(range(begin - begin % SECTOR + SECTOR, end, SECTOR))
    if len(borders) > _BORDERS:
        borders = sorted({borders[0], borders[-1], *dice.sample(borders, _BORDERS - 2)})
    yield "all zeros", (Grown(file, end),)
    for border in borders:
        front, back = data[: border - begin], data[border - begin :]
        yield f"cut off at {border}", (Wrote(file, begin, front),)
        yield f"zeros from {border}", (Wrote(file, begin, front), Grown(file, end))
        yield f"missing before {border}", (Wrote(file, border, back),)


def _mixture(
    disk: Disk,
    orders: Sequence[tuple[str, tuple[Named, ...]]],
    mishaps: dict[int, list[Mishap]],
    dice: Random,
) -> State:
    names, changes = dice.choice(orders)
    if disk.kind == "strict":
        changes = tuple(each.change for each in disk.waiting if each.certain or dice.random() < 0.5)
        names = f"{len(changes)} names of {len(disk.waiting)}"
    drawn: dict[int, Mishap] = {}
    for number, found in mishaps.items():
        file = disk.files[number]
        both = [Mishap("kept", kept_pieces(file)), Mishap("dropped", certain_pieces(file))]
        drawn[number] = dice.choice([*both, *dice.sample(found, min(2, len(found)))])
    words = ", ".join(f"file {number} {mishap.words}" for number, mishap in drawn.items())
    return State(f"{names}, {words}", disk, changes, True, drawn)
