"""The list of a day's appointments: a row each."""

from __future__ import annotations

from datetime import datetime

from rich.text import Text

from ihk_tui.domain.appointments import APPOINTMENT_STATUS_WORDS, APPOINTMENT_WORDS, Appointment, minutes_late
from ihk_tui.domain.formats import show_time
from ihk_tui.domain.visitors import KIND
from ihk_tui.domain.words import Language, Words
from ihk_tui.office.session import Session
from ihk_tui.tui.shown import cell

COLUMNS = (
    ("time", Words("Zeit", "Time")),
    ("kind", Words("Art", "Kind")),
    ("who", Words("Wer", "Who")),
    ("topic", Words("Thema", "Topic")),
    ("adviser", Words("Beratung", "Adviser")),
    ("status", Words("Stand", "Status")),
)
WIDE = 110
"""Columns from which there is room for ends, names of topics and full names."""


def widths(columns: int) -> tuple[int, ...]:
    """How wide each column is on a screen of so many."""
    time, topic, adviser = (11, 22, 18) if columns >= WIDE else (5, 5, 10)
    taken = time + 14 + topic + adviser + 16 + 2 * len(COLUMNS) + 1
    return time, 14, max(10, columns - taken), topic, adviser, 16


def who(appointment: Appointment, language: Language) -> str:
    """The visitor's name, or what kind of visitor comes."""
    kind = KIND.get(appointment.visitor_kind)
    return appointment.visitor.called() or (kind.label.to(language) if kind else "")


def standing(appointment: Appointment, now: datetime, language: Language) -> str:
    """What became of it, or what is to be done about it."""
    a = appointment
    if a.status == "booked" and a.kind == "consultation" and (late := minutes_late(a, now)) > 0:
        return Words("{n} min zu spät", "{n} min late").fill(n=late).to(language)
    if a.status == "booked" and a.kind != "consultation" and a.end < now:
        return Words("? fand es statt", "? took place").to(language)
    return APPOINTMENT_STATUS_WORDS[a.status].to(language)


def described(session: Session, appointment: Appointment) -> str:
    """Everything by which an appointment may be searched for in the list."""
    a, visitor = appointment, appointment.visitor
    label = session.catalogue.label(a.topic).to(session.language) if a.topic else ""
    adviser = session.name(a.adviser) if a.adviser else ""
    kind = APPOINTMENT_WORDS[a.kind].to(session.language)
    parts = (show_time(a.start), kind, visitor.name, visitor.company, visitor.organisation, a.topic, label)
    return " ".join((*parts, adviser))


def row(session: Session, appointment: Appointment, columns: int) -> tuple[Text, ...]:
    """The cells of one appointment on a screen of so many columns."""
    a, language, wide = appointment, session.language, columns >= WIDE
    style = "dim" if a.status in ("cancelled", "no_show") else ""
    label = f" {session.catalogue.label(a.topic).to(language)}" if wide and a.topic else ""
    texts = (
        f"{show_time(a.start)}–{show_time(a.end)}" if wide else show_time(a.start),
        APPOINTMENT_WORDS[a.kind].to(language),
        who(a, language),
        f"{a.topic}{label}",
        (session.name if wide else session.surname)(a.adviser) if a.adviser else "–",
        standing(a, session.now(), language),
    )
    return tuple(cell(text, width, style) for text, width in zip(texts, widths(columns), strict=True))
