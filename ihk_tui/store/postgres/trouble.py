"""The sentences people read when the database server does not do what it should."""

from __future__ import annotations

import re

import psycopg

from ihk_tui.domain.words import StoreTrouble, Words

BAD_URL = Words(
    "Die Adresse der Datenbank ist nicht zu verstehen. Sie sieht so aus: postgresql://person@server/datenbank;"
    " Sonderzeichen eines Passworts stehen darin als %40 (@), %2F (/) und so fort.",
    "The address of the database cannot be understood. It looks like this: postgresql://person@server/database;"
    " special characters of a password are written as %40 (@), %2F (/) and so on.",
)
BAD_SCHEMA = Words(
    "Der Name des Schemas darf nicht leer und höchstens 63 Byte lang sein.",
    "The name of the schema must not be empty and has at most 63 bytes.",
)
NOTHING_THERE = Words(
    "In {folder} liegt keine Geschäftsstelle. Bitte die Adresse prüfen oder die Sicherung einspielen.",
    "There is no office in {folder}. Please check the address or restore the backup.",
)
NOT_DURABLE = Words(
    "Der Datenbankserver läuft mit fsync=off: ein Stromausfall nähme Bestätigtes mit. Bitte einschalten.",
    "The database server runs with fsync=off: a power cut would take what was confirmed. Please turn it on.",
)
OTHER_OFFICE = Words(
    "In {folder} liegt jetzt eine andere Geschäftsstelle als zuvor. Bitte das Programm beenden und die"
    " Adresse prüfen; gespeichert wird nichts.",
    "In {folder} there is another office now than before. Please end the program and check the address;"
    " nothing is saved.",
)
OTHER_PAST = Words(
    "Der Datenbankserver kennt nicht mehr, was dieses Programm dort schon gesehen hat (bis Nummer {seq});"
    " wohl wurde ein älterer Stand eingespielt. Gespeichert wird nichts; bitte nachsehen, was fehlt, und das"
    " Programm neu starten.",
    "The database server no longer knows what this program has seen there (up to number {seq}); an older"
    " state was probably restored. Nothing is saved; please look what is missing and restart the program.",
)
DAMAGED = Words(
    "In {folder} ist {what} beschädigt. Bitte nichts ändern und die neueste Sicherung bereithalten.",
    "In {folder}, {what} is damaged. Please change nothing and have the newest backup at hand.",
)
THE_SNAPSHOT = Words("der Stand am Anfang", "the state at the beginning")
ENTRY = Words("der Eintrag {seq}", "entry {seq}")
IN_DOUBT = Words(
    "Die Verbindung zum Datenbankserver riss im Augenblick des Speicherns ab, und er ist nicht zu erreichen:"
    " Ob gespeichert wurde, ist offen. Bitte nachsehen, bevor Sie es wiederholen.",
    "The connection to the database server broke at the moment of saving, and it cannot be reached: it is not"
    " known whether it was saved. Please look before you repeat it.",
)
OVERTAKEN = Words(
    "Nicht gespeichert: zwischen zwei Schritten hat jemand anders gespeichert. Bitte wiederholen.",
    "Not saved: somebody else saved between two steps. Please try again.",
)
SCHEMA = Words("dem Schema {schema} der Datenbank {name} auf {host}", "schema {schema} of {name} on {host}")

