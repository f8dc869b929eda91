"""Begin the talk, join a colleague's, or go on to another topic."""

from __future__ import annotations

from ihk_tui.cli.arguments import Arguments
from ihk_tui.cli.request import Request, Result
from ihk_tui.cli.sentences import about_visit
from ihk_tui.domain.words import Words
from ihk_tui.office.serving import start


def arguments(args: Arguments) -> None:
    """Which visit, and on what."""
    args.ticket(optional=True)
    args.text("--topic", Words("über dieses Thema", "on this topic"), metavar=Words("THEMA", "TOPIC"))
    args.flag("--anyway", Words("auch wenn ein anderer Platz rief", "even when another desk called"))


def run(request: Request) -> Result:
    """Begin it."""
    given = request.given
    begun = start(request.session, given.ticket, given.topic.strip().upper(), given.anyway)
    words = Words("{ticket} im Gespräch an Platz {desk}.", "{ticket} is served at desk {desk}.")
    return about_visit(request, begun, words)
