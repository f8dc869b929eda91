"""What people call keys, and which keys every terminal sends."""

from __future__ import annotations

import pytest

from ihk_tui.domain.keys import keycap, read_key, works_while_typing
from ihk_tui.domain.words import Words


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("c", "c"),
        ("C", "C"),
        ("ö", "ö"),
        ("#", "#"),
        ("ß", "ß"),
        (" c ", "c"),
        ("Strg+G", "ctrl+g"),
        ("ctrl+s", "ctrl+s"),
        ("Umschalt+a", "A"),
        ("F5", "f5"),
        ("Entf", "delete"),
        ("minus", "-"),
        ("Komma", ","),
        ("+", "+"),
        ("€", "€"),
        ("^", "^"),
        ("o\u0308", "ö"),
        ("Umschalt+ä", "Ä"),
    ],
)
def test_a_key_is_understood_as_people_write_it(typed: str, key: str) -> None:
    assert read_key(typed) == key


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("ctrl+i", "Im Terminal kommt das als Tab an."),
        ("Strg+M", "Im Terminal kommt das als Eingabe an."),
        ("ctrl+h", "Im Terminal kommt das als Rücktaste an."),
        ("ctrl+j", "Im Terminal kommt das als Zeilenumbruch an."),
        ("ctrl+[", "Im Terminal kommt das als Esc an."),
        ("ctrl+7", "Mit Strg kommen nur die Buchstaben a bis z durch jedes Terminal."),
        ("ctrl+ä", "Mit Strg kommen nur die Buchstaben a bis z durch jedes Terminal."),
        ("ctrl+c", "Diese Taste hat im Terminal ihren eigenen Sinn."),
        ("alt+x", "Alt, Strg+Umschalt und Ähnliches kommen nicht durch jedes Terminal."),
        ("ctrl+shift+x", "Alt, Strg+Umschalt und Ähnliches kommen nicht durch jedes Terminal."),
        ("shift+f5", "Alt, Strg+Umschalt und Ähnliches kommen nicht durch jedes Terminal."),
        ("f11", "Viele Terminals behalten F10 und F11 für sich."),
        ("F10", "Viele Terminals behalten F10 und F11 für sich."),
        ("7", "Ziffern springen in Listen zu Nummern und Zeiten."),
        ("Eingabe", "Diese Taste gehört den Listen und Feldern."),
        ("down", "Diese Taste gehört den Listen und Feldern."),
        ("f13", "Eine Taste „f13“ gibt es nicht."),
        ("cc", "Eine Taste „cc“ gibt es nicht."),
        ("", "Eine Taste „“ gibt es nicht."),
        ("\u0308", "Eine Taste „\u0308“ gibt es nicht."),
        ("\ufe0f", "Eine Taste „\ufe0f“ gibt es nicht."),
        ("´", "Eine Taste „´“ gibt es nicht."),
        ("ʰ", "Eine Taste „ʰ“ gibt es nicht."),
        ("\u200b", "Eine Taste „\u200b“ gibt es nicht."),
        ("q\u0308", "Eine Taste „q\u0308“ gibt es nicht."),
        ("shift+ß", "Alt, Strg+Umschalt und Ähnliches kommen nicht durch jedes Terminal."),
        ("shift+ª", "Alt, Strg+Umschalt und Ähnliches kommen nicht durch jedes Terminal."),
    ],
)
def test_a_key_that_does_not_arrive_says_why(typed: str, why: str) -> None:
    found = read_key(typed)
    assert isinstance(found, Words) and found.de == why and found.en


@pytest.mark.parametrize(
    ("key", "cap"),
    [("ctrl+s", "Strg+S"), ("enter", "Eingabe"), ("minus", "-"), ("f2", "F2"), ("c", "c"), ("P", "P")],
)
def test_a_key_is_called_as_it_stands_on_the_keyboard(key: str, cap: str) -> None:
    assert keycap(key).de == cap


def test_in_a_field_only_ctrl_does_something_else_than_writing() -> None:
    keys = ("ctrl+g", "ctrl+o", "g", "#", "ctrl+w", "ctrl+a", "delete", "f5", "comma")
    assert [key for key in keys if works_while_typing(key)] == ["ctrl+g", "ctrl+o"]


@pytest.mark.parametrize("typed", ["Strg+L", "f8"])
def test_what_locks_the_screen_does_nothing_else_anywhere(typed: str) -> None:
    said = read_key(typed)
    assert isinstance(said, Words) and "locks the screen" in said.en
