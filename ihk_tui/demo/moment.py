"""The moment at which a demo begins: it shall have something to show of everything."""

from __future__ import annotations

from datetime import datetime, timedelta

from ihk_tui.demo.day import Day
from ihk_tui.demo.desk import AtDesk
from ihk_tui.demo.events import Events
from ihk_tui.demo.visitors import Town
from ihk_tui.domain.visits import Visit
from ihk_tui.office.session import Session

_FILLED_BEFORE, _PARKED_BEFORE, _TALKING_BEFORE = (timedelta(minutes=m) for m in (10, 8, 3))
_TALKING_AFTER = timedelta(minutes=5)
_AWAY = 20.0
"""Minutes the parked visit is gone: until after the moment."""
_STEP = 0.5
_WAITING = 3


class Moment:
    """Parks one visit, lets one talk go on, and lets walk-ins come a little earlier, so that some wait."""

    def __init__(self, events: Events, day: Day, town: Town, session: Session, at: datetime) -> None:
        self._events, self._day, self._town, self._session, self._at = events, day, town, session, at

    def prepare(self) -> None:
        """Put it into the events; outside the opening hours there is nothing to prepare."""
        if self._day.opens + _FILLED_BEFORE <= self._at <= self._day.closes:
            self._events.at(self._at - _PARKED_BEFORE, self._park)
            self._events.at(self._at - _FILLED_BEFORE, self._fill)
            self._events.at(self._at - _TALKING_BEFORE, self._keep_talking)

    def _park(self) -> None:
        """Park the talk that has still longest to go; when there is none, look again."""
        longest = self._longest_talk()
        if longest:
            longest[1].park(_AWAY)
        elif self._events.now() < self._at:
            self._events.after(_STEP, self._park)

    def _keep_talking(self) -> None:
        """Let one talk go on beyond the moment; where there is none now, the next one does."""
        longest = self._longest_talk()
        if longest and longest[0] <= self._at:
            longest[1].go_on_until(self._at + _TALKING_AFTER)

    def _longest_talk(self) -> tuple[datetime, AtDesk] | None:
        now = self._events.now()
        talks = [(desk.talk.ends, desk) for desk in self._day.desks if desk.talk and desk.talk.ends > now]
        return max(talks, key=lambda talk: talk[0], default=None)

    def _fill(self) -> None:
        """Let one more come as long as too few wait."""
        visits = self._session.read().all(Visit, self._at.date())
        if sum(visit.state == "waiting" for visit in visits) < _WAITING and not self._day.next_walk_in():
            self._day.arrive(self._town.guest(self._day.floor.random))
        self._events.after(_STEP, self._fill)
