"""Tables of what was measured, for people."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import msgspec

from tests.bench.aims import Aim
from tests.bench.results import Results


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "NO"
    if isinstance(value, float):
        size = abs(value)
        return f"{value:,.0f}" if size >= 100 else f"{value:.1f}" if size >= 10 else f"{value:.3g}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def table(title: str, rows: Sequence[msgspec.Struct]) -> str:
    """A table with a column for each field, under a title and what the rows' class says of itself."""
    if not rows:
        return f"\n## {title}\n\nnot measured\n"
    fields = type(rows[0]).__struct_fields__
    cells = [list(fields), *([_cell(getattr(row, field)) for field in fields] for row in rows)]
    widths = [max(len(line[n]) for line in cells) for n in range(len(fields))]
    numbers = [not isinstance(getattr(rows[0], field), str | bool) for field in fields]
    lines = (
        "  ".join(
            text.rjust(width) if number else text.ljust(width)
            for text, width, number in zip(line, widths, numbers, strict=True)
        ).rstrip()
        for line in cells
    )
    said = textwrap.fill(" ".join((type(rows[0]).__doc__ or "").split()), 110)
    return f"\n## {title}\n\n{said}\n\n" + "\n".join(lines) + "\n"


def head(results: Results) -> str:
    """What was measured on."""
    m = results.machine
    warning = "" if m.on_a_disk else "\nTHIS IS NO DISK: what is forced to it proves nothing about one."
    return (
        f"{m.file_system} on {m.device} at {m.mount}, {m.processors} processors, load {m.load:.1f},"
        f" Linux {m.kernel}\nPython {m.python}, SQLite {m.sqlite}, TinyDB {m.tinydb},"
        f" PostgreSQL: {m.postgres}\na transaction of ours is {m.line_bytes} bytes{warning}"
    )


def report(results: Results, found: Sequence[Aim]) -> str:
    """All tables."""
    return "".join(
        [
            head(results) + "\n",
            table("One process", results.transactions),
            table("Four processes without a pause", results.saturated),
            table("Four processes that think", results.thinking),
            table("Six processes without a pause", results.six),
            table("TinyDB as it comes, four processes", results.destroyed),
            table("Opening and memory", results.opening),
            table("A year for a report", results.year),
            table("Seeing a change", results.seeing),
            table("Compaction", results.compaction),
            table("Aims", found),
        ]
    )
