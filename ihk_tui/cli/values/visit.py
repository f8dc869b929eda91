"""A visit as a value for programs."""

from __future__ import annotations

from typing import Any

from msgspec.structs import asdict

from ihk_tui.domain.formats import minutes
from ihk_tui.domain.privacy import visit_seen_by
from ihk_tui.domain.visits import Outcome, Visit
from ihk_tui.office.session import Session


def visit_value(session: Session, visit: Visit) -> dict[str, Any]:
    """What the day list shows of a visit; personal data is no more than how it is named there."""
    now = session.now()
    visit = visit_seen_by(session.person, visit)
    return {
        "ticket": visit.ticket,
        "id": visit.id,
        "day": visit.day,
        "state": visit.state,
        "since": visit.since,
        "kind": visit.kind,
        "who": visit.visitor.called(),
        "topics": [topic.code for topic in visit.topics],
        "topic_details": [
            {
                "code": topic.code,
                "adviser": topic.adviser or None,
                "outcome": outcome_value(topic.outcome),
                "minutes": minutes(topic.talked(now)),
            }
            for topic in visit.topics
        ],
        "arrived": visit.arrived,
        "waited": minutes(visit.spent("waiting", now)),
        "served": minutes(visit.spent("serving", now)),
        "calls": visit.calls,
        "desk": visit.desk or None,
        "adviser": _adviser(visit),
        "appointment": visit.appointment,
        "booked_for": visit.booked_for,
        "late": visit.late,
        "urgent": visit.urgent or None,
        "handed": asdict(visit.handed) if visit.handed else None,
        "recall_from": visit.recall_from,
        "outcome": outcome_value(visit.outcome),
    }


def visit_in_full(session: Session, visit: Visit) -> dict[str, Any]:
    """The visit with all that the visitor told, for those who asked for this one."""
    return visit_value(session, visit) | {"visitor": asdict(visit.visitor)}


def outcome_value(outcome: Outcome | None) -> dict[str, Any] | None:
    """An outcome; `partner`, `next_step`, `owner` and `due` are null when not named."""
    return {key: value or None for key, value in asdict(outcome).items()} if outcome else None


def _adviser(visit: Visit) -> str | None:
    """Who has called it or talks with it, else for whom it is kept."""
    kept = visit.handed.to if visit.handed else next((t.adviser for t in visit.topics if not t.outcome), "")
    return min(visit.advisers, default=kept) or None
