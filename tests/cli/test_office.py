"""Making an office, trying one out, its log and its store."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from ihk_tui.cli.host import DemoPlan
from ihk_tui.domain.people import Person
from tests.cli.office import Desk


class Keyboard(io.StringIO):
    """What someone types when asked."""

    def isatty(self) -> bool:
        return True


def test_an_office_made_by_options(desk: Desk, tmp_path: Path) -> None:
    people = "--person 'Aydin:Selin Aydın:lead' --person berger:Tom"
    made = desk.value(f"init --data {tmp_path} --name Hattingen --place 'Markt 1' --shared {people}")
    assert made == {
        "folder": str(tmp_path),
        "name": "Hattingen",
        "place": "Markt 1",
        "people": ["aydin", "berger"],
    }
    team = (Person("aydin", "Selin Aydın", "lead"), Person("berger", "Tom", "adviser"))
    assert desk.office.made == [(tmp_path, "Hattingen", "Markt 1", team, "de", True)]


def test_an_office_made_by_asking(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Keyboard("Hattingen\nSelin\n"))
    monkeypatch.setenv("LOGNAME", "selin")
    said = desk("init")
    assert (said.code, said.err) == (0, "Name der Geschäftsstelle: Ihr Name: ")
    assert desk.office.made[0][1:4] == ("Hattingen", "", (Person("selin", "Selin", "lead"),))


def test_nobody_can_be_asked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert desk.wrong("init --lang en") == "--name: Please give: name of the office.\n"


@pytest.mark.parametrize("typed", ["aydin", "aydin:", "a/b:Name", "aydin:Name:boss", ":Name"])
def test_a_person_that_cannot_be_understood(desk: Desk, typed: str) -> None:
    assert desk.wrong(f"init --name X --person {typed}").startswith(f"--person: „{typed}“: bitte")


def test_a_demo_is_only_built(desk: Desk, tmp_path: Path) -> None:
    said = desk.done(
        f"demo --build-only {tmp_path} --preset peak --years 3 --seed 7 --at 14.30 --day 7.1.2027"
    )
    assert said == f"Gebaut. Öffnen: ihk-tui --data {tmp_path}\n"
    assert desk.office.built == [(tmp_path, DemoPlan("peak", 3, 7, "14:30", "2027-01-07"))]
    assert desk.value(f"demo --build-only {tmp_path}") == {"folder": str(tmp_path)}
    assert desk.office.built[1] == (tmp_path, DemoPlan())


def test_a_demo_is_opened(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "kein Terminal" in desk.wrong("demo")
    assert desk.office.built == []
    monkeypatch.setenv("TERM", "xterm")
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    said = desk("demo")
    assert said.code == 7
    assert said.err.endswith("\rSimulation [##############################] 100 %\n")
    folder = desk.office.opened[-1].data
    assert folder == desk.office.built[0][0]
    assert folder is not None
    assert not folder.exists()
    assert desk(f"demo --data {tmp_path}").code == 7
    assert desk.office.opened[-1].data == tmp_path
    assert tmp_path.exists()


def test_who_did_what(day: Desk) -> None:
    day.done("checkin --anonymous --topic VE2")
    day.later(24 * 60)
    day.done("call --as berger")
    entries = day.value("log")
    assert [(e["seq"], e["person"], e["verb"], e["subject"]) for e in entries] == [
        (1, "aydin", "open_day", "2026-12-03"),
        (2, "aydin", "checkin", "A01"),
        (3, "berger", "call", "A01"),
    ]
    assert entries[0]["at"] == "2026-12-03T09:00:00+01:00"
    assert [e["seq"] for e in day.value("log --limit 1")] == [3]
    assert [e["seq"] for e in day.value("log --day 2026-12-03")] == [1, 2]
    assert "3    Fr., 04.12.2026, 09:00 Uhr  Berger  Aufrufen  A01\n" in day.done("log")
    assert day.done("log --day 1.1.2027 --lang en") == "Nothing is logged.\n"


def test_the_log_speaks_the_language_of_who_reads_it(day: Desk) -> None:
    day.done("desk 1 --break")
    assert "  1 (Pause)\n" in day.done("log")
    assert "  1 (break)\n" in day.done("log --lang en")
    assert "  03.12.2026\n" in day.done("log")
    assert day.done("undo") == "Zurückgenommen: Selin Aydın: Platz 1 (Pause).\n"
    assert "Rückgängig  1 (Pause)\n" in day.done("log")
    assert day.value("log")[-1]["subject"] == "1 break"


def test_the_store(day: Desk) -> None:
    assert day.value("store stats")["seq"] == 1
    assert "documents.days:   1\n" in day.done("store stats")
    assert day.value("store compact")["generation"] == 3
    assert day.wrong("store burn").startswith("„burn“ gibt es nicht; möglich: stats, compact, check, ")
