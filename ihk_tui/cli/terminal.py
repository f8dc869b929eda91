"""Whether the terminal can show the full-screen program."""

from __future__ import annotations

import codecs
import os
import shutil
import sys

from ihk_tui.domain.words import BadInput, Words

_SENTENCE = Words(
    "{why} Ohne Bildschirm geht es so: ihk-tui queue (alle Befehle: ihk-tui --help).",
    "{why} Without a screen: ihk-tui queue (all commands: ihk-tui --help).",
)


def check_terminal() -> None:
    """Raise BadInput with the plain command instead when there is no screen to fill.

    That is: no terminal at either end, a dumb one, no UTF-8, or no size.
    """
    if why := _unfit():
        raise BadInput("", _SENTENCE.fill(why=why))


def _unfit() -> Words | None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return Words("Hier ist kein Terminal.", "This is no terminal.")
    if os.environ.get("TERM", "dumb") in ("", "dumb", "unknown"):
        return Words(
            "Dieses Terminal kann keinen ganzen Bildschirm zeigen.",
            "This terminal cannot show a full screen.",
        )
    if codecs.lookup(sys.stdout.encoding).name != "utf-8":
        return Words("Dieses Terminal kann kein UTF-8.", "This terminal does not speak UTF-8.")
    if 0 in shutil.get_terminal_size((0, 0)):
        return Words(
            "Dieses Terminal sagt nicht, wie groß es ist (stty rows 24 cols 80).",
            "This terminal does not say how large it is (stty rows 24 cols 80).",
        )
    return None
