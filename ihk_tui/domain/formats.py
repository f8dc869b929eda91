"""Dates, times and durations as people read and type them (DOMAIN.md §6)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ihk_tui.domain.words import BadInput, Language, Words

BERLIN = ZoneInfo("Europe/Berlin")
_DAYS = {
    "de": ("Mo.", "Di.", "Mi.", "Do.", "Fr.", "Sa.", "So."),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


def local(moment: datetime) -> datetime:
    """Give a moment as the wall clock in Hattingen shows it."""
    return moment.astimezone(BERLIN)


def show_date(day: date, language: Language) -> str:
    """`Do., 04.12.2025` or `Thu, 2025-12-04`."""
    if language == "de":
        return f"{_DAYS['de'][day.weekday()]}, {day:%d.%m.%Y}"
    return f"{_DAYS['en'][day.weekday()]}, {day.isoformat()}"


def typed_date(day: date, language: Language) -> str:
    """`04.12.2025` or `2025-12-04`: a date as it stands in a field that is to be typed into."""
    return f"{day:%d.%m.%Y}" if language == "de" else day.isoformat()


def show_time(moment: datetime) -> str:
    """`14:30`, on Hattingen's wall clock."""
    return f"{local(moment):%H:%M}"


def show_moment(moment: datetime, language: Language) -> str:
    """`Do., 04.12.2025, 14:30 Uhr`."""
    text = f"{show_date(local(moment).date(), language)}, {show_time(moment)}"
    return f"{text} Uhr" if language == "de" else text


def show_span(start: datetime, end: datetime, language: Language) -> str:
    """`09:00–09:30 Uhr`."""
    text = f"{show_time(start)}–{show_time(end)}"
    return f"{text} Uhr" if language == "de" else text


def date_words(day: date) -> Words:
    """A date in both languages, to be filled into a sentence."""
    return Words(show_date(day, "de"), show_date(day, "en"))


def moment_words(moment: datetime) -> Words:
    """A moment in both languages."""
    return Words(show_moment(moment, "de"), show_moment(moment, "en"))


def span_words(start: datetime, end: datetime) -> Words:
    """A time from and to in both languages."""
    return Words(show_span(start, end, "de"), show_span(start, end, "en"))


def minutes(span: timedelta) -> int:
    """Whole minutes of a duration, as a waiting person counts them: begun ones do not count."""
    return int(span.total_seconds() // 60)


def show_minutes(count: int, language: Language) -> str:
    """`18 min`, `1 Std. 05 min` (English: `1 h 05 min`)."""
    if count < 60:
        return f"{count} min"
    return f"{count // 60} {'Std.' if language == 'de' else 'h'} {count % 60:02d} min"


_DATE = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.?\s*(\d{4}|\d{2})?")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"(\d{1,2})[:. ]?(\d{2})?(?:\s*Uhr)?", re.IGNORECASE)
_YEARS = range(2000, 2100)
_NEAR = {
    "heute": 0, "today": 0, "morgen": 1, "tomorrow": 1, "übermorgen": 2, "uebermorgen": 2,
    "gestern": -1, "yesterday": -1,
}  # fmt: skip


def read_date(text: str, today: date, field: str = "date") -> date:
    """Read `4.12.`, `04.12.2026`, `2026-12-04`, `morgen`; without a year the next such day is meant.

    Raises BadInput when it is no date.
    """
    typed = text.strip().casefold()
    if not typed:
        raise BadInput(field, Words("Bitte ein Datum angeben.", "Please give a date."))
    if typed in _NEAR:
        return today + timedelta(days=_NEAR[typed])
    try:
        if _ISO.fullmatch(typed):
            return _near(date.fromisoformat(typed))
        if match := _DATE.fullmatch(typed):
            day, month, year = int(match[1]), int(match[2]), match[3]
            if year:
                return _near(date(int(year) + (2000 if len(year) == 2 else 0), month, day))
            return next(
                found
                for ahead in range(9)
                if (found := _day_or_none(today.year + ahead, month, day)) and found >= today
            )
    except (ValueError, StopIteration):
        pass
    raise BadInput(
        field,
        Words(
            "„{text}“ ist kein Datum. So geht es: 4.12., 04.12.2026 oder morgen.",
            '"{text}" is not a date. Try 4.12., 2026-12-04 or tomorrow.',
        ).fill(text=text),
    )


def _near(day: date) -> date:
    """Refuse a year that can only be a slip of the finger. Raises ValueError."""
    if day.year not in _YEARS:
        raise ValueError(f"{day.year} is out of range")
    return day


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        if not (month == 2 and day == 29):
            raise
        return None


def read_time(text: str, field: str = "time") -> time:
    """Read `1430`, `14.30`, `14:30`, `9`. Raises BadInput when it is no time of day."""
    if not text.strip():
        raise BadInput(field, Words("Bitte eine Uhrzeit angeben.", "Please give a time."))
    if match := _TIME.fullmatch(text.strip()):
        hour, minute = int(match[1]), int(match[2] or 0)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise BadInput(
        field,
        Words(
            "„{text}“ ist keine Uhrzeit. So geht es: 1430, 14.30 oder 14:30.",
            '"{text}" is not a time of day. Try 1430, 14.30 or 14:30.',
        ).fill(text=text),
    )


def moment_on(day: date, clock: time) -> datetime:
    """Put a wall-clock time on a day whatever the clocks do then, for what is stored already.

    A time that does not exist (02:00–03:00 when summer time begins) is an hour later, of one that exists
    twice the first is meant. What somebody types goes through `at_time`, which asks.
    """
    return datetime.combine(day, clock, BERLIN).astimezone(UTC).astimezone(BERLIN)


class DoubledHour(BadInput):
    """A time that exists twice on its day: whoever asked for it has to say which."""


def at_time(day: date, moment: time, later: bool | None = None, field: str = "time") -> datetime:
    """Put a wall-clock time on a day in Hattingen.

    Times that do not exist (02:00–03:00 when summer time begins) are refused; times that exist twice (when
    it ends) need `later`: which of the two. Raises BadInput, DoubledHour when only that is missing.
    """
    first = datetime.combine(day, moment, BERLIN)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return first
    if moment_on(day, moment).time() != moment:
        raise BadInput(
            field,
            Words(
                "Diese Uhrzeit gibt es am {day} nicht (Beginn der Sommerzeit).",
                "This time does not exist on {day} (summer time begins).",
            ).fill(day=date_words(day)),
        )
    if later is None:
        raise DoubledHour(
            field,
            Words(
                "Diese Uhrzeit gibt es am {day} zweimal (Ende der Sommerzeit): erste oder zweite?",
                "This time exists twice on {day} (summer time ends): the first or the second?",
            ).fill(day=date_words(day)),
        )
    return second if later else first
