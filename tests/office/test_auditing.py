"""Who was refused what in the program itself."""

from __future__ import annotations

import pytest

from ihk_tui.domain.words import StoreTrouble, Words
from ihk_tui.office import auditing
from tests.office.office import NEXT_DAY, Office


def test_a_key_that_is_held_down_fills_no_log(office: Office) -> None:
    for action in ("new", "new", "call", "new"):
        auditing.record_once_a_day(office.berger, "refused", action)
    auditing.record_once_a_day(office.aydin, "refused", "new")
    office.at("9:00", NEXT_DAY)
    auditing.record_once_a_day(office.berger, "refused", "new")
    assert [(entry.person, entry.subject) for entry in office.log("refused")] == [
        ("berger", "new"),
        ("berger", "call"),
        ("aydin", "new"),
        ("berger", "new"),
    ]


def test_nobody_is_kept_waiting_by_a_full_disk(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise StoreTrouble(Words("voll", "full"))

    monkeypatch.setattr(auditing, "record", full)
    auditing.record_once_a_day(office.berger, "refused", "new")
    assert office.log("refused") == []
