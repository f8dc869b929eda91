"""The work of a day over a slow line: what each thing takes from its first key to its last painted byte."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from tests.bench.screen.apps import App
from tests.bench.screen.line import Line, Painted

RATE = 9600
"""Bytes a second."""
_NOTE = b"Vertrag liegt vor, Anlage 2 fehlt; kommt Freitag wieder. "


class Step(msgspec.Struct, kw_only=True):
    """Something that staff do, over the slow line."""

    what: str
    keys: int
    seconds: float
    bytes: int


def slow_day(app: App, over: Sequence[str]) -> list[Step]:
    """Start, check in a visitor, call, talk, write a note key by key, finish, look at the appointments."""
    with tempfile.TemporaryDirectory() as notes:
        line = Line(app.command, over, Path(notes) / "pid", RATE)
        try:
            return [_started(line.started(app.useful)), *_work(line)]
        finally:
            line.end()


def _started(painted: Painted) -> Step:
    return Step(what="start", keys=0, seconds=painted.ms / 1000, bytes=painted.bytes)


def _work(line: Line) -> Iterator[Step]:
    yield _done(line, "open the intake", b"n")
    yield _done(line, "kind, topic and finer topic, a key each", b"b", b"v", b"2")
    letters = [bytes([letter]) for letter in b"Maschinenbau GmbH"]
    yield _done(line, "firm and postcode, a key each", b"\t", *letters, b"\t", b"4", b"5", b"5", b"2", b"5")
    yield _done(line, "save: the number is given", b"\r")
    yield _done(line, "an anonymous visitor, in one burst", b"nxv\r")
    yield _done(line, "call the next", b"a")
    yield _done(line, "begin the talk", b"g")
    yield _done(line, "move down ten rows, a key each", *[b"\x1b[B"] * 10)
    yield _done(line, "back to the top", b"\x1b[H")
    yield _done(line, "open the visit", b"\r")
    yield _done(line, "a note, a key each", b"n", *[bytes([letter]) for letter in _NOTE])
    yield _done(line, "save the note and go back", b"\x1b", b"\x1b")
    yield _done(line, "finish with an outcome", b"f", b"g")
    yield _done(line, "open the appointments", b"t")
    yield _done(line, "back to the day", b"\x1b")
    yield _done(line, "help, opened and closed", b"?", b"\x1b")


def _done(line: Line, what: str, *keys: bytes) -> Step:
    painted = [line.press(key) for key in keys]
    return Step(
        what=what,
        keys=sum(1 if key.startswith(b"\x1b") else len(key) for key in keys),
        seconds=sum(each.ms for each in painted) / 1000,
        bytes=sum(each.bytes for each in painted),
    )
