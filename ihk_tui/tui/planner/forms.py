"""What the planner asks: a date for a day, its hours. What is wrong is said beside the field."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from ihk_tui.domain.days import ConsultationDay, add_day, confirm, next_free
from ihk_tui.domain.formats import read_date, show_date, typed_date
from ihk_tui.domain.hours import Hours, read_hours
from ihk_tui.domain.words import BadInput, Refusal, Words
from ihk_tui.office.planning import taken_by
from ihk_tui.office.planning_year import Year
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.dialogs.form import ask_form
from ihk_tui.tui.dialogs.form_draft import FormDraft
from ihk_tui.tui.planner.details import bookings
from ihk_tui.tui.widgets.form import Line

DATE = Words("Datum", "Date")
HOW = Words("4.12., 04.12.2026 oder morgen", "4.12., 2026-12-04 or tomorrow")
_YEAR = re.compile(r"20\d\d")


async def ask_new_date(
    app: SprechtagApp,
    year: Year,
    day: ConsultationDay,
    booked: int,
    problem: Refusal | None,
    value: str,
    draft: FormDraft,
) -> str | None:
    """Ask where a day is to be put; the proposal, or the next Thursday that is no holiday, stands there."""
    session = app.session
    ahead = day.day if day.status == "proposed" else next_free(day.day + timedelta(days=7), year.holidays)

    def refused(on: date) -> Refusal | None:
        there = next((each.day for each in year.days if each.day.day == on), None)
        if there and there.origin != day.origin:
            return taken_by(there)
        moved = confirm(day, on, year.holidays, session.now())
        return moved if isinstance(moved, Refusal) else None

    title = Words("Verlegen: {day}", "Move: {day}").fill(day=show_date(day.day, session.language))
    proposed = typed_date(ahead, session.language)
    draft.stands({"date": proposed})
    return await _ask_date(app, title, _consequence(booked, problem), value or proposed, refused, draft)


async def ask_extra_date(
    app: SprechtagApp, year: Year, problem: Refusal | None, value: str, draft: FormDraft
) -> str | None:
    """Ask when an extra day is to be; a public holiday is asked about later."""
    session = app.session

    def refused(on: date) -> Refusal | None:
        if there := next((each.day for each in year.days if each.day.day == on), None):
            return taken_by(there)
        made = add_day(on, year.holidays, session.policy, session.now(), anyway=True)
        return made if isinstance(made, Refusal) else None

    title = Words("Zusätzlicher Sprechtag", "Extra consultation day")
    text = problem.words if problem else Words("Mit den üblichen Zeiten.", "With the usual hours.")
    return await _ask_date(app, title, text, value, refused, draft)


async def _ask_date(
    app: SprechtagApp,
    title: Words,
    text: Words,
    value: str,
    refused: Callable[[date], Refusal | None],
    draft: FormDraft,
) -> str | None:
    def check(typed: dict[str, str]) -> str | list[BadInput]:
        try:
            refusal = refused(read_date(typed["date"], app.session.today()))
        except BadInput as problem:
            return [problem]
        return [BadInput("date", refusal.words)] if refusal else typed["date"]

    return await ask_form(app, title, text, [Line("date", DATE, HOW, value)], check, draft=draft)


def _consequence(booked: int, problem: Refusal | None) -> Words:
    if problem:
        return problem.words
    if not booked:
        return Words("Es gibt noch keine Termine an diesem Tag.", "There are no bookings on this day yet.")
    return Words(
        "{count}, zur selben Uhrzeit. Danach steht da, wer zu benachrichtigen ist.",
        "{count}, at the same time of day. Whom to tell is listed afterwards.",
    ).fill(count=bookings(booked))


async def ask_hours(
    app: SprechtagApp, day: ConsultationDay, present: Hours, problem: Refusal | None, draft: FormDraft
) -> Hours | None:
    """Ask for hours, slots and desks of a day, each as it is now or was typed last."""
    capacity = "" if present.capacity is None else str(present.capacity)
    lines = [
        Line("hours", Words("Zeiten", "Hours"), Words("8:30-16:00", "8:30-16:00"), present.span),
        Line("slot", Words("Raster in Minuten", "Slot in minutes"), value=str(present.slot)),
        Line("desks", Words("Plätze", "Desks"), value=str(present.desks)),
        Line(
            "capacity",
            Words("Termine zur selben Zeit", "Bookings at a time"),
            Words("leer: Plätze ohne einen", "empty: desks but one"),
            capacity,
        ),
    ]

    def check(typed: dict[str, str]) -> Hours | list[BadInput]:
        return read_hours(typed, present)

    title = Words("Zeiten: {day}", "Hours: {day}").fill(day=show_date(day.day, app.session.language))
    usual = Words(
        "Ein Platz bleibt üblicherweise für Besuche ohne Termin frei.",
        "One desk usually stays free for visits without a booking.",
    )
    if problem is None:
        draft.stands({line.name: line.value for line in lines})
    return await ask_form(app, title, problem.words if problem else usual, lines, check, draft=draft)


def merged(shown: Hours, typed: Hours, present: Hours) -> Hours:
    """What the form shows after a colleague's change: theirs, but where the person typed something else."""
    mine = {field: value for field, value in typed._asdict().items() if value != getattr(shown, field)}
    return present._replace(**mine)


async def ask_where(app: SprechtagApp) -> date | int | None:
    """Ask for a date or a year to go to."""

    def check(typed: dict[str, str]) -> date | int | list[BadInput]:
        text = typed["date"].strip()
        if _YEAR.fullmatch(text):
            return int(text)
        try:
            return read_date(text, app.session.today())
        except BadInput as problem:
            return [problem]

    hint = Words("4.12., morgen oder 2027", "4.12., tomorrow or 2027")
    words = Words("Datum oder Jahr", "Date or year")
    return await ask_form(app, Words("Gehe zu", "Go to"), Words("", ""), [Line("date", words, hint)], check)
