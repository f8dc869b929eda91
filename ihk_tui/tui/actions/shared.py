"""Actions that are the same at several places."""

from __future__ import annotations

from ihk_tui.domain.words import Words
from ihk_tui.tui.actions.action import Action

CALL = Action(
    "call",
    "a",
    Words("Aufrufen", "Call"),
    Words("Den nächsten Besuch an Ihren Platz rufen.", "Call the next visit to your desk."),
    footer=True,
)
SERVING = (
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
SLIP = Action(
    "slip",
    "z",
    Words("Zettel", "Slip"),
    Words(
        "Nummer, Tag, Ort und Wartezeit des Besuchs ans Terminal senden, zum Einfügen.",
        "Send number, day, place and estimate of the visit to your terminal, to paste.",
    ),
)
UNDO = Action(
    "undo",
    "u",
    Words("Rückgängig", "Undo"),
    Words("Ihre letzte Handlung zurücknehmen.", "Take back what you did last."),
    footer=True,
)
EXPORT = Action(
    "export",
    "k",
    Words("Kalender", "Calendar"),
    Words("Termine als iCalendar-Datei speichern.", "Save appointments as an iCalendar file."),
)
HELP = Action(
    "help",
    "question_mark",
    Words("Hilfe", "Help"),
    Words("Diese Hilfe für den Ort, an dem Sie sind.", "This help for the place where you are."),
    footer=True,
    everywhere=True,
)
PALETTE = Action(
    "command_palette",
    "ctrl+p",
    Words("Alle Befehle", "All commands"),
    Words("Befehle suchen und ausführen.", "Find and run a command."),
    everywhere=True,
)
QUIT = Action(
    "leave_program",
    "q,ctrl+q",
    Words("Beenden", "Quit"),
    Words("Das Programm verlassen; Besuche bleiben, wie sie sind.", "Leave; visits stay as they are."),
    everywhere=True,
)
THEME = Action(
    "theme",
    "h",
    Words("Hell/Dunkel", "Light/dark"),
    Words("Zwischen heller und dunkler Darstellung wechseln.", "Switch between light and dark."),
    everywhere=True,
)
BACK = Action(
    "back",
    "escape",
    Words("Zurück", "Back"),
    Words("Zum Tag zurück; eine Notiz wird dabei gespeichert.", "Back to the day; a note is saved."),
    footer=True,
)
