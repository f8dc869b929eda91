"""The visitor went without a talk, or could not be received."""

from __future__ import annotations

from ihk_tui.cli.arguments import Arguments
from ihk_tui.cli.request import Request, Result
from ihk_tui.cli.sentences import about_visit
from ihk_tui.domain.words import Words
from ihk_tui.office.reception import leave


def arguments(args: Arguments) -> None:
    """Which visit."""
    args.ticket()
    args.flag("--turned-away", Words("konnte nicht empfangen werden", "could not be received"))


def run(request: Request) -> Result:
    """Note it."""
    gone = leave(request.session, request.given.ticket, request.given.turned_away)
    return about_visit(request, gone, Words("{ticket}: {state}.", "{ticket}: {state}."))
