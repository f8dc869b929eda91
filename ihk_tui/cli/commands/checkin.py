"""Check in a walk-in, or the visitor of an appointment."""

from __future__ import annotations

from ihk_tui.cli.arguments import PERSON, Arguments
from ihk_tui.cli.request import Request, Result
from ihk_tui.cli.sentences import about_visitor
from ihk_tui.cli.visitor_fields import typed_fields, visitor_arguments
from ihk_tui.domain.intake import Intake, read_intake
from ihk_tui.domain.visitors import KINDS
from ihk_tui.domain.visits import LateChoice, Visit
from ihk_tui.domain.words import BadInput, Refusal, Words
from ihk_tui.office.people import read_person
from ihk_tui.office.reception import check_in, check_in_appointment

LATE: dict[str, LateChoice] = {"walk-in": "walk_in", "keep": "keep"}
KIND_WORDS = Words(
    f"wer kommt: {', '.join(kind.code for kind in KINDS)}", f"who comes: {', '.join(k.code for k in KINDS)}"
)
TOPIC_WORDS = Words("Thema oder Gruppe, mehrfach möglich", "topic or group, repeatable")
URGENT_WORDS = Words("Grund, warum es zuerst kommt", "reason to go first")


def arguments(args: Arguments) -> None:
    """Who comes and why, or which appointment."""
    args.text("--kind", KIND_WORDS, metavar=Words("ART", "KIND"))
    args.many("--topic", TOPIC_WORDS, metavar=Words("THEMA", "TOPIC"))
    args.text("--urgent", URGENT_WORDS)
    args.text("--adviser", Words("nur zu dieser Person", "to this person only"), metavar=PERSON)
    args.flag("--anonymous", Words("möchte anonym bleiben", "wishes to stay anonymous"))
    args.number("--appointment", Words("kommt zu diesem Termin", "comes for this appointment"), 1, 10**9)
    args.choice(
        "--late",
        tuple(LATE),
        Words("zu spät: als offener Besuch, oder Platz behalten", "late: as a walk-in, or keep the place"),
    )
    visitor_arguments(args)


def run(request: Request) -> Result:
    """Give the next number."""
    given = request.given
    if given.appointment:
        return _booked(request)
    intake = read_intake(
        given.kind or ("XX" if given.anonymous else ""),
        tuple(given.topic),
        typed_fields(given),
        request.session.catalogue,
        anonymous=given.anonymous,
    )
    if isinstance(intake, list):
        return intake
    adviser = read_person(request.session, given.adviser, "adviser")
    return _numbered(request, check_in(request.session, intake, given.urgent, adviser), intake)


def _booked(request: Request) -> Result:
    given = request.given
    if given.kind or given.topic or given.urgent or given.adviser or typed_fields(given):
        raise BadInput(
            "--appointment",
            Words(
                "Alle Angaben stehen im Termin; ändern lassen sie sich danach: ihk-tui edit.",
                "Everything is in the appointment; correct it afterwards: ihk-tui edit.",
            ),
        )
    late = LATE[given.late] if given.late else None
    return _numbered(request, check_in_appointment(request.session, given.appointment, late))


def _numbered(request: Request, visit: Visit | Refusal, intake: Intake | None = None) -> Result:
    hints = intake.hints if intake else ()
    return about_visitor(request, visit, Words("Nummer {ticket}.", "Number {ticket}."), hints)
