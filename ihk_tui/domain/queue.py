"""Who is called next, why, and how long the others will wait (DOMAIN.md §3, "Order of calling")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from math import ceil, floor, sqrt
from typing import Literal, NamedTuple

from ihk_tui.domain.days import TalkSum
from ihk_tui.domain.policy import Policy
from ihk_tui.domain.topics import Catalogue
from ihk_tui.domain.visits import Visit
from ihk_tui.domain.words import Words

Reason = Literal["urgent", "handed", "overdue", "appointment", "walk_in", "early", "held"]

REASON_WORDS: dict[Reason, Words] = {
    "urgent": Words("dringend: {why}", "urgent: {why}"),
    "handed": Words("übergeben an {to}", "handed to {to}"),
    "overdue": Words("wartet lange", "long wait"),
    "appointment": Words("Termin {time}", "booked {time}"),
    "walk_in": Words("offen", "walk-in"),
    "early": Words("Termin erst {time}", "booked for {time}"),
    "held": Words("war nicht da, ab {time}", "was absent, from {time}"),
}

_RANK: dict[Reason, int] = {
    "urgent": 1, "handed": 2, "overdue": 3, "appointment": 4, "walk_in": 5, "early": 6, "held": 7,
}  # fmt: skip


class Estimate(NamedTuple):
    """How long a visit will still wait, in minutes."""

    low: int
    high: int


class Row(NamedTuple):
    """A visit in the queue with the reason of its place."""

    visit: Visit
    reason: Reason
    mine: bool
    """Free for, or kept for, the person who looks."""
    estimate: Estimate | None


def reason(visit: Visit, now: datetime, policy: Policy) -> Reason:
    """Why a visit stands where it stands."""
    if visit.recall_from and now < visit.recall_from:
        return "held"
    if visit.urgent:
        return "urgent"
    if visit.handed and visit.handed.next:
        return "handed"
    if visit.booked_for is None or visit.late == "walk_in":
        limit = timedelta(minutes=policy.max_wait - policy.typical_talk)
        return "overdue" if visit.spent("waiting", now) >= limit else "walk_in"
    due = now + timedelta(minutes=policy.tolerance) >= visit.booked_for
    return "appointment" if due else "early"


def is_for(visit: Visit, adviser: str) -> bool:
    """Whether call-next of this adviser may take the visit: free, or kept for them."""
    if visit.handed:
        return visit.handed.to == adviser
    return bool(visit.open_topics(adviser))


def order(visits: Iterable[Visit], now: datetime, policy: Policy) -> list[tuple[Visit, Reason]]:
    """Everyone who waits, in the order of calling; those held back after a vain call stand last."""
    here = [(v, reason(v, now, policy)) for v in visits if v.state == "waiting" or v.held]

    def place(entry: tuple[Visit, Reason]) -> tuple[int, datetime, int]:
        visit, why = entry
        booked = visit.booked_for if why in ("appointment", "early") else None
        moment = visit.recall_from if why == "held" else booked
        return _RANK[why], moment or visit.arrived or visit.since, visit.id

    return sorted(here, key=place)


def next_for(visits: Iterable[Visit], adviser: str, now: datetime, policy: Policy) -> Visit | None:
    """Whom this adviser calls next, or None when nobody waits for them."""
    return next((v for v, why in order(visits, now, policy) if why != "held" and is_for(v, adviser)), None)


class TalkTimes(NamedTuple):
    """Mean and spread of talks by topic group, in minutes."""

    means: Mapping[str, float]
    deviations: Mapping[str, float]

    def of(self, visit: Visit) -> tuple[float, float]:
        """Expected length of what is left of a visit, and its variance."""
        codes = [topic.code[:2] for topic in visit.topics if topic.outcome is None]
        return (
            sum(self.means.get(code, _UNKNOWN_TALK) for code in codes),
            sum(self.deviations.get(code, _UNKNOWN_TALK * _SPREAD) ** 2 for code in codes),
        )


_UNKNOWN_TALK = 14.0
_SPREAD = 0.45
"""Deviation of a talk as a share of its mean, while too few are measured."""
_PRIOR_WEIGHT = 5
"""The catalogue's usual length counts as much as this many measured talks."""
_ENOUGH = 8
_LONGEST_TALK = 120.0


def talk_times(catalogue: Catalogue, measured: Mapping[str, TalkSum]) -> TalkTimes:
    """Blend what was measured (history and today) with the catalogue's usual lengths."""
    means, deviations = {}, {}
    for group in catalogue.groups:
        talks = measured.get(group.code, TalkSum())
        mean = (talks.total + _PRIOR_WEIGHT * group.talk) / (talks.count + _PRIOR_WEIGHT)
        means[group.code] = mean
        if talks.count >= _ENOUGH:
            variance = max(0.0, talks.squares / talks.count - (talks.total / talks.count) ** 2)
            deviations[group.code] = sqrt(variance)
        else:
            deviations[group.code] = mean * _SPREAD
    return TalkTimes(means, deviations)


def measured_talks(visits: Iterable[Visit], now: datetime) -> dict[str, TalkSum]:
    """Sum up the talks that ended, by topic group; one that nobody ended in time measures nothing."""
    sums: dict[str, TalkSum] = {}
    for visit in visits:
        for topic in visit.topics:
            if topic.outcome and topic.talks:
                group = topic.code[:2]
                length = topic.talked(now).total_seconds() / 60
                if length <= _LONGEST_TALK:
                    sums[group] = sums.get(group, TalkSum()).plus(length)
    return sums


def estimates(
    ordered: Sequence[Visit], visits: Iterable[Visit], desks: int, times: TalkTimes, now: datetime
) -> list[Estimate | None]:
    """Waiting time of each in `ordered`: the work before it, shared by the open desks, as a range.

    None while no desk is open. The range spans about four of five cases (±1.28 deviations), rounded
    outward to five minutes.
    """
    if desks < 1:
        return [None] * len(ordered)
    work = variance = 0.0
    busy = 0
    for visit in visits:
        if visit.state in ("called", "serving"):
            mean, spread = times.of(visit)
            gone = visit.spent("serving", now).total_seconds() / 60
            work += max(mean - gone, mean * 0.2)
            variance += spread
            busy += 1
    found: list[Estimate | None] = []
    for place, visit in enumerate(ordered):
        if busy + place < desks:
            found.append(Estimate(0, 5))
        else:
            middle, margin = work / desks, 1.28 * sqrt(variance) / desks
            low = max(0, floor((middle - margin) / 5) * 5)
            found.append(Estimate(low, max(low + 5, ceil((middle + margin) / 5) * 5)))
        mean, spread = times.of(visit)
        work += mean
        variance += spread
    return found
