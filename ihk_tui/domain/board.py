"""The public call display: numbers and desks, nothing else (DOMAIN.md §5, DS11)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from ihk_tui.domain.visits import Visit


class Call(NamedTuple):
    """A number that is asked to a desk."""

    ticket: str
    desk: int
    at: datetime
    """When it was called last."""
    times: int = 1
    """How often it was called."""
    waiting: bool = True
    """Whether the talk has not begun yet."""


def calls(visits: Iterable[Visit]) -> list[Call]:
    """Who is called or being served, the newest call first; whoever is called comes before all served."""
    found = [
        Call(visit.ticket, visit.desk, called[-1].at, len(called), visit.state == "called")
        for visit in visits
        if visit.state in ("called", "serving")
        and visit.desk
        and (called := [step for step in visit.steps if step.state == "called"])
    ]
    return sorted(found, key=lambda call: (call.waiting, call.at, call.ticket), reverse=True)
