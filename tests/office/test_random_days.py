"""Random days (see `random_day`), and a long day on which nobody starves (scenario 6)."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from ihk_tui.domain.intake import Intake
from ihk_tui.domain.policy import Policy
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.visits import Visit
from ihk_tui.domain.words import Refusal
from ihk_tui.office import reception, serving
from tests.office.office import SOLVED, Office, minutes, moment, ok
from tests.office.random_day import RandomDay
from tests.times import TIMES

QUIETLY = settings(deadline=None, suppress_health_check=list(HealthCheck))


def test_random_days() -> None:
    run_state_machine_as_test(RandomDay, settings=settings(QUIETLY, max_examples=80, stateful_step_count=50))


@pytest.mark.slow
@pytest.mark.timeout(1_200)
def test_many_long_random_days() -> None:
    run_state_machine_as_test(
        RandomDay, settings=settings(QUIETLY, max_examples=60 * TIMES, stateful_step_count=150)
    )


@pytest.mark.parametrize("talk", [10, 12, 15])
def test_nobody_starves_on_a_day_of_appointments_back_to_back(talk: int) -> None:
    """One adviser, an appointment every ten minutes on time, a walk-in every 35 minutes."""
    policy = Policy(slot=10, desks=1, break_start=time(12), break_end=time(12))
    office = Office(policy)
    office.open_day()
    starts = [moment("8:30") + timedelta(minutes=10 * n) for n in range(45)]
    booked = [office.book(f"{8 + (30 + 10 * n) // 60}:{(30 + 10 * n) % 60:02d}") for n in range(45)]
    walk_ins = [moment("8:31") + timedelta(minutes=35 * n) for n in range(11)]
    ready = moment("8:30")
    while office.now < moment("16:30"):
        office.tick(60)
        while starts and starts[0] - timedelta(minutes=3) <= office.now:
            starts.pop(0)
            ok(reception.check_in_appointment(office.empfang, booked.pop(0).id))
        while walk_ins and walk_ins[0] <= office.now:
            walk_ins.pop(0)
            ok(reception.check_in(office.empfang, Intake("XX", ("VE2",), Visitor())))
        if office.now >= ready:
            if serving.current(office.store.read(), office.visits()[0].day, "aydin"):
                ok(serving.finish(office.aydin, None, SOLVED))
            if not isinstance(serving.call(office.aydin), Refusal):
                ok(serving.start(office.aydin))
                ready = office.now + timedelta(minutes=talk)
    waits = {v.ticket: waited(v) for v in office.visits() if v.ticket.startswith("A")}
    assert len(waits) == 11 and all(v.calls == 1 for v in office.visits() if v.ticket in waits)
    assert max(waits.values()) <= policy.max_wait
    assert any(v.calls for v in office.visits() if v.appointment), "appointments do not starve either"


def waited(visit: Visit) -> float:
    return minutes(visit.spent("waiting", moment("16:30")))
