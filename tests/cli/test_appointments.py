"""Appointments on the command line, and their way into a calendar."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from ihk_tui.cli.main import run
from tests.cli.office import Desk, Exported, Office

WHO = "--visitor-kind BM --topic VE1 --company Muster --postcode 45525 --email info@muster.de"


def test_booking(desk: Desk) -> None:
    booked = desk.value(f"book --date 3.12. --time 1030 --adviser berger --note Zeugnis {WHO}")
    assert (booked["id"], booked["uid"], booked["sequence"]) == (1, "uid@test.invalid", 0)
    assert (booked["start"], booked["end"]) == ("2026-12-03T10:30:00+01:00", "2026-12-03T11:00:00+01:00")
    assert (booked["status"], booked["kind"], booked["adviser"]) == ("booked", "consultation", "berger")
    assert (booked["note"], booked["visitor"]["company"]) == ("Zeugnis", "Muster")
    assert desk.done(f"book --date 3.12. --time 11 {WHO}") == (
        "Termin 2 gebucht: Beratung, Do., 03.12.2026, 11:00–11:30 Uhr.\n"
    )


def test_a_company_visit(desk: Desk) -> None:
    said = desk.value(
        f"book --kind company_visit --date 2026-12-08 --time 14 --minutes 90 --place Werk --travel 20 {WHO}"
    )
    assert (said["end"], said["place"], said["travel"]) == ("2026-12-08T15:30:00+01:00", "Werk", 20)


def test_a_booking_that_is_refused(desk: Desk) -> None:
    assert desk.refused(f"book --date 4.12. --time 10 {WHO}") == "no_consultation_day"
    assert desk.refused(f"book --date 3.12. --time 8 {WHO}") == "past"
    desk.done(f"book --date 3.12. --time 10 --adviser berger {WHO}")
    assert desk.refused(f"book --date 3.12. --time 10 --adviser berger {WHO}") == "adviser_busy"
    assert "--overbook" in desk(f"book --date 3.12. --time 10 --adviser berger {WHO}").err
    assert desk.value(f"book --date 3.12. --time 10 --adviser berger --overbook {WHO}")["id"] == 2


def test_all_that_is_in_the_way_is_printed_and_overbook_decides_it(desk: Desk) -> None:
    for adviser in ("berger", "aydin"):
        desk.done(f"book --date 3.12. --time 10 --adviser {adviser} {WHO}")
    again = f"book --date 3.12. --time 10 --adviser berger {WHO}"
    assert desk(again).err == (
        "Um 10:00 ist alles belegt (2 von 2). "
        "Dann gibt es in dieser Beratung schon einen Termin: 10:00–10:30 Uhr. Trotzdem: --overbook\n"
    )
    assert desk.value(f"{again} --overbook")["id"] == 3


def test_undo_says_what_was_booked_since_and_how_to_decide_it(desk: Desk) -> None:
    desk.done(f"book --date 3.12. --time 10 --adviser berger {WHO}")
    desk.done("cancel 1")
    desk.done(f"book --date 3.12. --time 10 --adviser berger {WHO} --as berger")
    assert desk.refused("undo") == "taken_since"
    said = "Seitdem gebucht: Do., 03.12.2026, 10:00 Uhr Muster. Trotzdem: --anyway"
    assert desk("undo").err.strip() == said
    assert desk.value("undo --anyway")["undone"][0]["verb"] == "cancel"


def test_a_booking_that_is_typed_wrongly(desk: Desk) -> None:
    wrong = desk.wrong("book --date 3.12. --time 10 --visitor-kind QQ")
    assert [line.split(":")[0] for line in wrong.splitlines()] == ["--visitor-kind", "--topic", "--phone"]
    assert desk.wrong(f"book --date 3.12. --time 25:00 {WHO}").startswith("--time: ")
    assert desk.wrong(f"book --date nie --time 10 {WHO}").startswith("--date: ")
    assert desk.wrong(f"book --date 28.3.2027 --time 2:30 --kind follow_up {WHO}").startswith("--time: ")


def test_the_repeated_hour_is_asked_for(desk: Desk) -> None:
    line = f"book --kind follow_up --date 31.10.2027 --time 2:30 {WHO}"
    assert "zweimal" in desk.wrong(line)
    assert desk.value(f"{line} --hour first")["start"] == "2027-10-31T02:30:00+02:00"
    assert desk.value(f"{line} --hour second")["start"] == "2027-10-31T02:30:00+01:00"


def test_moving_and_cancelling(desk: Desk) -> None:
    desk.done(f"book --date 3.12. --time 10 {WHO}")
    moved = desk.value("move 1 --date 7.1.2027 --time 9 --adviser berger")
    assert (moved["sequence"], moved["start"], moved["adviser"]) == (1, "2027-01-07T09:00:00+01:00", "berger")
    assert (
        desk.done("cancel 1 --lang en")
        == "Appointment 1 cancelled: consultation, Thu, 2027-01-07, 09:00–09:30.\n"
    )
    assert desk.refused("cancel 1") == "settled"
    assert desk.refused("move 2 --date 7.1.2027 --time 9") == "no_such_appointment"


def test_listing(desk: Desk) -> None:
    assert desk.done("appointments").startswith("Keine Termine. Buchen: ihk-tui book")
    desk.done(f"book --date 3.12. --time 10 --adviser berger {WHO}")
    desk.done(f"book --date 7.1.2027 --time 10 {WHO}")
    assert [a["id"] for a in desk.value("appointments")] == [1]
    assert [a["id"] for a in desk.value("appointments --day 7.1.2027")] == [2]
    assert [a["id"] for a in desk.value("appointments --from 3.12. --to 2027-01-07")] == [1, 2]
    assert [a["id"] for a in desk.value("appointments --from 3.12. --to 7.1.2027 --adviser berger")] == [1]
    assert "visitor" not in desk.value("appointments")[0]
    text = desk.done("appointments")
    assert "1    Do., 03.12.2026  10:00–10:30  Beratung  Muster  VE1    Berger  gebucht\n" in text
    assert desk.wrong("appointments --from 7.1.2027 --to 3.12.2026").startswith("--to: Das Ende")


def test_an_export_lands_in_a_file_of_its_own(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert desk.done("export") == "Geschrieben: sprechtag-2026-12-03.ics\n"
    file = tmp_path / "sprechtag-2026-12-03.ics"
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    desk.done("export --from 3.12. --to 31.12. --adviser berger --profile busy")
    assert sorted(f.name for f in tmp_path.iterdir()) == [
        "sprechtag-2026-12-03-2026-12-31-berger-busy.ics",
        file.name,
    ]
    assert desk.office.exported == [Exported([], 1, "staff"), Exported([], 0, "busy")]


def test_an_export_replaces_a_file(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "day.ics"
    file.write_text("old")
    assert desk.value(f"export --day next -o {file}") == {"file": str(file), "bytes": 32}
    assert file.read_bytes().startswith(b"BEGIN")
    assert list(tmp_path.iterdir()) == [file]


def test_an_export_into_a_pipe_is_nothing_but_the_calendar(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert run(["export", "-o", "-", "--json"], Office()) == 0
    assert capsysbinary.readouterr() == (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", b"")


def test_an_export_that_cannot_be_written(desk: Desk, tmp_path: Path) -> None:
    assert desk.wrong(f"export -o {tmp_path}/no/day.ics").startswith("--output: ")
    assert desk.wrong(f"export -o {tmp_path}").startswith("--output: ")


def test_an_appointment_to_take_along(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    desk.done(f"book --date 7.1.2027 --time 10 {WHO}")
    assert desk.done("export --profile visitor --appointment 1") == "Geschrieben: termin-1.ics\n"
    assert desk.office.exported == [Exported([1], 0, "visitor")]
    assert desk.wrong("export --profile visitor") == "--appointment: Welcher Termin?\n"
    assert desk.refused("export --appointment 9") == "no_such_appointment"
    assert desk.wrong("export --profile all").startswith("--profile: „all“ gibt es nicht")


def test_the_slots_of_a_day(desk: Desk) -> None:
    desk.done(f"book --date 3.12. --time 10 --adviser berger {WHO}")
    desk.done(f"book --kind company_visit --date 3.12. --time 11 --adviser berger --travel 20 {WHO}")
    shown = desk.done("slots --day 3.12.")
    line = next(line for line in shown.splitlines() if line.startswith("10:00"))
    assert line.split() == ["10:00–10:30", "1/2", "1", "Muster"]
    ten, half, eleven = desk.value("slots --day 3.12.")[3:6]
    assert (ten["booked"], ten["capacity"], ten["advisers"]["berger"]) == (
        1,
        2,
        {"taken": "booked", "appointments": [1]},
    )
    assert half["advisers"]["berger"]["taken"] == "travel"
    assert eleven["advisers"]["berger"] == {"taken": "booked", "appointments": [2]}
    assert desk.value("slots --day 4.12.")[0]["capacity"] is None


def test_what_became_of_an_appointment(desk: Desk) -> None:
    desk.done(f"book --kind follow_up --date 3.12. --time 9:30 {WHO}")
    desk.done(f"book --kind follow_up --date 3.12. --time 9:40 {WHO}")
    assert desk.refused("held 1") == "not_due"
    desk.office.now = desk.office.now.replace(hour=10)
    settled = desk.value("held 1 'Vertrag kommt'")
    assert (settled["status"], settled["note"]) == ("held", "Vertrag kommt")
    assert desk.value("missed 2")["status"] == "no_show"
    assert desk.refused("missed 2") == "settled"
    assert desk.refused("held 9") == "no_such_appointment"
