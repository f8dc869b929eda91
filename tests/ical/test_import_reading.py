"""Reading calendar files of other programs: when events are, and nothing else."""

from __future__ import annotations

import msgspec
import pytest

from ihk_tui.domain.incoming import Occurrence
from tests.ical.incoming import (
    APPLE,
    GOOGLE,
    OUTLOOK,
    SAMPLES,
    TIMES,
    berlin,
    event,
    one,
    reads,
    rejected,
    time,
    utc,
    vcalendar,
    vevent,
)


def test_an_event() -> None:
    content = one(*TIMES, "SEQUENCE:4", "DTSTAMP:20260101T000000Z", "LAST-MODIFIED:20260505T050505Z")
    assert time(content) == Occurrence(
        utc(2026, 12, 3, 9), utc(2026, 12, 3, 10), sequence=4, stamp=utc(2026, 5, 5, 5, 5, 5)
    )


def test_no_title_place_or_name_is_read() -> None:
    told = (
        "SUMMARY:Zahnarzt",
        "LOCATION:Ruhrallee",
        "DESCRIPTION:Wurzel",
        "ATTENDEE;CN=Dr. Kim:mailto:k@x.de",
    )
    answer = msgspec.json.encode(reads(one(*TIMES, *told)))
    assert not any(word in answer for word in (b"Zahnarzt", b"Ruhrallee", b"Wurzel", b"Kim", b"k@x.de"))


@pytest.mark.parametrize(
    ("start", "at"),
    [
        ("DTSTART:20261203T090000Z", utc(2026, 12, 3, 9)),
        ("DTSTART:20261203T090000", berlin(2026, 12, 3, 9)),
        ("DTSTART;TZID=Europe/Berlin:20260703T090000", berlin(2026, 7, 3, 9)),
        ("DTSTART;TZID=America/New_York:20261203T090000", utc(2026, 12, 3, 14)),
        ('DTSTART;TZID="W. Europe Standard Time":20261203T090000', berlin(2026, 12, 3, 9)),
        ("DTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20261203T090000", berlin(2026, 12, 3, 9)),
        ("DTSTART;VALUE=DATE-TIME;X-A=b:20261203T090000Z", utc(2026, 12, 3, 9)),
        ("dtstart:20261203t090000z", utc(2026, 12, 3, 9)),
        ("DTSTART:20261231T235960Z", utc(2026, 12, 31, 23, 59, 59)),
        # a gap counts on from before it, of a doubled hour the first is meant (RFC 5545 §3.3.5)
        ("DTSTART;TZID=Europe/Berlin:20270328T023000", utc(2027, 3, 28, 1, 30)),
        ("DTSTART;TZID=Europe/Berlin:20261025T023000", utc(2026, 10, 25, 0, 30)),
    ],
)
def test_moments(start: str, at: object) -> None:
    assert time(one(start, "DURATION:PT1H")).start == at


def test_a_calendar_may_name_its_zone() -> None:
    content = vcalendar(
        "X-WR-TIMEZONE:Europe/London\r\n", vevent("UID:a", "DTSTART:20261203T090000", "DURATION:PT1H")
    )
    assert time(content).start == utc(2026, 12, 3, 9)


