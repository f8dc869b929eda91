"""Calendar files on the command line: looked at, brought in, refused."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from ihk_tui.cli.host import Options
from ihk_tui.domain.incoming import MAX_BYTES
from ihk_tui.ical.incoming.process import read_calendar
from ihk_tui.office.session import Session
from tests.cli.office import Desk, Office
from tests.ical.incoming import TIMES, vcalendar, vevent

WHO = "--visitor-kind BM --topic VE1 --company Muster --postcode 45525 --email info@muster.de"
BUSY = vcalendar(
    vevent("UID:a", *TIMES, "SUMMARY:Zahnarzt"),
    vevent("UID:b@[red]x[/]", "DTSTART;TZID=America:20261203T090000"),
)


class ReadingOffice(Office):
    """An office that reads calendar files as the program does."""

    def session(self, options: Options) -> Session:
        return (
            super()
            .session(options)
            ._replace(read_calendar=lambda content, window: read_calendar(content, window, "test.invalid"))
        )


@pytest.fixture
def desk(capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(ReadingOffice(), capsys)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "berger.ics"
    file.write_bytes(BUSY)
    return file


def test_a_preview_and_then_the_import(desk: Desk, file: Path) -> None:
    listed = (
        "neu 1 · geändert 0 · entfällt 0 · gleich 0 · ohne Belang 0 · abgewiesen 1\n"
        "  neu: Do., 03.12.2026, 10:00–11:00 Uhr\n"
        "  abgewiesen: [b@[red]x[/]] Zeitzone America ist nicht bekannt\n"
    )
    assert (
        desk.done(f"import {file} --adviser berger --dry-run") == f"Vorschau, nichts gespeichert.\n{listed}"
    )
    assert desk.value("log") == []
    assert desk.done(f"import {file} --adviser Berger") == f"Eingelesen.\n{listed}"
    assert "Zahnarzt" not in str(desk.value("log"))
    assert desk.refused(f"book --date 3.12. --time 10 --adviser berger {WHO}") == "adviser_busy"
    assert desk.value(f"book --date 3.12. --time 10 --adviser berger --overbook {WHO}")["id"] == 1
    assert desk.done(f"import {file} --adviser berger --lang en").startswith("Nothing to change.\nnew 0 ")
    assert "Einlesen  berger +1" in desk.done("log")
    assert desk("undo --with-later").code == 0


def test_as_values(desk: Desk, file: Path) -> None:
    said = desk.value(f"import {file} --adviser berger")
    assert [said[key] for key in ("dry_run", "stored", "adviser", "new", "same")] == [
        False,
        True,
        "berger",
        1,
        0,
    ]
    assert said["changes"] == [
        {
            "what": "new",
            "start": "2026-12-03T10:00:00+01:00",
            "end": "2026-12-03T11:00:00+01:00",
            "appointment": None,
        }
    ]
    assert said["rejected"] == [
        {
            "uid": "b@[red]x[/]",
            "start": None,
            "reason": "unknown_zone",
            "message": "Zeitzone America ist nicht bekannt",
        }
    ]


def test_appointments_in_the_way_are_told(desk: Desk, file: Path) -> None:
    desk.done(f"book --date 3.12. --time 10 --adviser berger {WHO}")
    said = desk.done(f"import {file} --adviser berger")
    assert "Achtung: Termin 1 (Do., 03.12.2026, 10:00 Uhr) liegt in einer belegten Zeit." in said
    assert desk.value(f"import {file} --adviser berger")["clashes"] == []


def test_without_an_adviser_only_our_own_appointments_count(desk: Desk, tmp_path: Path) -> None:
    desk.done(f"book --date 3.12. --time 10 --adviser berger {WHO}")
    later = ("DTSTART:20261203T093000Z", "DTEND:20261203T100000Z", "SEQUENCE:1")
    file = tmp_path / "ours.ics"
    file.write_bytes(vcalendar(vevent("UID:uid@test.invalid", *later), vevent("UID:c", *TIMES)))
    said = desk.value(f"import {file}")
    assert (said["changed"], [r["reason"] for r in said["rejected"]]) == (1, ["whose"])
    assert desk.value("appointments")[0]["start"] == "2026-12-03T10:30:00+01:00"


def test_what_is_missing_in_a_whole_calendar_goes(desk: Desk, file: Path) -> None:
    desk.done(f"import {file} --adviser berger")
    file.write_bytes(vcalendar())
    assert desk.value(f"import {file} --adviser berger")["removed"] == 0
    assert desk.value(f"import {file} --adviser berger --whole")["removed"] == 1
    assert desk.wrong(f"import {file} --whole").startswith("--whole: Wessen Kalender?")


def test_from_a_pipe(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BUSY)))
    assert desk.value("import - --adviser berger")["new"] == 1


def test_files_that_cannot_be_read(desk: Desk, file: Path, tmp_path: Path) -> None:
    assert desk.wrong(f"import {tmp_path}/no.ics").startswith(f"{tmp_path}/no.ics: lässt sich nicht lesen")
    assert desk.wrong(f"import {tmp_path}").startswith(str(tmp_path))
    assert desk.wrong(f"import {file} --adviser niemand").startswith("--adviser: ")
    assert desk.wrong("import").startswith("Es fehlt: ")
    file.write_bytes(BUSY[:-40])
    assert (
        desk.wrong(f"import {file}") == f"{file}: Die Datei ist abgeschnitten: am Ende fehlt END:VCALENDAR.\n"
    )
    with file.open("wb") as large:
        large.truncate(50_000_000)
    assert f"mehr als {MAX_BYTES // 10**6} MB" in desk.wrong(f"import {file}")


def test_only_so_much_is_listed(desk: Desk, file: Path) -> None:
    file.write_bytes(vcalendar(vevent("UID:a", *TIMES, "RRULE:FREQ=DAILY;COUNT=50")))
    lines = desk.done(f"import {file} --adviser berger").splitlines()
    assert (len(lines), lines[-1]) == (43, "… und 10 weitere (alle: --json)")


def test_latin_1_is_said(desk: Desk, file: Path) -> None:
    file.write_bytes(BUSY.decode().replace("Zahnarzt", "Prüfung").encode("latin-1"))
    assert "als Windows-1252 gelesen" in desk.done(f"import {file} --adviser berger --dry-run")
