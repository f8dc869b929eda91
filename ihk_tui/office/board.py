"""What the public call display shows, taken at one moment."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from ihk_tui.domain.board import Call, calls
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.formats import local
from ihk_tui.domain.visits import Visit
from ihk_tui.office.days import upcoming
from ihk_tui.office.session import Session


class BoardView(NamedTuple):
    """The display as it stands at `now`."""

    now: datetime
    day: ConsultationDay
    """The open day, else the next one."""
    calls: tuple[Call, ...]

    @property
    def is_open(self) -> bool:
        """Whether people are received now."""
        return self.day.status == "open" and self.day.day == local(self.now).date()


def board_view(session: Session) -> BoardView:
    """See numbers and desks of the open day."""
    reader = session.read()
    day = upcoming(session, reader)
    return BoardView(session.now(), day, tuple(calls(reader.all(Visit, day.day))))
