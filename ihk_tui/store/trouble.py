"""The sentences people read when the disk does not do what it should."""

from __future__ import annotations

import errno
from pathlib import Path

from ihk_tui.domain.words import StoreTrouble, Words

_REASONS: dict[int, Words] = {
    errno.ENOSPC: Words("der Datenträger ist voll", "the disk is full"),
    errno.EDQUOT: Words("das Speicherkontingent ist aufgebraucht", "the disk quota is used up"),
    errno.EFBIG: Words("die Datei darf nicht weiter wachsen", "the file is not allowed to grow further"),
    errno.EIO: Words("der Datenträger meldet einen Fehler", "the disk reports an error"),
    errno.EROFS: Words("der Datenträger ist schreibgeschützt", "the disk is read-only"),
    errno.EACCES: Words("die Berechtigung fehlt", "permission is missing"),
    errno.EPERM: Words("die Berechtigung fehlt", "permission is missing"),
}

NOT_SAVED = Words(
    "Nicht gespeichert: {reason}. Alles früher Bestätigte ist erhalten; bitte beheben und wiederholen.",
    "Not saved: {reason}. Everything confirmed earlier is kept; please put that right and try again.",
)
NOT_OPENED = Words(
    "Die Daten in {folder} lassen sich nicht lesen: {reason}.",
    "The data in {folder} cannot be read: {reason}.",
)
NOTHING_HERE = Words(
    "In {folder} fehlt journal.jsonl. Bitte aus einer Sicherung oder aus generations/ zurückholen.",
    "journal.jsonl is missing in {folder}. Please bring it back from a backup or from generations/.",
)
ALREADY_HERE = Words(
    "In {folder} liegen schon Daten; sie bleiben unverändert.",
    "There is data in {folder} already; it stays as it is.",
)
OTHER_FORMAT = Words(
    "{file} wurde von einer neueren Fassung des Programms geschrieben. Bitte das Programm aktualisieren.",
    "{file} was written by a newer version of the program. Please update the program.",
)
OTHER_SHAPE = Words(
    "Der Eintrag {id} in {table} hat eine Form, die diese Fassung des Programms nicht kennt ({detail}).",
    "The entry {id} in {table} has a shape that this version of the program does not know ({detail}).",
)
DAMAGED = Words(
    "{file} ist in Zeile {line} beschädigt. Bitte den Datenordner unverändert aufheben und die neueste"
    " unbeschädigte Datei aus generations/ als journal.jsonl in eine Kopie des Ordners legen.",
    "{file} is damaged in line {line}. Please keep the data folder as it is and put the newest undamaged"
    " file of generations/ as journal.jsonl into a copy of the folder.",
)


def reason(error: OSError) -> Words:
    """Say in plain words why the operating system refused."""
    text = error.strerror or str(error)
    return _REASONS.get(error.errno or 0, Words(text, text))


def damaged(file: Path, line: int) -> StoreTrouble:
    """Make the exception for a file that is damaged in a line (counted from 1)."""
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
