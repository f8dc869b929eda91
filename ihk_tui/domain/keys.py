"""Keys: what people call them, and which of them every terminal can send."""

from __future__ import annotations

import re
from unicodedata import category, normalize

from ihk_tui.domain.words import Words

_NAMES = {
    "minus": "-",
    "plus": "+",
    "comma": ",",
    "komma": ",",
    "full_stop": ".",
    "punkt": ".",
    "question_mark": "?",
    "number_sign": "#",
    "entf": "delete",
    "del": "delete",
    "eingabe": "enter",
    "esc": "escape",
    "return": "enter",
}
"""Other names of keys, and what they are called here: a character is called by itself."""
_MODIFIERS = {"strg": "ctrl", "umschalt": "shift", "control": "ctrl"}
_CAPS = {
    "enter": Words("Eingabe", "Enter"),
    "escape": Words("Esc", "Esc"),
    "delete": Words("Entf", "Del"),
    "tab": Words("Tab", "Tab"),
}

_ARRIVE_AS = {
    "i": Words("Tab", "Tab"),
    "m": Words("Eingabe", "Enter"),
    "j": Words("Zeilenumbruch", "a line break"),
    "h": Words("Rücktaste", "Backspace"),
    "[": Words("Esc", "Esc"),
}
"""ASCII control characters have one meaning each (ECMA-48): with Ctrl these letters are other keys."""
_TERMINALS_OWN = frozenset({"ctrl+c", "ctrl+q", "ctrl+z"})
_LOCKS = frozenset({"ctrl+l", "f8"})
"""What locks the screen wherever one is."""
_LOCKS_SAID = Words("Diese Taste sperrt überall den Bildschirm.", "That key locks the screen everywhere.")
_EDITING = frozenset(f"ctrl+{letter}" for letter in "adefkuvwxyz")
"""What a line to type in does with Ctrl itself: begin, end, delete, cut, paste, take back."""
_LISTS_OWN = frozenset(
    (
        *("enter", "escape", "tab", "shift+tab", "backspace", "space"),
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
    )
)
_F_KEY = re.compile(r"f([1-9]|1[0-2])")


def canonical(key: str) -> str:
    """Give a key of the list of actions the name by which keys are compared."""
    return _NAMES.get(key, key)


def keycap(key: str) -> Words:
    """Name a key as it stands on the keyboard: `ctrl+s` is `Strg+S`."""
    key = canonical(key)
    if key.startswith("ctrl+"):
        letter = key.removeprefix("ctrl+").upper()
        return Words(f"Strg+{letter}", f"Ctrl+{letter}")
    name = key.upper() if _F_KEY.fullmatch(key) else key
    return _CAPS.get(key, Words(name, name))


def read_key(typed: str) -> str | Words:
    """Understand a key as people write it (`c`, `#`, `Strg+G`, `f3`), or say why it cannot be one."""
    text = normalize("NFC", typed.strip())  # some editors write ä as two characters, keyboards never do
    if len(text) == 1:
        return _character(text)
    *modifiers, last = text.lower().split("+")
    modifiers = sorted(_MODIFIERS.get(name, name) for name in modifiers)
    last = canonical(last)
    if modifiers == ["ctrl"]:
        return _with_ctrl(last)
    if modifiers == ["shift"] and last != last.upper() and len(last) == len(last.upper()) == 1:
        return _character(last.upper())
    if modifiers:
        return Words(
            "Alt, Strg+Umschalt und Ähnliches kommen nicht durch jedes Terminal.",
            "Alt, Ctrl+Shift and the like do not pass through every terminal.",
        )
    return _named(last)


def _character(text: str) -> str | Words:
    if text.isdigit():
        return Words("Ziffern springen in Listen zu Nummern und Zeiten.", "Digits go to numbers and times.")
    return text if _is_pressed(text) else _unknown(text)


def _is_pressed(text: str) -> bool:
    """Whether one key sends this character: marks and accents alone come from none, or wait for a letter.

    Of those (Unicode's categories M, Lm and Sk) only ASCII's are keys, on keyboards of other countries.
    """
    kind = category(text)
    accent = kind.startswith("M") or (kind in ("Lm", "Sk") and not text.isascii())
    return text.isprintable() and not text.isspace() and not accent


def _with_ctrl(letter: str) -> str | Words:
    if other := _ARRIVE_AS.get(letter):
        return Words("Im Terminal kommt das als {other} an.", "A terminal sends it as {other}.").fill(
            other=other
        )
    if len(letter) != 1 or not (letter.isascii() and letter.isalpha()):
        return Words(
            "Mit Strg kommen nur die Buchstaben a bis z durch jedes Terminal.",
            "With Ctrl only the letters a to z pass through every terminal.",
        )
    key = f"ctrl+{letter}"
    if key in _LOCKS:
        return _LOCKS_SAID
    if key in _TERMINALS_OWN:
        return Words("Diese Taste hat im Terminal ihren eigenen Sinn.", "Terminals use that key themselves.")
    return key


def _named(key: str) -> str | Words:
    if key in _LOCKS:
        return _LOCKS_SAID
    if key in _LISTS_OWN:
        return Words("Diese Taste gehört den Listen und Feldern.", "That key belongs to lists and fields.")
    if key in ("f10", "f11"):
        return Words(
            "Viele Terminals behalten F10 und F11 für sich.",
            "Many terminals keep F10 and F11 for themselves.",
        )
    if len(key) == 1:
        return _character(key)
    return key if key == "delete" or _F_KEY.fullmatch(key) else _unknown(key)


def _unknown(key: str) -> Words:
    return Words("Eine Taste „{key}“ gibt es nicht.", 'There is no key "{key}".').fill(key=key)


def works_while_typing(key: str) -> bool:
    """Whether a key does something else than writing or editing when a field has the focus."""
    key = canonical(key)
    return len(key) > 1 and key != "delete" and key not in _EDITING and not _F_KEY.fullmatch(key)


def is_function_key(key: str) -> bool:
    """Whether it is one of the keys F1 to F12, which some terminals catch."""
    return _F_KEY.fullmatch(key) is not None
