"""Consultation days: the first Thursday of every month, moved when it is a public holiday (DOMAIN.md §2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Literal

import msgspec
from msgspec.structs import replace

from ihk_tui.domain.formats import local
from ihk_tui.domain.policy import Policy
from ihk_tui.domain.usual_hours import UsualHours, revision_of
from ihk_tui.domain.words import Refusal, Words

DayStatus = Literal["planned", "proposed", "confirmed", "open", "closed", "cancelled"]
"""`planned`: the rule's own day; `proposed`: a shift nobody confirmed yet; `confirmed`: decided by staff."""

THURSDAY = 3
FARTHEST_SHIFT = timedelta(days=28)
"""How far from its first Thursday a day may be put: beyond, it is a slip of the finger."""

STATUS_WORDS: dict[str, Words] = {
    "planned": Words("geplant", "planned"),
    "proposed": Words("Vorschlag", "proposed"),
    "confirmed": Words("bestätigt", "confirmed"),
    "open": Words("geöffnet", "open"),
    "closed": Words("abgeschlossen", "closed"),
    "cancelled": Words("fällt aus", "cancelled"),
}


class TalkSum(msgspec.Struct, frozen=True, gc=False):
    """Serving times of one topic group on one day, enough for mean and spread. Minutes."""

    count: int = 0
    total: float = 0.0
    squares: float = 0.0

    def plus(self, talk: float) -> TalkSum:
        """Add one talk."""
        return TalkSum(self.count + 1, self.total + talk, self.squares + talk * talk)

    def merged(self, other: TalkSum) -> TalkSum:
        """Add the talks of another day."""
        return TalkSum(self.count + other.count, self.total + other.total, self.squares + other.squares)


def talks_together(sums: Iterable[Mapping[str, TalkSum]]) -> dict[str, TalkSum]:
    """Add up what several days measured, by topic group."""
    merged: dict[str, TalkSum] = {}
    for talks in sums:
        for group, talk in talks.items():
            merged[group] = merged.get(group, TalkSum()).merged(talk)
    return merged


