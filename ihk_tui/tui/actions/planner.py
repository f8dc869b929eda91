"""What can be done with the consultation days of a year."""

from __future__ import annotations

from ihk_tui.domain.words import Words
from ihk_tui.tui.actions.action import Action
from ihk_tui.tui.actions.shared import BACK, HELP, LOCK, PALETTE, UNDO

PLANNER = (
    Action(
        "settle",
        "f",
        Words("Festlegen", "Settle"),
        Words(
            "Den Vorschlag annehmen; einen ausfallenden Tag wieder ansetzen.",
            "Confirm the proposal; bring a cancelled day back.",
        ),
        footer=True,
    ),
    Action(
        "move",
        "v",
        Words("Verlegen", "Move"),
        Words(
            "Den markierten Tag auf ein anderes Datum legen; seine Termine ziehen mit.",
            "Put the marked day on another date; its bookings go along.",
        ),
        footer=True,
    ),
    Action(
        "call_off",
        "x",
        Words("Fällt aus", "Cancel"),
        Words(
            "Den markierten Tag ausfallen lassen; seine Termine werden abgesagt.",
            "Cancel the marked day; its bookings are called off.",
        ),
        footer=True,
    ),
    Action(
        "add",
        "n",
        Words("Neu", "New"),
        Words("Einen zusätzlichen Sprechtag ansetzen.", "Plan an extra consultation day."),
        footer=True,
    ),
    Action(
        "hours",
        "b",
        Words("Zeiten", "Hours"),
        Words(
            "Zeiten, Raster, Plätze und buchbare Termine des markierten Tages ändern.",
            "Change hours, slots, desks and bookable places of the marked day.",
        ),
        footer=True,
    ),
    Action(
        "appointments",
        "enter",
        Words("Termine", "Bookings"),
        Words("Die Termine des markierten Tages zeigen.", "Show the appointments of the marked day."),
    ),
    Action(
        "previous_year",
        "comma",
        Words("Voriges Jahr", "Year before"),
        Words("Das Jahr davor.", "The year before."),
    ),
    Action(
        "next_year",
        "full_stop",
        Words("Nächstes Jahr", "Next year"),
        Words("Das Jahr danach.", "The year after."),
    ),
    Action(
        "go_to",
        "d",
        Words("Datum", "Date"),
        Words("Zu einem Datum oder Jahr springen.", "Go to a date or a year."),
    ),
    UNDO,
    HELP,
    PALETTE,
    LOCK,
    BACK._replace(help=Words("Zum Tag zurück.", "Back to the day.")),
)
