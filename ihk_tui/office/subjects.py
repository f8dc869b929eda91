"""What an entry of the log was about, as people read it; what is stored stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ihk_tui.domain.corrections import FIELD_WORDS
from ihk_tui.domain.formats import typed_date
from ihk_tui.domain.words import Words
from ihk_tui.office.work import Entry

_DESK = {
    "open": Words("da", "here"),
    "break": Words("Pause", "break"),
    "closed": Words("verlassen", "left"),
}
_WORDS: Mapping[str, Mapping[str, Words]] = {
    "desk": _DESK,
    "edit": FIELD_WORDS,
    "undo": _DESK | FIELD_WORDS,
    "pin": {"set": Words("gesetzt", "set"), "dropped": Words("aufgehoben", "dropped")},
    "export": {
        "staff": Words("alles", "all"),
        "busy": Words("Belegt", "busy"),
        "visitor": Words("Mitnehmen", "take along"),
    },
    "mail": {"REQUEST": Words("Einladung", "invitation"), "CANCEL": Words("Absage", "cancellation")},
    "refused": {
        "login": Words("Anmeldung", "login"),
        "environment": Words("Umgebungsvariablen", "environment variables"),
    },
}
"""By the entry's verb: words of its subject that are the program's own."""
_APPOINTMENT = "appointment:"


def subject_words(entry: Entry) -> Words:
    """Give an entry's subject in both languages; what it says of a number stands behind it in brackets."""
    known = _WORDS.get(entry.verb, {})
    said: list[Words] = []
    about: list[Words] = []
    for word in entry.subject.split(" "):
        if word in known and said:
            about.append(known[word])
            continue
        said += _bracketed(about)
        about = []
        said.append(known.get(word) or _plain(word))
    return Words.joined(" ", [*said, *_bracketed(about)])


def _bracketed(about: list[Words]) -> list[Words]:
    return [Words("({about})", "({about})").fill(about=Words.joined(", ", about))] if about else []


def _plain(word: str) -> Words:
    if word.startswith(_APPOINTMENT):
        number = word.removeprefix(_APPOINTMENT)
        return Words(f"Termin {number}", f"appointment {number}")
    try:
        day = date.fromisoformat(word) if word.count("-") == 2 else None
    except ValueError:
        day = None
    return Words(typed_date(day, "de"), typed_date(day, "en")) if day else Words(word, word)
