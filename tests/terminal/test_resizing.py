"""Windows that are too small, or pulled to and fro while something is typed."""

from __future__ import annotations

from random import Random

import pytest

from ihk_tui.tui.room import NEEDED
from tests.processes.office import visits
from tests.terminal.desks import Desks
from tests.terminal.tmux import Terminal

pytestmark = pytest.mark.slow

PULLS = 200


@pytest.fixture
def day(desks: Desks) -> Desks:
    """A day on which A01 is served and A02 waits."""
    desks.office.done("open-day", by="aydin")
    for _ in range(2):
        desks.office.done("checkin", "--kind", "BM", "--topic", "VE2", by="kaya")
    desks.office.done("call", "A01", by="aydin")
    desks.office.done("start", by="aydin")
    return desks


@pytest.mark.parametrize(
    ("width", "height"), [(60, 20), (NEEDED.width - 1, 40), (200, NEEDED.height - 1), (20, 5)]
)
def test_a_window_that_is_too_small_says_what_it_needs(day: Desks, width: int, height: int) -> None:
    terminal = day.sit_down("aydin")
    terminal.until("● A01")
    terminal.resize(width, height)
    shown = terminal.until("Fenster ist zu", f"{width}×{height}", gone="A01")
    if height > 8:
        assert f"{NEEDED.width}×{NEEDED.height}" in shown and "Strg+Q" in shown
    terminal.keys("a", "f", "q", "Enter")  # keys whose effect nobody would see
    terminal.resize(*NEEDED)
    terminal.until("● A01", "A02", "? Hilfe", gone="zu klein")
    assert [visit.state for visit in visits(day.office.session())] == ["serving", "waiting"]
    terminal.resize(30, 8)
    terminal.until("zu klein")
    terminal.keys("C-q")
    assert terminal.code() == 0


def test_a_program_that_is_opened_in_a_small_window(day: Desks) -> None:
    terminal = day.tmux.open(60, 20)
    terminal.run(*day.office.line(by="aydin"))
    terminal.until("zu klein", "60×20")
    terminal.resize(132, 50)
    terminal.until("● A01", "A02", "? Hilfe", gone="zu klein")


def test_what_is_typed_goes_on_into_its_line_while_it_is_covered(day: Desks) -> None:
    terminal = day.sit_down("aydin")
    terminal.keys("n")
    terminal.until("Wer kommt")
    terminal.keys("b", "v", "2", "Tab", "Firma")
    terminal.until("Firma")
    terminal.resize(60, 20)
    terminal.until("zu klein")
    terminal.keys(" Groß", "Enter", "Escape", "Tab")
    terminal.resize(80, 24)
    terminal.until("Firma Groß", "Neuer Besuch", gone="zu klein")
    terminal.keys(" AG")
    terminal.until("Firma Groß AG")


@pytest.mark.parametrize("opened", ["intake", "dialog", "note"])
def test_two_hundred_pulls_lose_nothing_that_is_typed(day: Desks, opened: str) -> None:
    terminal = day.sit_down("aydin")
    terminal.until("● A01")
    match opened:
        case "intake":
            terminal.keys("n")
            terminal.until("Wer kommt")
            terminal.keys("b", "v", "2", "Tab", "Firma")
            terminal.until("Firma")  # the pickers take no letters while they are covered
        case "dialog":
            terminal.keys("f", "a")
            terminal.until("Nächster Schritt")
        case "note":
            terminal.keys("Enter")
            terminal.until("Notiz zu VE2", "? Hilfe  Esc Zurück")
            terminal.keys("n", "Wort")
            terminal.until("Wort")  # before the cursor is in the note, letters are keys
    typed = pull(terminal, Random(opened))
    terminal.resize(132, 50)
    terminal.until(typed[-20:], gone="zu klein")
    terminal.resize(80, 24)
    terminal.until(typed[-20:], gone="zu klein")
    terminal.keys("C-q")
    assert terminal.code() == 0


def pull(terminal: Terminal, chance: Random) -> str:
    """Pull the window to any size, again and again, and type a letter now and then; gives what was typed."""
    typed = ""
    for number in range(PULLS):
        terminal.resize(chance.randint(2, 180), chance.randint(2, 60))
        if number % 6 == 0:
            letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
            terminal.keys(letter)
            typed += letter
    return typed
