"""Every action, declared once: footer, palette, help and the README's key table come from here."""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding

from ihk_tui.domain.words import Words


class Action(NamedTuple):
    """Something a person can do at a place of the program. The screen's method is `action_<id>`."""

    id: str
    key: str
    label: Words
    help: Words
    footer: bool = False
    everywhere: bool = False
    """Whether the app does it, not the screen."""

    @property
    def target(self) -> str:
        """The action as Textual names it."""
        return f"app.{self.id}" if self.everywhere else self.id

    @property
    def keycap(self) -> Words:
        """The key as it stands on the keyboard."""
        first = self.key.partition(",")[0]
        return KEYCAPS.get(first, Words(first, first))


KEYCAPS = {
    "enter": Words("Eingabe", "Enter"),
    "escape": Words("Esc", "Esc"),
    "delete": Words("Entf", "Del"),
    "minus": Words("-", "-"),
    "plus": Words("+", "+"),
    "comma": Words(",", ","),
    "full_stop": Words(".", "."),
    "question_mark": Words("?", "?"),
    "ctrl+s": Words("Strg+S", "Ctrl+S"),
    "ctrl+p": Words("Strg+P", "Ctrl+P"),
    "ctrl+q": Words("Strg+Q", "Ctrl+Q"),
    "ctrl+o": Words("Strg+O", "Ctrl+O"),
    "ctrl+r": Words("Strg+R", "Ctrl+R"),
    "tab": Words("Tab", "Tab"),
}

_CALL = Action(
    "call",
    "a",
    Words("Aufrufen", "Call"),
    Words("Den nächsten Besuch an Ihren Platz rufen.", "Call the next visit to your desk."),
    footer=True,
)
_SERVING = (
    Action(
        "start",
        "g",
        Words("Gespräch", "Talk"),
        Words("Das Gespräch mit dem aufgerufenen Besuch beginnen.", "Begin the talk with who was called."),
        footer=True,
    ),
    Action(
        "finish",
        "f",
        Words("Fertig", "Finish"),
        Words("Das Gespräch mit einem Ergebnis beenden.", "End the talk with an outcome."),
        footer=True,
    ),
    Action(
        "recall",
        "w",
        Words("Nochmals", "Recall"),
        Words("Noch einmal aufrufen.", "Call once more."),
    ),
    Action(
        "no_show",
        "x",
        Words("Nicht da", "No-show"),
        Words(
            "Niemand kam: nach kurzer Zeit kommt die Nummer wieder an die Reihe.",
            "Nobody came: after a short while the number has its turn again.",
        ),
    ),
    Action(
        "defer",
        "s",
        Words("Später", "Defer"),
        Words("Den Besuch parken; die Zeit zählt nicht als Gespräch.", "Park the visit; no talk time."),
    ),
    Action(
        "resume",
        "r",
        Words("Weiter", "Resume"),
        Words(
            "Einen geparkten Besuch wieder aufnehmen, wer nicht da war wieder einreihen.",
            "Take up a parked visit; queue a no-show that turned up.",
        ),
    ),
    Action(
        "transfer",
        "l",
        Words("An Platz …", "Transfer"),
        Words("An eine Kollegin oder einen Kollegen übergeben.", "Hand over to a colleague."),
    ),
    Action(
        "leave",
        "minus",
        Words("Gegangen", "Left"),
        Words("Der Besuch ist ohne Gespräch gegangen.", "The visitor went without a talk."),
    ),
)
_SLIP = Action(
    "slip",
    "z",
    Words("Zettel", "Slip"),
    Words(
        "Nummer, Tag, Ort und Wartezeit des Besuchs ans Terminal senden, zum Einfügen.",
        "Send number, day, place and estimate of the visit to your terminal, to paste.",
    ),
)
_UNDO = Action(
    "undo",
    "u",
    Words("Rückgängig", "Undo"),
    Words("Ihre letzte Handlung zurücknehmen.", "Take back what you did last."),
    footer=True,
)
_EXPORT = Action(
    "export",
    "k",
    Words("Kalender", "Calendar"),
    Words("Termine als iCalendar-Datei speichern.", "Save appointments as an iCalendar file."),
)
_HELP = Action(
    "help",
    "question_mark",
    Words("Hilfe", "Help"),
    Words("Diese Hilfe für den Ort, an dem Sie sind.", "This help for the place where you are."),
    footer=True,
    everywhere=True,
)
_PALETTE = Action(
    "command_palette",
    "ctrl+p",
    Words("Alle Befehle", "All commands"),
    Words("Befehle suchen und ausführen.", "Find and run a command."),
    everywhere=True,
)
_QUIT = Action(
    "leave_program",
    "q,ctrl+q",
    Words("Beenden", "Quit"),
    Words("Das Programm verlassen; Besuche bleiben, wie sie sind.", "Leave; visits stay as they are."),
    everywhere=True,
)
_THEME = Action(
    "theme",
    "h",
    Words("Hell/Dunkel", "Light/dark"),
    Words("Zwischen heller und dunkler Darstellung wechseln.", "Switch between light and dark."),
    everywhere=True,
)
_BACK = Action(
    "back",
    "escape",
    Words("Zurück", "Back"),
    Words("Zum Tag zurück; eine Notiz wird dabei gespeichert.", "Back to the day; a note is saved."),
    footer=True,
)

