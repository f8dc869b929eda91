"""One run of one program over one line: start, keys, idling, memory."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

from tests.bench.screen.apps import TYPED, App
from tests.bench.screen.line import Line, Painted

DOWN, UP, ESCAPE = b"\x1b[B", b"\x1b[A", b"\x1b"
MOVES = 48
DIALOGS = 10


class Run(msgspec.Struct, kw_only=True):
    """What one run measured. Times in milliseconds from the key to the last painted byte."""

    start: Painted
    moving: list[Painted]
    typing: list[Painted]
    opening: list[Painted]
    closing: list[Painted]
    idle_seconds: float
    idle_bytes: int
    idle_cpu: float
    """Percent of a processor."""
    memory: float
    """Megabytes, resident."""


def measure(app: App, over: Sequence[str], idle: float) -> Run:
    """Start, move in the list, type in a form, open and close a dialog, idle."""
    with tempfile.TemporaryDirectory() as notes:
        line = Line(app.command, over, Path(notes) / "pid")
        try:
            start = line.started(app.useful)
            moving = [line.press(DOWN if n % 12 < 6 else UP) for n in range(MOVES)]
            pairs = [(line.press(app.dialog), line.press(ESCAPE)) for _ in range(DIALOGS)]
            for key in app.form:
                line.press(key)
            typing = [line.press(bytes([letter])) for letter in TYPED]
            for _ in TYPED:
                line.press(b"\x7f")  # nothing is left that would be offered as a draft
            line.press(ESCAPE)
            line.idle(1.0 if idle else 0.0)  # what the last key set off is not idling
            before = line.cpu()
            came = line.idle(idle)
            used = line.cpu() - before
            return Run(
                start=start,
                moving=moving,
                typing=typing,
                opening=[opened for opened, _ in pairs],
                closing=[closed for _, closed in pairs],
                idle_seconds=idle,
                idle_bytes=came,
                idle_cpu=used / idle * 100 if idle else 0.0,
                memory=line.memory(),
            )
        finally:
            line.end()


class Summary(msgspec.Struct, kw_only=True):
    """What all runs of a program over a line come to."""

    app: str
    line: str
    figures: dict[str, float]


def summary(app: str, line: str, runs: Sequence[Run]) -> Summary:
    """Medians over runs for what is measured once in each, percentiles over all keys of all runs."""
    figures = {"start ms": statistics.median(run.start.ms for run in runs)}
    for name in ("moving", "typing", "opening", "closing"):
        keys: list[Painted] = [key for run in runs for key in getattr(run, name)]
        times = [key.ms for key in keys]
        figures |= {
            f"{name} p50 ms": statistics.median(times),
            f"{name} p95 ms": statistics.quantiles(times, n=20)[-1],
            f"{name} bytes a key": statistics.mean(key.bytes for key in keys),
        }
    figures["memory MB"] = statistics.median(run.memory for run in runs)
    idle = next((run for run in reversed(runs) if run.idle_seconds), None)
    if idle:
        figures[f"idle {idle.idle_seconds:.0f} s bytes"] = idle.idle_bytes
        figures[f"idle {idle.idle_seconds:.0f} s % CPU"] = idle.idle_cpu
    return Summary(app=app, line=line, figures=figures)
