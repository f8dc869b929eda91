"""A visit from arrival to outcome: its states and the times that are recorded with them.

A visit is the list of its steps. A step is never changed once recorded; the state is that of the last step
and every duration is the time between two steps, so no later edit can rewrite a time (DOMAIN.md §3).
How one state follows another stands in `transitions`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Literal

import msgspec

from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.words import Refusal, Words

State = Literal[
    "expected", "waiting", "called", "serving", "deferred", "finished",
    "no_show", "left", "turned_away", "cancelled", "rebooked",
]  # fmt: skip

STATE_WORDS: dict[str, Words] = {
    "expected": Words("erwartet", "expected"),
    "waiting": Words("wartet", "waiting"),
    "called": Words("aufgerufen", "called"),
    "serving": Words("im Gespräch", "serving"),
    "deferred": Words("später", "deferred"),
    "finished": Words("fertig", "finished"),
    "no_show": Words("nicht da", "no-show"),
    "left": Words("gegangen", "left"),
    "turned_away": Words("abgewiesen", "turned away"),
    "cancelled": Words("storniert", "cancelled"),
    "rebooked": Words("umgebucht", "rebooked"),
}

OPEN_STATES: frozenset[State] = frozenset({"waiting", "called", "serving", "deferred"})
"""The visitor is here and something is still to be done."""


class Step(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A recorded fact: at this moment, by this person, the visit entered this state."""

    state: State
    at: datetime
    by: str
    desk: int = 0
    note: str = ""


class Talk(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A stretch of conversation on one topic."""

    adviser: str
    desk: int
    start: datetime
    end: datetime | None = None


OutcomeKind = Literal["solved", "started", "not_responsible", "aborted"]

OUTCOME_WORDS: dict[str, Words] = {
    "solved": Words("vor Ort geklärt", "solved here"),
    "started": Words("angestoßen", "started"),
    "not_responsible": Words("nicht zuständig", "not responsible"),
    "aborted": Words("abgebrochen", "broken off"),
}


OUTCOMES: dict[str, OutcomeKind] = {
    "solved": "solved",
    "started": "started",
    "not_responsible": "not_responsible",
    "aborted": "aborted",
}
"""Reads an outcome's code."""


class Outcome(msgspec.Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What came of a topic. `started` names the target body, next step, owner and due date."""

    kind: OutcomeKind
    partner: str = ""
    next_step: str = ""
    owner: str = ""
    due: date | None = None


class VisitTopic(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One matter of a visit, with its own adviser, talks and outcome."""

    code: str
    adviser: str = ""
    talks: tuple[Talk, ...] = ()
    outcome: Outcome | None = None

    @property
    def talking(self) -> Talk | None:
        """The conversation going on now."""
        return self.talks[-1] if self.talks and self.talks[-1].end is None else None

    def talked(self, now: datetime) -> timedelta:
        """Time spent on this topic so far."""
        return sum(((talk.end or max(now, talk.start)) - talk.start for talk in self.talks), timedelta())


class Handed(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A transfer inside the house: to whom, by whom, and whether it comes next there."""

    to: str
    by: str
    next: bool = False
    note: str = ""


LateChoice = Literal["walk_in", "keep"]


class Visit(msgspec.Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """One visit under one number. `id` counts the visits of a day from 1."""

    day: date
    id: int
    kind: str
    topics: tuple[VisitTopic, ...]
    steps: tuple[Step, ...]
    ticket: str = ""
    visitor: Visitor = Visitor()
    appointment: int | None = None
    booked_for: datetime | None = None
    late: LateChoice | None = None
    """What was decided when an appointment came after the grace."""
    urgent: str = ""
    """Reason why it goes first."""
    handed: Handed | None = None
    recall_from: datetime | None = None
    """Absent when called: not offered again before this moment. None on a no-show: never by itself."""

    @property
    def state(self) -> State:
        """The state it is in: that of the last step."""
        return self.steps[-1].state

    @property
    def since(self) -> datetime:
        """When it entered its state."""
        return self.steps[-1].at

    def lasting(self, now: datetime) -> timedelta:
        """How long it has been in its state; never negative, even when the clock went back."""
        return max(now, self.since) - self.since

    @property
    def arrived(self) -> datetime | None:
        """When the visitor came: the first waiting step."""
        return next((step.at for step in self.steps if step.state == "waiting"), None)

    @property
    def desk(self) -> int:
        """The desk it was called to or is served at; 0 for none."""
        return self.steps[-1].desk if self.state in ("called", "serving") else 0

    @property
    def advisers(self) -> frozenset[str]:
        """Who is in conversation with the visitor, or called for them."""
        if self.state == "serving":
            return frozenset(t.talking.adviser for t in self.topics if t.talking)
        return frozenset({self.steps[-1].by}) if self.state == "called" else frozenset()

    @property
    def calls(self) -> int:
        """How often it was called."""
        return sum(step.state == "called" for step in self.steps)

    @property
    def held(self) -> bool:
        """Absent when called, to be offered again."""
        return self.state == "no_show" and self.recall_from is not None

    @property
    def was_served(self) -> bool:
        """Whether a conversation has begun."""
        return any(topic.talks for topic in self.topics)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done today."""
        return self.state in OPEN_STATES or self.held

    @property
    def outcome(self) -> Outcome | None:
        """The outcome that tells most of the visit: something started, else solved, else what there is."""
        found = [topic.outcome for topic in self.topics if topic.outcome]
        order = ("started", "solved", "not_responsible", "aborted")
        return min(found, key=lambda outcome: order.index(outcome.kind), default=None)

    def spent(self, state: State, now: datetime) -> timedelta:
        """Total time in a state up to `now`; never negative."""
        ends = [step.at for step in self.steps[1:]] + [max(now, self.since)]
        spans = (end - step.at for step, end in zip(self.steps, ends, strict=True) if step.state == state)
        return sum(spans, timedelta())

    def open_topics(self, adviser: str) -> tuple[VisitTopic, ...]:
        """Topics without an outcome that this adviser may take up: their own and the free ones."""
        return tuple(t for t in self.topics if t.outcome is None and t.adviser in ("", adviser))


def find(visits: Iterable[Visit], number: str) -> Visit | Refusal:
    """Find a visit of the day by its ticket."""
    for visit in visits:
        if visit.ticket == number:
            return visit
    return Refusal(
        "no_such_ticket",
        Words("Nummer {number} gibt es heute nicht.", "There is no number {number} today.").fill(
            number=number
        ),
    )
