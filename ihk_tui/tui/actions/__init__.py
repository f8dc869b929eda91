"""Every action, declared once, by place: footer, palette, help and the README's key table come from here."""

from __future__ import annotations

from ihk_tui.domain.words import Words
from ihk_tui.tui.actions.action import Action, bindings
from ihk_tui.tui.actions.appointments import APPOINTMENTS
from ihk_tui.tui.actions.day import DAY
from ihk_tui.tui.actions.forms import FORM, INTAKE
from ihk_tui.tui.actions.planner import PLANNER
from ihk_tui.tui.actions.shared import FIND, HELP, JUMP, LOCK, REPEAT
from ihk_tui.tui.actions.visit import VISIT

__all__ = ["APPOINTMENTS", "DAY", "FORM", "INTAKE", "PLACES", "PLANNER", "VISIT", "Action", "bindings"]

_IN_FORMS = (
    JUMP._replace(key="ctrl+g,number_sign", typing=True),
    HELP._replace(key="ctrl+t,question_mark,f1", typing=True, footer=False),
    LOCK,
)
"""What every place has, under the keys that work while text is typed."""


def _with(actions: tuple[Action, ...], *more: Action) -> tuple[Action, ...]:
    """Put actions before the last, which leads out; a place that has one already keeps its own."""
    own = {action.id for action in actions}
    return (*actions[:-1], *(action for action in more if action.id not in own), actions[-1])


PLACES: dict[str, tuple[Words, tuple[Action, ...]]] = {
    "day": (Words("Der Tag", "The day"), _with(DAY, REPEAT, FIND, JUMP)),
    "visit": (Words("Ein Besuch", "A visit"), _with(VISIT, JUMP)),
    "appointments": (Words("Termine", "Appointments"), _with(APPOINTMENTS, FIND, JUMP)),
    "planner": (Words("Jahresplan", "Year plan"), _with(PLANNER, FIND, JUMP)),
    "intake": (Words("Aufnahme", "Intake"), _with(INTAKE, *_IN_FORMS)),
    "form": (Words("Formulare", "Forms"), _with(FORM, *_IN_FORMS)),
}
"""Every place of the program with its actions, for the help and the README."""
