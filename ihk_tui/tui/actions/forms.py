"""What can be done in a form."""

from __future__ import annotations

from ihk_tui.domain.words import Words
from ihk_tui.tui.actions.action import Action

RESTORE = Action(
    "restore",
    "ctrl+r",
    Words("Entwurf", "Draft"),
    Words(
        "Zurückholen, was nicht gespeichert wurde; nochmals: das davor.",
        "Bring back what was not saved; once more: what was before that.",
    ),
    typing=True,
)
EMPTY = Action(
    "empty",
    "ctrl+n",
    Words("Leeren", "Empty"),
    Words(
        "Alles wieder, wie es am Anfang stand; nach Esc bleibt kein Entwurf.",
        "All as it stood at the beginning; after Esc no draft is kept.",
    ),
    typing=True,
)
FORM = (
    Action(
        "submit",
        "enter,ctrl+s",
        Words("Speichern", "Save"),
        Words("Das Formular speichern.", "Save the form."),
        footer=True,
        fixed=True,
    ),
    Action(
        "next_field",
        "tab",
        Words("Feld", "Field"),
        Words("Zum nächsten Feld, mit Umschalt zum vorigen.", "To the next field, with Shift back."),
        footer=True,
        fixed=True,
    ),
    RESTORE._replace(fixed=True),
    EMPTY._replace(fixed=True),
    Action(
        "cancel",
        "escape",
        Words("Abbrechen", "Cancel"),
        Words(
            "Zurück, ohne zu speichern; Getipptes bleibt als Entwurf.", "Back without saving; kept as draft."
        ),
        footer=True,
        fixed=True,
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
        typing=True,
    ),
    RESTORE,
    EMPTY,
    FORM[-1],
)
