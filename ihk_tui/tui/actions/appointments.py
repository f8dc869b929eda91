"""What can be done with appointments."""

from __future__ import annotations

from ihk_tui.domain.words import Words
from ihk_tui.tui.actions.action import Action
from ihk_tui.tui.actions.shared import BACK, EXPORT, HELP, LOCK, PALETTE, SLIP, UNDO

APPOINTMENTS = (
    Action(
        "check_in",
        "enter",
        Words("Anmelden", "Check in"),
        Words(
            "Wer zum Termin kommt, erhält eine T-Nummer; im Raster bucht es, wo frei ist.",
            "Who comes for a booking gets a T number; in the grid it books what is free.",
        ),
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
        "edit",
        "b,f2",
        Words("Bearbeiten", "Edit"),
        Words(
            "Angaben zum markierten Termin ändern: wer, worüber, wo, wie lange.",
            "Correct the marked appointment: who, what about, where, how long.",
        ),
    ),
    Action(
        "call_off",
        "x",
        Words("Absagen", "Cancel"),
        Words("Den markierten Termin absagen.", "Cancel the marked appointment."),
        footer=True,
    ),
    Action(
        "missed",
        "minus",
        Words("Nicht erschienen", "No-show"),
        Words("Zum markierten Termin kam niemand.", "Nobody came to the marked appointment."),
    ),
    Action(
        "grid",
        "r",
        Words("Raster", "Grid"),
        Words(
            "Zwischen Liste und Raster (Zeit und Beratung) wechseln.",
            "Change between list and grid (times and advisers).",
        ),
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
    SLIP._replace(
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
    EXPORT._replace(footer=True),
    UNDO,
    LOCK,
    HELP,
    PALETTE,
    BACK._replace(help=Words("Zum Tag zurück.", "Back to the day.")),
)
