"""Whether whoever is at work still has the part in the office with which their program was opened."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ihk_tui.domain.people import ROLE_WORDS, Person
from ihk_tui.domain.words import Words

GONE = Words(
    "„{who}“ arbeitet hier nicht mehr (office.toml); das Programm ist beendet.",
    '"{who}" does not work here any more (office.toml); the program has ended.',
)
OTHER_ROLE = Words(
    "In office.toml ist Ihre Rolle jetzt {now}, nicht mehr {before}; bitte das Programm neu starten.",
    "In office.toml your role is {now} now, no longer {before}; please start the program anew.",
)


class News(NamedTuple):
    """What the settings say since the last look at them."""

    end: Words | None = None
    """Why the program cannot go on as it was opened."""
    trouble: Words | None = None
    """Why the settings cannot be read at the moment; said once, and what was goes on."""


NOTHING = News()


def nothing_new() -> News:
    """For a program that has no settings on disk."""
    return NOTHING


def why_to_end(person: Person, people: Iterable[Person]) -> Words | None:
    """Say why a program that was opened for a person has to end: they are gone, or in another role by now.

    What a role may do is decided when the program opens (DESIGN.md §7); another name changes no right.
    """
    found = next((each for each in people if each.id == person.id), None)
    if found is None:
        return GONE.fill(who=person.id)
    if found.role != person.role:
        return OTHER_ROLE.fill(now=ROLE_WORDS[found.role], before=ROLE_WORDS[person.role])
    return None