@pytest.mark.parametrize(
    ("lines", "hours"),
    [
        (("DTSTART:20261203T090000Z", "DURATION:PT90M"), 1.5),
        (("DTSTART:20261203T090000Z", "DURATION:P1DT1H"), 25),
        (("DTSTART:20261203T090000Z",), 0),
        (("DTSTART;VALUE=DATE:20261203",), 24),
        (("DTSTART:20261203", "DTEND:20261203"), 24),
        (("DTSTART;VALUE=DATE:20261203", "DTEND;VALUE=DATE:20261206"), 72),
        (("DTSTART;VALUE=DATE:20261203", "DURATION:P2D"), 48),
        (("DTSTART;VALUE=DATE:20261025",), 25),
        (("DTSTART;VALUE=DATE:20270328",), 23),
        # a day is a day by the calendar, an hour an hour by the clock's own pace
        (("DTSTART;TZID=Europe/Berlin:20261024T120000", "DURATION:P1D"), 25),
        (("DTSTART;TZID=Europe/Berlin:20261024T120000", "DURATION:PT24H"), 24),
        # a start that the clock leaves out is after the end, or at it, in real time: the clock's own length
        (("DTSTART;TZID=Europe/Berlin:20270328T023000", "DTEND;TZID=Europe/Berlin:20270328T033000"), 1),
        (("DTSTART;TZID=Europe/Berlin:20270328T023000", "DTEND;TZID=Europe/Berlin:20270328T031500"), 0.75),
        (("DTSTART:20270328T020000", "DTEND:20270328T023000"), 0.5),
        (("DTSTART;TZID=Europe/Berlin:20270328T023000", "DTEND;TZID=Europe/Berlin:20270328T050000"), 1.5),
        (("DTSTART;TZID=Europe/Berlin:20270328T013000", "DTEND;TZID=Europe/Berlin:20270328T033000"), 1),
        (("DTSTART;TZID=Europe/Berlin:20270328T023000", "DTEND;TZID=Europe/Berlin:20270328T023000"), 0),
    ],
)
def test_lengths(lines: tuple[str, ...], hours: float) -> None:
    found = time(one(*lines))
    assert (found.end - found.start).total_seconds() / 3600 == hours


def test_whole_days_begin_at_hattingens_midnight() -> None:
    assert time(one("DTSTART;VALUE=DATE:20260703")).start == utc(2026, 7, 2, 22)


def test_what_takes_no_time_and_what_is_called_off() -> None:
    assert time(one(*TIMES, "TRANSP:TRANSPARENT")).free
    assert time(one(*TIMES, "STATUS:CANCELLED")).cancelled
    assert time(vcalendar(vevent("UID:a", *TIMES), "METHOD:CANCEL\r\n")).cancelled


def test_a_folded_line_within_a_character() -> None:
    content = one(*TIMES, uid="ä").replace("UID:ä".encode(), b"UID:\xc3\r\n \xa4")
    assert event(content).uid == "ä"


def test_control_characters_in_a_uid_are_removed() -> None:
    assert event(one(*TIMES, uid="a\x1b]0;x\x07\u202eb")).uid == "ab"


@pytest.mark.parametrize("content", SAMPLES, ids=("google", "outlook", "apple"))
@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"], ids=("crlf", "lf", "cr"))
def test_any_line_end_and_a_bom(content: bytes, end: bytes) -> None:
    assert reads(b"\xef\xbb\xbf" + content.replace(b"\r\n", end)) == reads(content)


def test_windows_1252_is_read_and_said() -> None:
    found = reads(one(*TIMES, "SUMMARY:Prüfung").decode().encode("cp1252"))
    assert len(found.events) == 1
    assert [w.en for w in found.warnings] == ["The file is not UTF-8; it was read as Windows-1252."]


def test_several_calendars_in_one_file() -> None:
    assert {e.uid for e in reads(one(*TIMES, uid="a") + one(*TIMES, uid="b")).events} == {"a", "b"}


