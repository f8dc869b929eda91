"""How a visit goes from one state to the next; each transition records a step (DOMAIN.md §3)."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from ihk_tui.domain.visits import STATE_WORDS, Handed, Outcome, State, Step, Talk, Visit, VisitTopic
from ihk_tui.domain.words import Refusal, Words

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
        Words("{ticket} ({state}): das geht jetzt nicht.", "{ticket} ({state}): not possible now.").fill(
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

    A talk of the same adviser on another topic of the visit ends; other advisers' talks go on, and a topic
    that is being talked about is not taken from whoever talks about it.
    """
    unsettled = [t for t in visit.topics if t.outcome is None and (not code or t.code == code)]
    if unsettled and all(t.talking for t in unsettled):
        return Refusal(
            "talking",
            Words(
                "Bei {ticket} wird darüber gerade gesprochen.",
                "{ticket}: this is being talked about just now.",
            ).fill(ticket=visit.ticket),
        )
    free = [t for t in unsettled if not t.talking]
    topic = next((t for t in free if code or t.adviser in ("", by)), next(iter(free), None))
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
            key=lambda t: (t.adviser == by, t.talks[-1].start),
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
    """Hand the visit to a colleague, or with `to=""` back to all. Arrival and number stay.

    While two advisers are in conversation neither hands it on over the other's head: the first one finishes.
    """
    if visit.state not in ("waiting", "called", "serving", "deferred"):
        return not_now(visit)
    if len(visit.advisers) > 1:
        return Refusal(
            "joined",
            Words(
                "{ticket} ist bei mehreren im Gespräch. Bitte zuerst den eigenen Teil abschließen.",
                "{ticket} is talking with more than one. Please finish your own part first.",
            ).fill(ticket=visit.ticket),
        )
    step = moved(visit, "waiting", at, by, note=note)
    if isinstance(step, Refusal):
        return step
    topics = (_ended(t, step.since) for t in step.topics)
    return replace(
        step,
        topics=tuple(t if t.outcome else replace(t, adviser=to) for t in topics),
        handed=Handed(to, by, comes_next, note) if to else None,
    )


def finish(visit: Visit, at: datetime, by: str, outcome: Outcome, code: str = "") -> Visit | Refusal:
    """End this adviser's part with an outcome; with a topic's `code`, that topic only.

    While someone is still in conversation the visit goes on. A topic that is left puts it back into the
    queue, as next where it is kept for an adviser; otherwise it is finished.
    """
    if visit.state not in ("serving", "deferred"):
        return not_finishable(visit)
    mine = [t for t in visit.open_topics(by) if code in ("", t.code)]
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
        return replace(back, handed=Handed(rest.adviser, by, next=True) if rest.adviser else None)
    return moved(done, "finished", at, by)


def not_finishable(visit: Visit) -> Refusal:
    """Say why a visit that nobody talks with cannot be finished."""
    if visit.state != "called":
        return not_now(visit)
    return Refusal(
        "not_started",
        Words(
            "{ticket} ist aufgerufen, das Gespräch hat noch nicht begonnen.",
            "{ticket} is called, the talk has not begun yet.",
        ).fill(ticket=visit.ticket),
    )


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
