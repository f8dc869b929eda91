"""The office's past that every engine is given before it is measured: the same visits for all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from pathlib import Path

from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.visitors import Company, Visitor
from ihk_tui.domain.visits import Outcome, Step, Talk, Visit, VisitTopic
from ihk_tui.store.kinds import PLACES
from ihk_tui.store.store import Store

PER_DAY = 60
"""Visits of a full day."""
TODAY = date(2026, 9, 3)
"""The first day that is measured; the past lies before it, a day of visits on every date."""
FIRMS = 120
"""As many as the simulated office knows."""

_KINDS = ("BM", "AZ", "SL", "EL", "BN", "PA", "HW", "UM", "EG", "LK", "PV", "XX")


def morning(day: date) -> datetime:
    """A moment at which a day is in full swing."""
    return datetime.combine(day, time(7, 30), UTC)


def visitor(number: int) -> Visitor:
    """Someone who makes the document of a check-in about 300 bytes."""
    return Visitor(
        name="Amira Schürmann", company=f"Winzerbogen {number % FIRMS} GmbH", postcode="45525",
        phone="+493023125157",
    )  # fmt: skip


def arrival(day: date, number: int, at: datetime) -> Visit:
    """What a check-in inserts."""
    return Visit(
        day=day,
        id=number,
        kind="BM",
        topics=(VisitTopic("VE2"),),
        steps=(Step("waiting", at, "empfang"),),
        ticket=f"A{number:02d}",
        visitor=visitor(number).noticed(at),
    )


def settled(day: date, number: int) -> Visit:
    """A visit of the past: about 750 bytes, as the median of ten simulated years."""
    came = morning(day) + timedelta(minutes=number * 7)
    called = came + timedelta(minutes=3 + number * 11 % 40)
    begun = called + timedelta(seconds=70)
    middle, end = begun + timedelta(minutes=9), begun + timedelta(minutes=21)
    solved, began = Outcome(kind="solved"), Outcome(
        kind="started", partner="IHK-BO", next_step="Antrag weiterleiten", owner="berger",
        due=day + timedelta(days=14),
    )  # fmt: skip
    return Visit(
        day=day,
        id=number,
        kind=_KINDS[number * 7 % len(_KINDS)],
        topics=(
            VisitTopic("PR2", "berger", (Talk("berger", 2, begun, middle),), solved),
            VisitTopic("VE1", "berger", (Talk("berger", 2, middle, end),), began),
        ),
        steps=(
            Step("waiting", came, "empfang"),
            Step("called", called, "berger", 2),
            Step("serving", begun, "berger", 2),
            Step("finished", end, "berger"),
        ),
        ticket=f"A{number:02d}",
        visitor=visitor(number).noticed(came),
    )


def past_day(count: int) -> date:
    """The date of the `count`th day before today, from 1."""
    return TODAY - timedelta(days=count)


def past(visits: int) -> Iterator[list[Visit]]:
    """So many visits of the past, day by day in their order; only the oldest day may be no full one."""
    days = ceil(visits / PER_DAY)
    for count in range(days, 0, -1):
        many = PER_DAY if count < days else visits - PER_DAY * (days - 1)
        yield [settled(past_day(count), number) for number in range(1, many + 1)]


def fill(store: Store, visits: int) -> None:
    """Put the past into a store of ours, with its days and firms, and compact it."""
    began = past_day(ceil(visits / PER_DAY) + 1)
    with store.begin("empfang", "fill", morning(began)) as work:
        for number in range(FIRMS):
            name = visitor(number).company
            work.put(Company(id=work.count("companies"), name=name, postcode="45525", seen=began))
        work.commit()
    for visits_of_day in past(visits):
        day = visits_of_day[0].day
        at = morning(day)
        with store.begin("empfang", "fill", at) as work:
            for visit in visits_of_day:
                work.count("visits", day)
                work.count("A", day)
                work.put(visit)
            work.put(ConsultationDay(day=day, status="closed", opened_at=at, closed_at=at))
            work.commit()
    store.compact(morning(TODAY))


def make(folder: Path, visits: int) -> None:
    """Make a data folder of ours with so many visits of the past."""
    Store.create(folder, PLACES).close()
    store = Store.open(folder, PLACES, durable=False)
    fill(store, visits)
    store.close()
    drop_generations(folder)


def drop_generations(folder: Path) -> None:
    """Drop the earlier generations of a data folder; a run would keep gigabytes."""
    for file in (folder / "generations").iterdir():
        if file.is_file():
            file.unlink()
