"""Erasing by command: by number or appointment, by those who may, and completely."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from ihk_tui.store.kinds import PLACES
from ihk_tui.store.store import Store
from tests.cli.office import Desk

FIRM = "--company 'Quader Stahl' --postcode 45525"
WHO = f"--kind BM --topic VE2 {FIRM} --name 'Xenia Quader' --phone 02324998877"
TRACES = ("Xenia", "Quader", "998877", "Insolvenz", "Rückruf")


@pytest.fixture
def came(day: Desk) -> Desk:
    """A01 came, confided something, and is finished; A02 waits."""
    day.done(f"checkin {WHO}")
    day.done("checkin --anonymous --topic PR2")
    day.done("call A01")
    day.done("start")
    day.done("note A01 'Insolvenz droht'")
    day.done("finish --outcome started --partner AFA --due 11.12. --next-step", "Rückruf bei Xenia Quader")
    return day


def test_who_a_visit_was_is_erased(came: Desk) -> None:
    assert came.done("erase a1") == (
        "Gelöscht: A01 (Do., 03.12.2026). Gezählt wird weiter; wer es war, steht hier nicht mehr.\n"
    )
    shown = came.done("show A01")
    assert [word for word in TRACES if word in shown + came.done("show A01 --json")] == []
    assert "VE2" in shown and "angestoßen, AFA" in shown and "Aydın" in shown
    assert came.value("note A01")["notes"] == []
    assert [e["subject"] for e in came.value("log") if e["verb"] == "erase"] == ["2026-12-03 A01"]
    assert "Aydın  Löschen   03.12.2026 A01\n" in came.done("log")
    assert came.done("erase A01 --lang en") == "Erased already: A01 (Thu, 2026-12-03).\n"
    assert came.refused("undo") == "nothing_to_undo"


def test_its_value_for_programs(came: Desk) -> None:
    erased = {"visits": [{"day": "2026-12-03", "ticket": "A01", "id": 1}], "appointments": []}
    assert came.value("erase A01") == {"new": True, **erased, "companies": 1}
    assert came.value("erase A01 --day 3.12.2026") == {"new": False, **erased, "companies": 0}


def test_an_appointment_with_its_visit(day: Desk) -> None:
    contact = f"--visitor-kind BM --topic VE1 {FIRM} --email x@quader.example"
    day.done(f"book {contact} --date 3.12. --time 0930")
    assert day.refused("erase --appointment 1") == "to_come"
    day.done("checkin --appointment 1")
    assert day.refused("erase --appointment 1") == "open"
    day.done("left T01")
    said = day.done("erase --appointment 1 --lang en")
    assert said.startswith("Erased: T01 (Thu, 2026-12-03); appointment 1. It still counts")
    again = day.value("erase T01")
    assert (again["new"], again["appointments"]) == (False, [1])
    assert [a["who"] for a in day.value("appointments --day 3.12.")] == [""]


def test_a_visit_of_another_day(came: Desk) -> None:
    came.done("left A02")
    came.done("close-day")
    came.later(24 * 60 * 40)
    assert came.refused("erase A01") == "no_such_ticket"
    assert "am Di., 12.01.2027" in came("erase A01").err
    assert came.value("erase A01 --day 2026-12-03")["new"]


def test_what_is_refused(came: Desk) -> None:
    assert came.refused("erase A01 --as berger") == "role"
    assert came.refused("erase A01 --as kaya") == "role"
    assert came.refused("erase A02") == "open"
    assert came.refused("erase A09") == "no_such_ticket"
    assert came.refused("erase --appointment 9") == "no_such_appointment"
    assert came.value("show A01")["who"] == "Quader Stahl"


def test_what_is_typed_wrongly(came: Desk) -> None:
    assert came.wrong("erase") == "Bitte eine Nummer wie A07 oder --appointment angeben.\n"
    assert came.wrong("erase A01 --appointment 1").startswith("--appointment: Bitte entweder")
    assert came.wrong("erase --appointment 1 --day 3.12.").startswith("--appointment: ")
    assert came.wrong("erase A01 --day nie").startswith("--day: „nie“ ist kein Datum.")
    assert "keine Nummer" in came.wrong("erase X1")


def bytes_of(folder: Path) -> str:
    files = (f for f in folder.rglob("*") if f.is_file() and "backups" not in f.relative_to(folder).parts)
    return "\n".join(file.read_bytes().decode(errors="replace") for file in files)


def test_a_full_disk_is_said_and_repeating_completes_it(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "office"
    desk.office.store = Store.create(folder, PLACES)
    desk.done("open-day")
    desk.done(f"checkin {WHO}")
    desk.done("store compact")
    desk.done("left A01")
    desk.office.store.drafts.save("berger", "intake", {"name": "Xenia Quader"})
    desk.office.store.drafts.save("kaya", "intake", {"name": "Yusuf"})

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        said = desk("erase A01")
    assert (said.code, said.out) == (4, "")
    assert said.err.startswith("Nicht gespeichert: der Datenträger ist voll.")
    assert "Xenia Quader" in bytes_of(folder)
    desk.done("erase A01")
    assert [word for word in TRACES if word in bytes_of(folder)] == []
    assert "Yusuf" in bytes_of(folder)
    assert [e["person"] for e in desk.value("log") if e["verb"] == "erase"] == ["aydin"]
