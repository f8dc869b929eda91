"""What is pasted becomes text, and as long as its field, before any widget sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Paste

from ihk_tui.domain.text import LINE_LIMIT, NOTE_LIMIT, clean
from ihk_tui.domain.words import Words

if TYPE_CHECKING:
    from ihk_tui.tui.app import SprechtagApp

NOTE_SPACE = 4 * NOTE_LIMIT
"""Characters that a note may have while it is shortened: it is not saved before it fits."""
_CUT = Words(
    "Zu lang: vom Eingefügten fehlen {n} Zeichen (höchstens {limit}).",
    "Too long: {n} characters of what was pasted are missing (at most {limit}).",
)


def fit_to_field(app: SprechtagApp, paste: Paste) -> None:
    """Take out what a terminal would obey, and what the field with the cursor has no room for, and say so.

    Textual shows a pasted escape sequence as it is, takes the first of several lines without a word, refuses
    a text that is too long as a whole, and searches the palette for a megabyte.
    """
    from textual.widgets import Input, TextArea  # the day, which comes first, has neither

    text = clean(paste.text, len(paste.text))
    field = app.focused
    if isinstance(field, Input):
        text = " ".join(text.split())
        limit = space = field.max_length or LINE_LIMIT
        held = len(field.value) - len(field.selected_text)
    elif isinstance(field, TextArea):
        limit, space = NOTE_LIMIT, NOTE_SPACE
        held = len(field.text) - len(field.selected_text)
    else:
        return
    room = max(0, space - held)
    paste.text = text[:room]
    if len(text) > room and not app.locked:
        app.tell(_CUT.fill(n=len(text) - room, limit=limit), bad=True)
