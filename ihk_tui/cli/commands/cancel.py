"""Call an appointment off."""

from __future__ import annotations

from ihk_tui.cli.arguments import Arguments
from ihk_tui.cli.request import Request, Result
from ihk_tui.cli.sentences import about_appointment
from ihk_tui.domain.words import Words
from ihk_tui.office.booking import cancel


def arguments(args: Arguments) -> None:
    """Which appointment."""
    args.appointment()


def run(request: Request) -> Result:
    """Cancel it."""
    off = cancel(request.session, request.given.id)
    words = Words(
        "Termin {number} abgesagt: {kind}, {when}.", "Appointment {number} cancelled: {kind}, {when}."
    )
    return about_appointment(request, off, words)
