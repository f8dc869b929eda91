"""A whole consultation day worked by keyboard in a real terminal."""

from __future__ import annotations

import pytest

from tests.processes.office import visits
from tests.terminal.desks import Desks

KINDS = "bnhasuelpvgx"
GROUPS = "vbdpskufiwtgz"
OUTCOMES = ("g", "z", "b")
VISITS = 40


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_forty_visits_by_keys_alone(desks: Desks) -> None:
    desks.office.done("open-day", by="aydin")
    terminal = desks.sit_down("aydin")
    for number in range(VISITS):
        terminal.keys("n", KINDS[number % len(KINDS)], GROUPS[number % len(GROUPS)], "Enter")
        if number % 4 == 3:  # four come, four are seen to
            terminal.until(f"A{number + 1:02d} gegeben")
            for seen in range(number - 3, number + 1):
                terminal.keys("a", "g")
                terminal.until(f"Gespräch mit A{seen + 1:02d} läuft.")
                terminal.keys("f", OUTCOMES[seen % len(OUTCOMES)])
                terminal.until(f"A{seen + 1:02d} ist fertig.")
    terminal.keys("c", "Up", "c")
    terminal.until("ist abgeschlossen.")
    terminal.keys("q")
    assert terminal.code() == 0
    there = visits(desks.office.session())
    assert [visit.ticket for visit in there] == [f"A{n + 1:02d}" for n in range(VISITS)]
    assert {visit.state for visit in there} == {"finished"}
    assert all(visit.calls == 1 and visit.outcome for visit in there)
