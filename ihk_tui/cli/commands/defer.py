"""Park a visit for later."""

from __future__ import annotations

from ihk_tui.cli.arguments import Arguments
from ihk_tui.cli.request import Request, Result
from ihk_tui.cli.sentences import about_visit
from ihk_tui.domain.words import Words
from ihk_tui.office.serving import defer


def arguments(args: Arguments) -> None:
    """Which visit, and why."""
    args.ticket(optional=True)
    args.text("--note", Words("warum, oder bis wann", "why, or until when"))


def run(request: Request) -> Result:
    """Park it."""
    parked = defer(request.session, request.given.ticket, request.given.note)
    words = Words(
        "{ticket} geparkt. Fortsetzen: ihk-tui resume {ticket}",
        "{ticket} is parked. To go on: ihk-tui resume {ticket}",
    )
    return about_visit(request, parked, words)
