"""At the desks: calling, talking, parking, handing over, finishing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from ihk_tui.domain import transitions, visits
from ihk_tui.domain.people import Desk, DeskStatus, at_desk, desk_of
from ihk_tui.domain.queue import next_for
from ihk_tui.domain.text import one_line
from ihk_tui.domain.visits import Outcome, State, Visit
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office.allowed import needs
from ihk_tui.office.days import NO_DAY, open_now
from ihk_tui.office.reception import on_ticket
from ihk_tui.office.session import Session
from ihk_tui.office.work import Reader, Work

NOBODY = Refusal("nobody_waiting", Words("Niemand wartet.", "Nobody is waiting."))


def current(reader: Reader, day: date, person: str) -> list[Visit]:
    """The visits this person has called or is talking with."""
    return [v for v in reader.all(Visit, day) if person in v.advisers]


def _busy(session: Session, work: Work, day: date, but: str = "") -> Refusal | None:
    """Refuse a second visit at once: the one that is with this person comes first."""
    other = next((v for v in current(work, day, session.person.id) if v.ticket != but), None)
    if other is None:
        return None
    return Refusal(
        "busy",
        Words("{ticket} ist noch bei Ihnen ({state}).", "{ticket} is still with you ({state}).").fill(
            ticket=other.ticket, state=visits.STATE_WORDS[other.state]
        ),
    )


def _change(
    session: Session,
    verb: str,
    number: str | None,
    change: Callable[[Visit, Work, datetime], Visit | Refusal],
    of: tuple[State, ...] = ("called", "serving"),
) -> Visit | Refusal:
    """Do one thing with one visit: that of the number, else the only one of mine in one of the states."""
    with session.begin(verb) as work:
        found = on_ticket(work, number) if number else _mine(session, work, of)
        if isinstance(found, Refusal):
            return found
        changed = change(found, work, session.now())
        if not isinstance(changed, Refusal):
            work.put(changed)
            work.commit(changed.ticket)
        return changed


def _mine(session: Session, work: Work, of: tuple[State, ...]) -> Visit | Refusal:
    day = open_now(work)
    if day is None:
        return NO_DAY
    mine = [v for v in current(work, day.day, session.person.id) if v.state in of]
    if len(mine) == 1:
        return mine[0]
    if mine:
        return Refusal(
            "which",
            Words("Welche Nummer? {tickets}", "Which number? {tickets}").fill(
                tickets=", ".join(v.ticket for v in mine)
            ),
        )
    return Refusal("nobody_here", Words("Bei Ihnen ist gerade niemand.", "Nobody is with you just now."))


@needs("serve")
def take_desk(session: Session, number: int = 0, status: DeskStatus = "open") -> Desk | Refusal:
    """Sit down at a desk, go on a break, or leave it. Without a number: mine, else the first free one."""
    with session.begin("desk") as work:
        day = open_now(work)
        if day is None:
            return NO_DAY
        if status == "closed" and (busy := _busy(session, work, day.day)):
            return busy
        desk = _seat(session, work, day.day, number, status)
        if not isinstance(desk, Refusal):
            work.commit(f"{desk.number} {status}")
        return desk


def _seat(
    session: Session, work: Work, day: date, number: int = 0, status: DeskStatus = "open"
) -> Desk | Refusal:
    """Put this person at a desk within a transaction that may do more."""
    me, desks = session.person.id, work.all(Desk, day)
    mine = desk_of(desks, me)
    number = number or session.desk or (mine.number if mine else 0)
    if not number:
        taken = {d.number for d in desks if d.status != "closed"}
        number = next(n for n in range(1, len(taken) + 2) if n not in taken)
    there = next((d for d in desks if d.number == number), None)
    if there and there.adviser != me and there.status != "closed":
        busy = next((v for v in current(work, day, there.adviser) if v.desk == number), None)
        if busy or there.status == "open":
            return Refusal(
                "desk_taken",
                Words(
                    "An Platz {n} arbeitet {who}. Anderen Platz wählen: --desk N.",
                    "{who} works at desk {n}. To choose another: --desk N.",
                ).fill(n=number, who=session.name(there.adviser)),
            )
    if there and there.adviser == me and there.status == status:
        return there
    desk = Desk(day=day, number=number, adviser=me, status=status, since=session.now())
    if mine and mine.number != number:
        work.put(Desk(day=day, number=mine.number, adviser=me, status="closed", since=session.now()))
    work.put(desk)
    return desk


@needs("serve")
def call(session: Session, number: str | None = None) -> Visit | Refusal:
    """Call the next visit for this person, or a certain one. One at a time: the current one comes first."""
    with session.begin("call") as work:
        day = open_now(work)
        if day is None:
            return NO_DAY
        me, now = session.person.id, session.now()
        if busy := _busy(session, work, day.day):
            return busy
        found: Visit | Refusal
        if number:
            found = on_ticket(work, number)
            if isinstance(found, Visit) and found.state in ("called", "serving"):
                found = transitions.not_now(found)
        else:
            found = next_for(work.all(Visit, day.day), me, now, session.policy) or NOBODY
        if isinstance(found, Refusal):
            return found
        desk = _seat(session, work, day.day)
        if isinstance(desk, Refusal):
            return desk
        called = transitions.call(found, now, me, desk.number)
        if not isinstance(called, Refusal):
            work.put(called)
            work.commit(called.ticket)
        return called


@needs("serve")
def recall(session: Session, number: str | None = None) -> Visit | Refusal:
    """Call the same visit once more: to the desk it was called to; a no-show only when its hold is over."""

    def again(visit: Visit, work: Work, now: datetime) -> Visit | Refusal:
        if visit.state == "called":
            return transitions.call(visit, now, visit.steps[-1].by, visit.desk)
        if visit.state != "no_show":
            return transitions.not_now(visit)
        if busy := _busy(session, work, visit.day):
            return busy
        desk = _seat(session, work, visit.day)
        if isinstance(desk, Refusal):
            return desk
        return transitions.call(visit, now, session.person.id, desk.number)

    return _change(session, "recall", number, again, ("called",))


_CALLED_THERE = Words("{ticket} hat {who} an Platz {n} gerufen.", "{who} has called {ticket} to desk {n}.")


@needs("serve")
def start(
    session: Session, number: str | None = None, topic: str = "", anyway: bool = False
) -> Visit | Refusal:
    """Begin the talk, join a colleague's, or go on to another topic.

    Whom a colleague called is on the way to them: that is refused with the code `called_there` unless it is
    to be done `anyway`.
    """

    def begin(visit: Visit, work: Work, now: datetime) -> Visit | Refusal:
        caller = visit.steps[-1].by
        if visit.state == "called" and caller != session.person.id and not anyway:
            return Refusal(
                "called_there",
                _CALLED_THERE.fill(ticket=visit.ticket, who=session.name(caller), n=visit.desk),
            )
        if visit.state == "serving" and not topic and session.person.id in visit.advisers:
            return transitions.not_now(visit)
        if busy := _busy(session, work, visit.day, visit.ticket):
            return busy
        desk = _seat(session, work, visit.day)
        if isinstance(desk, Refusal):
            return desk
        return transitions.start(visit, now, session.person.id, desk.number, topic)

    return _change(session, "start", number, begin, ("called", "serving") if topic else ("called",))


@needs("serve")
def no_show(session: Session, number: str | None = None) -> Visit | Refusal:
    """Nobody came when called."""
    policy = session.policy
    return _change(
        session,
        "noshow",
        number,
        lambda v, w, now: transitions.absent(
            v, now, session.person.id, timedelta(minutes=policy.hold), policy.max_calls
        ),
        ("called",),
    )


@needs("serve")
def defer(session: Session, number: str | None = None, note: str = "") -> Visit | Refusal:
    """Park a visit for later."""
    return _change(
        session,
        "defer",
        number,
        lambda v, w, now: transitions.defer(v, now, session.person.id, one_line(note)),
    )


@needs("serve")
def resume(session: Session, number: str) -> Visit | Refusal:
    """Take a parked visit up again, or put a late no-show back into the queue."""

    def again(visit: Visit, work: Work, now: datetime) -> Visit | Refusal:
        desk = 0
        if visit.state == "deferred" and visit.was_served:
            if busy := _busy(session, work, visit.day):
                return busy
            seat = _seat(session, work, visit.day)
            if isinstance(seat, Refusal):
                return seat
            desk = seat.number
        return transitions.resume(visit, now, session.person.id, desk)

    return _change(session, "resume", number, again)


@needs("serve")
def transfer(
    session: Session,
    number: str | None,
    to: str,
    comes_next: bool = False,
    note: str = "",
    anyway: bool = False,
) -> Visit | Refusal:
    """Hand a visit to a colleague, or with `to=""` back to all. An absent colleague needs `anyway`."""

    def hand(visit: Visit, work: Work, now: datetime) -> Visit | Refusal:
        if to and to not in session.people:
            return Refusal(
                "no_such_person",
                Words("{to} arbeitet hier nicht: {known}.", "{to} does not work here: {known}.").fill(
                    to=to, known=", ".join(session.people)
                ),
            )
        if to and not session.people[to].advises:
            return Refusal(
                "no_adviser", Words("{who} berät nicht.", "{who} does not advise.").fill(who=session.name(to))
            )
        if to and not anyway and at_desk(work.all(Desk, visit.day), to) is None:
            return Refusal(
                "absent",
                Words(
                    "{who} ist gerade nicht am Platz: warten lassen oder an alle zurückgeben?",
                    "{who} is not at a desk just now: let it wait, or return it to all?",
                ).fill(who=session.name(to)),
            )
        return transitions.transfer(visit, now, session.person.id, to, comes_next, one_line(note))

    return _change(session, "transfer", number, hand)


@needs("serve")
def finish(session: Session, number: str | None, outcome: Outcome, topic: str = "") -> Visit | Refusal:
    """End my part of a visit with its outcome, or with `topic` only that matter."""
    return _change(
        session,
        "finish",
        number,
        lambda v, w, now: transitions.finish(v, now, session.person.id, outcome, topic),
        ("serving", "called"),
    )
