"""Which commands there are, in the order in which the help shows them."""

from __future__ import annotations

from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

from ihk_tui.domain.words import Words

if TYPE_CHECKING:  # `--help` needs the names only
    from collections.abc import Mapping

    from ihk_tui.cli.arguments import Arguments
    from ihk_tui.cli.request import Request, Result
    from ihk_tui.domain.rights import Right


class Command(Protocol):
    """What the module of a command offers."""

    def arguments(self, args: Arguments) -> None:
        """Declare what it understands."""

    def run(self, request: Request) -> Result:
        """Do it. Raises BadInput and StoreTrouble."""


class Verb(NamedTuple):
    """One command, and to whom it is open."""

    words: Words
    """What it does, in short."""
    right: Right
    """What the role of whoever gives it must hold."""
    instead: Mapping[str, Right] = {}
    """By the name of an argument: the right needed instead when that is given."""
    ssh: Mapping[str, tuple[str, ...]] = {}
    """By the name of an argument: what it may be over SSH, where nobody names a file of this machine.

    The first of them stands for nothing given.
    """

    def needs(self, given: Mapping[str, Any]) -> set[Right]:
        """The rights that it needs with these arguments."""
        return {right for name, right in self.instead.items() if given.get(name)} or {self.right}


class VerbGroup(NamedTuple):
    """Commands that belong together."""

    title: Words
    verbs: dict[str, Verb]


_STORE: Mapping[str, tuple[str, ...]] = {
    "action": ("stats", "check", "compact", "backup"),
    "where": ("",),
    "tinydb": ("",),
}
"""Over SSH nothing that needs another path, and nothing that takes the data away from others."""

