"""Europe/Berlin as calendars must be told (VTIMEZONE, RFC 5545 §3.6.5).

A constant with two yearly rules, because the lists of dates that `Calendar.add_missing_timezones` writes make
ical.js, Nextcloud and vobject show summer appointments an hour late. The rules hold since 1996, when the
European Union moved the end of summer time from September to October (Directive 94/21/EC).
"""

from __future__ import annotations

VTIMEZONE = b"\r\n".join(
    (
        b"BEGIN:VTIMEZONE",
        b"TZID:Europe/Berlin",
        b"BEGIN:DAYLIGHT",
        b"TZNAME:CEST",
        b"TZOFFSETFROM:+0100",
        b"TZOFFSETTO:+0200",
        b"DTSTART:19960331T020000",
        b"RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        b"END:DAYLIGHT",
        b"BEGIN:STANDARD",
        b"TZNAME:CET",
        b"TZOFFSETFROM:+0200",
        b"TZOFFSETTO:+0100",
        b"DTSTART:19961027T030000",
        b"RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        b"END:STANDARD",
        b"END:VTIMEZONE",
        b"",
    )
)
"""The component with its final line break, ready to stand before the first event."""
