"""Book an appointment."""

from __future__ import annotations

from ihk_tui.cli.arguments import PERSON, Arguments
from ihk_tui.cli.commands.checkin import KIND_WORDS
from ihk_tui.cli.moments import moment_arguments, read_moment
from ihk_tui.cli.request import Request, Result
from ihk_tui.cli.sentences import about_appointment
from ihk_tui.cli.visitor_fields import typed_fields, visitor_arguments
from ihk_tui.domain.appointments import APPOINTMENT_WORDS
from ihk_tui.domain.words import Words
from ihk_tui.office.booking import book
from ihk_tui.office.wishes import LONGEST, SHORTEST, read_wish

OVERBOOK = Words("auch wenn schon belegt", "even when fully booked")
LENGTH = Words("Dauer in Minuten", "minutes it takes")
TOPIC, TOPIC_CODE = Words("Thema oder Gruppe", "topic or group"), Words("THEMA", "TOPIC")
PLACE = Words("wo, wenn nicht hier", "where, if not here")
TRAVEL = Words("Minuten Fahrt je Weg", "minutes of travel each way")
NOTE = Words("was dazu zu wissen ist", "what to know about it")


def arguments(args: Arguments) -> None:
    """When, with whom, about what, and who comes; a contact channel is needed."""
    args.choice(
        "--kind", tuple(APPOINTMENT_WORDS), Words("was für ein Termin", "what kind"), default="consultation"
    )
    moment_arguments(args)
    args.number(
        "--minutes", Words("Dauer (ohne: die übliche)", "length (default: the usual)"), SHORTEST, LONGEST
    )
    args.text("--adviser", Words("bei wem", "with whom"), metavar=PERSON)
    args.text("--topic", TOPIC, metavar=TOPIC_CODE)
    args.text("--visitor-kind", KIND_WORDS, metavar=Words("ART", "KIND"))
    args.text("--place", PLACE)
    args.number("--travel", TRAVEL, 0, LONGEST)
    args.text("--note", NOTE)
    args.flag("--overbook", OVERBOOK)
    visitor_arguments(args)


def run(request: Request) -> Result:
    """Book it."""
    session, given = request.session, request.given
    asked = ("visitor_kind", "topic", "adviser", "place", "note")
    typed = typed_fields(given) | {name: getattr(given, name) for name in asked}
    typed |= {name: str(getattr(given, name) or "") for name in ("minutes", "travel")}
    wish = read_wish(session, given.kind, read_moment(session, given), typed)
    if isinstance(wish, list):
        return wish
    words = Words("Termin {number} gebucht: {kind}, {when}.", "Appointment {number} booked: {kind}, {when}.")
    return about_appointment(request, book(session, wish, given.overbook), words)
