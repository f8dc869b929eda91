"""The store: what it holds, and compacting it."""

from __future__ import annotations

from typing import Any

from ihk_tui.cli.arguments import Arguments, one_of
from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.cli.table import pairs
from ihk_tui.domain.words import Words

ACTIONS = ("stats", "compact")


def arguments(args: Arguments) -> None:
    """What to do with it."""
    what = Words("stats: Kennzahlen; compact: verdichten", "stats: figures; compact: write it anew")
    args.word("action", what, optional=False, read=one_of(ACTIONS))


def run(request: Request) -> Result:
    """Do it, and show how large the store is."""
    session = request.session
    if request.given.action == "compact":
        session.store.compact(session.now())
    stats = request.host.stats(session)
    return Answer(stats, pairs(_flat(stats)))


def _flat(stats: dict[str, Any], above: str = "") -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for name, value in stats.items():
        rows += _flat(value, f"{above}{name}.") if isinstance(value, dict) else [(above + name, str(value))]
    return rows
