"""Consultation days on the command line: planning, opening, closing."""

from __future__ import annotations

import pytest

from tests.cli.office import Desk

BOOK = "book --topic VE1 --visitor-kind XX --phone 02324123456 --name 'Kim Übler'"


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
    desk.done(f"{BOOK} --date 7.1.2027 --time 14")
    text = desk.done("days --year 2027")
    assert "Do., 13.05.2027  06.05.2027  Vorschlag  08:30–16:00         Christi Himmelfahrt\n" in text
    assert "Do., 07.01.2027              geplant    08:30–16:00  1\n" in text
    assert all(len(line) <= 80 for line in text.splitlines())
    english = desk.done("days --lang en")
    assert "Thu, 2026-06-11  2026-06-04" in english
    assert "Corpus Christi" in english


def test_a_listed_day_has_hours_places_and_bookings(desk: Desk) -> None:
    desk.done(f"{BOOK} --date 7.1.2027 --time 14")
    january = desk.value("days --year 2027")[0]
    assert {key: january[key] for key in ("opens", "closes", "slot", "desks", "places", "booked")} == {
        "opens": "08:30", "closes": "16:00", "slot": 30, "desks": 3, "places": 2, "booked": 1,
    }  # fmt: skip


def test_the_holidays_of_a_year(desk: Desk) -> None:
    assert {"date": "2026-06-04", "name": "Fronleichnam"} in desk.value("days --holidays")
    assert len(desk.value("days --holidays --year 2027")) == 11
    assert "Do., 06.05.2027  Christi Himmelfahrt\n" in desk.done("days --holidays --year 2027")


def test_a_proposal_is_confirmed_by_its_first_thursday(desk: Desk) -> None:
    assert desk.value("days --confirm 2027-05-06")["date"] == "2027-05-13"
    assert desk.done("days --confirm 6.5.2027") == "Do., 13.05.2027: bestätigt, 08:30–16:00.\n"


def test_a_day_is_put_on_another_date_or_cancelled_or_brought_back(desk: Desk) -> None:
    assert desk.value("days --confirm 2027-05-06 --on 2027-05-20")["date"] == "2027-05-20"
    assert desk.refused("days --confirm 2027-05-20 --on 1.5.2027") == "holiday"
    assert desk.value("days --cancel 2027-05-20")["status"] == "cancelled"
    assert desk.value("days --reopen 2027-05-20")["status"] == "confirmed"
    assert desk.refused("days --reopen 2027-05-20") == "not_cancelled"
    assert desk.wrong("days --confirm neulich").startswith("--confirm: „neulich“ ist kein Datum.")


def test_whom_to_tell_is_listed(desk: Desk) -> None:
    booked = desk.value(f"{BOOK} --date 13.5.2027 --time 14")
    moved = desk.value("days --confirm 2027-05-06 --on 2027-05-20")
    assert moved["told"] == [
        {
            "id": booked["id"], "uid": booked["uid"], "sequence": 1, "who": "Kim Übler",
            "phone": "+492324123456", "email": None, "old": "2027-05-13T14:00:00+02:00",
            "new": "2027-05-20T14:00:00+02:00", "by_mail": False,
        }
    ]  # fmt: skip
    assert desk.done("days --cancel 2027-05-20") == (
        "Do., 20.05.2027: fällt aus, 08:30–16:00.\n"
        "Zu benachrichtigen:\n"
        "Kim Übler: 02324 123456 (E-Mail: nein)\n"
        "  Do., 20.05.2027, 14:00 Uhr → abgesagt\n"
    )
    back = desk.done("undo")
    assert back.endswith("Kim Übler: 02324 123456 (E-Mail: nein)\n  abgesagt → Do., 20.05.2027, 14:00 Uhr\n")
    (told,) = desk.value("undo")["told"]
    assert (told["old"], told["new"]) == ("2027-05-20T14:00:00+02:00", "2027-05-13T14:00:00+02:00")
    desk.done("days --cancel 2027-05-13")
    (told,) = desk.value("undo")["told"]
    assert (told["old"], told["new"]) == (None, "2027-05-13T14:00:00+02:00")
    desk.done("days --cancel 2027-05-13")
    assert desk.value("days --reopen 2027-05-13")["told"] == []
    assert desk.value("undo")["told"] == []


