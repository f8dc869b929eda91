"""An appointment as a QR code that a phone's camera puts into its calendar.

A bare VEVENT: phones and ZXing look for `BEGIN:VEVENT` only, and the lines of a VCALENDAR around it would
make the code too large for 24 lines. UTC times need no VTIMEZONE. ASCII text, because readers guess the
encoding of anything else.
"""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from typing import NamedTuple

import segno

from ihk_tui.domain.codes import Code
from ihk_tui.domain.text import one_line

ROOMY = 134
"""Bytes of version 6 (level L): 41 modules a side, 24 lines with a border of three."""
TIGHT = 106
"""Bytes of version 5: 37 modules a side, 21 lines with the least border."""
_SPELLED = str.maketrans(
    {
        "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS",
        "–": "-", "—": "-", "’": "'", "‘": "'", "„": '"', "“": '"', "”": '"',
    }
)  # fmt: skip
_NAMELESS = "Termin"
"""For an office whose name has no letter of ASCII."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,"})


class TakenAlong(NamedTuple):
    """What a phone's calendar shall hold."""

    start: datetime
    end: datetime
    summary: str
    location: str = ""


def code(event: TakenAlong, limit: int = ROOMY) -> Code:
    """Make the code of an event in at most `limit` bytes; the location is left out where it does not fit."""
    text = event_text(event, limit)
    made = segno.make_qr(text, error="l", boost_error=False)
    return Code(text, tuple(tuple(bool(module) for module in row) for row in made.matrix))


def event_text(event: TakenAlong, limit: int = ROOMY) -> str:
    """Write a bare VEVENT in ASCII and at most `limit` bytes (at least 90)."""
    summary, location = ascii_text(event.summary) or _NAMELESS, ascii_text(event.location)
    whole = _vevent(event, summary, location)
    if len(whole) <= limit:
        return whole
    room = limit - len(_vevent(event, "", ""))
    while len(_escaped(summary)) > room:
        summary = summary.rpartition(" ")[0] or summary[:-1]  # whole words, as long as there are some
    return _vevent(event, summary, "")


def _vevent(event: TakenAlong, summary: str, location: str) -> str:
    lines = ["BEGIN:VEVENT", f"SUMMARY:{_escaped(summary)}"]
    lines += [f"LOCATION:{_escaped(location)}"] if location else []
    lines += [f"DTSTART:{_utc(event.start)}", f"DTEND:{_utc(event.end)}", "END:VEVENT"]
    return "\r\n".join(lines)


def _escaped(text: str) -> str:
    return text.translate(_ESCAPED)


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def ascii_text(text: str) -> str:
    """Spell a line in ASCII as Germans do without umlauts: ä becomes ae; what has no such spelling goes."""
    spelled = unicodedata.normalize("NFC", text).translate(_SPELLED)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return one_line(plain)