_UNREACHABLE = Words("der Datenbankserver ist nicht erreichbar", "the database server cannot be reached")
_LOST = Words("die Verbindung zum Datenbankserver ist abgerissen", "the connection to the server broke")
_DENIED = Words("die Berechtigung fehlt", "permission is missing")
_STOPPING = Words(
    "der Datenbankserver wurde angehalten oder startet gerade",
    "the database server was stopped or is starting",
)
_REFUSED = Words(
    "der Datenbankserver weist die Anmeldung ab (Name, Passwort oder Freigabe)",
    "the database server refuses the login (name, password or permission)",
)
_REASONS: dict[str, Words] = {
    "08": _LOST,
    "25006": Words("der Datenbankserver ist schreibgeschützt", "the database server is read-only"),
    "25P03": Words("die Sitzung war zu lange untätig", "the session was idle for too long"),
    "28": _REFUSED,
    "3D000": Words("diese Datenbank gibt es dort nicht", "there is no such database"),
    "3F000": Words("die Tabellen fehlen dort", "the tables are missing there"),
    "40P01": Words("zwei Aufträge standen sich im Weg", "two tasks were in each other's way"),
    "42501": _DENIED,
    "42P01": Words("die Tabellen fehlen dort", "the tables are missing there"),
    "42P07": Words("Tabellen dieses Namens gibt es dort schon", "tables of that name exist there already"),
    "53100": Words("der Datenträger des Servers ist voll", "the disk of the server is full"),
    "53200": Words("dem Datenbankserver fehlt Arbeitsspeicher", "the database server is out of memory"),
    "53300": Words("der Datenbankserver hat zu viele Verbindungen", "the server has too many connections"),
    "55P03": Words("jemand anders ist noch an der Reihe", "it is still somebody else's turn"),
    "57014": Words("der Auftrag wurde abgebrochen", "the task was cancelled"),
    "57P": _STOPPING,
    "58": Words("der Datenträger des Servers meldet einen Fehler", "the disk of the server reports an error"),
    "XX00": Words("die Datenbank ist beschädigt", "the database is damaged"),
}
"""By SQLSTATE or the beginning of one (PostgreSQL's manual, appendix A)."""

_SPOKEN = (
    (r"too many (clients|connections)|remaining connection slots|zu viele Verbindungen", "53300"),
    (r"database .* does not exist|Datenbank .* existiert nicht", "3D000"),
    (r"starting up|shutting down|recovery mode|startet|fährt herunter|Wiederherstellungsmodus", "57P03"),
    (
        r"authentication|Authentifizierung|pg_hba\.conf|role .* does not|Rolle .* existiert|no password",
        "28000",
    ),
    (r"not accept|permission denied|keine Berechtigung", "42501"),
)
"""What a server says when it turns a client away: libpq hands the words on, but not the SQLSTATE."""

_GONE = ("08", "57P", "25P03", "25P04")


def reason(error: psycopg.Error) -> Words:
    """Say in plain words why the server, or the way to it, failed. Never gives away a password."""
    code = error.sqlstate or ""
    for length in (5, 4, 3, 2):
        if code[:length] in _REASONS:
            return _REASONS[code[:length]]
    text = error.diag.message_primary or type(error).__name__
    return Words(text, text) if code else _LOST


def reason_of_refusal(error: psycopg.Error) -> Words:
    """Say in plain words why no connection could be made."""
    said = str(error)
    for pattern, code in _SPOKEN:
        if re.search(pattern, said):
            return _REASONS.get(code) or _REASONS.get(code[:3]) or _REASONS[code[:2]]
    return _UNREACHABLE


def is_gone(connection: psycopg.Connection, error: psycopg.Error) -> bool:
    """Whether the connection is what failed: nothing more can be asked on it."""
    code = error.sqlstate or ""
    return (
        connection.closed
        or code.startswith(_GONE)
        or (not code and isinstance(error, psycopg.OperationalError))
    )


class NoConnection(Exception):
    """A connection could not be made. `reason` says why."""

    def __init__(self, why: Words) -> None:
        super().__init__(why.en)
        self.reason = why


class told_plainly:
    """Turn a failure of the database in the block into StoreTrouble with this sentence and its `{reason}`."""

    def __init__(self, sentence: Words, **values: object) -> None:
        self._sentence = sentence
        self._values = values

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: type[BaseException] | None, error: BaseException | None, __: object) -> None:
        if isinstance(error, NoConnection):
            why = error.reason
        elif isinstance(error, psycopg.Error):
            why = reason(error)
        else:
            return
        raise StoreTrouble(self._sentence.fill(reason=why, **self._values)) from error
