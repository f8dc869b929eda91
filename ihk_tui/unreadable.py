"""Why settings cannot be read, in a sentence of either language instead of a library's message."""

from __future__ import annotations

import re
import tomllib

import msgspec

from ihk_tui.domain.words import Words

_PLACE = r"\(at line (\d+), column (\d+)\)$"
_INVALID = r"(?s)(?P<why>.*?)(?: - at `(?:\$|key in \$)\.?(?P<where>.*)`)?"
_SENTENCES = (
    (
        r"Object missing required field `(?P<what>.*)`",
        Words("{where}es fehlt {what}.", "{where}{what} is missing."),
    ),
    (
        r"Object contains unknown field `(?P<what>.*)`",
        Words("{where}{what} gibt es nicht.", "{where}there is no {what}."),
    ),
    (
        r"Expected (?P<what>`[^`]*`(?: [<>]=? [\d.]+)?).*",
        Words("{where}erwartet ist {what}.", "{where}{what} is expected."),
    ),
    (
        r"Invalid enum value '?(?P<what>.*?)'?",
        Words("{where}„{what}“ ist kein möglicher Wert.", '{where}"{what}" is no possible value.'),
    ),
)
_OTHER = Words("{where}der Wert passt nicht.", "{where}the value does not fit.")


def why_unreadable(error: tomllib.TOMLDecodeError | msgspec.ValidationError) -> Words:
    """Say where a text stops being TOML, or which setting is missing, unknown or wrong."""
    if isinstance(error, msgspec.ValidationError):
        return _why_invalid(str(error))
    if place := re.search(_PLACE, str(error)):
        words = Words(
            "Zeile {line}, Spalte {column}: so kann TOML nicht weitergehen.",
            "line {line}, column {column}: TOML cannot go on like this.",
        )
        return words.fill(line=place[1], column=place[2])
    return Words("am Ende der Datei fehlt etwas.", "something is missing at the end of the file.")


def _why_invalid(message: str) -> Words:
    found = re.fullmatch(_INVALID, message)
    assert found is not None
    where = f"{found['where']}: " if found["where"] else ""
    for pattern, words in _SENTENCES:
        if match := re.fullmatch(pattern, found["why"]):
            return words.fill(where=where, what=match["what"].replace("`", ""))
    return _OTHER.fill(where=where)
