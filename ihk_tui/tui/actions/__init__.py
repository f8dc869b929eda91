"""Every action, declared once, by place: footer, palette, help and the README's key table come from here."""

from __future__ import annotations

from ihk_tui.domain.words import Words
from ihk_tui.tui.actions.action import Action, bindings
from ihk_tui.tui.actions.appointments import APPOINTMENTS
from ihk_tui.tui.actions.day import DAY
from ihk_tui.tui.actions.forms import FORM, INTAKE
from ihk_tui.tui.actions.visit import VISIT

__all__ = ["APPOINTMENTS", "DAY", "FORM", "INTAKE", "PLACES", "VISIT", "Action", "bindings"]

PLACES: dict[str, tuple[Words, tuple[Action, ...]]] = {
    "day": (Words("Der Tag", "The day"), DAY),
    "visit": (Words("Ein Besuch", "A visit"), VISIT),
    "appointments": (Words("Termine", "Appointments"), APPOINTMENTS),
    "intake": (Words("Aufnahme", "Intake"), INTAKE),
    "form": (Words("Formulare", "Forms"), FORM),
}
"""Every place of the program with its actions, for the help and the README."""
