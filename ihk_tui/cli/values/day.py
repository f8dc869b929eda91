"""A consultation day as a value for programs, and what a decision on it brought."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ihk_tui.cli.request import Request
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.words import Language, Words
from ihk_tui.office.planning import Decision, Doubt, Told
from ihk_tui.office.planning_told import as_text, notices


def day_value(day: ConsultationDay, language: Language) -> dict[str, Any]:
    """Its date, the first Thursday it stands for, what was decided and why."""
    return {
        "date": day.day,
        "rule_date": day.rule_date,
        "status": day.status,
        "reason": day.reason.to(language) if day.reason else None,
        "opens": f"{day.opens:%H:%M}",
        "closes": f"{day.closes:%H:%M}",
        "slot": day.slot,
        "desks": day.desks,
        "capacity": day.capacity,
        "places": day.places,
        "opened_at": day.opened_at,
        "closed_at": day.closed_at,
        "sequence": day.sequence,
    }


def decision_value(decision: Decision, language: Language) -> dict[str, Any]:
    """The day, and under `told` everyone who has to hear of it."""
    return day_value(decision.day, language) | {"told": [told_value(told) for told in decision.told]}


def told_value(told: Told) -> dict[str, Any]:
    """Who has to hear of it, the time that was agreed and the one that holds; null for one called off."""
    before, after, by_mail = told
    return {
        "id": after.id,
        "uid": after.uid,
        "sequence": after.sequence,
        "who": after.visitor.called(),
        "phone": after.visitor.phone or None,
        "email": after.visitor.email or None,
        "old": None if before.status == "cancelled" else before.start,
        "new": None if after.status == "cancelled" else after.start,
        "by_mail": by_mail,
    }


def told_text(request: Request, told: Sequence[Told]) -> list[str]:
    """Everyone who has to hear of it, if anyone has, under a heading."""
    if not told:
        return []
    heading = request.say(Words("Zu benachrichtigen:", "To be told:"))
    return [heading, as_text(notices(request.session, told))]


def doubt_value(doubt: Doubt, language: Language) -> dict[str, Any]:
    """A refusal that `--anyway` overrules, with each booking that stands against it."""
    return {
        "refused": "conflicts",
        "message": doubt.words.to(language),
        "conflicts": [
            {
                "id": conflict.appointment.id,
                "uid": conflict.appointment.uid,
                "start": conflict.appointment.start,
                "message": conflict.why.to(language),
            }
            for conflict in doubt.conflicts
        ],
    }
