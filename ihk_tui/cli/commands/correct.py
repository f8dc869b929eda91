"""Correct what an appointment says; what is not given stays."""

from __future__ import annotations

from ihk_tui.cli.arguments import Arguments, whole
from ihk_tui.cli.commands.book import LENGTH, NOTE, OVERBOOK, PLACE, TOPIC, TOPIC_CODE, TRAVEL
from ihk_tui.cli.commands.checkin import KIND_WORDS
from ihk_tui.cli.request import Request, Result
from ihk_tui.cli.sentences import about_appointment
from ihk_tui.cli.visitor_fields import typed_fields, visitor_arguments
from ihk_tui.domain.corrections import not_correctable, told
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office.booking import find_appointment
from ihk_tui.office.correcting import correct
from ihk_tui.office.wishes import read_wish

NUMBER = Words("N", "N")
_DONE = Words("Termin {number} geändert: {kind}, {when}.", "Appointment {number} corrected: {kind}, {when}.")
_SAME = Words(
    "Termin {number} war schon so: {kind}, {when}.",
    "Nothing to correct in appointment {number}: {kind}, {when}.",
)


def arguments(args: Arguments) -> None:
    """Which appointment, and what is to be different; an empty text clears a field."""
    args.word("id", Words("Nummer des Termins", "its number"), optional=False, read=whole(1, 10**9))
    args.text("--minutes", LENGTH, metavar=NUMBER, default=None)
    args.text("--topic", TOPIC, metavar=TOPIC_CODE, default=None)
    args.text("--visitor-kind", KIND_WORDS, metavar=Words("ART", "KIND"), default=None)
    args.text("--place", PLACE, default=None)
    args.text("--travel", TRAVEL, metavar=NUMBER, default=None)
    args.text("--note", NOTE, default=None)
    args.flag("--overbook", OVERBOOK)
    visitor_arguments(args)


def run(request: Request) -> Result:
    """Fill the form with what is held, change what was given, and save it."""
    session, given = request.session, request.given
    before = find_appointment(session.read(), given.id)
    if isinstance(before, Refusal):
        return before
    if refusal := not_correctable(before):
        return refusal
    asked = ("visitor_kind", "topic", "place", "note", "minutes", "travel")
    typed = {name: value for name in asked if (value := getattr(given, name)) is not None}
    wish = read_wish(session, before.kind, before.start, told(before) | typed_fields(given) | typed)
    if isinstance(wish, list):
        return wish
    after = correct(session, before.id, wish, before, given.overbook)
    return about_appointment(request, after, _SAME if after == before else _DONE)
