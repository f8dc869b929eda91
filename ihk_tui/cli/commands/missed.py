"""Nobody came to an appointment."""

from __future__ import annotations

from ihk_tui.cli.arguments import Arguments
from ihk_tui.cli.request import Request, Result
from ihk_tui.cli.sentences import about_appointment
from ihk_tui.domain.words import Words
from ihk_tui.office.booking import missed


def arguments(args: Arguments) -> None:
    """Which appointment."""
    args.appointment()


def run(request: Request) -> Result:
    """Note it."""
    words = Words(
        "Zu Termin {number} kam niemand: {kind}, {when}.",
        "Nobody came to appointment {number}: {kind}, {when}.",
    )
    return about_appointment(request, missed(request.session, request.given.id), words)
