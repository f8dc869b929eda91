"""Which key does what for the person at work: the list of actions, the office's settings, their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ihk_tui.domain.keymap import Card, Cards, InForce, Line, keys_in_force
from ihk_tui.domain.keys import keycap
from ihk_tui.domain.rights import Role
from ihk_tui.domain.words import Words
from ihk_tui.tui.actions import PLACES, Action
from ihk_tui.tui.actions.needs import offered


class Keymap:
    """The keys in force at every place. Nothing in it needs a screen: the key card is made from it too."""

    def __init__(self, settings: Mapping[str, object], person: str, people: Iterable[str]) -> None:
        declared = {
            place: (title, [action.declared for action in actions])
            for place, (title, actions) in PLACES.items()
        }
        found: InForce = keys_in_force(settings, declared, person, people)
        self._keys = found.keys
        self.troubles = found.troubles
        """What of the settings does not count, and why."""

    def keys(self, place: str, action: Action) -> tuple[str, ...]:
        """The keys of an action; the first is the one that is shown."""
        return self._keys[place, action.id]

    def cap(self, place: str, action: str) -> Words:
        """That key as it stands on the keyboard."""
        return keycap(self._keys[place, action][0])

    def changed(self) -> dict[str, str]:
        """Keys that differ from the declared ones, by binding, as `App.set_keymap` wants them."""
        return {
            f"{place}.{action.id}": ",".join("comma" if key == "," else key for key in keys)
            for place, (_, actions) in PLACES.items()
            for action in actions
            if (keys := self._keys[place, action.id]) != action.declared.canonical
        }

    def cards(self, role: Role | None = None) -> Cards:
        """Everything that can be printed of it: what a role may do; None: every action there is."""
        return Cards(
            tuple(
                Card(
                    place,
                    title,
                    tuple(
                        Line(a.id, self._caps(place, a), a.label, a.help)
                        for a in (offered(actions, place, role) if role else actions)
                    ),
                )
                for place, (title, actions) in PLACES.items()
            ),
            self.troubles,
        )

    def _caps(self, place: str, action: Action) -> tuple[Words, ...]:
        return tuple(keycap(key) for key in self.keys(place, action))
