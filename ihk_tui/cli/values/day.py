"""A consultation day as a value for programs."""

from __future__ import annotations

from typing import Any

from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.words import Language


def day_value(day: ConsultationDay, language: Language) -> dict[str, Any]:
    """Its date, the first Thursday it stands for, what was decided and why."""
    return {
        "date": day.day,
        "rule_date": day.rule_date,
        "status": day.status,
        "reason": day.reason.to(language) if day.reason else None,
        "opens": f"{day.opens:%H:%M}",
        "closes": f"{day.closes:%H:%M}",
        "desks": day.desks,
        "opened_at": day.opened_at,
        "closed_at": day.closed_at,
        "sequence": day.sequence,
    }
