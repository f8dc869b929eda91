"""Call the next visit, or a certain one."""

from __future__ import annotations

from ihk_tui.cli.arguments import Arguments
from ihk_tui.cli.request import Request, Result
from ihk_tui.cli.sentences import about_visit
from ihk_tui.domain.tickets import read_ticket
from ihk_tui.domain.words import Words
from ihk_tui.office.serving import call


def arguments(args: Arguments) -> None:
    """Whom to call."""
    args.word(
        "ticket", Words("Nummer (ohne: wer dran ist)", "number (without: who is next)"), read=read_ticket
    )


def run(request: Request) -> Result:
    """Call to my desk."""
    called = call(request.session, request.given.ticket)
    words = Words("{ticket} aufgerufen an Platz {desk}.", "{ticket} called to desk {desk}.")
    return about_visit(request, called, words)
