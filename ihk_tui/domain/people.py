"""Those who work here: persons, their roles, and who sits at which desk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

import msgspec

from ihk_tui.domain.rights import RIGHTS
from ihk_tui.domain.rights import ROLE_WORDS as ROLE_WORDS
from ihk_tui.domain.rights import Role as Role
from ihk_tui.domain.words import Refusal, Words


class Person(msgspec.Struct, frozen=True):
    """Someone who works with the program; `id` is short and stable (`aydin`)."""

    id: str
    name: str
    role: Role = "adviser"

    @property
    def advises(self) -> bool:
        """Whether visits are handed to them and appointments made with them."""
        return self.role in ("adviser", "lead")

    @property
    def reads_notes(self) -> bool:
        """Reception and administration never see what people confided."""
        return "note" in RIGHTS[self.role]


def may_read_notes(person: Person) -> Refusal | None:
    """Refuse notes to roles that must not see them (DOMAIN.md §5, DS10)."""
    if person.reads_notes:
        return None
    return Refusal(
        "role",
        Words("Notizen sieht nur die Beratung und die Leitung.", "Only advisers and leads may see notes."),
    )


DeskStatus = Literal["open", "break", "closed"]


class Desk(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One desk on one day: who sits there and whether people can be called to it."""

    day: date
    number: int
    adviser: str
    status: DeskStatus = "open"
    since: datetime


def desk_of(desks: Iterable[Desk], adviser: str) -> Desk | None:
    """Give the desk that an adviser has taken, during a break too; None for who has none."""
    return next((desk for desk in desks if desk.adviser == adviser and desk.status != "closed"), None)


def at_desk(desks: Iterable[Desk], adviser: str) -> Desk | None:
    """Give the desk at which an adviser takes people now; None during a break or when not there."""
    return next((desk for desk in desks if desk.adviser == adviser and desk.status == "open"), None)
