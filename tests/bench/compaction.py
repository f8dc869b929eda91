"""How long others stand still while somebody compacts."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import NamedTuple

import msgspec

from tests.bench.crowd import Crowd
from tests.bench.engines import on_postgres, prepared
from tests.bench.history import TODAY, drop_generations, morning
from tests.bench.ours import OurStore
from tests.bench.postgres import OursOnPostgres
from tests.bench.worker import Done

_AFTERWARDS = 0.1
"""Seconds after a compaction in which others read the new generation."""
_THINK = 0.002
_PULSE = 0.001
"""Seconds between two beats of a thread beside the one that compacts: a screen's event loop."""


class Compaction(msgspec.Struct, kw_only=True):
    """Milliseconds. `writer`, `reader`: the longest that others waited for a verb or for reading, median and
    worst of the compactions; `calm` is the same of a writer over as long a time without one. `screen` is the
    longest that another thread of the compacting process stood still.
    """

    engine: str
    history: int
    times: int
    took: float
    writer: float
    writer_worst: float
    reader: float
    reader_worst: float
    calm: float
    calm_worst: float
    screen: float
    screen_worst: float


class _Span(NamedTuple):
    start: float
    end: float


def compactions(root: Path, histories: Iterable[int], repeats: int) -> list[Compaction]:
    """Compact again and again while two processes write and one reads, with 2 ms between their verbs."""
    kinds = [OurStore, *([OursOnPostgres] if OursOnPostgres in on_postgres() else [])]
    return [_compacted(root, kind, history, repeats) for history in histories for kind in kinds]


def _compacted(root: Path, kind: type[OurStore], history: int, repeats: int) -> Compaction:
    folder = prepared(kind, root, history, "compacting")
    ours = kind(folder)
    spans: list[_Span] = []
    screens: list[float] = []
    with Crowd(kind, folder, 2) as writers, Crowd(kind, folder, 1) as readers:
        start = perf_counter()
        ours.store.compact(morning(TODAY))
        took = perf_counter() - start
        calm = 2 * (took + _AFTERWARDS) + 5 * _AFTERWARDS  # so that a long wait ends before the calm begins
        seconds = repeats * (calm + 2 * took) + _AFTERWARDS
        writers.start(seconds, _THINK)
        readers.start(seconds, _THINK, reading=True)
        for _ in range(repeats):
            sleep(calm)
            with _heart() as pauses:
                start = perf_counter()
                ours.store.compact(morning(TODAY))
                spans.append(_Span(start, perf_counter()))
            screens.append(max(pauses, default=0.0) * 1e3)
            if kind is OurStore:
                drop_generations(folder)
        written, read = writers.finish(), readers.finish()
    ours.close()
    busy = [_Span(start, end + _AFTERWARDS) for start, end in spans]
    idle = [_Span(start - (end - start), start - _THINK) for start, end in busy]
    writer, reader, calm_writer = _longest(written, busy), _longest(read, busy), _longest(written, idle)
    return Compaction(
        engine=kind.name,
        history=history,
        times=repeats,
        took=median(end - start for start, end in spans) * 1e3,
        writer=median(writer),
        writer_worst=max(writer),
        reader=median(reader),
        reader_worst=max(reader),
        calm=median(calm_writer),
        calm_worst=max(calm_writer),
        screen=median(screens),
        screen_worst=max(screens),
    )


def _longest(runs: list[Done], spans: list[_Span]) -> list[float]:
    """For each span the longest wait of those that met it."""
    waits = [each for done in runs for each in zip(done.starts, done.waits, strict=True)]
    return [
        max((wait for begun, wait in waits if begun < end and begun + wait / 1e3 > start), default=0.0)
        for start, end in spans
    ]


@contextmanager
def _heart() -> Iterator[list[float]]:
    """Let a thread beat meanwhile; the list fills with how much too long each pause was, in seconds."""
    ended = threading.Event()
    pauses: list[float] = []

    def beat() -> None:
        before = perf_counter()
        while not ended.is_set():
            sleep(_PULSE)
            now = perf_counter()
            pauses.append(now - before - _PULSE)
            before = now

    thread = threading.Thread(target=beat)
    thread.start()
    try:
        yield pauses
    finally:
        ended.set()
        thread.join()
