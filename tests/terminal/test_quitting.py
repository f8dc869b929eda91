"""How the program ends, and what it leaves behind: a clean terminal, its code, nothing released or lost."""

from __future__ import annotations

import fcntl
import os
import signal
from pathlib import Path

import pytest

from ihk_tui.domain.visits import Visit
from ihk_tui.store.folder import Folder
from tests.processes.office import visits
from tests.processes.until import until
from tests.terminal.desks import Desks
from tests.terminal.tmux import Terminal

pytestmark = pytest.mark.slow

SOON = 5.0
"""Seconds, on a machine that may be busy; alone it takes half of one."""
ENDINGS = (signal.SIGHUP, signal.SIGTERM)


@pytest.fixture
def served(desks: Desks) -> list[Visit]:
    """A01, with whom aydin talks."""
    desks.office.done("open-day", by="aydin")
    desks.office.done("checkin", "--anonymous", "--topic", "VE2")
    desks.office.done("call", by="aydin")
    desks.office.done("start", by="aydin")
    there = visits(desks.office.session())
    assert [visit.state for visit in there] == ["serving"]
    return there


@pytest.mark.parametrize("key", ["q", "C-q"])
def test_leaving_gives_the_terminal_back_as_it_was(desks: Desks, served: list[Visit], key: str) -> None:
    terminal = desks.tmux.open()
    before = terminal.modes
    terminal.run(*desks.office.line(by="aydin"))
    terminal.until("● A01")
    assert terminal.modes != before
    terminal.keys(key)
    assert terminal.code() == 0
    assert terminal.modes == before
    assert "A01" not in terminal.screen
    assert visits(desks.office.session()) == served


@pytest.mark.parametrize("number", ENDINGS)
def test_a_signal_ends_it_at_once(desks: Desks, served: list[Visit], number: signal.Signals) -> None:
    terminal = desks.tmux.open()
    before = terminal.modes
    terminal.run(*desks.office.line(by="aydin"))
    terminal.until("● A01")
    os.kill(terminal.pid, number)
    assert terminal.code(SOON) == 128 + number
    assert terminal.modes == before  # or it was the signal that ended it, not the program itself
    assert visits(desks.office.session()) == served


def test_a_lost_line_does_not_wait_for_somebody_s_lock(desks: Desks, served: list[Visit]) -> None:
    terminal = desks.sit_down("aydin")
    lock = os.open(desks.office.folder / "run" / "lock", os.O_RDWR)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        terminal.keys("p", "n", "x")
        terminal.until("was Sie vorausgetippt haben, zählt nicht")
        terminal.keys("n", "x")
        terminal.until("XX anonym")
        os.kill(terminal.pid, signal.SIGHUP)
        assert terminal.code(SOON) == 128 + signal.SIGHUP
    finally:
        os.close(lock)
    assert visits(desks.office.session()) == served


@pytest.mark.parametrize("number", ENDINGS)
def test_a_signal_ends_it_while_a_form_is_open(
    desks: Desks, served: list[Visit], number: signal.Signals
) -> None:
    terminal = typing(desks)
    os.kill(terminal.pid, number)
    assert terminal.code(SOON) == 128 + number
    assert visits(desks.office.session()) == served


def test_a_lost_line_leaves_no_process_and_offers_the_form_again(desks: Desks, served: list[Visit]) -> None:
    terminal = typing(desks)
    drafts = Folder(desks.office.folder).drafts
    until(lambda: any("455" in file.read_text() for file in drafts.iterdir()), lambda: "no draft is written")
    process = terminal.pid
    terminal.hang_up()
    until(lambda: not alive(process), lambda: "the process lives on", SOON)
    assert visits(desks.office.session()) == served
    assert_offered_again(desks)


@pytest.mark.parametrize("number", [*ENDINGS, None], ids=str)
def test_what_was_typed_in_the_last_moment_is_offered_again(
    desks: Desks, served: list[Visit], number: signal.Signals | None
) -> None:
    terminal = typing(desks)
    process = terminal.pid
    if number is None:
        terminal.hang_up()
    else:
        os.kill(process, number)
    until(lambda: not alive(process), lambda: "the process lives on", SOON)
    assert_offered_again(desks)


def assert_offered_again(desks: Desks) -> None:
    """At the next login of the same person the form is there as it was (scenario 26)."""
    terminal = desks.sit_down("aydin")
    terminal.keys("n")
    terminal.until("Es gibt einen Entwurf", "Firma Groß")
    terminal.keys("C-r")
    terminal.until("BM Betrieb, IHK-Mitglied", "VE2 Eintragung", "Firma Groß", "455", "PLZ")


def test_without_a_form_a_lost_line_leaves_no_process(desks: Desks, served: list[Visit]) -> None:
    terminal = desks.sit_down("aydin")
    process = terminal.pid
    terminal.hang_up()
    until(lambda: not alive(process), lambda: "the process lives on", SOON)
    assert visits(desks.office.session()) == served


def typing(desks: Desks) -> Terminal:
    """A terminal with an intake that is filled half."""
    terminal = desks.sit_down("aydin")
    terminal.keys("n")
    terminal.until("Neuer Besuch")
    terminal.keys("b", "v", "2", "Tab", "Firma Groß", "Tab", "455")
    terminal.until("Firma Groß", "455")
    return terminal


def alive(process: int) -> bool:
    """Whether a process still runs."""
    try:
        return "State:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