class ConsultationDay(msgspec.Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """One consultation day with its hours and what became of it."""

    day: date
    rule_date: date | None = None
    """The first Thursday it stands for; None for an extra day."""
    status: DayStatus = "planned"
    reason: Words | None = None
    opens: time = time(8, 30)
    closes: time = time(16, 0)
    slot: int = 30
    """Length of a bookable slot in minutes."""
    desks: int = 3
    capacity: int | None = None
    """How many consultations may be booked for one time; None leaves one desk for those who just come."""
    first_on: date | None = None
    """Where an extra day stood before it was moved: calendars know it by that date; None where it stands."""
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    sequence: int = 0
    """Rises with every change of date, hours or status, as calendars expect it."""
    changed: datetime | None = None
    """When it was last decided on; of the rule's own days when the usual hours were, or None."""
    talks: dict[str, TalkSum] = {}
    """Measured serving times by topic group, written at closing: the prior of later days' estimates."""

    @property
    def places(self) -> int:
        """How many consultations may be booked for one time."""
        return max(1, self.desks - 1) if self.capacity is None else self.capacity

    @property
    def origin(self) -> tuple[date | None, date]:
        """What stays the same wherever the day is put: its first Thursday, or its own first date."""
        return self.rule_date, self.rule_date or self.first_on or self.day


def first_thursday(year: int, month: int) -> date:
    """Give the first Thursday of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(THURSDAY - first.weekday()) % 7)


@cache
def holidays_in(year: int) -> Mapping[date, Words]:
    """Public holidays of North Rhine-Westphalia in one year, from the `holidays` package."""
    from holidays import country_holidays

    german, english = (
        country_holidays("DE", subdiv="NW", years=year, language=language) for language in ("de", "en_US")
    )
    return {day: Words(german[day], english[day]) for day in sorted(german)}


def rule_day(rule_date: date, holidays: Mapping[date, Words], policy: Policy) -> ConsultationDay:
    """Give the consultation day of one first Thursday: itself, or a proposed shift with its reason.

    The proposal is the next Thursday that is no holiday.
    """
    day = next_free(rule_date, holidays)
    shifted = day != rule_date
    return replace(
        extra_day(day, policy),
        rule_date=rule_date,
        status="proposed" if shifted else "planned",
        reason=holidays[rule_date] if shifted else None,
    )


def next_free(day: date, holidays: Mapping[date, Words]) -> date:
    """Give a date, or the first one whole weeks later that is no holiday."""
    while day in holidays:
        day += timedelta(days=7)
    return day


def extra_day(day: date, policy: Policy) -> ConsultationDay:
    """Give a day with the office's usual hours that stands for no first Thursday."""
    return ConsultationDay(
        day=day, opens=policy.opens, closes=policy.closes, slot=policy.slot, desks=policy.desks
    )


def year_plan(
    year: int,
    decided: Iterable[ConsultationDay],
    holidays: Mapping[date, Words],
    policy: Policy,
    told: UsualHours | None = None,
) -> list[ConsultationDay]:
    """Every consultation day of a year by date: the rule's, except where staff decided otherwise.

    `told` are the usual hours that calendars know of the rule's days.
    """
    stored = [day for day in decided if year in (day.day.year, (day.rule_date or day.day).year)]
    settled = {day.rule_date for day in stored if day.rule_date}
    revision, since = revision_of(policy, told), told.since if told else None
    by_rule = (
        replace(rule_day(first, holidays, policy), sequence=revision, changed=since)
        for first in (first_thursday(year, month) for month in range(1, 13))
        if first not in settled
    )
    return sorted([*stored, *by_rule], key=lambda day: day.day)


def named(plan: Iterable[ConsultationDay], on: date) -> ConsultationDay | None:
    """Find a day by its date, else by the first Thursday it stands for."""
    days = list(plan)
    there = (day for day in days if day.day == on)
    return next(there, None) or next((day for day in days if day.rule_date == on), None)


DAY_STARTED = Refusal(
    "day_started", Words("Dieser Sprechtag wurde schon geöffnet.", "This day was opened already.")
)


def started(day: ConsultationDay) -> Refusal | None:
    """Refuse to plan a day anew that was opened already."""
    return DAY_STARTED if day.status in ("open", "closed") else None


def cancel_day(day: ConsultationDay, now: datetime) -> ConsultationDay | Refusal:
    """Decide that a day does not take place."""
    changes = {"status": "cancelled", "sequence": day.sequence + 1, "changed": now}
    return started(day) or replace(day, **changes)


def confirm(
    day: ConsultationDay, on: date, holidays: Mapping[date, Words], now: datetime
) -> ConsultationDay | Refusal:
    """Decide a day that was not yet opened: take the proposal, or another date, or bring it back."""
    if refusal := started(day) or holiday(on, holidays):
        return refusal
    if on < local(now).date() or abs(on - (day.rule_date or day.day)) > FARTHEST_SHIFT:
        return Refusal(
            "too_far",
            Words(
                "Ein Sprechtag wird um höchstens vier Wochen verlegt, nie in die Vergangenheit.",
                "A consultation day can be moved by four weeks at most, and not into the past.",
            ),
        )
    first_on = None if day.rule_date or on == day.origin[1] else day.origin[1]
    return replace(day, day=on, first_on=first_on, status="confirmed", sequence=day.sequence + 1, changed=now)


def add_day(
    on: date, holidays: Mapping[date, Words], policy: Policy, now: datetime, anyway: bool = False
) -> ConsultationDay | Refusal:
    """Decide an extra day; on a public holiday only when that is meant (`anyway`)."""
    if on < local(now).date():
        return PAST
    if not anyway and (refusal := holiday(on, holidays)):
        return refusal
    return replace(extra_day(on, policy), status="confirmed", changed=now)


def holiday(on: date, holidays: Mapping[date, Words]) -> Refusal | None:
    """Refuse a public holiday."""
    if on not in holidays:
        return None
    words = Words("Das ist ein Feiertag: {name}.", "That is a public holiday: {name}.")
    return Refusal("holiday", words.fill(name=holidays[on]))


PAST = Refusal("past", Words("Dieses Datum ist schon vorbei.", "That date has passed already."))


def restored(
    before: ConsultationDay | None, present: ConsultationDay, policy: Policy, now: datetime
) -> ConsultationDay:
    """Undo a decision: the day comes back under a later SEQUENCE, for calendars ignore an older one.

    Without a decision before, it is the rule's again; an extra day is called off, for calendars to hear.
    """
    if before is None and present.rule_date:
        before = rule_day(present.rule_date, holidays_in(present.rule_date.year), policy)
    back = before or replace(present, status="cancelled")
    return replace(back, sequence=present.sequence + 1, changed=now)


def open_day(day: ConsultationDay, now: datetime) -> ConsultationDay | Refusal:
    """Open a day for visits; a closed one is opened again, a cancelled one is refused."""
    if day.status == "open":
        return Refusal("already_open", Words("Der Sprechtag ist schon geöffnet.", "The day is open already."))
    if day.status == "cancelled":
        return Refusal("day_cancelled", Words("Dieser Sprechtag fällt aus.", "This day is cancelled."))
    return replace(day, status="open", opened_at=day.opened_at or now, closed_at=None)


def close_day(day: ConsultationDay, talks: dict[str, TalkSum], now: datetime) -> ConsultationDay:
    """Close an open day and keep what its talks measured."""
    return replace(day, status="closed", closed_at=now, talks=talks)
