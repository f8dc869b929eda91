"""Correcting what an appointment says (Art. 16 GDPR; DOMAIN.md §5, DS5): which fields, who hears of it."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.formats import minutes
from ihk_tui.domain.intake import FIELDS
from ihk_tui.domain.words import Refusal, Words

FIELD_WORDS: dict[str, Words] = {
    "visitor_kind": Words("Wer", "who"),
    "topic": Words("Thema", "topic"),
    **{field.name: field.label for field in FIELDS},
    "occupation": Words("Beruf", "occupation"),
    "minutes": Words("Dauer", "length"),
    "place": Words("Ort", "place"),
    "travel": Words("Fahrzeit", "travel"),
    "note": Words("Bemerkung", "remark"),
}
"""What can be corrected, and what it is called; time and adviser are moved instead."""

_NEXT_STEP: dict[str, Words] = {
    "arrived": Words(
        "Wer zu diesem Termin kam, ist schon da. Bitte beim Besuch ändern.",
        "Who came for this appointment is here already. Please correct the visit.",
    ),
    "held": Words(
        "Der Termin hat schon stattgefunden. Für ein weiteres Gespräch bitte neu buchen.",
        "The appointment took place already. For another talk please book anew.",
    ),
    "no_show": Words(
        "Zu diesem Termin kam niemand. Für einen anderen bitte neu buchen.",
        "Nobody came to this appointment. For another one please book anew.",
    ),
    "cancelled": Words(
        "Der Termin ist abgesagt. Für einen anderen bitte neu buchen.",
        "The appointment is cancelled. For another one please book anew.",
    ),
}


def told(appointment: Appointment) -> dict[str, str]:
    """What an appointment says, by field, as it could be typed."""
    visitor = appointment.visitor
    return {field.name: getattr(visitor, field.name) for field in FIELDS} | {
        "phone": visitor.phone_typed or visitor.phone,
        "visitor_kind": appointment.visitor_kind,
        "topic": appointment.topic,
        "minutes": str(minutes(appointment.end - appointment.start)),
        "place": appointment.place,
        "travel": str(appointment.travel),
        "note": appointment.note,
    }


def differences(before: Appointment, after: Appointment) -> tuple[str, ...]:
    """The fields that say something else; a telephone number typed in another way is the same number."""
    old, new = (told(each) | {"phone": each.visitor.phone} for each in (before, after))
    return tuple(name for name in FIELD_WORDS if old[name] != new[name])


def named(fields: tuple[str, ...]) -> Words:
    """Name fields in a list."""
    return Words.joined(", ", (FIELD_WORDS[name] for name in fields))


def not_correctable(appointment: Appointment) -> Refusal | None:
    """Refuse to correct what is no longer to come, with what to do instead."""
    words = _NEXT_STEP.get(appointment.status)
    return Refusal("settled", words) if words else None


def corrected(before: Appointment, after: Appointment, now: datetime) -> Appointment | Refusal:
    """Put right what an appointment says; unchanged it stays to the letter.

    SEQUENCE rises when its time or place is another (RFC 5545 §3.8.7.4, RFC 5546 §2.1.4). Whatever else is
    corrected, calendars take by DTSTAMP and LAST-MODIFIED.
    """
    if refusal := not_correctable(before):
        return refusal
    if not differences(before, after):
        return before
    rises = _when_and_where(before) != _when_and_where(after)
    return replace(after, sequence=before.sequence + rises, changed=now)


def _when_and_where(appointment: Appointment) -> tuple[datetime, datetime, str]:
    return appointment.start, appointment.end, appointment.location("")
