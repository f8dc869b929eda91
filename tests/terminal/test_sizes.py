"""Windows of other sizes, and windows that are pulled while something is open."""

from __future__ import annotations

import pytest

from tests.terminal.desks import Desks

pytestmark = pytest.mark.slow

SIZES = ((120, 36), (200, 60), (60, 16), (30, 8), (80, 24))


@pytest.fixture
def day(desks: Desks) -> Desks:
    """A day on which A01 is served and A02 waits."""
    desks.office.done("open-day", by="aydin")
    for _ in range(2):
        desks.office.done("checkin", "--kind", "BM", "--topic", "VE2", "--topic", "PR2")
    desks.office.done("call", "A01", by="aydin")
    desks.office.done("start", by="aydin")
    return desks


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 36), (200, 60)])
def test_the_screen_is_filled_and_nothing_wraps(day: Desks, width: int, height: int) -> None:
    terminal = day.sit_down("aydin", width, height)
    pane = ["(keine Notiz)"] if width >= 110 else []  # what is with me has a pane of its own there
    lines = terminal.until("● A01", "A02", "? Hilfe", *pane).split("\n")[:-1]
    assert len(lines) == height
    assert "03.12.2026" in lines[0]
    assert "Aydın · Platz 1" in lines[0]
    assert "? Hilfe" in lines[-1]
    assert sum("● A01   " in line for line in lines) == 1
    assert pane or "(keine Notiz)" not in terminal.screen


OPENED = {
    "new": (("n",), "Neuer Besuch"),
    "outcome": (("f",), "Was ist das Ergebnis?"),
    "started": (("f", "a"), "Nächster Schritt"),
    "hand over": (("l",), "An wen?"),
    "calendar": (("k",), "Kalender speichern"),
    "closing": (("c",), "Noch 2 zu entscheiden."),
    "help": (("?",), "Hilfe: Der Tag"),
    "palette": (("C-p",), "Befehl suchen"),
    "visit": (("Enter",), "Notiz zu VE2"),
    "appointments": (("t",), "Termine Do., 03.12.2026"),
}


@pytest.mark.parametrize(("keys", "text"), OPENED.values(), ids=OPENED)
def test_what_is_open_survives_being_pulled(day: Desks, keys: tuple[str, ...], text: str) -> None:
    terminal = day.sit_down("aydin")
    terminal.until("● A01")
    terminal.keys("Home", *keys)
    terminal.until(text)
    for width, height in SIZES:
        terminal.resize(width, height)
        terminal.until_size(width, height)
    terminal.until(text)
    terminal.keys("Escape")
    terminal.until("● A01", "A02", "n Neu", "? Hilfe", gone=text)
    terminal.keys("q")
    assert terminal.code() == 0
