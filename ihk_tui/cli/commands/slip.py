"""What a visitor takes along as text: their number with the estimate, or their appointment."""

from __future__ import annotations

from ihk_tui.cli.arguments import Arguments
from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.domain.tickets import read_ticket
from ihk_tui.domain.words import BadInput, Refusal, Words
from ihk_tui.office.taking_along import slip_of, slip_of_ticket


def arguments(args: Arguments) -> None:
    """Whose."""
    args.word("ticket", Words("Nummer wie A07", "number like A07"), read=read_ticket)
    args.number("--appointment", Words("statt dessen: dieser Termin", "instead: this appointment"), 1, 10**9)


def run(request: Request) -> Result:
    """Print it in the visitor's language."""
    session, given = request.session, request.given
    if bool(given.ticket) == bool(given.appointment):
        raise BadInput(
            "",
            Words(
                "Bitte eine Nummer wie A07 oder --appointment angeben.",
                "Please give a number like A07 or --appointment.",
            ),
        )
    slip = slip_of_ticket(session, given.ticket) if given.ticket else slip_of(session, given.appointment)
    if isinstance(slip, Refusal):
        return slip
    return Answer({"ticket": given.ticket, "appointment": given.appointment or None, "slip": slip}, slip)
