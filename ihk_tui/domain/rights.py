"""Which role may do what (DOMAIN.md §5, DS10): one table for the app, the commands and SSH."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from ihk_tui.domain.words import Refusal, Words

Role = Literal["reception", "adviser", "lead", "admin", "board"]

ROLE_WORDS: dict[str, Words] = {
    "reception": Words("Empfang", "reception"),
    "adviser": Words("Beratung", "adviser"),
    "lead": Words("Leitung", "lead"),
    "admin": Words("Verwaltung", "admin"),
    "board": Words("Anzeige", "display"),
}

Right = Literal[
    "see", "export", "receive", "book", "serve", "day", "note", "import", "plan", "erase", "audit", "publish",
    "keep", "board", "account",
]  # fmt: skip

RIGHT_WORDS: dict[Right, Words] = {
    "see": Words("das Programm öffnen, Liste und Termine sehen", "open the program, see queue and bookings"),
    "export": Words("Kalender ausgeben und veröffentlichen", "export and publish calendars"),
    "receive": Words("Besuche aufnehmen und ändern", "register and correct visits"),
    "book": Words("Termine buchen, verschieben, absagen; einladen", "book, move and cancel; invite"),
    "serve": Words("aufrufen, Gespräche, Ergebnis; Platz", "call, talk, finish; a desk"),
    "day": Words("den Sprechtag öffnen und abschließen", "open and close the day"),
    "note": Words("Notizen lesen und schreiben", "read and write notes"),
    "import": Words("Kalender einlesen", "import calendars"),
    "plan": Words("Sprechtage bestätigen und absagen", "confirm and cancel consultation days"),
    "erase": Words("löschen", "erase"),
    "audit": Words("das ganze Protokoll sehen", "see the whole log"),
    "publish": Words("Einladungen senden, Kalender überschreiben", "send invitations, overwrite calendars"),
    "keep": Words("die Ablage pflegen", "look after the store"),
    "board": Words("die Anzeige im Wartebereich", "the public call display"),
    "account": Words("anlegen, vorführen, Schlüssel", "make an office, demo, keys"),
}
"""What each right is for. No role has `account`: what needs no office is for whoever has the account."""

_ADVICE: frozenset[Right] = frozenset({"note", "import"})
_COUNTER: frozenset[Right] = frozenset({"see", "board", "export", "receive", "book", "serve", "day"})
_DESK: frozenset[Right] = frozenset({"see", "board", "export", "import"})
_OFFICE: frozenset[Right] = frozenset({"plan", "erase", "audit", "publish", "keep"})

RIGHTS: Mapping[Role, frozenset[Right]] = {
    "reception": _COUNTER,
    "adviser": _COUNTER | _ADVICE,
    "lead": _COUNTER | _ADVICE | _OFFICE,
    "admin": _DESK | _OFFICE,
    "board": frozenset({"board"}),
}
"""Reception serves too: what is settled in two minutes is settled at the counter. The administration keeps
the office and its data, and advises nobody. The display at the wall is a person who sees numbers."""

_UPKEEP = frozenset({"repair", "restore", "move_store"})


def holders(right: Right) -> list[Role]:
    """Give the roles that have a right, in the order of the table."""
    return [role for role, rights in RIGHTS.items() if right in rights]


def may(role: Role, right: Right) -> Refusal | None:
    """Refuse (code `role`) what the role has no right to, and name the roles that have it."""
    if right in RIGHTS[role]:
        return None
    roles = [ROLE_WORDS[each] for each in holders(right)]
    return Refusal(
        "role",
        Words("Das darf nur: {roles}.", "Only for: {roles}.").fill(roles=Words.joined(", ", roles)),
    )


def may_see_entry(role: Role, own: bool, verb: str) -> bool:
    """Whether an entry of the log is shown: one's own, what was done to the data as a whole, or every one.

    Who did what with whom is for those who answer for the office, not for watching colleagues.
    """
    return own or verb in _UPKEEP or "audit" in RIGHTS[role]
