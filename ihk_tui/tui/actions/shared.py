"""Actions that are the same at several places."""

from __future__ import annotations

from ihk_tui.domain.words import Words
from ihk_tui.tui.actions.action import Action

THE_VISIT = Words("Der Besuch", "The visit")
MOVING = Words("Finden und wiederholen", "Finding and repeating")
PROGRAM = Words("Das Programm", "The program")

CALL = Action(
    "call",
    "a",
    Words("Aufrufen", "Call"),
    Words("Den nächsten Besuch an Ihren Platz rufen.", "Call the next visit to your desk."),
    footer=True,
    group=THE_VISIT,
)
SERVING = (
    Action(
        "start",
        "g",
        Words("Gespräch", "Talk"),
        Words("Das Gespräch mit dem aufgerufenen Besuch beginnen.", "Begin the talk with who was called."),
        footer=True,
        group=THE_VISIT,
    ),
    Action(
        "finish",
        "f",
        Words("Fertig", "Finish"),
        Words("Das Gespräch mit einem Ergebnis beenden.", "End the talk with an outcome."),
        footer=True,
        group=THE_VISIT,
    ),
    Action(
        "recall",
        "w",
        Words("Nochmals", "Recall"),
        Words("Noch einmal aufrufen.", "Call once more."),
        group=THE_VISIT,
    ),
    Action(
        "no_show",
        "x",
        Words("Nicht da", "No-show"),
        Words(
            "Niemand kam: nach kurzer Zeit kommt die Nummer wieder an die Reihe.",
            "Nobody came: after a short while the number has its turn again.",
        ),
        group=THE_VISIT,
    ),
    Action(
        "defer",
        "s",
        Words("Später", "Defer"),
        Words("Den Besuch parken; die Zeit zählt nicht als Gespräch.", "Park the visit; no talk time."),
        group=THE_VISIT,
    ),
    Action(
        "resume",
        "r",
        Words("Weiter", "Resume"),
        Words(
            "Einen geparkten Besuch wieder aufnehmen, wer nicht da war wieder einreihen.",
            "Take up a parked visit; queue a no-show that turned up.",
        ),
        group=THE_VISIT,
    ),
    Action(
        "transfer",
        "l",
        Words("An Platz …", "Transfer"),
        Words("An eine Kollegin oder einen Kollegen übergeben.", "Hand over to a colleague."),
        group=THE_VISIT,
    ),
    Action(
        "leave",
        "minus",
        Words("Gegangen", "Left"),
        Words("Der Besuch ist ohne Gespräch gegangen.", "The visitor went without a talk."),
        group=THE_VISIT,
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
    group=THE_VISIT,
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
REPEAT = Action(
    "repeat",
    "full_stop",
    Words("Noch einmal", "Repeat"),
    Words(
        "Mit dem markierten Besuch dasselbe tun wie zuletzt: nicht da, parken, übergeben, gegangen. "
        "In Terminen und Jahresplan blättert der Punkt.",
        "Do to the marked visit what you did last: no-show, defer, transfer, left. "
        "In appointments and year plan the full stop turns pages.",
    ),
    group=MOVING,
)
FIND = Action(
    "find",
    "plus,f3",
    Words("Suchen", "Find"),
    Words(
        "In der Liste suchen: Name, Betrieb, Nummer, Thema. Ziffern allein springen sofort.",
        "Find in the list: name, firm, number, topic. Digits alone go there at once.",
    ),
    group=MOVING,
)
JUMP = Action(
    "jump",
    "number_sign,ctrl+g",
    Words("Springen", "Jump"),
    Words(
        "Zeigt an jeder Zeile und jedem Feld einen Buchstaben, der dorthin führt.",
        "Show a letter at each row and field; it leads there.",
    ),
    everywhere=True,
    group=MOVING,
)
HELP = Action(
    "help",
    "question_mark,f1",
    Words("Hilfe", "Help"),
    Words("Diese Hilfe für den Ort, an dem Sie sind.", "This help for the place where you are."),
    footer=True,
    everywhere=True,
    group=PROGRAM,
)
PALETTE = Action(
    "command_palette",
    "ctrl+p",
    Words("Alle Befehle", "All commands"),
    Words("Befehle suchen und ausführen.", "Find and run a command."),
    everywhere=True,
    group=PROGRAM,
)
QUIT = Action(
    "leave_program",
    "q,ctrl+q",
    Words("Beenden", "Quit"),
    Words("Das Programm verlassen; Besuche bleiben, wie sie sind.", "Leave; visits stay as they are."),
    everywhere=True,
    group=PROGRAM,
)
THEME = Action(
    "theme",
    "h",
    Words("Hell/Dunkel", "Light/dark"),
    Words("Zwischen heller und dunkler Darstellung wechseln.", "Switch between light and dark."),
    everywhere=True,
    group=PROGRAM,
)
BACK = Action(
    "back",
    "escape",
    Words("Zurück", "Back"),
    Words("Zum Tag zurück; eine Notiz wird dabei gespeichert.", "Back to the day; a note is saved."),
    footer=True,
    fixed=True,
    group=PROGRAM,
)
LOCK = Action(
    "lock",
    "ctrl+l,f8",
    Words("Sperren", "Lock"),
    Words(
        "Den Bildschirm sofort sperren und leeren, wo immer Sie sind.", "Lock and blank the screen, anywhere."
    ),
    everywhere=True,
    fixed=True,
    typing=True,
    group=PROGRAM,
)
PIN = Action(
    "pin",
    "P",
    Words("PIN", "PIN"),
    Words("Die PIN wählen, die Ihren Bildschirm entsperrt.", "Choose the PIN that unlocks your screen."),
    everywhere=True,
    group=PROGRAM,
)
