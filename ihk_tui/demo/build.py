"""Simulates an office into an empty folder: years of the past, and a day that is running."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from math import ceil
from pathlib import Path
from random import Random
from shutil import rmtree

from msgspec.structs import replace

from ihk_tui import config
from ihk_tui.config import ClockSettings, Config
from ihk_tui.demo import presets
from ihk_tui.demo.dates import Dates
from ihk_tui.demo.day import Day
from ihk_tui.demo.diary import Diary
from ihk_tui.demo.events import Events
from ihk_tui.demo.filling import FillingStore, filling
from ihk_tui.demo.firms import firms
from ihk_tui.demo.moment import Moment
from ihk_tui.demo.people import STAFF
from ihk_tui.demo.plan import plan_day
from ihk_tui.demo.request import DemoRequest, check_empty, read_request
from ihk_tui.demo.staff import Staff
from ihk_tui.demo.visitors import Town
from ihk_tui.domain.formats import at_time, local
from ihk_tui.domain.policy import Policy

_BEFORE_ALL = timedelta(days=100)
"""The clock starts so long before the first day: its first booking comes later."""


def build(
    folder: Path,
    *,
    preset: str,
    years: int,
    seed: int,
    at: str,
    day: str,
    progress: Callable[[int, int], None],
) -> None:
    """Simulate an office into `folder`, which is empty or does not exist yet.

    `years` of history, twelve days each, go before the running day. That is `day` (an ISO date) or, when
    empty, today's or the next consultation day; the office's clock shows `at` on it and goes on from there.
    The same `seed`, day and time give the same documents. `progress` hears how many of how many days are
    done. Raises BadInput for what cannot be simulated, StoreTrouble when the disk does not take it.
    """
    today = local(config.clock(ClockSettings(), os.environ)()).date()
    request = read_request(preset, years, seed, at, day, today)
    policy = Policy(desks=request.preset.desks)
    dates = Dates.around(today, request.day, request.years, policy)
    moment = at_time(dates.running.day, request.at, field="at")
    check_empty(folder)
    settings = config.new_config(
        "IHK-Regionalbüro Hattingen (Simulation)",
        "Hattingen",
        STAFF,
        policy=policy,
        secret=sha256(f"ihk_tui demo {seed}".encode()).hexdigest()[:32],
        default_person=STAFF[0].id,
    )
    existed = folder.exists()
    try:
        with filling(folder) as store:
            _simulate(folder, store, settings, request, dates, moment, progress)
        ahead = ceil((moment - datetime.now(UTC)).total_seconds())
        config.write_config(folder, replace(settings, clock=ClockSettings(offset_seconds=ahead)))
    except BaseException:
        _clear(folder, existed)
        raise


def _simulate(
    folder: Path,
    store: FillingStore,
    settings: Config,
    request: DemoRequest,
    dates: Dates,
    moment: datetime,
    progress: Callable[[int, int], None],
) -> None:
    policy, seed = settings.policy, request.seed
    catalogue = config.read_catalogue(folder)
    town = Town(catalogue, firms(Random(f"{seed} firms")))
    first = dates.past[0] if dates.past else dates.running
    events = Events(at_time(first.day, policy.opens) - _BEFORE_ALL)
    staff = Staff(store, settings, catalogue, events.now, seed)
    diary = Diary(events, staff, dates, town)
    done_days = 0

    def closed() -> None:
        nonlocal done_days
        done_days += 1
        progress(done_days, len(dates.past) + 1)
        if done_days % presets.DAYS_A_YEAR == 0:
            store.settle_past(folder, events.now())

    for past in dates.past:
        factor = presets.MONTH_FACTORS[past.day.month - 1]
        plan = plan_day(past, request.preset, factor, town, policy, seed)
        diary.decide(past)
        diary.fill(plan)
        diary.by_telephone(plan)
        Day(events, staff, diary, plan).begin(closed)
    for place, ahead in enumerate(dates.to_come):
        factor = presets.MONTH_FACTORS[ahead.day.month - 1]
        diary.begin_to_fill(plan_day(ahead, request.preset, factor, town, policy, seed), place)
    plan = plan_day(dates.running, request.preset, 1.0, town, policy, seed)
    diary.decide(dates.running)
    if dates.extra:
        diary.fill_when_open(plan)
    else:
        diary.fill(plan)
    diary.by_telephone(plan)
    running = Day(events, staff, diary, plan)
    running.begin(extra=dates.extra)
    Moment(events, running, town, staff.reception, moment).prepare()
    events.run(moment.replace(hour=0, minute=0))
    store.settle_past(folder, events.now())
    events.run(moment)
    closed()


def _clear(folder: Path, existed: bool) -> None:
    """Take away what was begun; the folder was empty before, so all in it is ours."""
    for each in folder.iterdir() if folder.is_dir() else ():
        if each.is_dir():
            rmtree(each)
        else:
            each.unlink()
    if not existed and folder.is_dir():
        folder.rmdir()