def test_the_newest_version_of_an_event_counts() -> None:
    later = ("DTSTART:20261203T110000Z", "DTEND:20261203T120000Z")
    content = vcalendar(vevent("UID:a", *later, "SEQUENCE:1"), vevent("UID:a", *TIMES))
    assert time(content).start == utc(2026, 12, 3, 11)
    doubled = reads(vcalendar(vevent("UID:a", *later), vevent("UID:a", *TIMES)))
    assert [r.code for r in doubled.rejected] == ["twice"]
    assert len(doubled.events) == 1
    assert not reads(vcalendar(vevent("UID:a", *TIMES), vevent("UID:a", *TIMES))).rejected


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("UID:a",), "no_start"),
        (TIMES, "no_uid"),
        (("UID:", *TIMES), "no_uid"),
        (("UID:" + "a" * 501, *TIMES), "long_uid"),
        (("UID:a", "DTSTART:morgen"), "bad_line"),
        (("UID:a", "DTSTART:20261332T250000Z"), "bad_line"),
        (("UID:a", "DTSTART;TZID"), "bad_line"),
        (("UID:a", "DTSTART;VALUE=DATE:20261203", "DTEND:20261203T100000Z"), "bad_line"),
        (("UID:a", *TIMES, "SEQUENCE:-1"), "bad_line"),
        (("UID:a", *TIMES, "SEQUENCE:" + "9" * 5000), "bad_line"),
        (("UID:a", "DTSTART:00010101T000000Z"), "out_of_range"),
        (("UID:a", "DTSTART:99991231T235959Z"), "out_of_range"),
        (("UID:a", "DTSTART:20261203T090000Z", "DURATION:P99999DT999999H"), ""),
        (("UID:a", "DTSTART:20261203T090000Z", "DURATION:P9999999D"), "bad_line"),
        (("UID:a", "DTSTART:20261203T090000Z", "DURATION:-PT1H"), "ends_before_start"),
        (("UID:a", "DTSTART:20261203T090000Z", "DTEND:20261203T080000Z"), "ends_before_start"),
        (("UID:a", "DTSTART;TZID=Asia/Tokyo:20261203T090000", "DTEND:20261203T000000Z"), ""),
        (("UID:a", "DTSTART;TZID=Asia/Tokyo:20261203T090000", "DTEND:20261202T235900Z"), "ends_before_start"),
        (
            ("UID:a", "DTSTART;TZID=America/New_York:20261203T090000", "DTEND:20261203T100000Z"),
            "ends_before_start",
        ),
        (("UID:a", "DTSTART:20270328T023000", "DTEND:20270328T021500"), "ends_before_start"),
        (("UID:a", "DTSTART:20270328T033000", "DTEND:20270328T030000"), "ends_before_start"),
        (("UID:a", "DTSTART;TZID=America:20261203T090000"), "unknown_zone"),
        (("UID:a", "DTSTART;TZID=Mars/Olympus:20261203T090000"), "unknown_zone"),
        (("UID:a", "DTSTART;TZID=../../etc/passwd:20261203T090000"), "unknown_zone"),
    ],
)
def test_what_is_wrong_with_an_event_is_its_own_trouble(lines: tuple[str, ...], code: str) -> None:
    found = reads(vcalendar(vevent(*lines), vevent("UID:good", *TIMES)))
    assert "good" in {e.uid for e in found.events}
    assert [r.code for r in found.rejected] == ([code] if code else [])


def test_a_rejection_names_the_event() -> None:
    said = rejected(one("DTSTART;TZID=America:20261203T090000"))
    assert (said.uid, said.words.de) == ("a", "Zeitzone America ist nicht bekannt")


def test_google() -> None:
    found = {e.uid: e for e in reads(GOOGLE).events}
    weekly = {t.recurrence: t for t in found["3k2j5h@google.com"].times}
    assert "20260909T070000Z" not in weekly  # EXDATE
    assert weekly["20260914T070000Z"].start == berlin(2026, 9, 14, 14)  # moved for itself
    assert weekly["20261026T080000Z"].start == berlin(2026, 10, 26, 9)  # after summer time
    assert max(weekly) == "20261230T080000Z"
    (holidays,) = found["urlaub@google.com"].times
    assert (holidays.start, holidays.end) == (berlin(2026, 10, 12), berlin(2026, 10, 24))


def test_outlook() -> None:
    one_zone, own_zone = (e.times[0] for e in reads(OUTLOOK).events)
    assert one_zone.start == berlin(2026, 9, 10, 13)
    assert (own_zone.start, own_zone.end) == (berlin(2026, 12, 1, 13), berlin(2026, 12, 1, 14, 30))


def test_apple() -> None:
    birthday, off = reads(APPLE).events
    assert [(t.start, t.free) for t in birthday.times] == [(berlin(2026, 11, 5), True)]
    assert off.times[0].cancelled
