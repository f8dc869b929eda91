"""Terminals of every kind: what is sent to each, and in what state it gets its line back."""

from __future__ import annotations

import os
import signal
import sys
import termios
from collections.abc import Callable, Iterator

import pytest

from ihk_tui.tui.ending import NO_LONGER
from tests.processes.office import Office
from tests.terminal.held import Held

pytestmark = pytest.mark.slow

CURSOR, ALTERNATE = b"25", b"1049"
REPORTS = {b"1000", b"1002", b"1003", b"1004", b"1006", b"1015", b"2004"}
"""Mouse, focus, and pastes in brackets."""
DEFECT = """
import sys
from ihk_tui.tui.app import SprechtagApp
SprechtagApp.action_theme = lambda self: 1 / 0
from ihk_tui.wiring import main
raise SystemExit(main())
"""
Hold = Callable[..., Held]


@pytest.fixture
def hold(office: Office) -> Iterator[Hold]:
    """Open the program on an office with an open day and two visits."""
    office.done("open-day", by="aydin")
    for _ in range(2):
        office.done("checkin", "--kind", "BM", "--topic", "VE2", by="kaya")
    opened: list[Held] = []

    def start(
        *before: str, words: tuple[str, ...] = (), size: tuple[int, int] = (80, 24), **settings: str
    ) -> Held:
        line = office.line(*words, by="aydin")
        opened.append(Held([*before, *line[bool(before) :]], settings, size))
        return opened[-1]

    yield start
    for held in opened:
        held.close()


@pytest.mark.parametrize("kind", ["xterm-256color", "xterm", "linux", "screen", "tmux", "putty", "vt220"])
def test_the_day_is_shown_and_left_on_every_kind_of_terminal(hold: Hold, kind: str) -> None:
    held = hold(TERM=kind)
    held.sees("A01", "A02", "Hilfe")
    held.press(b"nbv2\tFirma")
    held.sees("Firma")
    held.press(b"\x11")
    assert held.code() == 0
    assert_given_back(held)


@pytest.mark.parametrize("settings", [{"NO_COLOR": "1"}, {"TERM": "vt220"}], ids=str)
def test_without_colours_none_is_sent(hold: Hold, settings: dict[str, str]) -> None:
    held = hold(**settings)
    held.sees("A01", "A02", "Hilfe")
    held.press(b"\x1b[Bh")
    held.sees("keine anderen Farben")
    held.press(b"?")
    held.sees("Hilfe: Der Tag")
    held.press(b"\x11")
    assert held.code() == 0
    assert held.colours == set()
    assert b"\x1b[7m" in held.sent or b"\x1b[1;7m" in held.sent  # the row with the cursor


@pytest.mark.parametrize("settings", [{"NO_COLOR": "1"}, {"TERM": "vt220"}], ids=str)
def test_the_call_display_sends_no_colours_either(hold: Hold, settings: dict[str, str]) -> None:
    held = hold(words=("board",), **settings)
    held.sees("IHK", "Zurzeit ist niemand aufgerufen.")
    held.press(b"q")
    assert held.code() == 0
    assert held.colours == set()
    assert b"\x1b[1;7m" in held.sent, "its title"


def test_the_call_display_has_the_sixteen_colours_of_such_a_terminal(hold: Hold) -> None:
    held = hold(words=("board",), TERM="linux")
    held.sees("IHK", "Zurzeit ist niemand aufgerufen.")
    assert {colour for colour in held.colours if 40 <= colour <= 49 or colour >= 100} <= set(range(40, 48))
    assert held.colours and 38 not in held.colours


def test_an_empty_no_color_is_none(hold: Hold) -> None:
    held = hold(NO_COLOR="")
    held.sees("A01", "Hilfe")
    assert held.colours


def test_sixteen_colours_are_those_that_every_such_terminal_has(hold: Hold) -> None:
    held = hold(TERM="linux")
    held.sees("A01", "Hilfe")
    held.press(b"nbv2\t")
    held.sees("Betrieb")
    assert {colour for colour in held.colours if 40 <= colour <= 49 or colour >= 100} <= set(range(40, 48))
    assert 38 not in held.colours


@pytest.mark.parametrize("opened", ["", "n", "k", "\x10"], ids=["day", "form", "dialog", "palette"])
@pytest.mark.parametrize("number", [None, signal.SIGTERM, signal.SIGHUP], ids=str)
def test_the_terminal_is_given_back_however_it_ends(
    hold: Hold, number: signal.Signals | None, opened: str
) -> None:
    held = hold()
    held.sees("A01", "Hilfe")
    held.press(opened.encode())
    held.sees({"": "A02", "n": "Wer kommt", "k": "Datei", "\x10": "Befehl"}[opened])
    if number is None:
        held.press(b"\x11")
        assert held.code() == 0
    else:
        os.kill(held.pid, number)
        assert held.code() == 128 + number
    assert_given_back(held)


@pytest.mark.parametrize("words", [(), ("board",)], ids=["app", "board"])
def test_whoever_is_removed_from_the_settings_gets_the_terminal_back_with_a_sentence(
    hold: Hold, office: Office, words: tuple[str, ...]
) -> None:
    held = hold(words=words)
    held.sees("IHK" if words else "A01")
    settings = office.folder / "office.toml"
    settings.write_text(settings.read_text().replace('id = "aydin"', 'id = "demir"'))
    assert held.code() == NO_LONGER
    assert_given_back(held)
    after = held.sent.rpartition(b"\x1b[?1049l")[2].decode()
    assert "„aydin“ arbeitet hier nicht mehr" in after


def test_a_defect_gives_the_terminal_back_too(hold: Hold) -> None:
    held = hold(sys.executable, "-c", DEFECT)
    held.sees("A01", "Hilfe")
    held.press(b"h")
    assert held.code() == 1
    assert_given_back(held)
    after = held.sent.rpartition(b"\x1b[?1049l")[2].decode()
    assert "Ein Programmfehler." in after and "ZeroDivisionError" in after and "A01" not in after


@pytest.mark.parametrize("size", [(0, 0), (0, 24), (80, 0)], ids=str)
def test_a_terminal_without_a_size_gets_a_sentence(hold: Hold, size: tuple[int, int]) -> None:
    held = hold(size=size)
    held.sees("wie groß es ist", "ihk-tui queue")
    assert held.code() == 2
    assert b"\x1b" not in held.sent


def assert_given_back(held: Held) -> None:
    """Nothing stays switched on, and the line has its old settings."""
    assert ALTERNATE not in held.left_on and not held.left_on & REPORTS
    assert CURSOR in held.left_on
    assert held.sent.count(b"\x1b[>") == held.sent.count(b"\x1b[<u")  # the kitty keyboard is as it was
    assert termios.tcgetattr(held.its) == held.before
