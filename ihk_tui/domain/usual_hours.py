"""The office's usual hours as calendars were told them: days that nobody decided on change with them."""

from __future__ import annotations

from datetime import datetime, time

import msgspec
from msgspec.structs import replace

from ihk_tui.domain.policy import Policy


class UsualHours(msgspec.Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """The usual hours that calendars know; an office has one of these.

    Whoever edits them in the settings changes all days that stand by the rule alone, and a calendar takes no
    notice of a changed time without a later SEQUENCE (RFC 5545 §3.8.7.4).
    """

    opens: time
    closes: time
    revision: int = 0
    """SEQUENCE of the days that nobody decided on."""
    since: datetime | None = None
    """When this revision was told first; None for the first one."""


def revision_of(policy: Policy, told: UsualHours | None) -> int:
    """Give the SEQUENCE of the days that nobody decided on: a later one than was told of other hours."""
    if told is None:
        return 0
    return told.revision + ((told.opens, told.closes) != (policy.opens, policy.closes))


def tell(policy: Policy, told: UsualHours | None, now: datetime) -> UsualHours:
    """Give the usual hours as calendars know them from now on; the same value while nothing changed."""
    if told is None:
        return UsualHours(opens=policy.opens, closes=policy.closes)
    revision = revision_of(policy, told)
    if revision == told.revision:
        return told
    return replace(told, opens=policy.opens, closes=policy.closes, revision=revision, since=now)
