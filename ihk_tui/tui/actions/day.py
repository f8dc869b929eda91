"""What can be done on the day."""

from __future__ import annotations

from ihk_tui.domain.words import Words
from ihk_tui.tui.actions.action import Action
from ihk_tui.tui.actions.shared import (
    CALL,
    EXPORT,
    HELP,
    LOCK,
    PALETTE,
    PIN,
    QUIT,
    SERVING,
    SLIP,
    THE_VISIT,
    THEME,
    UNDO,
)

DAY = (
    Action(
        "new",
        "n",
        Words("Neu", "New"),
        Words("Einen Besuch aufnehmen und die nächste Nummer geben.", "Register a visit, give a number."),
        footer=True,
        group=THE_VISIT,
    ),
    CALL,
    Action(
        "open_visit",
        "enter",
        Words("Öffnen", "Open"),
        Words("Den markierten Besuch mit Themen und Notizen zeigen.", "Show the marked visit."),
        group=THE_VISIT,
    ),
    *SERVING,
    UNDO,
    Action(
        "appointments",
        "t",
        Words("Termine", "Bookings"),
        Words("Die Termine des Tages: anmelden, buchen, verschieben.", "Appointments: check in, book, move."),
        footer=True,
    ),
    Action(
        "planner",
        "j",
        Words("Jahresplan", "Year plan"),
        Words(
            "Die Sprechtage des Jahres: festlegen, verlegen, absagen.",
            "The year's days: settle, move, cancel.",
        ),
    ),
    Action(
        "edit",
        "b,f2",
        Words("Bearbeiten", "Edit"),
        Words("Angaben und Themen des markierten Besuchs ändern.", "Correct the marked visit."),
        group=THE_VISIT,
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
    SLIP,
    EXPORT,
    THEME,
    LOCK,
    PIN,
    HELP,
    PALETTE,
    QUIT,
)
