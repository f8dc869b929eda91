"""Which commands there are, in the order in which the help shows them."""

from __future__ import annotations

from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from ihk_tui.domain.words import Words

if TYPE_CHECKING:  # `--help` needs the names only
    from ihk_tui.cli.arguments import Arguments
    from ihk_tui.cli.request import Request, Result


class Command(Protocol):
    """What the module of a command offers."""

    def arguments(self, args: Arguments) -> None:
        """Declare what it understands."""

    def run(self, request: Request) -> Result:
        """Do it. Raises BadInput and StoreTrouble."""


class VerbGroup(NamedTuple):
    """Commands that belong together."""

    title: Words
    verbs: dict[str, Words]


GROUPS: tuple[VerbGroup, ...] = (
    VerbGroup(
        Words("Sprechtage", "Consultation days"),
        {
            "days": Words("Sprechtage eines Jahres; bestätigen, absagen", "days of a year; confirm, cancel"),
            "open-day": Words("den heutigen Sprechtag öffnen", "open today's consultation day"),
            "close-day": Words("Abschluss: den Sprechtag beenden", "close the consultation day"),
        },
    ),
    VerbGroup(
        Words("Empfang", "Reception"),
        {
            "checkin": Words("neuer Besuch, offen oder mit Termin", "check in a walk-in or a booked visit"),
            "edit": Words("Angaben zu einem Besuch ändern", "correct who a visit is and what it is about"),
            "queue": Words("wer wartet, in der Reihenfolge des Aufrufs", "who waits, in order of calling"),
            "show": Words("ein Besuch mit Verlauf und Notizen", "one visit with timeline and notes"),
            "left": Words("der Besuch ist gegangen", "the visitor went"),
            "slip": Words("Zettel zum Mitnehmen: Nummer oder Termin", "to take along: number or appointment"),
        },
    ),
    VerbGroup(
        Words("Beratung", "Advice"),
        {
            "desk": Words("an einen Platz setzen, Pause, Platz verlassen", "take a desk, break, leave it"),
            "call": Words("aufrufen: der Nächste oder eine Nummer", "call the next or a certain number"),
            "recall": Words("nochmals aufrufen", "call once more"),
            "start": Words("das Gespräch beginnen", "begin the talk"),
            "noshow": Words("nicht da", "nobody came when called"),
            "defer": Words("später: einen Besuch parken", "park a visit"),
            "resume": Words("einen geparkten Besuch fortsetzen", "take a parked visit up again"),
            "transfer": Words("an jemanden oder an alle übergeben", "hand over to someone or to all"),
            "note": Words("Notizen lesen oder schreiben", "read or write notes"),
            "finish": Words("fertig, mit Ergebnis", "finish with an outcome"),
            "undo": Words("rückgängig machen", "take back what I did"),
        },
    ),
    VerbGroup(
        Words("Termine", "Appointments"),
        {
            "appointments": Words("Termine eines Tages oder Zeitraums", "appointments of a day or range"),
            "book": Words("Termin buchen", "book an appointment"),
            "move": Words("Termin verschieben", "move an appointment"),
            "cancel": Words("Termin absagen", "cancel an appointment"),
            "export": Words("Termine als Kalenderdatei (.ics)", "appointments as a calendar file (.ics)"),
            "import": Words("Kalenderdatei einlesen: belegte Zeiten", "read a calendar file: busy times"),
            "publish": Words(
                "Kalender zum Abonnieren, auch CalDAV", "calendars to subscribe to, also CalDAV"
            ),
            "invite": Words("per E-Mail einladen, mit Einwilligung", "invite by e-mail, with consent"),
            "mail": Words("Einladungen verschicken", "send the invitations that wait"),
            "qr": Words("Termin als QR-Code für das Telefon", "an appointment as a QR code for the phone"),
        },
    ),
    VerbGroup(
        Words("Geschäftsstelle", "Office"),
        {
            "init": Words("eine Geschäftsstelle anlegen", "make a new office"),
            "demo": Words("eine simulierte Geschäftsstelle ausprobieren", "try out a simulated office"),
            "log": Words("wer hat was getan", "who did what"),
            "erase": Words("löschen, wer ein Besuch oder Termin war", "erase who a visit or appointment was"),
            "store": Words("Ablage: durchsehen, sichern, reparieren", "the store: check, back up, repair"),
        },
    ),
)

VERBS: dict[str, Words] = {verb: words for group in GROUPS for verb, words in group.verbs.items()}
"""Every command and what it does."""

DEMO = "demo"
"""Builds an office of its own, which nobody else uses."""

OPEN_APP = "open-app"
"""What happens without a command; no word that can be typed."""


def command(verb: str) -> Command:
    """Load the module of a command."""
    name = verb.replace("-", "_")
    return cast(Command, import_module(f"ihk_tui.cli.commands.{name}{'_' * iskeyword(name)}"))
