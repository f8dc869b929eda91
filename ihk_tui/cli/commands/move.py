"""Give an appointment another time, and another adviser."""

from __future__ import annotations

from ihk_tui.cli.arguments import PERSON, Arguments
from ihk_tui.cli.commands.book import OVERBOOK
from ihk_tui.cli.moments import moment_arguments, read_moment
from ihk_tui.cli.request import Request, Result
from ihk_tui.cli.sentences import about_appointment
from ihk_tui.domain.words import Words
from ihk_tui.office.booking import move
from ihk_tui.office.people import read_person


def arguments(args: Arguments) -> None:
    """Which appointment, and when now."""
    args.appointment()
    moment_arguments(args)
    args.text(
        "--adviser", Words("bei wem (ohne: wie bisher)", "with whom (without: as before)"), metavar=PERSON
    )
    args.flag("--overbook", OVERBOOK)


def run(request: Request) -> Result:
    """Move it."""
    session, given = request.session, request.given
    adviser = read_person(session, given.adviser, "adviser") or None
    moved = move(session, given.id, read_moment(session, given), adviser, given.overbook)
    words = Words(
        "Termin {number} verschoben: {kind}, {when}.", "Appointment {number} moved: {kind}, {when}."
    )
    return about_appointment(request, moved, words)
