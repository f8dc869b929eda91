"""Who is to come on one consultation day, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from ihk_tui.demo import presets
from ihk_tui.demo.presets import Preset
from ihk_tui.demo.visitors import Guest, Town
from ihk_tui.domain.appointments import slots
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.formats import at_time, local
from ihk_tui.domain.policy import Policy


class WalkIn(NamedTuple):
    """Someone who comes without an appointment."""

    arrives: datetime
    guest: Guest


@dataclass
class Booked:
    """Someone with an appointment."""

    start: datetime
    guest: Guest
    arrives: datetime | None
    """None: never comes."""
    number: int = 0
    """The appointment, once it is booked."""


@dataclass
class DayPlan:
    """Everyone who is to come on a day."""

    day: ConsultationDay
    booked: list[Booked]
    walk_ins: list[WalkIn]
    random: Random
    """What happens on the day is drawn from here, so that days do not depend on each other."""


def plan_day(
    day: ConsultationDay, preset: Preset, factor: float, town: Town, policy: Policy, seed: int
) -> DayPlan:
    """Draw the visitors of a day; `factor` is how busy its month is."""
    random = Random(f"{seed} {day.day.isoformat()}")
    total = round(preset.visits * factor)
    starts = _times(random, day, policy)[: round(total * presets.BOOKED)]
    booked = [_booked(random, start, town) for start in sorted(starts)]
    arrivals = sorted(_arrival(random, day) for _ in range(total - len(booked)))
    return DayPlan(day, booked, [WalkIn(moment, town.guest(random)) for moment in arrivals], random)


def _times(random: Random, day: ConsultationDay, policy: Policy) -> list[datetime]:
    """Every bookable place of the day in random order; no slot is given twice before each was given once."""
    grid = [slot for slot in slots(day, (), policy) if local(slot.start).hour in presets.BOOKED_HOURS]
    places: list[datetime] = []
    for layer in range(max((slot.capacity for slot in grid), default=0)):
        starts = [slot.start for slot in grid if slot.capacity > layer]
        places += random.sample(starts, len(starts))
    return places


def _booked(random: Random, start: datetime, town: Town) -> Booked:
    late = timedelta(seconds=round(random.gauss(*presets.PUNCTUALITY) * 60))
    never = random.random() < presets.NO_SHOW
    return Booked(start, town.guest(random, booked=True), None if never else start + late)


def _arrival(random: Random, day: ConsultationDay) -> datetime:
    half_hour = random.choices(range(len(presets.ARRIVALS)), presets.ARRIVALS)[0]
    minutes = (half_hour + random.random()) * presets.HALF_HOUR
    return at_time(day.day, day.opens) + timedelta(seconds=round(minutes * 60))
