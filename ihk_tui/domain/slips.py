"""What a visitor takes along as text: their number, or their appointment.

Neither their name nor what they told stands on a slip: it lies about, and it goes through a clipboard.
"""

from __future__ import annotations

from datetime import datetime

from ihk_tui.domain.appointments import APPOINTMENT_WORDS, Appointment
from ihk_tui.domain.formats import show_date, show_span, show_time
from ihk_tui.domain.house import House
from ihk_tui.domain.queue import Estimate
from ihk_tui.domain.text import one_line
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.visits import STATE_WORDS, Visit
from ihk_tui.domain.words import Language, Words


def language_of(visitor: Visitor) -> Language:
    """The language to write to a visitor in: English for those who speak it, else the office's German."""
    return "en" if visitor.language == "en" else "de"


def appointment_slip(appointment: Appointment, house: House, adviser: str, language: Language) -> str:
    """Say what kind of appointment, when, where and with whom (`adviser` is a name, or empty)."""
    when = f"{show_date(appointment.day, language)}, "
    kind = APPOINTMENT_WORDS[appointment.kind].to(language).capitalize()
    cancelled = Words("ABGESAGT", "CANCELLED").to(language) if appointment.status == "cancelled" else ""
    who = Words("Es berät Sie: {adviser}", "Your adviser: {adviser}").fill(adviser=adviser)
    return _lines(
        cancelled,
        f"{kind}: {house.name}" if house.name else kind,
        when + show_span(appointment.start, appointment.end, language),
        appointment.location(house.place),
        who.to(language) if adviser else "",
    )


def ticket_slip(
    visit: Visit, estimate: Estimate | None, house: House, now: datetime, language: Language
) -> str:
    """Say the number, the day, where, and how long it may take as seen at `now`."""
    number = Words("Ihre Nummer: {ticket}", "Your number: {ticket}").fill(ticket=visit.ticket)
    day = show_date(visit.day, language)
    booked = Words("Termin um {time}", "Booked for {time}")
    return _lines(
        number.to(language),
        f"{Words('Sprechtag', 'Consultation day').to(language)} {day}",
        house.name,
        house.place,
        booked.fill(time=show_time(visit.booked_for)).to(language) if visit.booked_for else "",
        _standing(visit, estimate, now).to(language),
    )


def _standing(visit: Visit, estimate: Estimate | None, now: datetime) -> Words:
    if visit.state == "called":
        return Words("Bitte an Platz {desk}.", "Please come to desk {desk}.").fill(desk=visit.desk)
    if visit.state != "waiting":
        return Words("Stand: {state}", "State: {state}").fill(state=STATE_WORDS[visit.state])
    if estimate is None:
        return Words(
            "Wartezeit noch unbekannt (Stand {time})", "Waiting time not known yet (as of {time})"
        ).fill(time=show_time(now))
    return Words(
        "Voraussichtlich noch {low}–{high} min (Stand {time})",
        "Probably {low}–{high} min more (as of {time})",
    ).fill(low=estimate.low, high=estimate.high, time=show_time(now))


def _lines(*lines: str) -> str:
    return "\n".join(cleaned for line in lines if (cleaned := one_line(line)))
