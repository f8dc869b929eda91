"""What came of a visit, understood from what was typed (DOMAIN.md §1: closing a visit needs an outcome)."""

from __future__ import annotations

from datetime import date

from ihk_tui.domain.formats import read_date
from ihk_tui.domain.text import one_line
from ihk_tui.domain.topics import Catalogue
from ihk_tui.domain.visits import OUTCOME_WORDS, OUTCOMES, Outcome
from ihk_tui.domain.words import BadInput, Words


def read_outcome(
    kind: str,
    catalogue: Catalogue,
    today: date,
    *,
    partner: str = "",
    next_step: str = "",
    owner: str = "",
    due: str = "",
) -> Outcome | list[BadInput]:
    """Understand an outcome; something started needs target body, next step, owner and due date."""
    if kind in OUTCOMES and kind != "started":
        return Outcome(kind=OUTCOMES[kind], partner=catalogue.read_partner(partner) if partner else "")
    if kind != "started":
        choices = ", ".join(OUTCOME_WORDS)
        return [
            BadInput(
                "outcome",
                Words("Bitte ein Ergebnis wählen: {c}.", "Please choose an outcome: {c}.").fill(c=choices),
            )
        ]
    problems: list[BadInput] = []
    on: date | None = None
    try:
        partner = catalogue.read_partner(partner)
    except BadInput as problem:
        problems.append(problem)
    if not one_line(next_step):
        problems.append(
            BadInput("next_step", Words("Was geschieht als Nächstes?", "What happens next?")),
        )
    if not owner:
        problems.append(BadInput("owner", Words("Wer kümmert sich?", "Who takes care of it?")))
    try:
        on = read_date(due, today, "due")
        if on < today:
            problems.append(
                BadInput("due", Words("Der Termin liegt in der Vergangenheit.", "That day has passed."))
            )
    except BadInput as problem:
        problems.append(problem)
    return problems or Outcome(
        kind="started", partner=partner, next_step=one_line(next_step), owner=owner, due=on
    )
