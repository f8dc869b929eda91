"""The pieces of the simulation by themselves."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

import pytest

from ihk_tui.config import read_catalogue
from ihk_tui.demo import texts
from ihk_tui.demo.dates import Dates
from ihk_tui.demo.events import Events
from ihk_tui.demo.firms import firms
from ihk_tui.demo.mix import Mix
from ihk_tui.demo.plan import plan_day
from ihk_tui.demo.presets import KINDS, MONTH_FACTORS, PRESETS, TOPICS
from ihk_tui.demo.visitors import Town
from ihk_tui.domain.days import rule_day
from ihk_tui.domain.policy import Policy

NOON = datetime(2026, 9, 3, 12, tzinfo=UTC)


def test_events_happen_in_order_and_move_the_clock() -> None:
    events = Events(NOON)
    seen: list[tuple[str, datetime]] = []

    def see(name: str) -> None:
        seen.append((name, events.now()))

    for minutes, name in ((5, "c"), (1, "a"), (1, "b")):
        events.after(minutes, partial(see, name))
    events.run(NOON + timedelta(minutes=2))
    assert seen == [(name, NOON + timedelta(minutes=1)) for name in "ab"]
    assert events.now() == NOON + timedelta(minutes=2)


def test_the_mix_has_the_shares_of_kinds_and_of_topics() -> None:
    shares = Mix().shares
    total = sum(shares.values())
    for side, wanted in ((0, KINDS), (1, TOPICS)):
        for code, share in wanted.items():
            found = sum(value for pair, value in shares.items() if pair[side] == code) / total
            assert found == pytest.approx(share / 100, abs=0.002)


def test_month_factors_make_twelve() -> None:
    assert sum(MONTH_FACTORS) == pytest.approx(12)
    assert sum(KINDS.values()) == sum(TOPICS.values()) == 100


def test_partners_of_the_texts_are_in_the_catalogue(tmp_path: Path) -> None:
    catalogue = read_catalogue(tmp_path)
    assert set(texts.PARTNERS) == {group.code for group in catalogue.groups}
    for partner in {texts.BOCHUM, *(p for group in texts.PARTNERS.values() for p in group)}:
        assert catalogue.read_partner(partner) == partner


def test_firms_have_names_of_their_own() -> None:
    town = firms(Random(1))
    assert len({firm.name for firm in town}) == len(town)
    assert set(Counter(firm.kind for firm in town)) == {"BM", "BN", "HW"}


def test_a_plan_spreads_appointments_over_the_grid(tmp_path: Path) -> None:
    policy = Policy(desks=3)
    town = Town(read_catalogue(tmp_path), firms(Random(1)))
    day = rule_day(date(2026, 9, 3), {}, policy)
    plan = plan_day(day, PRESETS["normal"], 1.0, town, policy, 1)
    assert len(plan.booked) + len(plan.walk_ins) == 30
    assert len({booked.start for booked in plan.booked}) == len(plan.booked) == 10
    full = plan_day(day, PRESETS["busy"], 1.4, town, policy, 1)
    assert max(Counter(booked.start for booked in full.booked).values()) == policy.desks - 1


def test_days_around_a_holiday() -> None:
    dates = Dates.around(date(2026, 6, 5), None, 1, Policy())
    assert (dates.running.day, dates.running.status) == (date(2026, 6, 11), "proposed")
    assert len(dates.past) == 12
    assert [day.day for day in dates.to_come] == [date(2026, 7, 2), date(2026, 8, 6)]
