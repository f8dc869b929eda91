"""A bar on stderr for what takes a while."""

from __future__ import annotations

import sys
from types import TracebackType

_CELLS = 30


class Progress:
    """Hears how many of how many are done; says nothing when stderr is no terminal."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._shown = ""

    def __enter__(self) -> Progress:
        return self

    def __call__(self, done: int, total: int) -> None:
        """Draw the bar when it has changed."""
        share = min(1.0, done / total) if total else 1.0
        filled = int(share * _CELLS)
        bar = f"\r{self._label} [{'#' * filled}{'.' * (_CELLS - filled)}] {int(share * 100):3} %"
        if bar != self._shown and sys.stderr.isatty():
            self._shown = bar
            print(bar, end="", file=sys.stderr, flush=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            print(file=sys.stderr)
