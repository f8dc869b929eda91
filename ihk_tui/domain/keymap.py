"""Which key does what for whom: the program's keys, the office's over them, the person's over those."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ihk_tui.domain.keys import canonical, is_function_key, keycap, read_key, works_while_typing
from ihk_tui.domain.words import Words


class Declared(NamedTuple):
    """An action as the program declares it, for the rules about keys."""

    id: str
    keys: tuple[str, ...]
    label: Words
    fixed: bool = False
    """Whether its key is the same for everybody."""
    typing: bool = False
    """Whether it must work while text is typed."""

    @property
    def canonical(self) -> tuple[str, ...]:
        """Its keys by the names under which keys are compared."""
        return tuple(map(canonical, self.keys))


Declarations = Mapping[str, tuple[Words, Sequence[Declared]]]
"""By place: what the place is called, and what can be done there."""


class Wish(NamedTuple):
    """Somebody's own keys for an action: at one place, or (no place) everywhere."""

    place: str
    action: str
    keys: tuple[str, ...]
    written: str
    """How it stands in the settings."""

    def means(self, place: str, action: Declared) -> bool:
        """Whether it is about this action of this place."""
        return self.action == action.id and self.place in ("", place)


class InForce(NamedTuple):
    """Which keys do what, and what of the settings does not count."""

    keys: dict[tuple[str, str], tuple[str, ...]]
    """By place and action."""
    troubles: tuple[Words, ...]


PEOPLE = "people"
"""The table with everybody's own keys; no place and no action is called so."""


def keys_in_force(
    settings: Mapping[str, object], places: Declarations, person: str, people: Iterable[str]
) -> InForce:
    """Lay the office's keys over the program's, and the person's over the office's.

    `settings` is the table `[keys]` of office.toml: `call = "c"`, `appointments.book = "y"`, and the same
    under `people.aydin`. What cannot be counts nowhere, so that everybody can work, and is said.
    """
    troubles: list[Words] = []
    wishes: list[Wish] = []
    tables = _table(settings.get(PEOPLE, {}), PEOPLE, troubles)
    mine = _table(tables.get(person, {}), f"{PEOPLE}.{person}", troubles)
    office = {name: value for name, value in settings.items() if name != PEOPLE}
    for whose, table in (("", office), (f"{PEOPLE}.{person}.", mine)):
        for name, value in _flat(table):
            found = _wish(whose, name, value, places)
            if isinstance(found, Words):
                troubles.append(found)
            else:
                wishes.append(found)
    known = {*people, person}
    for stranger in [name for name in tables if name not in known]:
        who = Words("Hier arbeitet niemand, der so heißt.", "Nobody of that name works here.")
        troubles.append(_trouble(f"{PEOPLE}.{stranger}", who))
    while clash := _clash(wishes, places):
        wishes.remove(clash[0])
        troubles.append(clash[1])
    keys = {at: keys for at, (keys, _) in _applied(wishes, places).items()}
    return InForce(keys, tuple(troubles))


def _table(value: object, written: str, troubles: list[Words]) -> Mapping[str, object]:
    if isinstance(value, Mapping):
        return value
    troubles.append(_trouble(written, Words("Erwartet werden Tasten.", "Keys are expected.")))
    return {}


def _flat(table: object, before: str = "") -> list[tuple[str, object]]:
    """Give dotted names: `appointments.book = "y"` is a table in TOML, and means one name here."""
    if not isinstance(table, Mapping):
        return [(before.rstrip("."), table)]
    return [found for name, value in table.items() for found in _flat(value, f"{before}{name}.")]


def _trouble(written: str, why: Words) -> Words:
    said = Words("office.toml, [keys] {written}: {why}", "office.toml, [keys] {written}: {why}")
    return said.fill(written=written, why=why)


def _wish(whose: str, name: str, value: object, places: Declarations) -> Wish | Words:
    written = f"{whose}{name}"
    place, _, action = name.rpartition(".")
    meant = [
        each
        for at, (_, actions) in places.items()
        for each in actions
        if each.id == action and place in ("", at)
    ]
    if not meant:
        why = Words(
            "Das gibt es nicht; alles Mögliche nennt: ihk-tui keys --json.",
            "There is no such action; ihk-tui keys --json names all.",
        )
        return _trouble(written, why)
    if not isinstance(value, str) or not value.strip():
        return _trouble(written, Words('Erwartet wird eine Taste wie "c".', 'A key like "c" is expected.'))
    keys: list[str] = []
    for typed in (value,) if value.strip() == "," else value.split(","):
        key = read_key(typed)
        if isinstance(key, Words):
            return _trouble(f'{written} = "{value}"', key)
        keys.append(key)
    if why_not := _unfit(meant, keys):
        return _trouble(f'{written} = "{value}"', why_not)
    return Wish(place, action, tuple(dict.fromkeys(keys)), written)


def _unfit(meant: Sequence[Declared], keys: Sequence[str]) -> Words | None:
    if any(each.fixed for each in meant):
        return Words("Diese Taste ist überall dieselbe.", "That key is the same everywhere.")
    if all(is_function_key(key) for key in keys):
        return Words(
            'Manche Terminals fangen F-Tasten ab: bitte eine andere dazu, etwa "ö,f5".',
            'Some terminals catch function keys: please name another one too, as "o,f5".',
        )
    if any(each.typing for each in meant) and not any(works_while_typing(key) for key in keys):
        return Words(
            "Das muss auch gehen, während man tippt: bitte mit Strg.",
            "That must work while one is typing: please with Ctrl.",
        )
    return None


_Applied = dict[tuple[str, str], tuple[tuple[str, ...], Wish | None]]


def _applied(wishes: Sequence[Wish], places: Declarations) -> _Applied:
    """The keys of every action, and whose wish they are: of one place before everywhere, then the later."""
    found: _Applied = {}
    for place, (_, actions) in places.items():
        for action in actions:
            meant = [wish for wish in wishes if wish.means(place, action)]
            own = [wish for wish in meant if wish.written.startswith(f"{PEOPLE}.")]
            wish = max(own or meant, key=lambda wish: bool(wish.place), default=None)
            keys = wish.keys if wish else action.canonical
            found[place, action.id] = keys, wish
    return found


def _clash(wishes: Sequence[Wish], places: Declarations) -> tuple[Wish, Words] | None:
    """The first wish for a key that does something else at the same place already."""
    applied = _applied(wishes, places)
    for place, (title, actions) in places.items():
        taken: dict[str, Declared] = {}
        for action in actions:
            for key in applied[place, action.id][0]:
                if key not in taken:
                    taken[key] = action
                    continue
                pair = (taken[key], action)
                found = [(wishes.index(w), a) for a in pair if (w := applied[place, a.id][1])]
                index, mine = max(found, key=lambda each: each[0])
                other = next(each for each in pair if each is not mine)
                why = Words("{place}: {key} ist schon „{label}“.", '{place}: {key} is "{label}" already.')
                why = why.fill(place=title, key=keycap(key), label=other.label)
                return wishes[index], _trouble(wishes[index].written, why)
    return None


class Line(NamedTuple):
    """An action on a key card."""

    action: str
    keys: tuple[Words, ...]
    """As they stand on the keyboard; the first is the one that the program shows."""
    label: Words
    help: Words


class Card(NamedTuple):
    """The keys of one place, to be printed."""

    place: str
    title: Words
    lines: tuple[Line, ...]


class Cards(NamedTuple):
    """The keys of every place that are in force for a person."""

    places: tuple[Card, ...]
    troubles: tuple[Words, ...]
    """What of the settings does not count, and why."""
