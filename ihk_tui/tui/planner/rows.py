"""The rows of the year: what stands in each cell for a consultation day."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from rich.text import Text

from ihk_tui.domain.days import STATUS_WORDS, ConsultationDay
from ihk_tui.domain.formats import show_date
from ihk_tui.domain.hours import Hours
from ihk_tui.domain.words import Language, Words
from ihk_tui.office.planning_year import PlannedDay
from ihk_tui.tui.shown import cell

SIGNS = {"proposed": "?", "confirmed": "✓", "open": "●", "cancelled": "×"}
"""What tells a status at a glance; the word stands beside it."""

COLUMNS = (
    ("day", Words("Tag", "Day")),
    ("status", Words("Stand", "Status")),
    ("hours", Words("Zeiten", "Hours")),
    ("slot", Words("Raster", "Slots")),
    ("booked", Words("Term.", "Booked")),
    ("instead", Words("Statt", "Instead of")),
)


class Widths(NamedTuple):
    """Columns' widths for a width of the list; every column has a space on both sides."""

    day: int
    status: int
    hours: int
    slot: int
    booked: int
    instead: int

    @classmethod
    def within(cls, width: int) -> Widths:
        """Give what is left to the reason."""
        fixed = (15, 15, 11, 6, 6)
        return cls(*fixed, max(8, width - sum(fixed) - 2 * len(COLUMNS) - 1))


def key_of(day: ConsultationDay) -> str:
    """Name a row: the same wherever its day is put."""
    rule, origin = day.origin
    return f"{origin}{'' if rule else ' +'}"


def row_of(
    planned: PlannedDay, widths: Widths, language: Language, today: date
) -> tuple[str, tuple[Text, ...]]:
    """A day's row; what is over, or does not take place, is dim."""
    day, booked = planned
    status = f"{SIGNS.get(day.status, ' ')} {STATUS_WORDS[day.status].to(language)}"
    over = day.day < today or day.status in ("closed", "cancelled")
    style = "dim" if over else "bold" if day.status == "proposed" else ""
    texts = (
        show_date(day.day, language),
        status,
        Hours.of(day).span,
        f"{day.slot:3}×{day.places}",
        f"{booked:4}" if booked else "",
        instead_of(day, language),
    )
    return key_of(day), tuple(cell(text, width, style) for text, width in zip(texts, widths, strict=True))


def instead_of(day: ConsultationDay, language: Language) -> str:
    """The first Thursday that a day stands for when it was shifted, and why; or that it is an extra day."""
    if day.rule_date is None:
        return Words("zusätzlich", "extra day").to(language)
    if day.rule_date == day.day:
        return ""
    return f"{short(day.rule_date, language)} {day.reason.to(language) if day.reason else ''}"


def short(day: date, language: Language) -> str:
    """A date whose year is known: `06.05.` or `05-06`."""
    return f"{day:%d.%m.}" if language == "de" else f"{day:%m-%d}"
