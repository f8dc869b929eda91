"""Persons as they are typed."""

from __future__ import annotations

from ihk_tui.domain.words import BadInput, Words
from ihk_tui.office.session import Session


def read_person(session: Session, typed: str, field: str) -> str:
    """Read the id of someone who works here, in any case; nothing stays nothing. Raises BadInput."""
    if not typed:
        return ""
    for person in session.people:
        if person.casefold() == typed.strip().casefold():
            return person
    raise BadInput(
        field,
        Words("„{typed}“ arbeitet hier nicht: {known}.", '"{typed}" does not work here: {known}.').fill(
            typed=typed, known=", ".join(session.people)
        ),
    )
