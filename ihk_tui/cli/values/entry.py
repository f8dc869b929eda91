"""A transaction of the log as a value for programs: who did what to which, never contents."""

from __future__ import annotations

from typing import Any

from ihk_tui.office.work import Entry


def entry_value(entry: Entry) -> dict[str, Any]:
    """Its number, when, who, what and which."""
    return {
        "seq": entry.seq,
        "at": entry.at,
        "person": entry.person,
        "verb": entry.verb,
        "subject": entry.subject,
        "undoes": list(entry.undoes),
    }
