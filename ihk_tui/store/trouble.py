"""The sentences people read when the disk does not do what it should."""

from __future__ import annotations

import errno
from pathlib import Path

from ihk_tui.domain.words import StoreTrouble, Words
from ihk_tui.files import reason

NOT_SAVED = Words(
    "Nicht gespeichert: {reason}. Alles früher Bestätigte ist erhalten; bitte beheben und wiederholen.",
    "Not saved: {reason}. Everything confirmed earlier is kept; please put that right and try again.",
)
NOT_OPENED = Words(
    "Die Daten in {folder} lassen sich nicht lesen: {reason}.",
    "The data in {folder} cannot be read: {reason}.",
)
_NEXT = Words(
    " Nächster Schritt: ihk-tui store check, dann ihk-tui store repair.",
    " Next step: ihk-tui store check, then ihk-tui store repair.",
)


def _damage(de: str, en: str) -> Words:
    """Make a sentence about damage, with what to do about it."""
    return Words(de + _NEXT.de, en + _NEXT.en)


NOTHING_HERE = _damage("In {folder} fehlt journal.jsonl.", "journal.jsonl is missing in {folder}.")
ALREADY_HERE = Words(
    "In {folder} liegen schon Daten; sie bleiben unverändert.",
    "There is data in {folder} already; it stays as it is.",
)
NOT_FORGOTTEN = Words(
    "Gelöscht ist es; frühere Dateien haben es noch und verlieren es mit dem nächsten Vorgang. {why}",
    "It is erased; earlier files still have it and lose it with the next transaction. {why}",
)
MOVED = Words(
    "Die Daten sind umgezogen nach {where}. Bitte das Programm neu starten; hilft das nicht, ist der Umzug"
    " noch in office.toml einzutragen: ihk-tui store move wiederholen.",
    "The data moved to {where}. Please start the program again; if that does not help, the move is not in"
    " office.toml yet: repeat ihk-tui store move.",
)
OTHER_FORMAT = Words(
    "{file} wurde von einer neueren Fassung des Programms geschrieben. Bitte das Programm aktualisieren.",
    "{file} was written by a newer version of the program. Please update the program.",
)
OTHER_SHAPE = Words(
    "Der Eintrag {id} in {table} hat eine Form, die diese Fassung des Programms nicht kennt ({detail}).",
    "The entry {id} in {table} has a shape that this version of the program does not know ({detail}).",
)
DAMAGED = _damage("{file} ist in Zeile {line} beschädigt.", "{file} is damaged in line {line}.")
FOREIGN = _damage(
    "{file} ist kein Journal dieses Programms oder gleich am Anfang beschädigt.",
    "{file} is no journal of this program, or damaged at its very beginning.",
)
NO_CONTENTS = _damage(
    "{file} ist ein abgelaufener Stand ohne Inhalte.", "{file} is an expired state without contents."
)
LOST = _damage(
    "In {file} fehlen Bestätigte: die Vorgänge {first} bis {last} (ab Zeile {line}).",
    "{file} lacks what was confirmed: transactions {first} to {last} (from line {line}).",
)
OLDER = _damage(
    "{file} ist ein älterer Stand als der, mit dem hier gearbeitet wurde (bis Vorgang {last}).",
    "{file} is older than what was worked on here (up to transaction {last}).",
)
OTHER_JOURNAL = _damage(
    "{file} ist nicht das Journal, mit dem hier zuletzt gearbeitet wurde.",
    "{file} is not the journal that was worked on here last.",
)
MIXED_UP = _damage(
    "{file} gehört zu einer anderen Geschäftsstelle als dieser Ordner.",
    "{file} belongs to another office than this folder.",
)


def asks_for_repair(trouble: StoreTrouble) -> bool:
    """Whether the next step that a trouble names is a repair, or its disk gives only part of a file."""
    cause = trouble.__cause__
    lost = isinstance(cause, OSError) and cause.errno == errno.EIO
    return lost or trouble.words.en.endswith(_NEXT.en)


def damaged(file: Path, line: int) -> StoreTrouble:
    """Make the exception for a file that is damaged in a line (counted from 1)."""
    if line <= 1:
        return StoreTrouble(FOREIGN.fill(file=file.name))
    return StoreTrouble(DAMAGED.fill(file=file.name, line=line))


class said_plainly:
    """Turn an OSError of the block into StoreTrouble with this sentence and its `{reason}`."""

    def __init__(self, sentence: Words, **values: object) -> None:
        self._sentence = sentence
        self._values = values

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: type[BaseException] | None, error: BaseException | None, __: object) -> None:
        if isinstance(error, OSError):
            raise StoreTrouble(self._sentence.fill(reason=reason(error), **self._values)) from error
