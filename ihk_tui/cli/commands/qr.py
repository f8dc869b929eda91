"""An appointment as a QR code of text, for a phone's camera."""

from __future__ import annotations

import sys
from shutil import get_terminal_size

from ihk_tui.cli.arguments import Arguments
from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.domain.codes import QUIET, Code
from ihk_tui.domain.words import BadInput, Refusal, Words
from ihk_tui.office.taking_along import code_of, slip_of

_HOW = Words(
    "Mit der Kamera des Telefons ansehen, „Zum Kalender hinzufügen“. Wird er nicht erkannt: --light",
    'Look at it with the phone\'s camera, then "Add to calendar". When it is not recognised: --light',
)
_UNFIT = Words(
    "Der Code braucht {columns} Spalten und {rows} Zeilen; dieses Terminal hat {width} × {height}."
    " Als Datei: ihk-tui export --profile visitor --appointment {number}",
    "The code needs {columns} columns and {rows} lines; this terminal has {width} × {height}."
    " As a file: ihk-tui export --profile visitor --appointment {number}",
)
_NO_BLOCKS = Words(
    "Hier lassen sich keine Blöcke schreiben (kein UTF-8). Als Datei:"
    " ihk-tui export --profile visitor --appointment {number}",
    "Blocks cannot be written here (no UTF-8). As a file:"
    " ihk-tui export --profile visitor --appointment {number}",
)
_AROUND = 3
"""Lines of a terminal that the code leaves: for the heading, the sentence below, the next prompt."""


def arguments(args: Arguments) -> None:
    """Which appointment, and on what ground."""
    args.appointment()
    args.flag("--light", Words("für dunkle Schrift auf hellem Grund", "for dark letters on a light ground"))


def run(request: Request) -> Result:
    """Draw it as large as the terminal allows; a pipe gets it with the whole border."""
    session, number = request.session, request.given.id
    code = code_of(session, number)
    if isinstance(code, Refusal):
        return code
    slip = slip_of(session, number)
    if isinstance(slip, Refusal):
        return slip
    value = {
        "appointment": number,
        "text": code.text,
        "size": code.size,
        "modules": ["".join("1" if dark else "0" for dark in row) for row in code.modules],
        "slip": slip,
    }
    if request.json:
        return Answer(value, "")
    fitted = _fitted(code, code_of(session, number, tight=True), number)
    if isinstance(fitted, Refusal):
        return fitted
    drawn = "\n".join(fitted[0].drawn(fitted[1], not request.given.light))
    if not _writes_blocks():
        raise BadInput("", _NO_BLOCKS.fill(number=number))
    return Answer(value, f"{slip}\n{drawn}\n{request.say(_HOW)}")


def _fitted(code: Code, tight: Code | Refusal, number: int) -> tuple[Code, int] | Refusal:
    """The larger of the codes that fits with its border, or why none does."""
    if not sys.stdout.isatty() or isinstance(tight, Refusal):
        return code, QUIET
    width, height = get_terminal_size()
    for each in (code, tight):
        border = each.quiet_within(width, height - _AROUND)
        if border is not None:
            return each, border
    needed = tight.needed
    words = _UNFIT.fill(
        columns=needed.columns, rows=needed.rows + _AROUND, width=width, height=height, number=number
    )
    return Refusal("too_small", words)


def _writes_blocks() -> bool:
    try:
        "█".encode(sys.stdout.encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True
