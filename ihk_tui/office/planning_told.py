"""Whom to tell of a decision on a day, in words: for a screen, a printed list, a telephone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.formats import show_moment
from ihk_tui.domain.intake import show_phone
from ihk_tui.domain.words import Words
from ihk_tui.office.planning import Told
from ihk_tui.office.planning_doubts import name_of
from ihk_tui.office.session import Session

CALLED_OFF = Words("abgesagt", "called off")
_YES = Words("E-Mail: ja", "e-mail: yes")
_NO = Words("E-Mail: nein", "e-mail: no")


class Notice(NamedTuple):
    """What one visitor has to hear, and how to reach them."""

    who: str
    contact: str
    old: str
    new: str
    by_mail: str
    """Whether an invitation tells them by itself."""

    @property
    def change(self) -> str:
        """The time it was and the time it is now."""
        return f"{self.old} → {self.new}"


def notices(session: Session, told: Iterable[Told]) -> list[Notice]:
    """Everyone to tell, by the time that was agreed."""
    return [
        Notice(
            name_of(after).to(session.language),
            ", ".join(filter(None, (_phone(after.visitor.phone), after.visitor.email))),
            _when(session, before),
            _when(session, after),
            (_YES if by_mail else _NO).to(session.language),
        )
        for before, after, by_mail in sorted(told, key=lambda each: (each.before.start, each.before.id))
    ]


def _when(session: Session, booked: Appointment) -> str:
    if booked.status == "cancelled":
        return CALLED_OFF.to(session.language)
    return show_moment(booked.start, session.language)


def _phone(number: str) -> str:
    return show_phone(number) if number else ""


def as_text(told: Iterable[Notice]) -> str:
    """The list as plain text, two lines a visitor."""
    return "\n".join(
        f"{notice.who}: {notice.contact} ({notice.by_mail})\n  {notice.change}" for notice in told
    )