GROUPS: tuple[VerbGroup, ...] = (
    VerbGroup(
        Words("Sprechtage", "Consultation days"),
        {
            "days": Verb(
                Words("Sprechtage eines Jahres; bestätigen, absagen", "days of a year; confirm, cancel"),
                "see",
                dict.fromkeys(("confirm", "cancel", "reopen", "extra", "day"), "plan"),
            ),
            "open-day": Verb(Words("den heutigen Sprechtag öffnen", "open today's consultation day"), "day"),
            "close-day": Verb(Words("Abschluss: den Sprechtag beenden", "close the consultation day"), "day"),
        },
    ),
    VerbGroup(
        Words("Empfang", "Reception"),
        {
            "checkin": Verb(
                Words("neuer Besuch, offen oder mit Termin", "check in a walk-in or a booked visit"),
                "receive",
            ),
            "edit": Verb(
                Words("Angaben zu einem Besuch ändern", "correct who a visit is and what it is about"),
                "receive",
            ),
            "queue": Verb(
                Words("wer wartet, in der Reihenfolge des Aufrufs", "who waits, in order of calling"), "see"
            ),
            "show": Verb(
                Words("ein Besuch mit Verlauf und Notizen", "one visit with timeline and notes"), "see"
            ),
            "left": Verb(Words("der Besuch ist gegangen", "the visitor went"), "receive"),
            "slip": Verb(
                Words("Zettel zum Mitnehmen: Nummer oder Termin", "to take along: number or appointment"),
                "see",
            ),
        },
    ),
    VerbGroup(
        Words("Beratung", "Advice"),
        {
            "desk": Verb(
                Words("an einen Platz setzen, Pause, Platz verlassen", "take a desk, break, leave it"),
                "serve",
            ),
            "call": Verb(
                Words("aufrufen: der Nächste oder eine Nummer", "call the next or a certain number"), "serve"
            ),
            "recall": Verb(Words("nochmals aufrufen", "call once more"), "serve"),
            "start": Verb(Words("das Gespräch beginnen", "begin the talk"), "serve"),
            "noshow": Verb(Words("nicht da", "nobody came when called"), "serve"),
            "defer": Verb(Words("später: einen Besuch parken", "park a visit"), "serve"),
            "resume": Verb(
                Words("einen geparkten Besuch fortsetzen", "take a parked visit up again"), "serve"
            ),
            "transfer": Verb(
                Words("an jemanden oder an alle übergeben", "hand over to someone or to all"), "serve"
            ),
            "note": Verb(Words("Notizen lesen oder schreiben", "read or write notes"), "note"),
            "finish": Verb(Words("fertig, mit Ergebnis", "finish with an outcome"), "serve"),
            "undo": Verb(Words("rückgängig machen", "take back what I did"), "see"),
        },
    ),
    VerbGroup(
        Words("Termine", "Appointments"),
        {
            "appointments": Verb(
                Words("Termine eines Tages oder Zeitraums", "appointments of a day or range"), "see"
            ),
            "book": Verb(Words("Termin buchen", "book an appointment"), "book"),
            "move": Verb(Words("Termin verschieben", "move an appointment"), "book"),
            "correct": Verb(
                Words("Angaben zu einem Termin ändern", "correct what an appointment says"), "book"
            ),
            "cancel": Verb(Words("Termin absagen", "cancel an appointment"), "book"),
            "held": Verb(
                Words("ein Gespräch, ein Betriebsbesuch fand statt", "a talk or visit took place"), "book"
            ),
            "missed": Verb(Words("zum Termin kam niemand", "nobody came to an appointment"), "book"),
            "slots": Verb(
                Words("Raster eines Tages: frei und belegt", "the slots of a day: free and booked"), "see"
            ),
            "export": Verb(
                Words("Termine als Kalenderdatei (.ics)", "appointments as a calendar file (.ics)"),
                "export",
                ssh={"output": ("-",)},
            ),
            "import": Verb(
                Words("Kalenderdatei einlesen: belegte Zeiten", "read a calendar file: busy times"),
                "import",
                ssh={"file": ("-",)},
            ),
            "publish": Verb(
                Words("Kalender zum Abonnieren, auch CalDAV", "calendars to subscribe to, also CalDAV"),
                "export",
                {"overwrite": "publish"},
                ssh={"folder": ("",)},
            ),
            "invite": Verb(
                Words("per E-Mail einladen, mit Einwilligung", "invite by e-mail, with consent"), "book"
            ),
            "mail": Verb(
                Words("Einladungen verschicken", "send the invitations that wait"), "publish", {"list": "see"}
            ),
            "qr": Verb(
                Words("Termin als QR-Code für das Telefon", "an appointment as a QR code for the phone"),
                "see",
            ),
        },
    ),
    VerbGroup(
        Words("Geschäftsstelle", "Office"),
        {
            "init": Verb(Words("eine Geschäftsstelle anlegen", "make a new office"), "account"),
            "demo": Verb(
                Words("eine simulierte Geschäftsstelle ausprobieren", "try out a simulated office"), "account"
            ),
            "keys": Verb(Words("Tastenkarte zum Ausdrucken", "the key card, to print"), "see"),
            "completion": Verb(
                Words("Befehle in der Shell vervollständigen", "complete commands in the shell"), "account"
            ),
            "board": Verb(
                Words("Anzeige der Aufrufe für die Wand", "the call display for the wall"), "board"
            ),
            "pin": Verb(
                Words("PIN, die Ihren Bildschirm entsperrt", "the PIN that unlocks your screen"), "see"
            ),
            "gate": Verb(Words("Zugang über SSH, Schlüssel", "the way in over SSH, keys"), "account"),
            "log": Verb(Words("wer hat was getan", "who did what"), "see"),
            "erase": Verb(
                Words("löschen, wer ein Besuch oder Termin war", "erase who a visit or appointment was"),
                "erase",
            ),
            "store": Verb(
                Words("Ablage: durchsehen, sichern, reparieren", "the store: check, back up, repair"),
                "keep",
                ssh=_STORE,
            ),
        },
    ),
)

DECLARED: dict[str, Verb] = {name: verb for group in GROUPS for name, verb in group.verbs.items()}
"""Every command that can be typed."""

VERBS: dict[str, Words] = {name: verb.words for name, verb in DECLARED.items()}
"""Every command and what it does."""

DEMO = "demo"
"""Builds an office of its own, which nobody else uses."""

GATE = "gate"
"""Runs another command in the name of whose SSH key it was."""

OPEN_APP = "open-app"
"""What happens without a command; no word that can be typed."""

_OPENING = Verb(Words("das Programm öffnen", "open the program"), "see")


def declared(verb: str) -> Verb:
    """Find a command, also the one that is no word."""
    return _OPENING if verb == OPEN_APP else DECLARED[verb]


def command(verb: str) -> Command:
    """Load the module of a command."""
    name = verb.replace("-", "_")
    return cast(Command, import_module(f"ihk_tui.cli.commands.{name}{'_' * iskeyword(name)}"))
