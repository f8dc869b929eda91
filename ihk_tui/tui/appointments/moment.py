"""When an appointment is to be: reading it, and what stands against it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from ihk_tui.domain.formats import DoubledHour, at_time, date_words, local, read_date, read_time, show_time
from ihk_tui.domain.words import BadInput, Words
from ihk_tui.office.booking import Booking, conflict, free_for
from ihk_tui.office.session import Session
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.widgets.form import Line

SHOWN = 12
"""How many free times are named."""
_FREE = Words("Frei am {day}: {free}", "Free on {day}: {free}")


def moment_lines(session: Session) -> list[Line]:
    """The lines for date, time and adviser."""
    advisers = [person.id for person in session.people.values() if person.advises]
    return [
        Line("date", Words("Datum", "Date"), Words("4.12. oder morgen", "2026-12-04 or tomorrow")),
        Line("time", Words("Uhrzeit", "Time"), Words("1430 oder 14:30", "1430 or 14:30")),
        Line("adviser", Words("Beratung (leer: beliebig)", "Adviser (empty: anybody)"), suggestions=advisers),
    ]


def read_moment(session: Session, typed: Mapping[str, str]) -> datetime:
    """Read date and time; `hour` says which of a doubled one. Raises BadInput."""
    later = typed["hour"] == "second" if typed.get("hour") else None
    return at_time(read_date(typed["date"], session.today()), read_time(typed["time"]), later)


def adviser_on(
    app: SprechtagApp, wish: Callable[[datetime, Mapping[str, str]], Booking], itself: int = 0
) -> Callable[[dict[str, str]], Awaitable[Words | None]]:
    """Make what says, while a form is typed, what stands against its time and which times are free."""

    async def advise(typed: dict[str, str]) -> Words | None:
        try:
            start = read_moment(app.session, typed)
        except DoubledHour as problem:
            return problem.words
        except BadInput:
            return None
        return await app.ask(_advice, wish(start, typed), itself)

    return advise


def _advice(session: Session, wish: Booking, itself: int) -> Words:
    against = conflict(session, wish, itself)
    parts = [against.words] if against else []
    if wish.kind == "consultation":
        on = local(wish.start).date()
        free = free_for(session, wish, itself)
        shown = ", ".join(show_time(slot) for slot in free[:SHOWN]) + (" …" if len(free) > SHOWN else "")
        day = date_words(on)
        parts.append(_FREE.fill(day=day, free=shown or Words("nichts", "nothing")))
    return Words.joined(" ", parts)
