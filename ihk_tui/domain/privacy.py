"""What a role may see of a visit or appointment (DOMAIN.md §5, DS10)."""

from __future__ import annotations

from msgspec.structs import replace

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.people import Person
from ihk_tui.domain.visits import Visit


def visit_seen_by(person: Person, visit: Visit) -> Visit:
    """Leave out of a visit what was noted in confidence, for roles that see no notes."""
    return visit if person.reads_notes else without_remarks(visit)


def without_remarks(visit: Visit) -> Visit:
    """Leave out what was typed freely about a visit on its way: to its steps, outcomes and transfer."""
    return replace(
        visit,
        steps=tuple(replace(step, note="") for step in visit.steps),
        topics=tuple(
            replace(topic, outcome=replace(topic.outcome, next_step="")) if topic.outcome else topic
            for topic in visit.topics
        ),
        handed=replace(visit.handed, note="") if visit.handed else None,
    )


def appointment_seen_by(person: Person, appointment: Appointment) -> Appointment:
    """Leave the remark out of an appointment, for roles that see no notes."""
    return appointment if person.reads_notes else replace(appointment, note="")
