"""What can be done with a visit."""

from __future__ import annotations

from ihk_tui.domain.words import Words
from ihk_tui.tui.actions.action import Action
from ihk_tui.tui.actions.shared import BACK, HELP, LOCK, PALETTE, SERVING, SLIP, UNDO

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
    *SERVING,
    Action(
        "save",
        "ctrl+s",
        Words("Speichern", "Save"),
        Words("Die Notiz speichern und weiterschreiben.", "Save the note and go on writing."),
        typing=True,
    ),
    Action(
        "edit",
        "b,f2",
        Words("Bearbeiten", "Edit"),
        Words("Angaben und Themen ändern.", "Correct what is known and the topics."),
    ),
    SLIP,
    Action(
        "copy_note",
        "k",
        Words("Notiz kopieren", "Copy the note"),
        Words(
            "Die Notiz des gewählten Themas ans Terminal senden, zum Einfügen.",
            "Send the note of the chosen topic to your terminal, to paste.",
        ),
    ),
    UNDO,
    LOCK,
    HELP,
    PALETTE,
    BACK,
)