DAY = (
    Action(
        "new",
        "n",
        Words("Neu", "New"),
        Words("Einen Besuch aufnehmen und die nächste Nummer geben.", "Register a visit, give a number."),
        footer=True,
    ),
    _CALL,
    Action(
        "open_visit",
        "enter",
        Words("Öffnen", "Open"),
        Words("Den markierten Besuch mit Themen und Notizen zeigen.", "Show the marked visit."),
    ),
    *_SERVING,
    _UNDO,
    Action(
        "appointments",
        "t",
        Words("Termine", "Bookings"),
        Words("Die Termine des Tages: anmelden, buchen, verschieben.", "Appointments: check in, book, move."),
        footer=True,
    ),
    Action(
        "edit",
        "b,f2",
        Words("Bearbeiten", "Edit"),
        Words("Angaben und Themen des markierten Besuchs ändern.", "Correct the marked visit."),
    ),
    Action(
        "settled",
        "e",
        Words("Erledigte", "Settled"),
        Words("Erledigte Besuche ein- oder ausblenden.", "Show or hide what is settled."),
    ),
    Action(
        "pause",
        "p",
        Words("Pause", "Break"),
        Words("Pause machen oder an den Platz zurückkehren.", "Take a break or come back to the desk."),
    ),
    Action(
        "open_day",
        "o",
        Words("Tag öffnen", "Open the day"),
        Words("Den heutigen Sprechtag öffnen.", "Open today's consultation day."),
    ),
    Action(
        "close_day",
        "c,f9",
        Words("Abschluss", "Close the day"),
        Words("Den Sprechtag abschließen; Offenes wird einzeln gefragt.", "Close; open points are asked."),
    ),
    _SLIP,
    _EXPORT,
    _THEME,
    _HELP,
    _PALETTE,
    _QUIT,
)

VISIT = (
    Action(
        "note",
        "n,enter",
        Words("Notiz", "Note"),
        Words("In die Notiz des gewählten Themas schreiben.", "Write the note of the chosen topic."),
        footer=True,
    ),
    Action(
        "call",
        "a",
        Words("Aufrufen", "Call"),
        Words("Diesen Besuch an Ihren Platz rufen.", "Call this visit to your desk."),
        footer=True,
    ),
    *_SERVING,
    Action(
        "save",
        "ctrl+s",
        Words("Speichern", "Save"),
        Words("Die Notiz speichern und weiterschreiben.", "Save the note and go on writing."),
    ),
    Action(
        "edit",
        "b,f2",
        Words("Bearbeiten", "Edit"),
        Words("Angaben und Themen ändern.", "Correct what is known and the topics."),
    ),
    _SLIP,
    _UNDO,
    _HELP,
    _PALETTE,
    _BACK,
)

