"""A follow-up talk or company visit took place."""

from __future__ import annotations

from ihk_tui.cli.arguments import Arguments
from ihk_tui.cli.request import Request, Result
from ihk_tui.cli.sentences import about_appointment
from ihk_tui.domain.words import Words
from ihk_tui.office.booking import held


def arguments(args: Arguments) -> None:
    """Which appointment, and what came of it."""
    args.appointment()
    args.word("result", Words("was dabei herauskam", "what came of it"))


def run(request: Request) -> Result:
    """Note it."""
    took_place = held(request.session, request.given.id, request.given.result or "")
    words = Words(
        "Termin {number} fand statt: {kind}, {when}.", "Appointment {number} took place: {kind}, {when}."
    )
    return about_appointment(request, took_place, words)
