"""Keys that arrive faster than screens (a slow line sends many at once)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.processes.office import visits
from tests.terminal.desks import Desks

pytestmark = pytest.mark.slow

VISIT = ("n", "b", "v", "2", "Tab", "Firma", "Tab", "45525", "Enter")


def test_all_keys_of_a_visit_in_one_burst_give_one_visit(desks: Desks) -> None:
    desks.office.done("open-day", by="aydin")
    terminal = desks.sit_down("aydin")
    terminal.keys(*VISIT)
    terminal.until("✓ A01 gegeben", "1 warten")
    (visit,) = visits(desks.office.session())
    assert (visit.kind, [topic.code for topic in visit.topics]) == ("BM", ["VE2"])
    assert (visit.visitor.company, visit.visitor.postcode) == ("Firma", "45525")


def test_three_visits_and_a_call_in_one_burst(desks: Desks) -> None:
    desks.office.done("open-day", by="aydin")
    terminal = desks.sit_down("aydin")
    terminal.keys(*VISIT, *VISIT, *VISIT, "a", "g")
    terminal.until("✓ Gespräch mit A01 läuft.", "2 warten · 1 im Gespräch")
    there = visits(desks.office.session())
    assert [(visit.ticket, visit.state) for visit in there] == [
        ("A01", "serving"),
        ("A02", "waiting"),
        ("A03", "waiting"),
    ]
    assert {visit.visitor.company for visit in there} == {"Firma"}


def test_a_double_press_calls_and_saves_once(desks: Desks, tmp_path: Path) -> None:
    desks.office.done("open-day", by="aydin")
    desks.office.done("checkin", "--anonymous", "--topic", "VE2")
    terminal = desks.sit_down("aydin")
    terminal.keys("n", "x", "v", "Enter", "Enter")
    terminal.until("✓ A02 gegeben", "2 warten")
    terminal.keys("a", "a")
    terminal.until("» A01", "1 warten · 1 im Gespräch")
    terminal.keys("q")
    assert terminal.code() == 0
    assert [(visit.ticket, visit.calls) for visit in visits(desks.office.session())] == [
        ("A01", 1),
        ("A02", 0),
    ]
    assert desks.office.logged("call") == ["A01"]
