"""The dates of a simulated office: its consultation days, and the working days between them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random
from typing import NamedTuple

from ihk_tui.demo.presets import DAYS_A_YEAR
from ihk_tui.domain.days import ConsultationDay, extra_day, holidays_in, year_plan
from ihk_tui.domain.formats import at_time
from ihk_tui.domain.policy import Policy

_WEEK = 5
_OFFICE_HOURS = (9, 15)
_TO_COME = 2


class Dates(NamedTuple):
    """The consultation days of a demo, oldest first. Those that were shifted are still proposals."""

    past: tuple[ConsultationDay, ...]
    running: ConsultationDay
    to_come: tuple[ConsultationDay, ...]

    @classmethod
    def around(cls, today: date, asked: date | None, years: int, policy: Policy) -> Dates:
        """Take the day asked for; else today's or the next consultation day that takes place."""
        first, last = (asked or today).year - years - 1, (asked or today).year + 1
        days = [
            day for year in range(first, last + 1) for day in year_plan(year, (), holidays_in(year), policy)
        ]
        running = next(
            (day for day in days if (day.day == asked if asked else day.day >= today)),
            extra_day(asked or today, policy),
        )
        before = [day for day in days if day.day < running.day]
        after = [day for day in days if day.day > running.day]
        return cls(tuple(before[len(before) - years * DAYS_A_YEAR :]), running, tuple(after[:_TO_COME]))

    @property
    def extra(self) -> bool:
        """Whether the running day stands for no first Thursday."""
        return self.running.rule_date is None

    def working(self, day: date) -> bool:
        """Whether the office works on this date without it being a consultation day."""
        consultation = any(each.day == day for each in (*self.past, self.running, *self.to_come))
        return day.weekday() < _WEEK and day not in holidays_in(day.year) and not consultation

    def working_day(self, day: date, step: int) -> date:
        """The nearest working day from `day` on, going forward (`step` 1) or back (-1)."""
        while not self.working(day):
            day += timedelta(days=step)
        return day

    def office_moment(self, random: Random, day: date) -> datetime:
        """A moment in the office hours of a working day on or before `day`."""
        hour = random.randrange(*_OFFICE_HOURS)
        return at_time(self.working_day(day, -1), time(hour, random.randrange(60), random.randrange(60)))

    def talk_time(self, random: Random, day: date) -> datetime:
        """A full or half hour in the office hours of a working day on or after `day`."""
        return at_time(
            self.working_day(day, 1), time(random.randrange(*_OFFICE_HOURS), random.choice((0, 30)))
        )
