"""Consultation days: the plan as it stands, opening and the guided closing."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import NamedTuple

from msgspec.structs import replace

from ihk_tui.domain import days, transitions
from ihk_tui.domain.appointments import Appointment, cancelled, missed, to_visit
from ihk_tui.domain.days import ConsultationDay, TalkSum
from ihk_tui.domain.formats import date_words
from ihk_tui.domain.queue import measured_talks
from ihk_tui.domain.visits import OUTCOME_WORDS, OUTCOMES, STATE_WORDS, Outcome, State, Visit
from ihk_tui.domain.words import Refusal, StoreTrouble, Words
from ihk_tui.office.agenda import on_day
from ihk_tui.office.allowed import needs
from ihk_tui.office.session import Session
from ihk_tui.office.usual_hours import told_hours
from ihk_tui.office.work import Reader

NO_DAY = Refusal(
    "day_closed",
    Words(
        "Es ist kein Sprechtag geöffnet. Öffnen: ihk-tui open-day.",
        "No consultation day is open. To open one: ihk-tui open-day.",
    ),
)


def open_now(reader: Reader) -> ConsultationDay | None:
    """The day that is open, whatever its date: an unclosed one stays open until it is closed."""
    return next((day for day in reversed(reader.all(ConsultationDay)) if day.status == "open"), None)


def plan(session: Session, year: int) -> list[ConsultationDay]:
    """Every consultation day of a year with its reason."""
    return planned_in(session, session.read(), year)


def planned_in(session: Session, reader: Reader, year: int) -> list[ConsultationDay]:
    """Every consultation day of a year as `reader` has it: decided, or by the rule."""
    return days.year_plan(
        year, reader.all(ConsultationDay), days.holidays_in(year), session.policy, told_hours(reader)
    )


def planned_between(session: Session, reader: Reader, first: date, last: date) -> list[ConsultationDay]:
    """The consultation days from `first` to `last`, both included.

    Each once: one that was moved across the turn of the year stands in the plans of both years.
    """
    return [
        day
        for year in range(first.year, last.year + 1)
        for day in planned_in(session, reader, year)
        if day.day.year == year and first <= day.day <= last
    ]


def upcoming(session: Session, reader: Reader | None = None) -> ConsultationDay:
    """The open day, else today's or the next consultation day that takes place, as `reader` has it."""
    reader = reader or session.read()
    return open_now(reader) or _next_planned(session, reader)


def _next_planned(session: Session, reader: Reader) -> ConsultationDay:
    today = session.today()
    for year in range(today.year, today.year + 3):
        for day in planned_in(session, reader, year):
            if (
                day.day >= today
                and day.status != "cancelled"
                and not (day.status == "closed" and day.day != today)
            ):
                return day
    return days.extra_day(today, session.policy)


def planned_on(session: Session, reader: Reader, on: date) -> ConsultationDay | None:
    """The consultation day on a date, decided or by the rule; None when there is none."""
    stored = reader.get(ConsultationDay, on)
    return stored or next((day for day in planned_in(session, reader, on.year) if day.day == on), None)


@needs("day")
def open_day(session: Session, extra: bool = False) -> ConsultationDay | Refusal:
    """Open today's consultation day; `extra` opens a day that is not in the plan.

    Before its first opening the store is compacted, so that a year of history weighs as little as a day.
    """
    today = session.today()
    reader = session.read()
    if refusal := unclosed(open_now(reader), today):
        return refusal
    day = planned_on(session, reader, today)
    if day is None and not extra:
        ahead = _next_planned(session, reader)
        return Refusal(
            "no_day_today",
            Words(
                "Heute ist kein Sprechtag, der nächste ist {day}. Trotzdem öffnen: open-day --extra.",
                "Today is no consultation day, the next is {day}. To open all the same: open-day --extra.",
            ).fill(day=date_words(ahead.day)),
        )
    day = day or days.extra_day(today, session.policy)
    if open_now(reader) is None and day.opened_at is None and day.status != "cancelled":
        with suppress(StoreTrouble):  # the day opens all the same
            session.store.tidy(session.now())
            session.store.compact(session.now())
    with session.begin("open_day") as work:
        if refusal := unclosed(open_now(work), today):
            return refusal
        opened = days.open_day(work.get(ConsultationDay, today) or day, session.now())
        if not isinstance(opened, Refusal):
            work.put(opened)
            work.commit(opened.day.isoformat())
        return opened


