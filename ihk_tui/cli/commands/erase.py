"""Erase by right who a visit or an appointment was, and what was confided (Art. 17 GDPR)."""

from __future__ import annotations

from typing import Any

from ihk_tui.cli.arguments import DATE, Arguments
from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.domain.formats import date_words, read_date
from ihk_tui.domain.tickets import read_ticket
from ihk_tui.domain.visits import Visit
from ihk_tui.domain.words import BadInput, Refusal, Words
from ihk_tui.office.erasing import Erased, erase_appointment, erase_visit

_WHICH = Words(
    "Bitte eine Nummer wie A07 oder --appointment angeben.", "Please give a number like A07 or --appointment."
)
_ONE = Words(
    "Bitte entweder eine Nummer oder --appointment angeben; beides hängt zusammen.",
    "Please give either a number or --appointment; each brings the other.",
)
_DONE = Words(
    "Gelöscht: {what}. Gezählt wird weiter; wer es war, steht hier nicht mehr.",
    "Erased: {what}. It still counts; who it was is no longer known here.",
)
_ALREADY = Words("Schon gelöscht: {what}.", "Erased already: {what}.")


def arguments(args: Arguments) -> None:
    """Whose."""
    args.word("ticket", Words("Nummer wie A07", "number like A07"), read=read_ticket)
    args.text(
        "--day", Words("Tag der Nummer (ohne: der offene)", "its day (default: the open)"), metavar=DATE
    )
    args.number(
        "--appointment", Words("statt einer Nummer: dieser Termin", "instead: this appointment"), 1, 10**9
    )


def run(request: Request) -> Result:
    """Erase it; doing it again is harmless."""
    session, given = request.session, request.given
    if not (given.ticket or given.appointment):
        raise BadInput("", _WHICH)
    if given.appointment and (given.ticket or given.day):
        raise BadInput("--appointment", _ONE)
    if given.appointment:
        erased = erase_appointment(session, given.appointment)
    else:
        day = read_date(given.day, session.today(), "--day") if given.day else None
        erased = erase_visit(session, given.ticket, day)
    if isinstance(erased, Refusal):
        return erased
    words = _DONE if erased.new else _ALREADY
    return Answer(_value(erased), request.say(words.fill(what=_named(erased))))


def _value(erased: Erased) -> dict[str, Any]:
    """What was erased, by id."""
    return {
        "new": erased.new,
        "visits": [{"day": v.day, "ticket": v.ticket or None, "id": v.id} for v in erased.visits],
        "appointments": [a.id for a in erased.appointments],
        "companies": erased.companies,
    }


def _named(erased: Erased) -> Words:
    names = [_visit_named(visit) for visit in erased.visits if visit.ticket]
    names += [Words("Termin {n}", "appointment {n}").fill(n=a.id) for a in erased.appointments]
    return Words.joined("; ", names)


def _visit_named(visit: Visit) -> Words:
    day = date_words(visit.day)
    return Words("{ticket} ({day})", "{ticket} ({day})").fill(ticket=visit.ticket, day=day)
