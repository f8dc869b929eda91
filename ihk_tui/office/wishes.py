"""What is typed to book an appointment, understood: the screen's form and the command ask the same."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from ihk_tui.domain.appointments import AppointmentKind
from ihk_tui.domain.intake import FIELDS, read_intake
from ihk_tui.domain.words import BadInput, Words
from ihk_tui.office.booking import Booking
from ihk_tui.office.people import read_person
from ihk_tui.office.session import Session

SHORTEST, LONGEST = 5, 720
"""Minutes that an appointment may last; the way to it takes no longer either."""
_OF_VISITOR = frozenset(field.name for field in FIELDS)


def read_wish(
    session: Session, kind: AppointmentKind, start: datetime, typed: Mapping[str, str]
) -> Booking | list[BadInput]:
    """Understand the typed fields of a booking, or say of each that is wrong what is wrong with it.

    Besides the fields of a visitor there are `visitor_kind`, `topic`, `adviser`, `minutes`, `travel`,
    `place` and `note`; what is missing counts as empty.
    """
    problems: list[BadInput] = []
    adviser = ""
    try:
        adviser = read_person(session, typed.get("adviser", ""), "adviser")
    except BadInput as problem:
        problems.append(problem)
    length, way = (_minutes(typed.get(name, ""), name, problems) for name in ("minutes", "travel"))
    told = {name: text for name, text in typed.items() if name in _OF_VISITOR and text.strip()}
    topic = typed.get("topic", "").strip()
    intake = read_intake(
        typed.get("visitor_kind", ""), (topic,) if topic else (), told, session.catalogue, contact_needed=True
    )
    if isinstance(intake, list):
        problems += (BadInput("visitor_kind", p.words) if p.field == "kind" else p for p in intake)
    if problems or isinstance(intake, list):
        return problems
    return Booking(
        kind=kind,
        start=start,
        minutes=length,
        adviser=adviser,
        topic=intake.topics[0],
        visitor_kind=intake.kind,
        visitor=intake.visitor,
        place=typed.get("place", ""),
        travel=way,
        note=typed.get("note", ""),
    )


def _minutes(typed: str, field: str, problems: list[BadInput]) -> int:
    text = typed.strip()
    if not text:
        return 0
    least = SHORTEST if field == "minutes" else 0
    if text.isdecimal() and len(text) < 5 and least <= int(text) <= LONGEST:
        return int(text)
    words = Words("Bitte Minuten bis {n}.", "Minutes up to {n}, please.")
    if least:
        words = Words("Bitte {least} bis {n} Minuten.", "{least} to {n} minutes, please.")
    problems.append(BadInput(field, words.fill(least=least, n=LONGEST)))
    return 0
