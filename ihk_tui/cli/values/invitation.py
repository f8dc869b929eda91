"""Invitations and what came of sending them, as values for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ihk_tui.domain.invitations import Letter
from ihk_tui.office.inviting import Posted


def posted_value(posted: Posted) -> dict[str, Any]:
    """An invitation by the number of its appointment; whom it goes to stands with the appointment."""
    invitation = posted.invitation
    return {
        "appointment": invitation.appointment,
        "standing": posted.standing,
        "sequence": posted.appointment.sequence,
        "sent": invitation.sent,
        "sent_at": invitation.sent_at,
        "tries": invitation.tries,
        "reason": invitation.reason or None,
    }


def letter_values(letters: Iterable[Letter]) -> list[dict[str, Any]]:
    """Letters by what they tell."""
    return [
        {"appointment": each.appointment.id, "method": each.method, "sequence": each.sequence}
        for each in letters
    ]
