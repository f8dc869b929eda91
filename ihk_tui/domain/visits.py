"""A visit from arrival to outcome: states, transitions and the times that are recorded with them.

A visit is the list of its steps. A step is never changed once recorded; the state is that of the last step
and every duration is the time between two steps, so no later edit can rewrite a time (DOMAIN.md §3).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Literal

import msgspec
from msgspec.structs import replace

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

NEXT: dict[State, frozenset[State]] = {
    "expected": frozenset({"waiting", "no_show", "cancelled", "rebooked"}),
    "waiting": frozenset({"called", "serving", "deferred", "left", "turned_away", "cancelled", "waiting"}),
    "called": frozenset({"called", "serving", "no_show", "waiting", "deferred", "left"}),
    "serving": frozenset({"serving", "waiting", "deferred", "finished"}),
    "deferred": frozenset({"waiting", "serving", "left", "finished", "no_show"}),
    "no_show": frozenset({"called", "waiting", "serving", "left"}),
    "finished": frozenset(),
    "left": frozenset(),
    "turned_away": frozenset(),
    "cancelled": frozenset(),
    "rebooked": frozenset(),
}
"""Which state may follow which. Undo is no transition: it restores the visit as it was."""

OPEN_STATES: frozenset[State] = frozenset({"waiting", "called", "serving", "deferred"})
"""The visitor is here and something is still to be done."""


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """A recorded fact: at this moment, by this person, the visit entered this state."""

    state: State
    at: datetime
    by: str
    desk: int = 0
    note: str = ""


class Talk(msgspec.Struct, frozen=True, omit_defaults=True):
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


class Outcome(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What came of a topic. `started` names the target body, next step, owner and due date."""

    kind: OutcomeKind
    partner: str = ""
    next_step: str = ""
    owner: str = ""
    due: date | None = None


class VisitTopic(msgspec.Struct, frozen=True, omit_defaults=True):
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


class Handed(msgspec.Struct, frozen=True, omit_defaults=True):
    """A transfer inside the house: to whom, by whom, and whether it comes next there."""

    to: str
    by: str
    next: bool = False
    note: str = ""


LateChoice = Literal["walk_in", "keep"]


