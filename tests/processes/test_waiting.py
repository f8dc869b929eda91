"""A command that waits for somebody's turn says for whom."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.processes.office import Office


@pytest.mark.slow
def test_a_command_says_for_whom_it_waits(office: Office) -> None:
    session = office.session("kaya")
    with session.begin("checkin"):
        command = [sys.executable, "-m", "ihk_tui", "--data", str(office.folder), "queue"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as waiting:
            assert waiting.stderr is not None
            assert waiting.stderr.readline().startswith("wartet auf kaya (PID ")
            waiting.terminate()