APPOINTMENTS = (
    Action(
        "check_in",
        "enter",
        Words("Anmelden", "Check in"),
        Words("Wer zum Termin kommt, erhält eine T-Nummer.", "Who comes for a booking gets a T number."),
        footer=True,
    ),
    Action(
        "book",
        "n",
        Words("Buchen", "Book"),
        Words("Einen Termin buchen.", "Book an appointment."),
        footer=True,
    ),
    Action(
        "move",
        "v",
        Words("Verschieben", "Move"),
        Words("Den markierten Termin verschieben.", "Move the marked appointment."),
        footer=True,
    ),
    Action(
        "call_off",
        "x",
        Words("Absagen", "Cancel"),
        Words("Den markierten Termin absagen.", "Cancel the marked appointment."),
        footer=True,
    ),
    Action(
        "details",
        "i",
        Words("Einzelheiten", "Details"),
        Words("Wer kommt, wie erreichbar, wohin, Bemerkung.", "Who comes, how to reach them, where, remark."),
    ),
    Action(
        "invite",
        "e",
        Words("Einladen", "Invite"),
        Words(
            "Zum markierten Termin per E-Mail einladen, mit Einwilligung.",
            "Invite to the marked appointment by e-mail, with consent.",
        ),
    ),
    Action(
        "take_along",
        "m",
        Words("Mitnehmen", "Take along"),
        Words(
            "Den markierten Termin als QR-Code für das Telefon zeigen.", "Show it as a QR code for a phone."
        ),
    ),
    _SLIP._replace(
        help=Words(
            "Zeit und Ort des markierten Termins ans Terminal senden, zum Einfügen.",
            "Send time and place of the marked appointment to your terminal, to paste.",
        )
    ),
    Action(
        "previous_day",
        "comma",
        Words("Voriger Tag", "Day before"),
        Words("Der Sprechtag davor.", "The consultation day before."),
    ),
    Action(
        "next_day",
        "full_stop",
        Words("Nächster Tag", "Next day"),
        Words("Der Sprechtag danach.", "The consultation day after."),
    ),
    Action(
        "go_to",
        "d",
        Words("Datum", "Date"),
        Words("Zu einem Datum springen.", "Go to a date."),
    ),
    _EXPORT._replace(footer=True),
    _UNDO,
    _HELP,
    _PALETTE,
    _BACK._replace(help=Words("Zum Tag zurück.", "Back to the day.")),
)

FORM = (
    Action(
        "submit",
        "enter,ctrl+s",
        Words("Speichern", "Save"),
        Words("Das Formular speichern.", "Save the form."),
        footer=True,
    ),
    Action(
        "next_field",
        "tab",
        Words("Feld", "Field"),
        Words("Zum nächsten Feld, mit Umschalt zum vorigen.", "To the next field, with Shift back."),
        footer=True,
    ),
    Action(
        "cancel",
        "escape",
        Words("Abbrechen", "Cancel"),
        Words(
            "Zurück, ohne zu speichern; Getipptes bleibt als Entwurf.", "Back without saving; kept as draft."
        ),
        footer=True,
    ),
)

INTAKE = (
    *FORM[:2],
    Action(
        "anonymous",
        "ctrl+o",
        Words("Anonym", "Anonymous"),
        Words("Möchte anonym bleiben: kein Feld ist Pflicht.", "Stays anonymous: no field is mandatory."),
        footer=True,
    ),
    Action(
        "restore",
        "ctrl+r",
        Words("Entwurf", "Draft"),
        Words("Den nicht gespeicherten Entwurf zurückholen.", "Bring back the draft that was not saved."),
    ),
    FORM[2],
)

PLACES: dict[str, tuple[Words, tuple[Action, ...]]] = {
    "day": (Words("Der Tag", "The day"), DAY),
    "visit": (Words("Ein Besuch", "A visit"), VISIT),
    "appointments": (Words("Termine", "Appointments"), APPOINTMENTS),
    "intake": (Words("Aufnahme", "Intake"), INTAKE),
    "form": (Words("Formulare", "Forms"), FORM),
}
"""Every place of the program with its actions, for the help and the README."""


def bindings(actions: tuple[Action, ...]) -> list[Binding]:
    """Make a screen's key bindings from its actions."""
    return [
        Binding(action.key, action.target, action.label.en, show=False, id=action.id) for action in actions
    ]