def test_an_extra_day(desk: Desk) -> None:
    extra = desk.value("days --extra 15.12. --hours 13-17 --capacity 1")
    assert (extra["date"], extra["rule_date"], extra["status"]) == ("2026-12-15", None, "confirmed")
    assert (extra["opens"], extra["closes"], extra["places"], extra["told"]) == ("13:00", "17:00", 1, [])
    assert desk.refused("days --extra 15.12.") == "day_taken"
    assert desk.refused("days --extra 25.12.") == "holiday"
    assert desk.value("days --extra 25.12. --anyway")["date"] == "2026-12-25"


def test_a_day_gets_other_hours(desk: Desk) -> None:
    given = "--hours '9 bis 12' --slot 20 --desks 4 --capacity 4"
    day = desk.value(f"days --day 7.1.2027 {given}")
    assert [day[key] for key in ("opens", "closes", "slot", "desks", "capacity", "places", "sequence")] == [
        "09:00", "12:00", 20, 4, 4, 4, 1,
    ]  # fmt: skip
    assert desk.value("days --day 7.1.2027 --capacity auto")["places"] == 3
    assert desk.value("days --year 2027")[0]["opens"] == "09:00"


def test_bookings_in_trouble_are_named_until_it_is_decided(desk: Desk) -> None:
    booked = desk.value(f"{BOOK} --date 7.1.2027 --time 14")
    said = desk("days --day 7.1.2027 --hours 9-12 --json")
    assert said.code == 3 and said.value["refused"] == "conflicts"
    assert [(c["id"], c["start"]) for c in said.value["conflicts"]] == [
        (booked["id"], "2027-01-07T14:00:00+01:00")
    ]
    text = desk("days --day 7.1.2027 --hours 9-12").err
    assert "14:00 Kim Übler: liegt dann außerhalb" in text and "Trotzdem: --anyway.\n" in text
    assert desk.value("days --day 7.1.2027 --hours 9-12 --anyway")["closes"] == "12:00"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("--on 1.5.2027", "--on: Das geht nur mit --confirm."),
        ("--cancel 7.1.2027 --on 1.5.2027", "--on: Das geht nur mit --confirm."),
        ("--cancel 7.1.2027 --extra 8.1.2027", "--extra: Bitte nur eine Entscheidung auf einmal."),
        ("--hours 9-12", "--hours: Das geht nur mit --day oder --extra."),
        ("--cancel 7.1.2027 --desks 4", "--desks: Das geht nur mit --day oder --extra."),
        ("--day 7.1.2027", "--day: Bitte dazu --hours,"),
        ("--day 7.1.2027 --hours 9", "--hours: Bitte Anfang und Ende"),
        ("--day 7.1.2027 --slot 3", "--slot: Möglich ist 5 bis 240."),
        ("--day 7.1.2027 --desks viele", "--desks: Bitte eine Zahl."),
        ("--extra 15.12. --capacity 9", "--capacity: Möglich ist 0 bis 3."),
    ],
)
def test_what_does_not_go_together(desk: Desk, line: str, says: str) -> None:
    assert desk.wrong(f"days {line}").startswith(says)
    assert not [day for day in desk.value("days --year 2027") if day["sequence"]]


def test_a_date_without_a_day_has_no_hours(desk: Desk) -> None:
    assert desk.refused("days --day 8.1.2027 --desks 4") == "no_such_day"


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
        {"key": "appointment:1", "choices": ["cancelled"]},
    ]
    text = day("close-day --lang en").err
    assert "A01            waiting  left | turned_away\n" in text
    assert "appointment:1  booked   cancelled\n" in text


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