class Visit(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
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


def moved(
    visit: Visit, state: State, at: datetime, by: str, desk: int = 0, note: str = ""
) -> Visit | Refusal:
    """Record the next step. A clock that went back never makes a time negative: the step before it counts."""
    if state not in NEXT[visit.state]:
        return not_now(visit)
    step = Step(state, max(at, visit.since), by, desk, note)
    return replace(visit, steps=(*visit.steps, step))


def not_now(visit: Visit) -> Refusal:
    """Say that what was asked does not fit the state the visit is in."""
    return Refusal(
        "state",
        Words("{ticket} ist {state}: das geht jetzt nicht.", "{ticket} is {state}: not possible now.").fill(
            ticket=visit.ticket, state=STATE_WORDS[visit.state]
        ),
    )


def call(visit: Visit, at: datetime, by: str, desk: int) -> Visit | Refusal:
    """Call to a desk, or once more (recall). Who was absent is not called again before the hold is over."""
    if visit.state not in ("waiting", "called", "no_show"):
        return not_now(visit)
    if visit.recall_from and at < visit.recall_from:
        seconds = int((visit.recall_from - at).total_seconds())
        return Refusal(
            "held",
            Words(
                "{ticket} war eben nicht da: wieder in {minutes}:{seconds:02d} min.",
                "{ticket} was absent just now: again in {minutes}:{seconds:02d} min.",
            ).fill(ticket=visit.ticket, minutes=seconds // 60, seconds=seconds % 60),
        )
    step = moved(visit, "called", at, by, desk)
    return step if isinstance(step, Refusal) else replace(step, recall_from=None)


def start(visit: Visit, at: datetime, by: str, desk: int, code: str = "") -> Visit | Refusal:
    """Begin or join the conversation on one topic (default: the first open one of this adviser).

    A talk of the same adviser on another topic of the visit ends; other advisers' talks go on.
    """
    unsettled = [t for t in visit.topics if t.outcome is None]
    wanted = [t for t in unsettled if t.code == code] if code else visit.open_topics(by) or unsettled
    topic = next(iter(wanted), None)
    if topic is None:
        return Refusal(
            "topic",
            Words("{ticket} hat kein offenes Thema {code}.", "{ticket} has no open topic {code}.").fill(
                ticket=visit.ticket, code=code
            ),
        )
    step = moved(visit, "serving", at, by, desk)
    if isinstance(step, Refusal):
        return step
    moment = step.since
    topics = [_ended(t, moment, by) for t in step.topics]
    index = next(i for i, t in enumerate(visit.topics) if t is topic)
    begun = topics[index]
    topics[index] = replace(begun, adviser=by, talks=(*begun.talks, Talk(by, desk, moment)))
    return replace(step, topics=tuple(topics), handed=None, recall_from=None)


def _ended(topic: VisitTopic, at: datetime, adviser: str | None = None) -> VisitTopic:
    """End the talk on a topic (of one adviser, or whoever it is)."""
    talk = topic.talking
    if talk is None or adviser not in (None, talk.adviser):
        return topic
    return replace(topic, talks=(*topic.talks[:-1], replace(talk, end=max(at, talk.start))))


def absent(visit: Visit, at: datetime, by: str, hold: timedelta, max_calls: int) -> Visit | Refusal:
    """Nobody came when called: hold back the next call, and give up after `max_calls` vain ones."""
    if visit.state != "called":
        return not_now(visit)
    step = moved(visit, "no_show", at, by)
    if isinstance(step, Refusal):
        return step
    vain = sum(s.state == "no_show" for s in step.steps)
    return replace(step, recall_from=step.since + hold if vain < max_calls else None)


def defer(visit: Visit, at: datetime, by: str, note: str = "") -> Visit | Refusal:
    """Park the visit; conversations pause and the time until `resume` is no talking time."""
    step = moved(visit, "deferred", at, by, note=note)
    if isinstance(step, Refusal):
        return step
    return replace(step, topics=tuple(_ended(t, step.since) for t in step.topics))


def resume(visit: Visit, at: datetime, by: str, desk: int) -> Visit | Refusal:
    """Take a parked visit up again: on with the talk where one had begun, otherwise back into the queue.

    A no-show that turned up goes back into the queue with its arrival.
    """
    if visit.state not in ("deferred", "no_show"):
        return not_now(visit)
    if visit.state == "deferred" and visit.was_served:
        last = max(
            (t for t in visit.topics if t.talks and not t.outcome),
            key=lambda t: t.talks[-1].start,
            default=None,
        )
        return start(visit, at, by, desk, last.code if last else "")
    step = moved(visit, "waiting", at, by)
    return step if isinstance(step, Refusal) else replace(step, recall_from=None)


def leave(visit: Visit, at: datetime, by: str, state: State = "left", note: str = "") -> Visit | Refusal:
    """The visitor went without a conversation, or was turned away."""
    step = moved(visit, state, at, by, note=note)
    return step if isinstance(step, Refusal) else replace(step, recall_from=None)


def transfer(visit: Visit, at: datetime, by: str, to: str, comes_next: bool, note: str) -> Visit | Refusal:
    """Hand the visit to a colleague, or with `to=""` back to all. Arrival and number stay."""
    if visit.state not in ("waiting", "called", "serving", "deferred"):
        return not_now(visit)
    step = moved(visit, "waiting", at, by, note=note)
    if isinstance(step, Refusal):
        return step
    topics = (_ended(t, step.since) for t in step.topics)
    return replace(
        step,
        topics=tuple(t if t.outcome else replace(t, adviser=to) for t in topics),
        handed=Handed(to, by, comes_next, note) if to else None,
    )


def finish(visit: Visit, at: datetime, by: str, outcome: Outcome) -> Visit | Refusal:
    """End this adviser's part with an outcome.

    While a colleague is still in conversation the visit goes on; a topic that is kept for a colleague puts
    it back into the queue as next there; otherwise it is finished.
    """
    if visit.state == "called":
        return Refusal(
            "not_started",
            Words(
                "{ticket} ist aufgerufen, das Gespräch hat noch nicht begonnen.",
                "{ticket} is called, the talk has not begun yet.",
            ).fill(ticket=visit.ticket),
        )
    if visit.state not in ("serving", "deferred"):
        return not_now(visit)
    mine = visit.open_topics(by)
    if not mine or (visit.state == "serving" and by not in visit.advisers):
        return Refusal(
            "not_yours",
            Words("{ticket} ist nicht bei Ihnen.", "{ticket} is not with you.").fill(ticket=visit.ticket),
        )
    moment = max(at, visit.since)
    topics = tuple(replace(_ended(t, moment, by), outcome=outcome) if t in mine else t for t in visit.topics)
    done = replace(visit, topics=topics)
    talking = next((t.talking for t in topics if t.talking), None)
    if talking:
        return moved(done, "serving", at, talking.adviser, talking.desk)
    rest = next((t for t in topics if t.outcome is None), None)
    if rest is not None:
        back = moved(done, "waiting", at, by)
        if isinstance(back, Refusal):
            return back
        return replace(back, handed=Handed(rest.adviser, by, next=True))
    return moved(done, "finished", at, by)


def settle(visit: Visit, at: datetime, by: str, outcome: Outcome) -> Visit | Refusal:
    """Close what is still open at the end of the day with one outcome, whoever had it."""
    if visit.state not in ("serving", "deferred"):
        return not_now(visit)
    ended = (_ended(t, max(at, visit.since)) for t in visit.topics)
    topics = tuple(t if t.outcome else replace(t, outcome=outcome) for t in ended)
    return moved(replace(visit, topics=topics), "finished", at, by)


def voided(visit: Visit, at: datetime, by: str) -> Visit:
    """Take back a check-in: the number stays given, the visit counts for nothing."""
    return replace(visit, steps=(*visit.steps, Step("cancelled", max(at, visit.since), by)))


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
