"""The program over SSH: a person's own session, their own environment, and what a lost line leaves."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from ihk_tui.store.folder import Folder
from tests.processes.until import until
from tests.ssh.host import Host
from tests.terminal.tmux import Terminal, Tmux

pytestmark = pytest.mark.slow

LONG = 30.0
"""Seconds; a login takes a good part of one, more on a busy machine."""


def sit_down(host: Host, tmux: Tmux, person: str, *options: str) -> Terminal:
    """Log in and wait for the first picture."""
    terminal = tmux.open()
    terminal.run(*host.line(person, options=options))
    terminal.until("Hilfe", seconds=LONG)
    return terminal


def test_logging_in_opens_the_queue(host: Host, tmux: Tmux) -> None:
    waiting = json.loads(host.ssh("aydin", "queue --json").out)
    assert waiting
    terminal = sit_down(host, tmux, "aydin")
    terminal.until(waiting[0]["ticket"], "Aydin")
    terminal.keys("q")
    assert terminal.code() == 0
    until(lambda: not host.processes("aydin"), lambda: "the program still runs")


def test_a_terminal_of_another_alphabet_is_told_the_commands(host: Host, tmux: Tmux) -> None:
    terminal = tmux.open(200)
    terminal.run(*host.line("aydin", options=("-t", "-oSetEnv=LC_ALL=de_DE.ISO-8859-1")))
    terminal.until("Dieses Terminal kann kein UTF-8.", "ihk-tui queue", seconds=LONG)
    assert terminal.code() == 2


def test_what_a_client_sends_steers_nothing(host: Host, tmux: Tmux, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    trap.mkdir()
    for module in ("sitecustomize", "usercustomize", "msgspec", "ihk_tui"):
        (trap / f"{module}.py").write_text(f"open({str(tmp_path / 'sprung')!r}, 'w').close()")
    hostile = {
        "PYTHONPATH": str(trap),
        "PYTHONHOME": str(trap),
        "PYTHONSTARTUP": str(trap / "msgspec.py"),
        "PYTHONINSPECT": "1",
        "PYTHONUSERBASE": str(trap),
        "LD_LIBRARY_PATH": str(trap),
        "LD_BIND_NOW": "1",
        "IHK_TUI_DATA": str(trap),
        "IHK_TUI_NOW": "2020-01-01T09:00",
        "IHK_TUI_LANG": "en",
        "TEXTUAL_LOG": str(tmp_path / "sprung"),
        "TZ": "Asia/Tokyo",
        "PATH": str(trap),
        "HOME": str(trap),
        "LOGNAME": "sander",
        "SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 2",
        "NO_COLOR": "1",
        "COLORTERM": "truecolor",
    }
    sent = "-oSetEnv=" + " ".join(f'"{name}={value}"' for name, value in hostile.items())
    shown = host.ssh("aydin", "appointments").out  # what changes with no minute that passes
    assert host.ssh("aydin", "appointments", options=(sent,)).out == shown
    assert host.ssh("aydin", "scp", options=(sent,)).code == 3
    assert host.refusals()[-1] == ("aydin", "scp 127.0.0.1")
    terminal = sit_down(host, tmux, "aydin", sent)
    ((process, environment),) = host.processes("aydin").items()
    taken = {name: value for name, value in hostile.items() if environment.get(name) == value}
    assert taken == {"NO_COLOR": "1", "COLORTERM": "truecolor"}
    assert {name for name in environment if not name.startswith("LC_")} <= {
        *("PATH", "TERM", "COLORTERM", "LANG", "SSH_CONNECTION", "SSH_ORIGINAL_COMMAND", "NO_COLOR")
    }
    assert process
    assert not (tmp_path / "sprung").exists()
    terminal.keys("q")
    assert terminal.code() == 0


def test_whoever_is_removed_is_out_of_an_open_session(host: Host, tmux: Tmux) -> None:
    terminal = sit_down(host, tmux, "sander")
    settings = host.folder / "office.toml"
    before = settings.read_text(encoding="utf-8")
    try:
        settings.write_text(before.replace('id = "sander"', 'id = "sander-alt"'), encoding="utf-8")
        terminal.until("arbeitet hier nicht mehr", gone="Hilfe")
        assert terminal.code() == 3
    finally:
        settings.write_text(before, encoding="utf-8")


def test_a_lost_line_ends_the_program_and_keeps_the_form(host: Host, tmux: Tmux) -> None:
    terminal = sit_down(host, tmux, "empfang")
    terminal.keys("n", "b", "v", "2", "Tab", "455")
    terminal.until("455")
    (process,) = host.processes("empfang")
    os.kill(terminal.pid, signal.SIGKILL)
    until(lambda: process not in host.processes("empfang"), lambda: "the program lives on")
    drafts = Folder(host.folder).drafts
    assert any("455" in file.read_text() for file in drafts.rglob("*") if file.is_file())
    again = sit_down(host, tmux, "empfang")
    again.keys("n")
    again.until("Es gibt einen Entwurf (455)")
    again.keys("C-r")
    again.until("VE2 Eintragung", "455")
    again.hang_up()
    until(lambda: not host.processes("empfang"), lambda: "the program lives on")
