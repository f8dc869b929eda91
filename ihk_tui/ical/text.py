r"""TEXT values (RFC 5545 §3.3.11) that come back to the letter.

icalendar's own `vText` takes a literal `\N`, as in `C:\Neu`, for a line break.
"""

from __future__ import annotations

from collections.abc import Iterable

from icalendar import vText

from ihk_tui.domain.text import clean, one_line

_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_SEPARATORS = str.maketrans("\u2028\u2029", "\n\n")


class Text(vText):
    """A cleaned text whose every character is kept; made by `line` and `paragraphs` only."""

    __slots__ = ()

    def to_ical(self) -> bytes:
        """Escape what RFC 5545 gives a meaning, and nothing else."""
        return self.translate(_ESCAPED).encode()


def line(text: str) -> Text:
    """Make a text of one line, as SUMMARY and LOCATION need it; lengths were limited where it was typed."""
    return Text(one_line(text, limit=len(text)))


def paragraphs(texts: Iterable[str]) -> Text:
    """Make a text of several lines; each is cleaned alone, so that none reaches into the next.

    Unicode's own line separators become line breaks: some readers split lines at them.
    """
    return Text("\n".join(clean(text.translate(_SEPARATORS), limit=len(text)) for text in texts))
