"""Whose keys are in force: one's own before the office's before the program's; never two things on a key."""

from __future__ import annotations

import tomllib

import pytest

from ihk_tui.domain.keymap import Declared, InForce, keys_in_force
from ihk_tui.domain.words import Words


def _action(name: str, *keys: str, fixed: bool = False, typing: bool = False) -> Declared:
    return Declared(name, keys, Words(name.title(), name.title()), fixed, typing)


PLACES = {
    "day": (
        Words("Der Tag", "The day"),
        (
            _action("call", "a"),
            _action("finish", "f"),
            _action("close_day", "c", "f9"),
            _action("appointments", "t"),
        ),
    ),
    "appointments": (
        Words("Termine", "Appointments"),
        (_action("book", "n"), _action("call", "a"), _action("back", "escape", fixed=True)),
    ),
    "intake": (Words("Aufnahme", "Intake"), (_action("anonymous", "ctrl+o", typing=True),)),
}


def _found(toml: str, person: str = "aydin") -> InForce:
    return keys_in_force(tomllib.loads(toml).get("keys", {}), PLACES, person, ("aydin", "berger"))


def _troubles(toml: str) -> list[str]:
    return [trouble.de.removeprefix("office.toml, [keys] ") for trouble in _found(toml).troubles]


def test_without_settings_the_programs_keys_are_in_force() -> None:
    found = _found("")
    assert not found.troubles
    assert found.keys["day", "close_day"] == ("c", "f9")
    assert found.keys["appointments", "back"] == ("escape",)


def test_an_action_gets_its_key_everywhere_and_at_one_place() -> None:
    found = _found('[keys]\ncall = "ü"\nappointments.book = "b"\n"appointments.call" = "ö,f5"')
    assert not found.troubles
    assert found.keys["day", "call"] == ("ü",)
    assert found.keys["appointments", "call"] == ("ö", "f5")
    assert found.keys["appointments", "book"] == ("b",)


def test_a_place_and_an_action_may_have_the_same_name() -> None:
    found = _found('[keys]\nday.appointments = "m"\nappointments.book = "b"')
    assert (found.keys["day", "appointments"], found.keys["appointments", "book"]) == (("m",), ("b",))


OWN = """
[keys]
call = "ü"
day.finish = "ö"
[keys.people.aydin]
finish = "ä"
[keys.people.berger]
finish = "f11"
"""


def test_ones_own_keys_go_before_the_offices_and_are_nobody_elses() -> None:
    mine = _found(OWN)
    assert not mine.troubles
    assert (mine.keys["day", "call"], mine.keys["day", "finish"]) == (("ü",), ("ä",))
    theirs = _found(OWN, "berger")
    assert [t.de for t in theirs.troubles] == [
        'office.toml, [keys] people.berger.finish = "f11": Viele Terminals behalten F10 und F11 für sich.'
    ]
    assert theirs.keys["day", "finish"] == ("ö",)


def test_keys_can_be_exchanged() -> None:
    found = _found('[keys]\ncall = "f"\nfinish = "a"\nappointments.call = "f"')
    assert not found.troubles
    assert (found.keys["day", "call"], found.keys["day", "finish"]) == (("f",), ("a",))


def test_a_comma_is_a_key() -> None:
    assert _found('[keys]\nfinish = ","').keys["day", "finish"] == (",",)


def test_a_key_that_is_taken_counts_nowhere_and_the_rest_does() -> None:
    toml = '[keys]\ncall = "c"\nbook = "b"'
    assert _troubles(toml) == ["call: Der Tag: c ist schon „Close_Day“."]
    found = _found(toml)
    assert found.keys["day", "call"] == found.keys["appointments", "call"] == ("a",)
    assert found.keys["appointments", "book"] == ("b",)


def test_who_wishes_last_gives_way() -> None:
    toml = '[keys]\ncall = "ü"\n[keys.people.aydin]\nfinish = "ü"'
    assert _troubles(toml) == ["people.aydin.finish: Der Tag: ü ist schon „Call“."]
    assert _found(toml).keys["day", "call"] == ("ü",)


@pytest.mark.parametrize(
    ("toml", "trouble"),
    [
        ('[keys]\ncalll = "c"', "calll: Das gibt es nicht; alles Mögliche nennt: ihk-tui keys --json."),
        ('[keys]\nday.book = "b"', "day.book: Das gibt es nicht; alles Mögliche nennt: ihk-tui keys --json."),
        ("[keys]\ncall = 7", 'call: Erwartet wird eine Taste wie "c".'),
        ('[keys]\ncall = ""', 'call: Erwartet wird eine Taste wie "c".'),
        ('[keys]\ncall = "ctrl+m"', 'call = "ctrl+m": Im Terminal kommt das als Eingabe an.'),
        (
            '[keys]\ncall = "f5"',
            'call = "f5": Manche Terminals fangen F-Tasten ab: bitte eine andere dazu, etwa "ö,f5".',
        ),
        ('[keys]\nback = "z"', 'back = "z": Diese Taste ist überall dieselbe.'),
        (
            '[keys]\nanonymous = "x"',
            'anonymous = "x": Das muss auch gehen, während man tippt: bitte mit Strg.',
        ),
        (
            '[keys]\nanonymous = "ctrl+w"',
            'anonymous = "ctrl+w": Das muss auch gehen, während man tippt: bitte mit Strg.',
        ),
        ('[keys.people.nobody]\ncall = "c"', "people.nobody: Hier arbeitet niemand, der so heißt."),
        ('[keys]\npeople = "x"', "people: Erwartet werden Tasten."),
        ('[keys.people]\naydin = "x"', "people.aydin: Erwartet werden Tasten."),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_everybody_works_on(toml: str, trouble: str) -> None:
    assert _troubles(toml) == [trouble]
    assert _found(toml).keys == _found("").keys
