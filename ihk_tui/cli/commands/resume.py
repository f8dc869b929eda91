"""Take a parked visit up again, or put a late no-show back into the queue."""

from __future__ import annotations

from ihk_tui.cli.arguments import Arguments
from ihk_tui.cli.request import Request, Result
from ihk_tui.cli.sentences import about_visit
from ihk_tui.domain.words import Words
from ihk_tui.office.serving import resume


def arguments(args: Arguments) -> None:
    """Which visit."""
    args.ticket()


def run(request: Request) -> Result:
    """Go on with it."""
    again = resume(request.session, request.given.ticket)
    return about_visit(request, again, Words("{ticket}: {state}.", "{ticket}: {state}."))
