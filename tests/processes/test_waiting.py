"""A command that waits for somebody's turn says for whom."""

from __future__ import annotations

import subprocess
import sys
import threading
from types import SimpleNamespace
from typing import Any, cast

import pytest

from ihk_tui.cli import waiting
from ihk_tui.cli.host import Options
from ihk_tui.wiring import Program
from tests.processes.office import Office


def test_a_command_that_takes_long_itself_waits_for_nobody(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(waiting, "_PATIENCE", 0.0)
    options = Options(data=office.folder, person="kaya")
    request = SimpleNamespace(host=Program(), options=options, say=lambda words: words.de)
    with office.session("kaya").begin("checkin"), waiting.told_for_whom(cast(Any, request)):
        for asking in threading.enumerate():
            if isinstance(asking, threading.Timer):
                asking.join()
    assert capsys.readouterr().err == ""


@pytest.mark.slow
def test_a_command_says_for_whom_it_waits(office: Office) -> None:
    session = office.session("kaya")
    with session.begin("checkin"):
        command = [sys.executable, "-m", "ihk_tui", "--data", str(office.folder), "queue"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as told:
            assert told.stderr is not None
            assert told.stderr.readline().startswith("wartet auf kaya (PID ")
            told.terminate()
