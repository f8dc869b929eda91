"""What no key of a keyboard sends: pastes with escapes in them, letters of another character set."""

from __future__ import annotations

import pytest

from tests.processes.office import visits
from tests.terminal.desks import Desks

pytestmark = pytest.mark.slow


def test_a_paste_with_escapes_in_it_does_nothing_on_the_day(desks: Desks) -> None:
    desks.office.done("open-day", by="aydin")
    desks.office.done("checkin", "--anonymous", "--topic", "VE2")
    terminal = desks.sit_down("aydin")
    terminal.send(b" x \x1b[0m aq ", paste=True)
    terminal.keys("n", "x")
    terminal.until("Wer kommt: XX")
    assert desks.office.logged("call") == []


def test_a_paste_with_escapes_in_it_is_the_text_of_its_field(desks: Desks) -> None:
    desks.office.done("open-day", by="aydin")
    terminal = desks.sit_down("aydin")
    terminal.keys("n", "b", "v", "Tab")
    terminal.send("Möbel \x1b[31mHöfer\x1b[0m\r\x1b".encode(), paste=True)
    terminal.keys("Tab", "45525", "Enter")
    terminal.until("✓ A01 gegeben")
    (visit,) = visits(desks.office.session())
    assert (visit.visitor.company, visit.visitor.postcode) == ("Möbel Höfer", "45525")


def test_a_terminal_that_is_set_to_latin_1_ends_nothing(desks: Desks) -> None:
    desks.office.done("open-day", by="aydin")
    terminal = desks.sit_down("aydin")
    terminal.keys("n", "b", "v", "Tab")
    terminal.send("Höfer".encode("latin-1"))
    terminal.until("H\N{REPLACEMENT CHARACTER}fer")
