"""Consultation days on the command line: planning, opening, closing."""

from __future__ import annotations

from tests.cli.office import Desk


def test_the_days_of_a_year(desk: Desk) -> None:
    days = desk.value("days --year 2026")
    assert len(days) == 12
    shifted = next(day for day in days if day["rule_date"] == "2026-06-04")
    assert (shifted["date"], shifted["status"], shifted["reason"]) == (
        "2026-06-11",
        "proposed",
        "Fronleichnam",
    )


def test_the_days_as_a_table(desk: Desk) -> None:
    assert "Do., 11.06.2026  Do., 04.06.2026  Vorschlag  Fronleichnam\n" in desk.done("days")
    english = desk.done("days --lang en")
    assert "Thu, 2026-06-11" in english
    assert "Corpus Christi" in english


def test_a_proposal_is_confirmed_by_its_first_thursday(desk: Desk) -> None:
    assert desk.value("days --confirm 2027-05-06")["date"] == "2027-05-13"
    assert desk.done("days --confirm 6.5.2027") == "Do., 13.05.2027: bestätigt.\n"


def test_a_day_is_put_on_another_date_or_cancelled(desk: Desk) -> None:
    assert desk.value("days --confirm 2027-05-06 --on 2027-05-20")["date"] == "2027-05-20"
    assert desk.value("days --cancel 2027-05-20")["status"] == "cancelled"
    assert desk.refused("days --confirm 2027-05-20 --on 1.5.2027") == "holiday"
    assert desk.wrong("days --on 1.5.2027") == "--on: Das geht nur mit --confirm.\n"
    assert desk.wrong("days --confirm neulich").startswith("--confirm: „neulich“ ist kein Datum.")


def test_opening_the_day(desk: Desk) -> None:
    said = desk.done("open-day")
    assert said == "Der Sprechtag ist geöffnet: Do., 03.12.2026, 08:30–16:00.\n"
    assert desk.refused("open-day") == "already_open"


def test_a_day_that_is_not_planned_is_opened_on_purpose(desk: Desk) -> None:
    desk.later(24 * 60)
    assert desk.refused("open-day") == "no_day_today"
    opened = desk.value("open-day --extra")
    assert (opened["date"], opened["status"]) == ("2026-12-04", "open")
    assert opened["opened_at"] == "2026-12-04T09:00:00+01:00"


def test_closing_asks_for_every_open_point(day: Desk) -> None:
    day.done("book --date heute --time 10 --topic VE1 --visitor-kind XX --phone 02324123456")
    day.done("checkin --anonymous --topic VE2")
    day.done("checkin --anonymous --topic KO3")
    day.done("call A02")
    day.done("start")
    assert day.refused("close-day") == "unsettled"
    assert day("close-day --json --settle A01=left").value["unsettled"] == [
        {"key": "A02", "choices": ["solved", "started", "not_responsible", "aborted"]},
        {"key": "appointment:1", "choices": ["no_show", "cancelled"]},
    ]
    text = day("close-day --lang en").err
    assert "A01            waiting  left | turned_away\n" in text
    assert "appointment:1  booked   no_show | cancelled\n" in text


def test_closing_with_a_decision_for_each(day: Desk) -> None:
    day.done("checkin --anonymous --topic VE2")
    day.done("checkin --anonymous --topic KO3")
    day.done("call A02")
    day.done("start")
    settled = "--settle a1=left --settle 'A02=started,IHK-BO,11.12.,Vertrag prüfen, dann anrufen'"
    assert day.done(f"close-day {settled}") == "Der Sprechtag ist abgeschlossen: Do., 03.12.2026.\n"
    assert day.refused("close-day --settle A01=left") == "day_closed"


def test_decisions_that_cannot_be_understood(day: Desk) -> None:
    day.done("checkin --anonymous --topic VE2")
    assert day.wrong("close-day --settle A01").startswith("--settle: „A01“: bitte wie A07=left.")
    assert day.wrong("close-day --settle A09=left") == "--settle: A09 ist kein offener Punkt.\n"
    assert day.wrong("close-day --settle A01=started").startswith("--settle: A01: ")
    assert day.refused("close-day --settle A01=solved") == "choice"
