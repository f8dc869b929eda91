"""The PIN and the call display on the command line."""

from __future__ import annotations

import io
import sys

import pytest

from ihk_tui.cli.host import Options
from ihk_tui.domain.pins import fits
from ihk_tui.office.pins import my_pin
from tests.cli.office import Desk


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_a_pin_is_read_from_a_pipe_changed_and_dropped(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    session = desk.office.session(Options(person="berger"))
    typed(monkeypatch, "2468\n")
    assert desk.done("--as berger pin") == "Die PIN gilt ab jetzt.\n"
    pin = my_pin(session)
    assert pin and fits(pin, "2468")
    typed(monkeypatch, "13579\n")
    desk.done("--as berger pin")
    assert desk.value("--as berger pin --clear") == {"pin": False}
    assert my_pin(session) is None
    assert desk.done("--as berger pin --clear") == "Es gab keine PIN.\n"


@pytest.mark.parametrize("pin", ["", "123", "12a4", "1234567890123"])
def test_what_is_no_pin_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch, pin: str) -> None:
    typed(monkeypatch, f"{pin}\n")
    assert "Eine PIN hat vier bis zwölf Ziffern." in desk.wrong("pin")


def test_the_display_needs_a_terminal_and_rings_unless_told_not_to(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.wrong("board") == (
        "Hier ist kein Terminal. Die Anzeige braucht ein Terminal mit ganzem Bildschirm (über SSH: ssh -t).\n"
    )
    monkeypatch.setattr("ihk_tui.cli.commands.board.check_terminal", lambda instead: None)
    assert (desk("board").code, desk("board --silent").code) == (8, 9)
