"""Call once more."""

from __future__ import annotations

from ihk_tui.cli.arguments import Arguments
from ihk_tui.cli.request import Request, Result
from ihk_tui.cli.sentences import about_visit
from ihk_tui.domain.words import Words
from ihk_tui.office.serving import recall


def arguments(args: Arguments) -> None:
    """Which visit."""
    args.ticket(optional=True)


def run(request: Request) -> Result:
    """Call it again."""
    called = recall(request.session, request.given.ticket)
    words = Words("{ticket} nochmals aufgerufen an Platz {desk}.", "{ticket} called again to desk {desk}.")
    return about_visit(request, called, words)
