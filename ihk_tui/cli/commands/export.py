"""Appointments as a calendar file, or on stdout for a pipe."""

from __future__ import annotations

import sys
from pathlib import Path

from ihk_tui.cli.arguments import FILE, PERSON, Arguments
from ihk_tui.cli.moments import Span, read_span, span_arguments
from ihk_tui.cli.progress import Progress
from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.domain.words import BadInput, Refusal, Words
from ihk_tui.office.booking import find_appointment
from ihk_tui.office.calendar_file import write_file
from ihk_tui.office.exporting import Wanted, export
from ihk_tui.office.people import read_person

PROFILES = ("staff", "busy", "visitor")
STDOUT = "-"


def arguments(args: Arguments) -> None:
    """Which appointments, for whom, and where to."""
    span_arguments(args)
    args.text("--adviser", Words("nur bei dieser Person", "with this person only"), metavar=PERSON)
    args.choice(
        "--profile",
        PROFILES,
        Words(
            "staff: alles; busy: nur belegte Zeiten; visitor: ein Termin zum Mitnehmen",
            "staff: everything; busy: busy times only; visitor: one appointment to take along",
        ),
        default="staff",
    )
    args.number("--appointment", Words("nur dieser Termin", "this appointment only"), 1, 10**9)
    args.text("--output", Words("wohin; - für stdout", "where to; - for stdout"), metavar=FILE, short=("-o",))


def run(request: Request) -> Result:
    """Write it and say where it is."""
    session, given = request.session, request.given
    if given.profile == "visitor" and not given.appointment:
        raise BadInput("--appointment", Words("Welcher Termin?", "Which appointment?"))
    adviser = read_person(session, given.adviser, "adviser")
    span = _span(request)
    if isinstance(span, Refusal):
        return span
    with Progress(request.say(Words("Kalender", "Calendar"))) as progress:
        content = export(session, Wanted(*span, adviser, given.profile, given.appointment), progress)
    if given.output == STDOUT:
        sys.stdout.buffer.write(content)
        return 0
    path = Path(given.output or _name(span, adviser, given.profile, given.appointment))
    write_file(path, content, "--output")
    said = Words("Geschrieben: {path}", "Written: {path}").fill(path=path)
    return Answer({"file": path.absolute(), "bytes": len(content)}, request.say(said))


def _span(request: Request) -> Span | Refusal:
    """The days meant; those of the appointment when only that was given."""
    session, given = request.session, request.given
    if not given.appointment or given.day or given.first or given.last:
        return read_span(session, given)
    found = find_appointment(session.read(), given.appointment)
    return found if isinstance(found, Refusal) else Span(found.day, found.day)


def _name(span: Span, adviser: str, profile: str, appointment: int) -> str:
    if appointment:
        return f"termin-{appointment}.ics"
    last = span.last.isoformat() if span.last != span.first else ""
    parts = ("sprechtag", span.first.isoformat(), last, adviser, profile if profile != "staff" else "")
    return "-".join(part for part in parts if part) + ".ics"
