"""The public call display: numbers and desks, for a screen at the wall."""

from __future__ import annotations

from ihk_tui.cli.arguments import Arguments
from ihk_tui.cli.request import Request, Result
from ihk_tui.cli.terminal import check_terminal
from ihk_tui.domain.words import Words

_INSTEAD = Words(
    "Die Anzeige braucht ein Terminal mit ganzem Bildschirm (über SSH: ssh -t).",
    "The display needs a terminal with a full screen (over SSH: ssh -t).",
)


def arguments(args: Arguments) -> None:
    """Whether it rings."""
    args.flag("--silent", Words("ohne Klingelton bei neuem Aufruf", "no bell at a new call"))


def run(request: Request) -> Result:
    """Show it until somebody takes it down."""
    check_terminal(_INSTEAD)
    return request.host.run_board(request.options, request.language, not request.given.silent)
