"""Correcting an appointment on the command line: only what is given changes."""

from __future__ import annotations

import pytest

from tests.cli.office import Desk

WHO = "--visitor-kind BM --topic VE1 --company Muster --postcode 45525 --email info@muster.de"


@pytest.fixture
def booked(desk: Desk) -> Desk:
    """A desk with one appointment in December."""
    desk.done(f"book --date 3.12. --time 10 --adviser berger --note Zeugnis --language tr {WHO}")
    return desk


def test_only_what_is_given_changes(booked: Desk) -> None:
    before = booked.value("appointments --day 3.12.")[0]
    after = booked.value("correct 1 --phone '02324 5678' --topic PR2")
    assert {name for name, value in before.items() if after[name] != value} == {"topic"}
    assert (after["sequence"], after["note"]) == (0, "Zeugnis")
    assert (after["visitor"]["phone"], after["visitor"]["company"]) == ("+4923245678", "Muster")
    assert after["visitor"]["language"] == "tr"
    assert booked.value("correct 1 --note '' --email ''")["note"] is None


def test_length_and_place_are_news_for_calendars(booked: Desk) -> None:
    longer = booked.value("correct 1 --minutes 60")
    assert (longer["end"], longer["sequence"]) == ("2026-12-03T11:00:00+01:00", 1)
    assert booked.value("correct 1 --place 'Werk 2'")["sequence"] == 2


def test_what_was_done_is_said(booked: Desk) -> None:
    assert booked.done("correct 1 --name 'Änne Groß'") == (
        "Termin 1 geändert: Beratung, Do., 03.12.2026, 10:00–10:30 Uhr.\n"
    )
    assert booked.done("correct 1 --name 'Änne Groß' --lang en") == (
        "Nothing to correct in appointment 1: consultation, Thu, 2026-12-03, 10:00–10:30.\n"
    )


def test_the_log_names_the_fields_and_nothing_else(booked: Desk) -> None:
    booked.done("correct 1 --name 'Änne Groß' --place Werk --as berger")
    entry = booked.value("log")[-1]
    assert (entry["person"], entry["verb"], entry["subject"]) == ("berger", "edit", "1 name place")
    assert "Ändern 1 (Name, Ort)" in booked.done("undo --as berger")
    assert "Groß" not in booked.done("log")


def test_more_time_is_asked_for_as_in_a_booking(booked: Desk) -> None:
    booked.done(f"book --kind follow_up --date 3.12. --time 10:30 --adviser berger {WHO}")
    assert booked.refused("correct 1 --minutes 45") == "adviser_busy"
    assert booked("correct 1 --minutes 45").err == (
        "Dann gibt es in dieser Beratung schon einen Termin: 10:30–11:30 Uhr. Trotzdem: --overbook\n"
    )
    assert booked.value("correct 1 --minutes 45 --overbook")["end"] == "2026-12-03T10:45:00+01:00"


def test_what_is_typed_wrongly_is_said_by_option(booked: Desk) -> None:
    wrong = booked.wrong("correct 1 --minutes viel --travel 721 --topic QQ --email ich --postcode ''")
    said = [line.split(":")[0] for line in wrong.splitlines()]
    assert sorted(said) == ["--email", "--minutes", "--postcode", "--topic", "--travel"]


@pytest.mark.parametrize("line", ["correct 1", "correct 1 --email ''"])
def test_what_is_no_longer_booked_is_refused_before_it_is_read(booked: Desk, line: str) -> None:
    booked.done("cancel 1")
    assert booked.refused(line) == "settled"
    assert booked.refused("correct 2 --name x") == "no_such_appointment"


def test_an_appointment_without_a_way_to_reach_anybody_is_not_kept(booked: Desk) -> None:
    assert booked.wrong("correct 1 --email ''").startswith("--phone: Bitte Telefon oder E-Mail")


def test_undo_takes_it_back(booked: Desk) -> None:
    booked.done("correct 1 --place Werk")
    assert booked.value("undo")["undone"][0]["verb"] == "edit"
    (held,) = booked.value("appointments --day 3.12.")
    assert (held["place"], held["sequence"]) == (None, 2)


def test_who_reads_no_remarks_writes_none_and_keeps_what_stands_there(booked: Desk) -> None:
    assert booked.value("correct 1 --name Kim --as kaya")["note"] is None
    assert booked.refused("correct 1 --note Neu --as kaya") == "role"
    assert booked.value("correct 1 --name Kim")["note"] == "Zeugnis"
