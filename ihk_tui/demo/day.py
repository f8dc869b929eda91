"""One consultation day: opening, arrivals, closing."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import time, timedelta
from functools import partial

from ihk_tui.demo import presets
from ihk_tui.demo.desk import AtDesk
from ihk_tui.demo.diary import Diary
from ihk_tui.demo.events import Events
from ihk_tui.demo.floor import Floor
from ihk_tui.demo.plan import Booked, DayPlan
from ihk_tui.demo.staff import Staff, done
from ihk_tui.demo.visitors import Guest
from ihk_tui.domain.formats import at_time
from ihk_tui.domain.visits import Visit
from ihk_tui.domain.words import Refusal
from ihk_tui.office import days, reception

_OPENED_BEFORE, _DESKS_BEFORE = timedelta(minutes=15), timedelta(minutes=6)
_CLOSED_AFTER = 15.0
_PREFERRED = ("no_show", "left", "aborted")
"""What becomes at closing of who never came, was not there when called, or did not come back."""


class Day:
    """A consultation day that goes through the events."""

    def __init__(self, events: Events, staff: Staff, diary: Diary, plan: DayPlan) -> None:
        self._events, self._staff, self._plan = events, staff, plan
        self._day = plan.day
        self._later = deque(plan.walk_ins)
        self.opens = at_time(plan.day.day, plan.day.opens)
        self.closes = at_time(plan.day.day, plan.day.closes)
        lunch = at_time(plan.day.day, time(presets.LUNCH_HOUR))
        self.floor = Floor(events, plan.random, diary, lunch, self.closes)
        self.desks = [AtDesk(self.floor, each, n) for n, each in enumerate(staff.advisers, start=1)]

    def begin(self, closed: Callable[[], None] | None = None, extra: bool = False) -> None:
        """Put the day into the events; `closed` is told when it is over, without it the day stays open."""
        at, opens = self._events.at, self.opens
        at(opens - _OPENED_BEFORE, lambda: done(days.open_day(self._staff.lead, extra)))
        for number, desk in enumerate(self.desks):
            at(opens - _DESKS_BEFORE + timedelta(minutes=number), desk.sit_down)
        for walk_in in self._plan.walk_ins:
            at(walk_in.arrives, self.next_walk_in)
        for booked in self._plan.booked:
            if booked.arrives:
                at(booked.arrives, partial(self._keep_appointment, booked))
        at(self.closes, self.floor.closing_time)
        if closed:
            at(self.closes, partial(self._close_when_empty, closed))

    def next_walk_in(self) -> bool:
        """Let the next walk-in arrive, if one is still to come."""
        if not self._later:
            return False
        self.arrive(self._later.popleft().guest)
        return True

    def arrive(self, guest: Guest) -> None:
        """Let someone come without an appointment."""
        visit = done(reception.check_in(self._staff.reception, guest.intake))
        self._here(visit, guest)
        if guest.impatient:
            self._events.after(presets.PATIENCE, partial(self._lose_patience, visit))

    def _keep_appointment(self, booked: Booked) -> None:
        """Let a booked visitor come; who is so late that reception has to ask keeps the place."""
        desk, number = self._staff.reception, booked.number
        visit = reception.check_in_appointment(desk, number)
        if isinstance(visit, Refusal):
            visit = done(reception.check_in_appointment(desk, number, late="keep"))
        if booked.guest.second:  # an appointment has one topic; reception adds what else is asked on arrival
            visit = done(reception.edit(desk, visit.ticket, visit, booked.guest.intake))
        self._here(visit, booked.guest)

    def _here(self, visit: Visit, guest: Guest) -> None:
        self.floor.guests[visit.ticket] = guest
        self.floor.somebody_waits()

    def _lose_patience(self, visit: Visit) -> None:
        present = self._staff.reception.read().get(Visit, visit.id, visit.day)
        if present and present.state == "waiting" and not present.was_served:
            done(reception.leave(self._staff.reception, visit.ticket))

    def _close_when_empty(self, closed: Callable[[], None]) -> None:
        if self.floor.at_work:
            self._events.after(_CLOSED_AFTER, partial(self._close_when_empty, closed))
            return
        points = days.unsettled(self._staff.lead.read(), self._day.day, self._staff.lead.now())
        decisions = {
            point.key: next(choice for choice in _PREFERRED if choice in point.choices) for point in points
        }
        done(days.close_day(self._staff.lead, decisions))
        closed()
