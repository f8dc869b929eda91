"""The appointments of a day or of a span of days."""

from __future__ import annotations

from ihk_tui.cli.arguments import PERSON, Arguments
from ihk_tui.cli.moments import read_span, span_arguments
from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.cli.table import table
from ihk_tui.cli.values.appointment import appointment_value
from ihk_tui.domain.appointments import APPOINTMENT_STATUS_WORDS, APPOINTMENT_WORDS, Appointment
from ihk_tui.domain.formats import local, show_date, show_time
from ihk_tui.domain.words import Words
from ihk_tui.office.people import read_person
from ihk_tui.office.views import appointments_of

_HEADS = Words("Nr.|Tag|Zeit|Art|Wer|Thema|Bei|Stand", "No.|Day|Time|Kind|Who|Topic|With|Status")
_NONE = Words(
    "Keine Termine. Buchen: ihk-tui book --date DATUM --time ZEIT …",
    "No appointments. To book: ihk-tui book --date DATE --time TIME …",
)


def arguments(args: Arguments) -> None:
    """Which days, and whose."""
    span_arguments(args)
    args.text("--adviser", Words("nur bei dieser Person", "with this person only"), metavar=PERSON)


def run(request: Request) -> Result:
    """List them by time, cancelled ones among them."""
    session = request.session
    span = read_span(session, request.given)
    adviser = read_person(session, request.given.adviser, "adviser")
    found = appointments_of(session, span.first, span.last, adviser)
    heads = request.say(_HEADS).split("|")
    shown = table(heads, (_row(request, a) for a in found)) if found else request.say(_NONE)
    return Answer([appointment_value(a) for a in found], shown)


def _row(request: Request, appointment: Appointment) -> tuple[str, ...]:
    session = request.session
    return (
        str(appointment.id),
        show_date(local(appointment.start).date(), request.language),
        f"{show_time(appointment.start)}–{show_time(appointment.end)}",
        request.say(APPOINTMENT_WORDS[appointment.kind]),
        appointment.visitor.called(),
        appointment.topic,
        session.surname(appointment.adviser),
        request.say(APPOINTMENT_STATUS_WORDS[appointment.status]),
    )
