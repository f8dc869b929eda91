r"""Hostile text (scenario 25): the letters stay, nothing is interpreted, in any field of any profile."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from msgspec.structs import replace

from ihk_tui.domain.text import clean, one_line
from ihk_tui.domain.visitors import Visitor
from tests.ical.calendars import (
    BOOKED,
    OFFICE,
    READERS,
    Seen,
    events,
    export,
    fields,
    icalendar_reads,
    vobject_reads,
)

LONG = ("Äöüß 🏭 Übergrößenträger – " * 20)[:500]
HOSTILE = {
    "markup": ("[red]O'Brien[/]", "[red]O'Brien[/]"),
    "closing tag": ("[/]", "[/]"),
    "formula": ('=HYPERLINK("x")', '=HYPERLINK("x")'),
    "new property": ("A\r\nATTENDEE:x", "A ATTENDEE:x"),
    "bare CR": ("A\rATTENDEE:x", "A ATTENDEE:x"),
    "end of event": ("A\nEND:VEVENT\nEND:VCALENDAR", "A END:VEVENT END:VCALENDAR"),
    "line separators": ("A\u2028B\u2029C\x85D\x0bE", "A B CDE"),
    "title sequence": ("A\x1b]0;x\x07B", "AB"),
    "colour sequence": ("A\x1b[31mB", "AB"),
    "right to left": ("A\u202eB\u2066C", "ABC"),
    "separators": ('a;b,c:d"e=f', 'a;b,c:d"e=f'),
    "emoji": ("👩🏽‍🔧 🇩🇪", "👩🏽‍🔧 🇩🇪"),
    "500 characters": (LONG, LONG.strip()),
    "braces": ("{office} {0} %s", "{office} {0} %s"),
}


@pytest.mark.parametrize(("typed", "shown"), HOSTILE.values(), ids=HOSTILE.keys())
def test_every_reader_sees_the_letters_and_one_event(typed: str, shown: str) -> None:
    data = export(replace(BOOKED, visitor=Visitor(company=typed)))
    expected = Seen(BOOKED.uid, 2, BOOKED.start, BOOKED.end, f"Beratung: {shown}", "CONFIRMED")
    assert [read(data) for read in READERS] == [[expected]] * 3
    assert not any(line.startswith(b"ATTENDEE") for line in data.split(b"\r\n"))


@pytest.mark.parametrize("typed", ["C:\\Neu\\neu\\\\x", "a\\;b\\,c\\n", "\\"])
def test_a_backslash_is_a_backslash(typed: str) -> None:
    data = export(replace(BOOKED, visitor=Visitor(company=typed)))
    for read in (icalendar_reads, vobject_reads):  # ics 0.7 undoes escapes in the wrong order
        (seen,) = read(data)
        assert seen.summary == f"Beratung: {typed}"


def hostile_everywhere(text: str) -> bytes:
    visitor = Visitor(name=text, company=text, phone=text, email=text)
    return export(replace(BOOKED, visitor=visitor, place=text, note=text, topic=text, adviser=text))


@given(st.text(max_size=200))
def test_any_text_in_every_field_comes_back_to_the_letter(text: str) -> None:
    data = hostile_everywhere(text)
    assert [c.name for c in Calendar.from_ical(data).subcomponents] == ["VTIMEZONE", "VEVENT"]
    (event,) = events(data)
    read, line = fields(event), one_line(text)
    assert read["SUMMARY"] == (one_line(f"Beratung: {text}") if text else "Beratung")
    assert read["LOCATION"] == (line if text else OFFICE.place)
    assert read["DESCRIPTION"].startswith(f"Name: {line}\n" if line else "Fahrzeit")
    note = text.replace("\u2028", "\n").replace("\u2029", "\n")
    assert read["DESCRIPTION"].endswith(clean(f"Notiz: {note}") if note else "gebucht")
    assert set(read) <= {
        *("UID", "SEQUENCE", "DTSTAMP", "CREATED", "LAST-MODIFIED", "DTSTART", "DTEND", "SUMMARY"),
        *("DESCRIPTION", "LOCATION", "CATEGORIES", "CLASS", "STATUS", "TRANSP"),
    }


@given(st.text(max_size=200))
def test_nothing_that_a_terminal_obeys_is_written(text: str) -> None:
    written = hostile_everywhere(text).decode().replace("\r\n", "")
    assert not [c for c in written if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
    assert not set(written) & set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_a_long_name_is_not_cut_by_what_stands_around_it() -> None:
    (event,) = events(export(replace(BOOKED, visitor=Visitor(company="ä" * 500))))
    assert event["SUMMARY"] == "Beratung: " + "ä" * 500


def test_paragraphs_of_a_note_stay_paragraphs() -> None:
    (event,) = events(export(replace(BOOKED, note="eins\r\n\r\nzwei\u2029drei")))
    assert fields(event)["DESCRIPTION"].endswith("Notiz: eins\n\nzwei\ndrei")
