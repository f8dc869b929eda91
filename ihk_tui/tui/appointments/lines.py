"""The lines of the forms in which an appointment is booked and corrected, and what is typed into them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from ihk_tui.domain.appointments import AppointmentKind
from ihk_tui.domain.visitors import KINDS
from ihk_tui.domain.words import BadInput, Words
from ihk_tui.office.booking import Booking
from ihk_tui.office.session import Session
from ihk_tui.office.wishes import LONGEST, read_wish
from ihk_tui.tui.widgets.form import Line

BODIES = frozenset({"PA", "PV"})
"""Kinds of visitor that come from an organisation and not from a firm."""

_VISITOR = (
    Line(
        "visitor_kind", Words("Wer (BM, AZ, SL …)", "Who (BM, AZ, SL …)"), suggestions=[k.code for k in KINDS]
    ),
    Line("topic", Words("Thema (VE2, PR …)", "Topic (VE2, PR …)")),
    Line("company", Words("Betrieb, Organisation", "Company, organisation")),
    Line("postcode", Words("PLZ", "Postcode")),
    Line("name", Words("Name", "Name")),
    Line("phone", Words("Telefon", "Phone"), Words("02324 …", "02324 …")),
    Line("email", Words("E-Mail", "E-mail")),
    Line("contact_email", Words("Termine per E-Mail", "Appointments by e-mail"), Words("j / n", "y / n")),
)
_LENGTH = Line("minutes", Words("Dauer in Minuten", "Length in minutes"))
_PLACE = Line("place", Words("Ort", "Place"))
_TRAVEL = Line("travel", Words("Fahrzeit in Minuten", "Travel in minutes"))
_NOTE = Line("note", Words("Bemerkung", "Remark"))


def lines_to_book(kind: AppointmentKind) -> list[Line]:
    """Who comes and what about; a consultation has the length of a slot and is here."""
    elsewhere = [] if kind == "consultation" else [_LENGTH._replace(value="60"), _PLACE, _TRAVEL]
    return [*_VISITOR, *elsewhere, _NOTE]


def lines_to_correct(kind: AppointmentKind, notes: bool) -> list[Line]:
    """Everything that may be corrected; remarks for those who may read them."""
    way = [] if kind == "consultation" else [_TRAVEL]
    return [*_VISITOR, _LENGTH, _PLACE, *way, *([_NOTE] if notes else [])]


def filled(lines: list[Line], typed: Mapping[str, str]) -> list[Line]:
    """The lines with what was typed into them."""
    return [line._replace(value=typed.get(line.name, line.value)) for line in lines]


def read_typed(
    session: Session, kind: AppointmentKind, start: datetime, typed: Mapping[str, str]
) -> Booking | list[BadInput]:
    """Understand a form in which firm and organisation are one line."""
    told = dict(typed)
    company = told.pop("company")
    body = told["visitor_kind"].strip().upper() in BODIES
    told |= {"organisation": company if body else "", "company": "" if body else company}
    wish = read_wish(session, kind, start, told)
    if isinstance(wish, list):
        return [BadInput("company", p.words) if p.field == "organisation" else p for p in wish]
    return wish


def minutes_typed(typed: str) -> int:
    """The minutes that are typed so far, as far as they are any."""
    return min(int(typed), LONGEST) if typed.strip().isdecimal() else 0
