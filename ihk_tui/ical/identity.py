"""Who publishes a calendar, and the names of its entries that never change (UID, RFC 5545 §3.8.4.7)."""

from __future__ import annotations

import hmac
from datetime import UTC, datetime
from typing import NamedTuple

from ihk_tui.domain.days import ConsultationDay


class OfficeIdentity(NamedTuple):
    """How calendars name the office."""

    name: str
    place: str
    """Where people come to, as LOCATION shows it."""
    domain: str
    """Stands behind the @ of every UID made here, so that no other office makes the same."""
    secret: bytes
    """Keys the UIDs of busy times; whoever does not know it cannot tell what a UID was made of."""


def day_uid(day: ConsultationDay, office: OfficeIdentity) -> str:
    """Name a consultation day after the first Thursday it stands for: a shifted day stays the same entry.

    An extra day is named after its first date, in a series of its own: it may lie on a first Thursday whose
    day was shifted away.
    """
    if day.rule_date:
        return f"day-{day.rule_date.isoformat()}@{office.domain}"
    return f"extra-day-{day.origin[1].isoformat()}@{office.domain}"


def busy_uid(start: datetime, end: datetime, office: OfficeIdentity) -> str:
    """Name a busy time by its start and end alone, unreadable without the office's secret."""
    span = f"{start.astimezone(UTC).isoformat()}/{end.astimezone(UTC).isoformat()}"
    return f"{hmac.digest(office.secret, span.encode(), 'sha256').hex()[:32]}@{office.domain}"
