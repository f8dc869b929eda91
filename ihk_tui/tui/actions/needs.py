"""Which right an action needs, so that nobody is offered what their role may not do (DESIGN.md §7).

The rule itself is the office's: each verb refuses by itself. Here stands what to offer, and a test holds
both together.
"""

from __future__ import annotations

from collections.abc import Iterable

from ihk_tui.domain.rights import RIGHTS, Right, Role
from ihk_tui.tui.actions.action import Action

_SERVING: dict[str, Right] = {
    "call": "serve",
    "start": "serve",
    "finish": "serve",
    "recall": "serve",
    "no_show": "serve",
    "defer": "serve",
    "resume": "serve",
    "transfer": "serve",
    "leave": "receive",
    "edit": "receive",
}
NEEDS: dict[str, dict[str, Right]] = {
    "day": {
        **_SERVING,
        "new": "receive",
        "repeat": "serve",
        "pause": "serve",
        "open_day": "day",
        "close_day": "day",
        "export": "export",
    },
    "visit": {**_SERVING, "note": "note", "save": "note", "copy_note": "note"},
    "appointments": {
        "check_in": "receive",
        "book": "book",
        "move": "book",
        "edit": "book",
        "call_off": "book",
        "missed": "book",
        "invite": "book",
        "export": "export",
    },
    "planner": {"settle": "plan", "move": "plan", "call_off": "plan", "add": "plan", "hours": "plan"},
}
"""By place and action; what is not here is for everybody who may open the program."""


def needed(place: str, action: str) -> Right | None:
    """The right that an action needs; None when everybody may do it."""
    return NEEDS.get(place, {}).get(action)


def offered(actions: Iterable[Action], place: str, role: Role) -> tuple[Action, ...]:
    """Those of the actions that a role may do."""
    rights = RIGHTS[role]
    return tuple(a for a in actions if (right := needed(place, a.id)) is None or right in rights)
