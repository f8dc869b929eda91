"""Inviting and sending by plain commands, in a folder on disk and in processes of their own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mail.server import MailServer

NOW = "2026-11-20T09:00:00+01:00"
BOOKING = (
    "book --kind follow_up --date 3.12.2026 --time 15 --visitor-kind XX --topic VE2 --name Kim"
    " --email kim@example.org"
)
PATIENCE = 20.0


class Shell:
    """An office on disk, and commands for it."""

    def __init__(self, folder: Path, server: MailServer) -> None:
        self.folder = folder
        self._environment = {**os.environ, "IHK_TUI_NOW": NOW, "IHK_TUI_LANG": "de"}
        self.run("init", "--name", "IHK Hattingen", "--person", "aydin:Selin Aydın:lead")
        self.setting("host", "127.0.0.1")
        self.setting("port", server.port)
        self.setting("sender", "sprechtag@ihk.example.org")
        self.setting("starttls", False)

    def setting(self, name: str, value: object) -> None:
        """Write one of the mail settings as people do."""
        import tomlkit

        file = self.folder / "office.toml"
        document = tomlkit.parse(file.read_text())
        document["mail"][name] = value
        file.write_text(tomlkit.dumps(document))

    def command(self, *words: str) -> list[str]:
        """A command line of the program."""
        return [sys.executable, "-m", "ihk_tui", *words, "--data", str(self.folder)]

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start a command and let it run."""
        return subprocess.Popen(
            self.command(*words),
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str, code: int = 0) -> str:
        """Run a command to its end."""
        done = subprocess.run(
            self.command(*words), env=self._environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == code, (done.stdout, done.stderr)
        return done.stdout if code == 0 else done.stderr


@pytest.fixture
def shell(tmp_path: Path, server: MailServer) -> Shell:
    return Shell(tmp_path / "office", server)


@pytest.mark.slow
def test_invite_send_move_cancel(shell: Shell, server: MailServer) -> None:
    shell.run(*BOOKING.split())
    assert "Ohne ausdrückliches Ja" in shell.run("invite", "1", code=3)
    assert "wartet auf den Versand" in shell.run("invite", "1", "--consent", "yes")
    assert [each["standing"] for each in json.loads(shell.run("mail", "--list", "--json"))] == ["waiting"]
    assert shell.run("mail") == "Verschickt: 1 (REQUEST)\n"
    assert shell.run("mail") == "Es wartet nichts.\n"
    shell.run(*["move", "1", "--date", "3.12.2026", "--time", "16"])
    shell.run("cancel", "1")
    sent = json.loads(shell.run("mail", "--json"))
    assert sent["sent"] == [{"appointment": 1, "method": "CANCEL", "sequence": 2}]
    assert len(server.received) == 2


@pytest.mark.slow
def test_a_server_that_is_down_is_trouble_and_loses_nothing(shell: Shell, server: MailServer) -> None:
    shell.run(*BOOKING.split(), "--contact-email", "ja")
    shell.run("invite", "1")
    server.stop()
    assert "Nichts ist verloren" in shell.run("mail", code=4)
    server.start()
    shell.run("mail")
    assert len(server.received) == 1


@pytest.mark.slow
@pytest.mark.parametrize(("by", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_watching_sends_what_comes(shell: Shell, server: MailServer, by: signal.Signals, code: int) -> None:
    shell.run(*BOOKING.split(), "--contact-email", "ja")
    with shell.start("mail", "--watch") as sender:
        assert sender.stderr and "Wartet auf Einladungen" in sender.stderr.readline()
        shell.run("invite", "1")
        server.arrivals.get(timeout=PATIENCE)
        shell.run(*["move", "1", "--date", "3.12.2026", "--time", "16"])
        server.arrivals.get(timeout=PATIENCE)
        assert sender.stdout and sender.stdout.readline() == "Verschickt: 1 (REQUEST)\n"
        sender.send_signal(by)
        assert sender.wait(PATIENCE) == code


def test_nothing_is_set_up(shell: Shell) -> None:
    shell.setting("host", "")
    assert "office.toml unter [mail]: host, sender" in shell.run("mail", code=2)
    assert shell.run("mail", "--list").startswith("Niemand ist eingeladen.")