def unclosed(still: ConsultationDay | None, today: date) -> Refusal | None:
    """Refuse to begin a day while another one is open."""
    if still is None or still.day == today:
        return None
    return Refusal(
        "unclosed_day",
        Words(
            "Offen ist noch der Sprechtag vom {day}. Bitte erst abschließen.",
            "The consultation day of {day} is still open. Please close it first.",
        ).fill(day=date_words(still.day)),
    )


class Unsettled(NamedTuple):
    """Something of the day that nobody has decided yet, and what may become of it."""

    key: str
    """The ticket, or `appointment:ID` for a booking that never came."""
    visit: Visit | None
    appointment: Appointment | None
    choices: tuple[str, ...]
    """Outcome kinds for a talk that began, else states."""


CHOICE_WORDS: dict[str, Words] = {**STATE_WORDS, **OUTCOME_WORDS}
"""What the choices are called."""

_TALKED = ("solved", "started", "not_responsible", "aborted")
_MISSED = ("no_show", "cancelled")
_CHOICES: dict[State, tuple[str, ...]] = {
    "waiting": ("left", "turned_away"),
    "called": ("no_show", "left"),
    "no_show": ("no_show", "left"),
    "serving": _TALKED,
    "deferred": ("left", *_TALKED),
}


def unsettled(reader: Reader, day: date, now: datetime) -> list[Unsettled]:
    """What closing the day has to ask for; a booking that is still to come can only be called off."""
    still = [
        Unsettled(visit.ticket, visit, None, _CHOICES[visit.state])
        for visit in reader.all(Visit, day)
        if visit.is_open
    ]
    never_came = [
        Unsettled(f"appointment:{a.id}", None, a, _MISSED if a.start <= now else ("cancelled",))
        for a in on_day(reader, day)
        if a.kind == "consultation" and a.status == "booked"
    ]
    return still + never_came


@needs("day")
def close_day(session: Session, decisions: Mapping[str, str | Outcome]) -> ConsultationDay | Refusal:
    """Close the open day with a decision for each unsettled visit and booking; nothing is assumed.

    A decision is one of the `choices`; `started` comes as an `Outcome` with its details.
    """
    with session.begin("close_day") as work:
        day = open_now(work)
        if day is None:
            return NO_DAY
        now, by = session.now(), session.person.id
        open_points = unsettled(work, day.day, now)
        missing = [point.key for point in open_points if point.key not in decisions]
        if missing:
            return Refusal(
                "unsettled",
                Words(
                    "Noch offen: {keys}. Bitte je ein Ergebnis angeben.",
                    "Still open: {keys}. Please give an outcome for each.",
                ).fill(keys=", ".join(missing)),
            )
        for point in open_points:
            settled = _settle(session, point, decisions[point.key])
            if isinstance(settled, Refusal):
                return settled
            if point.appointment:
                ended = missed if settled.state == "no_show" else cancelled
                gone = ended(point.appointment, now)
                if isinstance(gone, Refusal):
                    return gone
                settled = replace(settled, id=work.count("visits", day.day))
                work.put(replace(gone, visit=settled.id))
            work.put(settled)
        talks = measured_talks(work.all(Visit, day.day), now)
        closed = days.close_day(day, talks, now)
        work.put(closed)
        work.commit(f"{day.day.isoformat()} {by}")
        return closed


def _settle(session: Session, point: Unsettled, decision: str | Outcome) -> Visit | Refusal:
    now, by = session.now(), session.person.id
    kind = decision if isinstance(decision, str) else decision.kind
    if kind not in point.choices or decision == "started":
        return Refusal(
            "choice",
            Words("{key}: möglich sind {choices}.", "{key}: possible are {choices}.").fill(
                key=point.key,
                choices=Words.joined(", ", (CHOICE_WORDS[choice] for choice in point.choices)),
            ),
        )
    if point.appointment:
        expected = to_visit(point.appointment, 0, now, by)
        state: State = "no_show" if kind == "no_show" else "cancelled"
        return transitions.moved(expected, state, now, by)
    assert point.visit is not None
    if kind in _TALKED:
        outcome = decision if isinstance(decision, Outcome) else Outcome(kind=OUTCOMES[kind])
        return transitions.settle(point.visit, now, by, outcome)
    if kind == "no_show":
        if point.visit.state == "no_show":
            return replace(point.visit, recall_from=None)
        return transitions.leave(point.visit, now, by, "no_show")
    return transitions.leave(point.visit, now, by, "left" if kind == "left" else "turned_away")


def prior_talks(reader: Reader, before: date, days_back: int = 12) -> dict[str, TalkSum]:
    """What the last closed days measured, by topic group."""
    closed = [d for d in reader.all(ConsultationDay) if d.status == "closed" and d.day < before]
    return days.talks_together(day.talks for day in closed[-days_back:])
