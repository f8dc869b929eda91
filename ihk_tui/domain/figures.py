"""What is counted of a day. Screen, closing and export all take their totals from here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from ihk_tui.domain.formats import minutes
from ihk_tui.domain.visits import Visit


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """The totals of one day. A visit taken back counts nowhere; durations are minutes."""

    visits: int
    walk_ins: int
    booked: int
    waiting: int
    called: int
    serving: int
    deferred: int
    held: int
    finished: int
    no_shows: int
    left: int
    wait_mean: int
    wait_median: int
    talk_median: int
    outcomes: dict[str, int]


def count(visits: Iterable[Visit], now: datetime) -> Figures:
    """Count the visits of a day as they stand at `now`."""
    counted = [v for v in visits if v.state not in ("cancelled", "rebooked", "expected")]
    state = [v.state for v in counted]
    waits = [minutes(v.spent("waiting", now)) for v in counted if v.was_served or v.state == "waiting"]
    talks = [minutes(v.spent("serving", now)) for v in counted if v.state == "finished" and v.was_served]
    outcomes: dict[str, int] = {}
    for visit in counted:
        if visit.outcome and not visit.is_open:
            outcomes[visit.outcome.kind] = outcomes.get(visit.outcome.kind, 0) + 1
    return Figures(
        visits=len(counted),
        walk_ins=sum(v.appointment is None for v in counted),
        booked=sum(v.appointment is not None for v in counted),
        waiting=state.count("waiting"),
        called=state.count("called"),
        serving=state.count("serving"),
        deferred=state.count("deferred"),
        held=sum(v.held for v in counted),
        finished=state.count("finished"),
        no_shows=sum(v.state == "no_show" and not v.held for v in counted),
        left=state.count("left") + state.count("turned_away"),
        wait_mean=round(sum(waits) / max(len(waits), 1)),
        wait_median=_median(waits),
        talk_median=_median(talks),
        outcomes=outcomes,
    )


def _median(values: list[int]) -> int:
    """The middle value; 0 of none. (`statistics` costs every command 4 ms to load.)"""
    ordered = sorted(values)
    middle = len(ordered) // 2
    if not ordered:
        return 0
    return ordered[middle] if len(ordered) % 2 else round((ordered[middle - 1] + ordered[middle]) / 2)
