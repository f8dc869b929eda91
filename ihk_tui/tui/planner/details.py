"""What is known of the marked day, and what a decision would do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ihk_tui.domain.days import STATUS_WORDS, ConsultationDay
from ihk_tui.domain.formats import show_date
from ihk_tui.domain.hours import Hours
from ihk_tui.domain.words import Language, Words
from ihk_tui.office.planning_year import PlannedDay, Year
from ihk_tui.tui.planner.rows import short


def details(
    year: Year, planned: PlannedDay, today: date, language: Language, key: Callable[[str], Words]
) -> list[str | tuple[str, str]]:
    """Four sentences: what it is, how it is run, the holidays of its month, what would follow.

    `key` gives the key of an action as it stands on the keyboard.
    """

    def say(words: Words) -> str:
        return words.to(language)

    day = planned.day
    holidays = ", ".join(
        f"{short(on, language)} {say(name)}" for on, name in year.in_month(day.rule_date or day.day)
    )
    none = Words("keine Feiertage", "no public holidays")
    in_month = Words("Im selben Monat: {which}.", "In the same month: {which}.").fill(which=holidays or none)
    return [
        (f"{show_date(day.day, language)}: {say(STATUS_WORDS[day.status])}", "bold"),
        f"{_why(day, language)}.\n",
        f"{say(_run(day))}\n{say(in_month)}\n",
        say(_would(planned, today, key)),
    ]


def _why(day: ConsultationDay, language: Language) -> str:
    if day.rule_date is None:
        return Words(", ein zusätzlicher Sprechtag", ", an extra consultation day").to(language)
    if day.rule_date == day.day:
        return Words(", erster Donnerstag des Monats", ", first Thursday of the month").to(language)
    on = show_date(day.rule_date, language)
    instead = Words(" statt {on}", " instead of {on}").fill(on=on).to(language)
    return f"{instead} ({day.reason.to(language)})" if day.reason else instead


def _run(day: ConsultationDay) -> Words:
    return Words(
        "{span} Uhr, {desks} Plätze, alle {slot} min bis zu {places} Termine.",
        "{span}, {desks} desks, up to {places} bookings every {slot} min.",
    ).fill(span=Hours.of(day).span, desks=day.desks, slot=day.slot, places=day.places)


def _would(planned: PlannedDay, today: date, key: Callable[[str], Words]) -> Words:
    """What a decision would do to the bookings."""
    day, booked = planned
    if day.status in ("open", "closed"):
        return Words("Dieser Tag lässt sich nicht mehr planen.", "This day cannot be planned any more.")
    if day.day < today:
        return Words(
            "Dieser Tag ist vorbei und wurde nie geöffnet.", "This day has passed, and was never opened."
        )
    if day.status == "cancelled":
        return Words(
            "{settle} setzt ihn wieder an; abgesagte Termine bleiben abgesagt.",
            "{settle} brings it back; bookings that were called off stay so.",
        ).fill(settle=key("settle"))
    count = bookings(booked)
    if day.status == "proposed":
        return Words(
            "{settle} nimmt den Vorschlag an, {move} legt ein anderes Datum fest; {count}.",
            "{settle} confirms the proposal, {move} sets another date; {count}.",
        ).fill(settle=key("settle"), move=key("move"), count=count)
    if not booked:
        return Words(
            "Noch keine Termine: niemand wäre zu benachrichtigen.",
            "No bookings yet: nobody would have to be told.",
        )
    return Words("Beim Verlegen: {count}.", "When it is moved: {count}.").fill(count=count)


def bookings(booked: int) -> Words:
    """How many bookings would go along."""
    if booked == 1:
        return Words("1 Termin würde mitziehen", "1 booking would go along")
    return Words("{n} Termine würden mitziehen", "{n} bookings would go along").fill(n=booked)
