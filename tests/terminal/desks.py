"""The program open at terminals."""

from __future__ import annotations

from tests.processes.office import Office
from tests.terminal.tmux import Terminal, Tmux


class Desks:
    """Opens terminals with the program in them."""

    def __init__(self, office: Office, tmux: Tmux) -> None:
        self.office, self.tmux = office, tmux

    def sit_down(self, person: str, width: int = 80, height: int = 24) -> Terminal:
        """Open the program and wait for its first picture."""
        terminal = self.tmux.open(width, height)
        terminal.run(*self.office.line(by=person))
        terminal.until("Hilfe")
        return terminal
