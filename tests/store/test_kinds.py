"""The office's own values come back as they were put, and the store is what the office asks for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ihk_tui.domain.appointments import Agenda, Appointment
from ihk_tui.domain.days import ConsultationDay, TalkSum
from ihk_tui.domain.notes import Revision, VisitNotes
from ihk_tui.domain.people import Desk
from ihk_tui.domain.visitors import Company
from ihk_tui.domain.visits import Outcome, Step, Talk, Visit, VisitTopic
from ihk_tui.domain.words import Words
from ihk_tui.office import work as office
from ihk_tui.store.kinds import PLACES
from ihk_tui.store.store import Store
from tests.store.office import DAY, NOW, Opener

SOON = NOW + timedelta(minutes=30)
TOPIC = VisitTopic("VE2", "becker", (Talk("becker", 2, NOW, SOON),), Outcome(kind="started", due=DAY))
APPOINTMENT = Appointment(
    id=1, uid="1@ihk", kind="consultation", start=NOW, end=SOON, created=NOW, changed=NOW
)


@pytest.mark.parametrize(
    ("value", "key", "by_day"),
    [
        (Visit(day=DAY, id=7, kind="BM", topics=(TOPIC,), steps=(Step("waiting", NOW, "anna"),)), 7, True),
        (VisitNotes(day=DAY, id=7, topics={"VE2": (Revision(NOW, "anna", "…"),)}), 7, True),
        (Desk(day=DAY, number=3, adviser="becker", since=NOW), 3, True),
        (ConsultationDay(day=DAY, reason=Words("a", "b"), talks={"VE": TalkSum(1, 2.5, 6.25)}), DAY, False),
        (APPOINTMENT, 1, False),
        (Agenda(DAY, (1, 2)), DAY, False),
        (Company(id=4, name="Öztürk GmbH", seen=DAY), 4, False),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_comes_back(value: object, key: int, by_day: bool) -> None:
    store = Store.in_memory(PLACES)
    with store.begin("anna", "put", NOW) as work:
        work.put(value)
        work.commit()
    assert store.read().get(type(value), key, DAY if by_day else None) == value


def test_the_store_is_what_the_office_asks_for(opened: Opener) -> None:
    asked_for: office.Store = opened()  # mypy checks the rest of it
    assert list(asked_for.log()) == []
