"""What a visitor takes along, by plain commands."""

from __future__ import annotations

import sys

import pytest

from tests.cli.office import CODE, Desk

WHO = "--visitor-kind BM --topic VE1 --company Muster --postcode 45525 --email info@muster.de"


def test_a_code_of_text(desk: Desk) -> None:
    desk.done(f"book --date 7.1.2027 --time 10 --adviser berger {WHO}")
    said = desk.done("qr 1")
    assert said.splitlines()[:4] == [
        "Beratung: IHK in Hattingen",
        "Do., 07.01.2027, 10:00–10:30 Uhr",
        "Bahnhofstraße 1",
        "Es berät Sie: Tom Berger",
    ]
    assert "\n".join(CODE.drawn(4)) in said
    assert "\n".join(CODE.drawn(4, ink_is_light=False)) in desk.done("qr 1 --light")
    assert "Kamera des Telefons" in said and "Muster" not in said


def test_a_code_for_programs(desk: Desk) -> None:
    desk.done(f"book --date 7.1.2027 --time 10 {WHO}")
    said = desk.value("qr 1")
    assert said == {
        "appointment": 1,
        "text": CODE.text,
        "size": 2,
        "modules": ["10", "00"],
        "slip": "Beratung: IHK in Hattingen\nDo., 07.01.2027, 10:00–10:30 Uhr\nBahnhofstraße 1",
    }


def test_only_what_is_still_to_come(desk: Desk) -> None:
    assert desk.refused("qr 1") == "no_such_appointment"
    desk.done(f"book --date 3.12. --time 9 {WHO}")
    desk.done(f"book --date 3.12. --time 10 {WHO}")
    desk.done("cancel 2")
    desk.later(45)
    assert desk.refused("qr 1") == desk.refused("qr 2") == "over"
    assert desk.wrong("qr 0").endswith("ist keine Zahl von 1 bis 1000000000.\n")


@pytest.mark.parametrize(("height", "fits"), [(7, True), (5, False)])
def test_a_terminal_that_is_too_small(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, height: int, fits: bool
) -> None:
    desk.done(f"book --date 7.1.2027 --time 10 {WHO}")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", str(height))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    said = desk("qr 1")
    assert said.code == (0 if fits else 3)
    assert ("hat 80 × 5. Als Datei: ihk-tui export" in said.err) is not fits


def test_a_terminal_without_blocks(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.done(f"book --date 7.1.2027 --time 10 {WHO}")
    monkeypatch.setattr("ihk_tui.cli.commands.qr._writes_blocks", lambda: False)
    assert "Als Datei: ihk-tui export --profile visitor --appointment 1" in desk.wrong("qr 1")


def test_the_slip_of_a_number(day: Desk) -> None:
    day.done("checkin --kind BM --topic VE --postcode 45525 --company Muster")
    said = day.done("slip A01")
    assert said.splitlines()[:4] == [
        "Ihre Nummer: A01",
        "Sprechtag Do., 03.12.2026",
        "IHK in Hattingen",
        "Bahnhofstraße 1",
    ]
    assert "Muster" not in said
    day.done("checkin --kind XX --topic VE --anonymous --language en")
    assert day.value("slip a2")["slip"].startswith("Your number: A02\nConsultation day Thu, 2026-12-03\n")
    assert day.refused("slip A09") == "no_such_ticket"


def test_the_slip_of_an_appointment(desk: Desk) -> None:
    desk.done(f"book --date 7.1.2027 --time 10 {WHO}")
    assert "10:00–10:30 Uhr" in desk.done("slip --appointment 1")
    desk.done("cancel 1")
    assert desk.done("slip --appointment 1").startswith("ABGESAGT\n")
    for line in ("slip", "slip A01 --appointment 1"):
        assert desk.wrong(line) == "Bitte eine Nummer wie A07 oder --appointment angeben.\n"
