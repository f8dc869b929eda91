"""Handing a text to the terminal's clipboard (OSC 52), which may be on another machine."""

from __future__ import annotations

from ihk_tui.domain.words import Words
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.shown import literal

SLIP = Words("Zettel an Ihr Terminal gesendet, zum Einfügen.", "Slip sent to your terminal, to paste.")


def send_to_terminal(app: SprechtagApp, text: str, sent: Words = SLIP) -> None:
    """Send a text and say so. Whether the terminal takes it, it does not say: some have to be allowed to."""
    app.copy_to_clipboard(literal(text))
    app.tell(sent)
