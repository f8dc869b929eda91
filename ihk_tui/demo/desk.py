"""An adviser's day: calling, talking, parking, handing over, finishing, lunch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ihk_tui.demo import presets, texts
from ihk_tui.demo.floor import Floor
from ihk_tui.demo.outcomes import outcome_of
from ihk_tui.demo.staff import done
from ihk_tui.domain.people import Desk, DeskStatus
from ihk_tui.domain.visits import Visit
from ihk_tui.office import notes, serving
from ihk_tui.office.session import Session

_NOTED_AFTER, _PARKED_AFTER, _SECOND_AFTER = 0.7, 0.4, 0.5
"""When in a talk these happen, as a share of it."""
_LEAST_TALK = 3.0


@dataclass
class Talk:
    """The visit that is at a desk."""

    ticket: str
    ends: datetime


class AtDesk:
    """An adviser at work. `desk` is the number of theirs."""

    def __init__(self, floor: Floor, session: Session, desk: int) -> None:
        self._floor, self._session, self._desk = floor, session, desk
        self._lunch = floor.lunch + timedelta(minutes=presets.LUNCH * (desk - 1))
        self._hungry = True
        self._busy = True
        self._turn = 0
        self._parked: list[tuple[datetime, str]] = []
        self.talk: Talk | None = None

    def sit_down(self) -> None:
        """Take the desk in the morning."""
        self._take_desk()
        self._floor.at_work += 1
        self._floor.looks.append(self.look)
        self._floor.events.at(self._lunch, self.look)
        self._free()

    def look(self) -> bool:
        """See what comes next when idle: lunch, who is back, or the next in the queue.

        Gives whether the next in the queue was called.
        """
        if self._busy:
            return False
        now = self._floor.now()
        if self._hungry and self._lunch <= now:
            self._go_to_lunch()
            return False
        for back, ticket in self._parked:
            if back <= now:
                self._parked.remove((back, ticket))
                self._busy = True
                done(serving.resume(self._session, ticket))
                self._talk_on(ticket)
                return False
        called = serving.call(self._session)
        if isinstance(called, Visit):
            self._busy = True
            self._expect(called.ticket)
            return True
        if now >= self._floor.closes and not self._parked:
            self._take_desk("closed")
            self._busy = True
            self._floor.at_work -= 1
        return False

    def park(self, minutes: float) -> None:
        """Let the visitor go for so many minutes and take the next one meanwhile."""
        assert self.talk is not None
        ticket, left = self.talk.ticket, self.talk.ends - self._floor.now()
        done(serving.defer(self._session, ticket, self._floor.random.choice(texts.PARKED)))
        guest = self._floor.guests[ticket]
        rest = max(_LEAST_TALK, left / timedelta(minutes=1))
        self._floor.guests[ticket] = guest._replace(talk=rest, parked=False)
        back = self._floor.now() + timedelta(minutes=round(minutes))
        self._parked.append((back, ticket))
        self._floor.events.at(back, self.look)
        self._end_turn(0)

    def go_on_until(self, moment: datetime) -> None:
        """Let the talk at the desk take longer than drawn."""
        assert self.talk is not None
        ticket = self.talk.ticket
        self.talk = Talk(ticket, moment)
        self._turn += 1
        self._later((moment - self._floor.now()) / timedelta(minutes=1), lambda: self._end(ticket))

    def _expect(self, ticket: str) -> None:
        """Wait for who was called; who does not come is called once more, and then held back."""
        floor = self._floor
        way = floor.random.uniform(*presets.WAY)
        if not floor.chance(presets.NOT_HEARD):
            self._later(way, lambda: self._begin(ticket))
            return
        again = presets.PATIENT_CALL
        self._later(again, lambda: serving.recall(self._session, ticket))
        if floor.chance(presets.ABSENT):
            self._later(again * 2, lambda: self._give_up(ticket))
        else:
            self._later(again + way, lambda: self._begin(ticket))

    def _give_up(self, ticket: str) -> None:
        done(serving.no_show(self._session, ticket))
        self._floor.events.after(self._session.policy.hold, self._floor.somebody_waits)
        self._end_turn(0)

    def _begin(self, ticket: str) -> None:
        visit = done(serving.start(self._session, ticket))
        guest = self._floor.guests[ticket]
        other = [t.code for t in visit.open_topics(self._session.person.id) if not t.talking]
        if guest.second not in other:  # kept for a colleague, or what the talk began with
            self._floor.guests[ticket] = guest._replace(second="")
        self._talk_on(ticket)

    def _talk_on(self, ticket: str) -> None:
        guest = self._floor.guests[ticket]
        self.talk = Talk(ticket, self._floor.now() + timedelta(minutes=guest.talk))
        if guest.parked:
            away = self._floor.random.uniform(*presets.AWAY)
            self._later(guest.talk * _PARKED_AFTER, lambda: self.park(away))
            return
        if guest.second:
            self._later(guest.talk * _SECOND_AFTER, lambda: self._go_on(ticket))
        if guest.note:
            self._later(guest.talk * _NOTED_AFTER, lambda: self._write(ticket))
        self._later(guest.talk, lambda: self._end(ticket))

    def _go_on(self, ticket: str) -> None:
        """Come to the second topic."""
        guest = self._floor.guests[ticket]
        done(serving.start(self._session, ticket, guest.second))
        self._floor.guests[ticket] = guest._replace(second="")

    def _write(self, ticket: str) -> None:
        """Note something on the topic the note is about."""
        guest = self._floor.guests[ticket]
        done(notes.write(self._session, ticket, guest.note, guest.intake.topics[0]))
        self._floor.guests[ticket] = guest._replace(note="")

    def _end(self, ticket: str) -> None:
        guest = self._floor.guests[ticket]
        if guest.handed and self._hand_over(ticket):
            return
        floor, adviser = self._floor, self._session
        outcome = outcome_of(floor.random, guest, adviser)
        visit = done(serving.finish(adviser, ticket, outcome))
        if visit.state == "waiting":
            self._leave_to_colleague(ticket)
        started = outcome.kind == "started"
        floor.events.after(
            presets.NOTES_TIME / 2, lambda: floor.diary.after_talk(floor.random, adviser, guest, started)
        )
        self._end_turn(presets.NOTES_TIME)

    def _hand_over(self, ticket: str) -> bool:
        """Give the visit to a colleague who is at a desk, if there is one."""
        floor, me = self._floor, self._session.person.id
        desks = self._session.read().all(Desk, self._session.today())
        colleagues = [desk.adviser for desk in desks if desk.status == "open" and desk.adviser != me]
        if not colleagues:
            return False
        to, why = floor.random.choice(colleagues), floor.random.choice(texts.HANDED)
        done(serving.transfer(self._session, ticket, to, comes_next=True, note=why))
        self._leave_to_colleague(ticket)
        self._end_turn(0)
        return True

    def _leave_to_colleague(self, ticket: str) -> None:
        """Another talk comes, half as long."""
        guest = self._floor.guests[ticket]
        talk = max(_LEAST_TALK, guest.talk / 2)
        self._floor.guests[ticket] = guest._replace(talk=talk, handed=False, parked=False, second="")
        self._floor.somebody_waits()

    def _go_to_lunch(self) -> None:
        self._hungry = False
        self._busy = True
        self._take_desk("break")
        self._later(presets.LUNCH, self._come_back)

    def _come_back(self) -> None:
        self._take_desk()
        self._free()

    def _take_desk(self, status: DeskStatus = "open") -> None:
        done(serving.take_desk(self._session, self._desk, status))

    def _free(self) -> None:
        self._busy = False
        self.look()

    def _end_turn(self, minutes: float) -> None:
        """Be done with the visit, and free after so many minutes."""
        self.talk = None
        self._turn += 1
        self._later(minutes, self._free)

    def _later(self, minutes: float, action: Callable[[], object]) -> None:
        """Do something with the visit at the desk, unless it was parked meanwhile."""
        turn = self._turn

        def act() -> None:
            if turn == self._turn:
                action()

        self._floor.events.after(minutes, act)
