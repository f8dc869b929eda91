"""What came of a visit."""

from __future__ import annotations

from ihk_tui.domain.formats import typed_date
from ihk_tui.domain.outcomes import read_outcome
from ihk_tui.domain.visits import OUTCOME_WORDS, Outcome
from ihk_tui.domain.words import BadInput, Words
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.dialogs.choose import Option, choose
from ihk_tui.tui.dialogs.form import ask_form
from ihk_tui.tui.dialogs.form_draft import FormDraft
from ihk_tui.tui.widgets.form import Line

LETTERS = {"solved": "g", "started": "a", "not_responsible": "z", "aborted": "b"}
"""The letters by which outcomes are picked: geklärt, angestoßen, zuständig, abgebrochen."""


async def ask_outcome(app: SprechtagApp, ticket: str, draft: FormDraft | None = None) -> Outcome | None:
    """Ask for the outcome of a visit; something started is asked for its details."""
    kind = await choose(
        app,
        Words("{n} fertig", "{n} finished").fill(n=ticket),
        Words("Was ist das Ergebnis?", "What is the outcome?"),
        [Option(letter, OUTCOME_WORDS[kind], kind) for kind, letter in LETTERS.items()],
    )
    if kind == "started":
        return await ask_started(app, ticket, draft=draft)
    return read_outcome_or_none(app, kind) if kind else None


def read_outcome_or_none(app: SprechtagApp, kind: str) -> Outcome | None:
    """An outcome that needs no details."""
    outcome = read_outcome(kind, app.session.catalogue, app.session.today())
    return outcome if isinstance(outcome, Outcome) else None


async def ask_started(
    app: SprechtagApp, ticket: str, given: Outcome | None = None, draft: FormDraft | None = None
) -> Outcome | None:
    """Ask for target body, next step, owner and due date; `given` is what was typed before."""
    session = app.session
    partners = session.catalogue.partners

    def check(typed: dict[str, str]) -> Outcome | list[BadInput]:
        owner = typed["owner"].strip()
        known = next(
            (p.id for p in session.people.values() if owner.casefold() in (p.id, p.name.casefold())), ""
        )
        if owner and not known:
            names = ", ".join(session.people)
            return [
                BadInput(
                    "owner",
                    Words("Hier arbeiten: {n}.", "Working here: {n}.").fill(n=names),
                )
            ]
        return read_outcome(
            "started",
            session.catalogue,
            session.today(),
            partner=typed["partner"],
            next_step=typed["next_step"],
            owner=known,
            due=typed["due"],
        )

    listed = ", ".join(partner.id for partner in partners)
    lines = [
        Line(
            "partner",
            Words("Bei wem", "With whom"),
            value=given.partner if given else "",
            suggestions=[p.id for p in partners],
        ),
        Line(
            "due",
            Words("Bis wann", "Due"),
            Words("4.12. oder morgen", "2026-12-04 or tomorrow"),
            typed_date(given.due, session.language) if given and given.due else "",
        ),
        Line("next_step", Words("Nächster Schritt", "Next step"), value=given.next_step if given else ""),
        Line(
            "owner",
            Words("Wer kümmert sich", "Who takes care"),
            value=given.owner if given else session.person.id,
            suggestions=list(session.people),
        ),
    ]
    if draft:
        draft.stands({"owner": session.person.id})
    return await ask_form(
        app,
        Words("{n} angestoßen", "{n} started").fill(n=ticket),
        Words("Stellen: {all}", "Bodies: {all}").fill(all=listed),
        lines,
        check,
        draft=draft,
    )
