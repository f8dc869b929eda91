"""The sessions of those who work in the simulated office, on one store and one simulated clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from random import Random
from typing import TypeVar
from uuid import UUID

from ihk_tui.config import Config
from ihk_tui.demo.people import ADVISERS, LEAD, RECEPTION
from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.topics import Catalogue
from ihk_tui.domain.words import Language, Refusal
from ihk_tui.office.session import Session
from ihk_tui.office.work import Store

T = TypeVar("T")


def done(result: T | Refusal) -> T:
    """Give what a verb gave; the simulation only does what is allowed, so a refusal is a fault of its own."""
    if isinstance(result, Refusal):
        raise AssertionError(f"the simulation was refused: {result.code} ({result.words.en})")
    return result


class Staff:
    """A session for each person."""

    def __init__(
        self, store: Store, config: Config, catalogue: Catalogue, clock: Callable[[], datetime], seed: int
    ) -> None:
        random = Random(f"{seed} uids")

        def new_uid() -> str:
            return f"{UUID(int=random.getrandbits(128), version=4)}@{config.office.domain}"

        self._sessions = {
            person.id: Session(
                store=store,
                person=person,
                people={each.id: each for each in config.people},
                policy=config.policy,
                catalogue=catalogue,
                clock=clock,
                new_uid=new_uid,
                calendar=_no_calendar,
            )
            for person in config.people
        }
        self.advisers = [self._sessions[person.id] for person in ADVISERS[: config.policy.desks]]
        self.lead = self._sessions[LEAD.id]
        self.reception = self._sessions[RECEPTION.id]


def _no_calendar(
    appointments: Iterable[Appointment],
    days: Iterable[ConsultationDay],
    profile: str,
    language: Language,
    now: datetime,
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """Stand in for the calendar writer: nothing is exported while the office is simulated."""
    return b""
