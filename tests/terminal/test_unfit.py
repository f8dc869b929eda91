"""Where there is no screen to fill or no office to show: one sentence, what to do instead, and code 2."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.processes.office import PROGRAM, Office
from tests.terminal.desks import Desks
from tests.terminal.tmux import Tmux


def test_without_a_terminal(office: Office) -> None:
    said = office.run(by="aydin")
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        "Hier ist kein Terminal. Ohne Bildschirm geht es so: ihk-tui queue (alle Befehle: ihk-tui --help).\n"
    )


def test_with_the_output_in_a_pipe(desks: Desks) -> None:
    terminal = desks.tmux.open(200)
    terminal.run("sh", "-c", '"$@" | cat; exit', "-", *desks.office.line(by="aydin"))
    terminal.until("Hier ist kein Terminal.", "ihk-tui queue")
    assert terminal.code() == 0  # of cat


@pytest.mark.parametrize("kind", ["dumb", "unknown", ""])
def test_on_a_terminal_that_cannot(desks: Desks, kind: str) -> None:
    terminal = desks.tmux.open(200)
    before = terminal.modes
    terminal.run("env", f"TERM={kind}", *desks.office.line(by="aydin"))
    assert terminal.code() == 2
    terminal.until("Dieses Terminal kann keinen ganzen Bildschirm zeigen.", "ihk-tui queue")
    assert terminal.modes == before


def test_on_a_terminal_without_utf_8(desks: Desks) -> None:
    terminal = desks.tmux.open(200)
    terminal.run("env", "PYTHONIOENCODING=latin-1", *desks.office.line(by="aydin"))
    assert terminal.code() == 2
    terminal.until("Dieses Terminal kann kein UTF-8.")


@pytest.mark.parametrize("there", [True, False])
def test_on_a_folder_without_an_office(tmux: Tmux, tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "leer"
    if there:
        folder.mkdir()
    terminal = tmux.open(200)
    before = terminal.modes
    terminal.run(str(PROGRAM), "--data", str(folder))
    assert terminal.code() == 2
    terminal.until("liegt keine Geschäftsstelle.", "ihk-tui init", "ihk-tui demo")
    assert terminal.modes == before
    assert not there or not list(folder.iterdir())


def test_a_journal_that_is_damaged(desks: Desks) -> None:
    """Nothing is shown, nothing is written over: a sentence, and code 4."""
    desks.office.done("open-day", by="aydin")
    for _ in range(2):
        desks.office.done("checkin", "--anonymous", "--topic", "VE2")
    journal = desks.office.folder / "journal.jsonl"
    damaged = journal.read_bytes().replace(b'"VE2"', b'"VE3"', 1)
    journal.write_bytes(damaged)
    terminal = desks.tmux.open(200)
    terminal.run(*desks.office.line(by="aydin"))
    assert terminal.code() == 4
    assert "Traceback" not in terminal.screen
    assert journal.read_bytes() == damaged
