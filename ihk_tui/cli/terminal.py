"""Whether the terminal can show the full-screen program."""

from __future__ import annotations

import codecs
import os
import shutil
import sys

from ihk_tui.domain.words import BadInput, Words

_PLAIN = Words(
    "Ohne Bildschirm geht es so: ihk-tui queue (alle Befehle: ihk-tui --help).",
    "Without a screen: ihk-tui queue (all commands: ihk-tui --help).",
)


def check_terminal(instead: Words = _PLAIN) -> None:
    """Raise BadInput that says why there is no screen to fill, and what to do instead.

    That is: no terminal at either end, a dumb one, no UTF-8, or no size.
    """
    if why := _unfit():
        raise BadInput("", Words.joined(" ", (why, instead)))


def _unfit() -> Words | None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return Words("Hier ist kein Terminal.", "This is no terminal.")
    if os.environ.get("TERM", "dumb") in ("", "dumb", "unknown"):
        return Words(
            "Dieses Terminal kann keinen ganzen Bildschirm zeigen.",
            "This terminal cannot show a full screen.",
        )
    if codecs.lookup(sys.stdout.encoding).name != "utf-8" or names_other_than_utf_8():
        return Words("Dieses Terminal kann kein UTF-8.", "This terminal does not speak UTF-8.")
    if 0 in shutil.get_terminal_size((0, 0)):
        return Words(
            "Dieses Terminal sagt nicht, wie groß es ist (stty rows 24 cols 80).",
            "This terminal does not say how large it is (stty rows 24 cols 80).",
        )
    return None


def names_other_than_utf_8() -> bool:
    """Whether the locale (POSIX.1-2017 XBD 8.2) names another codeset than UTF-8.

    On a host that lacks the client's locale Python takes UTF-8, which changes nothing about the terminal.
    """
    wanted = os.environ.get("LC_ALL") or _character_type() or os.environ.get("LANG", "")
    named, _, modifier = wanted.partition("@")
    codeset = named.partition(".")[2] or ("ISO-8859-15" if modifier == "euro" else "")
    return codeset.lower().replace("-", "") not in ("", "utf8")


def _character_type() -> str:
    """LC_CTYPE as it was given: Python writes its own over one that the host lacks (PEP 538)."""
    if not sys.flags.utf8_mode:
        return os.environ.get("LC_CTYPE", "")
    try:
        with open("/proc/self/environ", "rb") as given:
            pairs = (entry.partition(b"=") for entry in given.read().split(b"\0"))
            return next(
                (value.decode("ascii", "replace") for name, _, value in pairs if name == b"LC_CTYPE"), ""
            )
    except OSError:
        return ""
