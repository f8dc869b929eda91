"""The program in a real terminal, on an office that gets into trouble."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.lacking import need
from tests.processes.office import NOW, Office
from tests.terminal.desks import Desks
from tests.terminal.tmux import Terminal, Tmux


@contextmanager
def terminal_at(folder: Path, tmp_path: Path, person: str = "aydin") -> Iterator[Terminal]:
    """A terminal with the program open; `tmp_path` is not on the disk that gets into trouble."""
    need("tmux", "tmux")
    given = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    environment = {**given, "HOME": str(tmp_path), "LC_ALL": "C.UTF-8", "IHK_TUI_NOW": NOW}
    server = Tmux(tmp_path, environment)
    try:
        yield Desks(Office(folder), server).sit_down(person)
    finally:
        server.close()


def type_a_visit(terminal: Terminal, company: str) -> None:
    """Fill in the form of a new visit and send it off."""
    terminal.keys("n")
    terminal.until("Neuer Besuch")
    terminal.keys("b", "v", "2")
    terminal.until("VE2 Eintragung")
    terminal.keys("Tab", company, "Tab", "45525")
    terminal.until(company, "45525")
    terminal.keys("Enter")
