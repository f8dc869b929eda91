"""A small office of its own for these tests: two kinds of values, a clock that stands still, ways to open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from operator import attrgetter
from typing import Any

import msgspec

from ihk_tui.store.places import Place
from ihk_tui.store.store import Store

DAY = date(2026, 9, 3)
OTHER_DAY = date(2026, 10, 1)
NOW = datetime(2026, 9, 3, 8, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=2)
"""When what was done at NOW is no longer undone: a compaction folds it into the snapshot."""


class Guest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Kept by day, like a visit."""

    day: date
    id: int
    name: str = ""
    arrived: datetime | None = None
    topics: tuple[str, ...] = ()
    talks: dict[int, str] = {}


class Booking(msgspec.Struct, frozen=True):
    """Kept in one table, like an appointment."""

    id: int
    text: str = ""


class Plan(msgspec.Struct, frozen=True):
    """Known by its date."""

    day: date
    bookings: tuple[int, ...] = ()


PLACES: Mapping[type[Any], Place] = {
    Guest: Place("guests", attrgetter("id"), attrgetter("day")),
    Booking: Place("bookings", attrgetter("id")),
    Plan: Place("plans", attrgetter("day")),
}

Opener = Callable[[], Store]
"""Opens one more handle on the same log, as another process would."""


def admit(store: Store, name: str = "", day: date = DAY, person: str = "anna") -> Guest:
    """Give a guest the next number of the day."""
    with store.begin(person, "admit", NOW) as work:
        guest = Guest(day=day, id=work.count("guests", day), name=name)
        work.put(guest)
        work.commit(f"{day}/{guest.id}")
    return guest


def do_something(store: Store, at: datetime) -> None:
    """Do something, so that a clock of a day later is believed."""
    with store.begin("anna", "put", at) as work:
        work.put(Booking(90, str(at)))
        work.commit()


def names(store: Store, day: date = DAY) -> list[str]:
    """The names of a day's guests, by number."""
    return [guest.name for guest in store.read().all(Guest, day)]
