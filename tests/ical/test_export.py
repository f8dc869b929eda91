"""The file as such: its form, and that unchanged data gives unchanged bytes."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from msgspec.structs import replace

from ihk_tui.domain.days import ConsultationDay, TalkSum
from ihk_tui.ical.export import Cache
from ihk_tui.ical.timezone import VTIMEZONE
from tests.ical.calendars import BOOKED, NOW, at, berlin, events, export, unfolded

FIRST, SECOND, THIRD = (
    replace(at(berlin(2026, 5, 7, hour)), uid=f"{hour}@hattingen.example") for hour in (9, 10, 11)
)
JUNE = ConsultationDay(day=date(2026, 6, 4), rule_date=date(2026, 6, 4))


def test_an_appointment_is_written_as_it_stands_in_the_rfc() -> None:
    assert unfolded(export(BOOKED)).split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//ihk-tui//ihk-tui//DE",
        "CALSCALE:GREGORIAN",
        "NAME:IHK in Hattingen: Termine",
        "X-WR-CALNAME:IHK in Hattingen: Termine",
        "UID:staff@hattingen.example",
        *VTIMEZONE.decode().split("\r\n")[:-1],
        "BEGIN:VEVENT",
        "SUMMARY:Beratung: Müßig & Söhne\\; Gießerei",
        "DTSTART;TZID=Europe/Berlin:20260507T140000",
        "DTEND;TZID=Europe/Berlin:20260507T143000",
        "DTSTAMP:20260421T093000Z",
        "UID:7f3c@hattingen.example",
        "SEQUENCE:2",
        "CATEGORIES:Beratung",
        "CLASS:CONFIDENTIAL",
        "CREATED:20260420T081500Z",
        r"DESCRIPTION:Name: Jörg Müßig\nBetrieb: Müßig & Söhne\; Gießerei\nThema: Eintragung (§§ 34–36)"
        r"\nTelefon: +492324123456\nE-Mail: jm@example.org\nBeratung: Derya Aydin\nFahrzeit je Weg: 20 min"
        r"\nStand: gebucht\nNotiz: Bringt den Vertrag mit.\nFragt nach Verkürzung.",
        "LAST-MODIFIED:20260421T093000Z",
        "LOCATION:Bahnhofstraße 1\\, 45525 Hattingen",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


@given(st.text(max_size=500))
def test_lines_are_at_most_75_octets_and_no_character_is_split(name: str) -> None:
    data = export(replace(BOOKED, visitor=replace(BOOKED.visitor, company=name), note=name))
    lines = data.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert all(line.decode() is not None for line in lines)
    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)


def test_no_method_and_no_recurring_event() -> None:
    data = export(BOOKED, days=[JUNE])
    assert "METHOD" not in Calendar.from_ical(data)
    assert not any({"RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"} & set(event) for event in events(data))


def test_unchanged_data_gives_identical_bytes_whatever_the_order_and_the_clock() -> None:
    days = [JUNE, ConsultationDay(day=date(2026, 5, 7), rule_date=date(2026, 5, 7))]
    expected = export(FIRST, SECOND, THIRD, days=days)
    for order in permutations((FIRST, SECOND, THIRD)):
        assert export(*order, days=days[::-1], now=NOW + timedelta(days=400)) == expected


def test_a_cache_changes_no_byte_and_is_never_stale() -> None:
    cache: Cache = {}
    noted = replace(FIRST, note="Ein Wort mehr, ohne dass jemand `changed` setzte")
    for appointments in ((FIRST, SECOND), (noted, SECOND), (FIRST, SECOND)):
        for profile in ("staff", "busy", "visitor"):
            for language in ("de", "en"):
                written = export(*appointments, days=[JUNE], profile=profile, language=language, cache=cache)
                assert written == export(*appointments, days=[JUNE], profile=profile, language=language)


def test_an_unchanged_event_is_not_written_again() -> None:
    cache: Cache = {}
    first = export(FIRST, SECOND, days=[JUNE], cache=cache)
    for source in cache:
        cache[source] = b"<from the cache>"
    assert b"VEVENT" in first
    assert b"VEVENT" not in export(FIRST, SECOND, days=[JUNE], cache=cache)


def test_what_happened_on_a_day_does_not_change_its_event() -> None:
    closed = replace(JUNE, status="closed", talks={"VE": TalkSum(3, 40.0, 600.0)}, opened_at=NOW)
    assert export(days=[closed]) == export(days=[JUNE])


def test_progress_is_told_now_and_then_and_at_the_end() -> None:
    told: list[tuple[int, int]] = []
    many = [replace(FIRST, uid=f"{n}@hattingen.example") for n in range(250)]
    export(*many, progress=lambda done, total: told.append((done, total)))
    assert told == [(100, 250), (200, 250), (250, 250)]
