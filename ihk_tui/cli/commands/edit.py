"""Correct who a visit is and what it is about; what is not given stays."""

from __future__ import annotations

from ihk_tui.cli.arguments import Arguments
from ihk_tui.cli.commands.checkin import KIND_WORDS, TOPIC_WORDS, URGENT_WORDS
from ihk_tui.cli.request import Request, Result
from ihk_tui.cli.sentences import about_visitor
from ihk_tui.cli.visitor_fields import typed_fields, visitor_arguments
from ihk_tui.domain.intake import FIELDS, read_intake
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office.reception import edit, on_ticket


def arguments(args: Arguments) -> None:
    """What is to be different; an empty text clears a field."""
    args.ticket()
    args.text("--kind", KIND_WORDS, metavar=Words("ART", "KIND"))
    args.many("--topic", TOPIC_WORDS, metavar=Words("THEMA", "TOPIC"))
    args.text("--urgent", URGENT_WORDS, default=None)
    args.flag("--anonymous", Words("möchte anonym bleiben", "wishes to stay anonymous"))
    visitor_arguments(args)


def run(request: Request) -> Result:
    """Fill the form with what is known, change what was given, and save it."""
    session, given = request.session, request.given
    before = on_ticket(session.read(), given.ticket)
    if isinstance(before, Refusal):
        return before
    intake = read_intake(
        given.kind or before.kind,
        tuple(given.topic) or tuple(topic.code for topic in before.topics),
        _as_typed(before.visitor) | typed_fields(given),
        session.catalogue,
        anonymous=given.anonymous,
    )
    if isinstance(intake, list):
        return intake
    changed = edit(session, given.ticket, before, intake, given.urgent)
    return about_visitor(request, changed, Words("{ticket} geändert.", "{ticket} changed."), intake.hints)


def _as_typed(visitor: Visitor) -> dict[str, str]:
    known: dict[str, str] = {field.name: getattr(visitor, field.name) for field in FIELDS}
    return known | {"phone": visitor.phone_typed or visitor.phone}
