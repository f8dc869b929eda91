"""An answer that nobody can read: what was done is done, and that is said."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ihk_tui.cli.main import run
from ihk_tui.cli.output import TROUBLE
from ihk_tui.wiring import Program
from tests.cli.test_store import opened_office


def test_what_was_done_is_said_to_be_done_when_its_answer_cannot_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IHK_TUI_NOW", "2026-12-03T09:00")
    folder = opened_office(tmp_path / "office", capsys)
    line = ["--data", str(folder.path), "--lang", "en", "checkin", "--anonymous", "--topic", "VE2"]
    with open("/dev/full", "w") as full, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", full)
        assert run(line, Program()) == TROUBLE
    assert capsys.readouterr().err == (
        "It is done and saved; only the answer could not be written: the disk is full.\n"
    )
    assert len(folder.value("queue")) == 3
