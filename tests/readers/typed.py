r"""What people type (scenario 25), and what every reader must show of it: the letters, and no event more."""

from __future__ import annotations

from typing import NamedTuple


class Typed(NamedTuple):
    """A text, as it is typed and as it is shown in a line and in a note."""

    text: str
    line: str
    note: str


def _kept(text: str) -> Typed:
    return Typed(text, text, text)


HOSTILE = (
    _kept("[red]O'Brien[/]"),
    _kept("[/]"),
    _kept('=HYPERLINK("x")'),
    Typed("Tür\x1b]0;x\x07zu", "Türzu", "Türzu"),
    Typed("A\u202eB\u2066C", "ABC", "ABC"),
    Typed("A\r\nATTENDEE:x", "A ATTENDEE:x", "A\nATTENDEE:x"),
    Typed("A\r\nEND:VEVENT\r\nBEGIN:VEVENT", "A END:VEVENT BEGIN:VEVENT", "A\nEND:VEVENT\nBEGIN:VEVENT"),
    _kept("C:\\Neu"),
    _kept("\\\\server\\neu\\;x\\,y\\"),
    _kept('a;b,c:d"e=f;;,,'),
    _kept("{office} {0} %s %(x)s"),
    _kept("Müßig & Söhne 🏭 👩🏽‍🔧 🇩🇪 株式会社"),
)
FOLDED = tuple(_kept("x" * offset + "🏭" * 60) for offset in range(4))
"""A line is folded at 75 octets: each of these has the border at another byte of a character."""
LONGEST = _kept(("Übergröße; C:\\Neu, 🏭 – 1.\n" * 100)[:1_999] + "ß")
"""A note of 2,000 characters."""
EVERYTHING = (*HOSTILE, *FOLDED)
LINES = {typed.text: typed.line for typed in EVERYTHING}
NOTES = {typed.text: typed.note for typed in (*EVERYTHING, LONGEST)}
