"""What is said after an action: one sentence about the visit or appointment."""

from __future__ import annotations

from collections.abc import Sequence

from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.cli.values.appointment import appointment_in_full
from ihk_tui.cli.values.visit import visit_in_full, visit_value
from ihk_tui.domain.appointments import APPOINTMENT_WORDS, Appointment
from ihk_tui.domain.formats import show_date, show_span
from ihk_tui.domain.visits import STATE_WORDS, Visit
from ihk_tui.domain.words import Refusal, Words


def about_visit(request: Request, found: Visit | Refusal, words: Words, **more: object) -> Result:
    """Answer with the visit; `{ticket}`, `{desk}`, `{state}` and what `more` names fill the sentence."""
    if isinstance(found, Refusal):
        return found
    said = words.fill(ticket=found.ticket, desk=found.desk, state=STATE_WORDS[found.state], **more)
    return Answer(visit_value(request.session, found), request.say(said))


def about_visitor(
    request: Request, found: Visit | Refusal, words: Words, hints: Sequence[Words] = ()
) -> Result:
    """Answer with the visit, all that the visitor told, and what staff should know of it."""
    if isinstance(found, Refusal):
        return found
    said = [words.fill(ticket=found.ticket), *hints]
    told = [request.say(sentence) for sentence in said]
    return Answer(visit_in_full(request.session, found) | {"hints": told[1:]}, "\n".join(told))


def about_appointment(request: Request, found: Appointment | Refusal, words: Words) -> Result:
    """Answer with the appointment; `{number}`, `{kind}` and `{when}` of the sentence are filled from it."""
    if isinstance(found, Refusal):
        return found
    when = Words(
        f"{show_date(found.day, 'de')}, {show_span(found.start, found.end, 'de')}",
        f"{show_date(found.day, 'en')}, {show_span(found.start, found.end, 'en')}",
    )
    said = words.fill(number=found.id, kind=APPOINTMENT_WORDS[found.kind], when=when)
    return Answer(appointment_in_full(request.session, found), request.say(said))
