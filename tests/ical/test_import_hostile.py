"""Files that nobody wrote in good faith: each is refused in a sentence, in a process that ends."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import pytest

from ihk_tui.domain.incoming import MAX_BYTES, CalendarFile, Window
from ihk_tui.domain.words import Refusal
from ihk_tui.ical.incoming.process import read_calendar
from tests.ical.incoming import GOOGLE, TIMES, WINDOW, one, reads, refuses, vcalendar, vevent

DOMAIN = "hattingen.example"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n \r\n", "empty"),
        (b"\n" * 1_000_000, "empty"),
        (b"Guten Tag", "no_calendar"),
        (bytes(range(256)) * 100, "no_calendar"),
        (one(*TIMES).decode().encode("utf-16"), "no_calendar"),
        (vevent("UID:a", *TIMES).encode(), "no_calendar"),
        (b"<html>" + one(*TIMES), "no_calendar"),
        (one(*TIMES) + b"x", "truncated"),
        (one(*TIMES)[:-20], "truncated"),
        (one(*TIMES)[:60], "truncated"),
        (one(*TIMES).replace(b"END:VCALENDAR", b""), "truncated"),
        (one(*TIMES).replace(b"END:VEVENT", b"END:VTODO"), "damaged"),
        (one(*TIMES).replace(b"END:VEVENT\r\n", b""), "damaged"),
        (b"END:VCALENDAR\r\n", "no_calendar"),
        (b"BEGIN:VCALENDAR\n" * 100_000 + b"END:VCALENDAR", "too_deep"),
        (one(*TIMES, "X:\x81").decode().encode("latin-1"), "encoding"),
        (vcalendar("CALSCALE:KLINGON\r\n"), "not_gregorian"),
        (vcalendar("METHOD:REPLY\r\n", vevent("UID:a", *TIMES)), "answer"),
    ],
)
def test_files_that_are_refused(content: bytes, code: str) -> None:
    assert refuses(content) == code


def test_empty_lines_without_end() -> None:
    assert len(reads(GOOGLE.replace(b"\r\n", b"\r\n" * 50_000)).events) == 2


def test_components_within_components_are_not_events() -> None:
    inner = vevent("UID:a", *TIMES)
    content = vcalendar(f"BEGIN:VTODO\r\n{inner}END:VTODO\r\n", vevent("UID:b", *TIMES, inner.rstrip()))
    assert [e.uid for e in reads(content).events] == ["b"]


def test_a_file_that_is_too_large_is_not_even_begun() -> None:
    found = read_calendar(b"x" * (MAX_BYTES + 1), WINDOW, DOMAIN)
    assert isinstance(found, Refusal) and found.code == "too_large"


def test_too_many_events(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ihk_tui.ical.incoming.lines.MAX_EVENTS", 3)
    assert refuses(vcalendar(*[vevent("UID:a", *TIMES)] * 4)) == "too_many"


def test_another_process_reads_the_same() -> None:
    assert read_calendar(GOOGLE, WINDOW, DOMAIN) == reads(GOOGLE)


def test_a_process_that_takes_too_long_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hanging, pid = tmp_path / "python", tmp_path / "pid"
    hanging.write_text(f"#!/bin/sh\necho $$ > {pid}\nexec tail -f /dev/null\n")
    hanging.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(hanging))
    refusal = read_calendar(GOOGLE, WINDOW, DOMAIN, seconds=2)
    assert isinstance(refusal, Refusal)
    assert refusal.words.en == "The file was not read after 2 seconds and was given up."
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)


def test_a_process_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    refusal = read_calendar(GOOGLE, WINDOW, DOMAIN)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "unreadable"


def test_what_this_office_made_is_told_by_its_uid() -> None:
    uids = {
        "day-2026-12-03@hattingen.example": "day",
        "extra-day-2026-12-09@hattingen.example": "day",
        "0123456789abcdef0123456789abcdef@hattingen.example": "busy",
        "7d3f4c0e-6a3b-4c5d-8e9f-001122334455@hattingen.example": "appointment",
        "7d3f4c0e@elsewhere.example": "",
        "day-2026-12-03": "",
    }
    found = read_calendar(vcalendar(*(vevent(f"UID:{uid}", *TIMES) for uid in uids)), WINDOW, DOMAIN)
    assert isinstance(found, CalendarFile)
    assert {e.uid: e.made_here for e in found.events} == uids


def test_a_window_is_around_today() -> None:
    assert Window.around(date(2026, 9, 3)) == Window(date(2026, 9, 2), date(2027, 10, 8))
