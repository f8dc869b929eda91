"""End my part of a visit with its outcome."""

from __future__ import annotations

from ihk_tui.cli.arguments import DATE, PERSON, Arguments
from ihk_tui.cli.request import Request, Result
from ihk_tui.cli.sentences import about_visit
from ihk_tui.domain.outcomes import read_outcome
from ihk_tui.domain.visits import OUTCOME_WORDS, Visit
from ihk_tui.domain.words import Words
from ihk_tui.office.people import read_person
from ihk_tui.office.serving import finish

_DONE = Words("{ticket} fertig: {outcome}.", "{ticket} is finished: {outcome}.")
_MY_PART = Words(
    "{ticket}, Ihr Teil: {outcome}. Der Besuch geht weiter ({state}).",
    "{ticket}, your part: {outcome}. The visit goes on ({state}).",
)


def arguments(args: Arguments) -> None:
    """What came of it; something started needs partner, next step, owner and due date."""
    args.ticket(optional=True)
    args.choice(
        "--outcome", tuple(OUTCOME_WORDS), Words("was daraus wurde", "what came of it"), required=True
    )
    args.text("--partner", Words("an welche Stelle", "to which body"), metavar=Words("STELLE", "BODY"))
    args.text("--next-step", Words("was als Nächstes geschieht", "what happens next"))
    args.text(
        "--owner", Words("wer sich kümmert (ohne: Sie)", "who takes care (without: you)"), metavar=PERSON
    )
    args.text("--due", Words("bis wann", "by when"), metavar=DATE)


def run(request: Request) -> Result:
    """Finish it."""
    session, given = request.session, request.given
    outcome = read_outcome(
        given.outcome,
        session.catalogue,
        session.today(),
        partner=given.partner,
        next_step=given.next_step,
        owner=read_person(session, given.owner, "owner") or session.person.id,
        due=given.due,
    )
    if isinstance(outcome, list):
        return outcome
    done = finish(session, given.ticket, outcome)
    words = _DONE if isinstance(done, Visit) and done.state == "finished" else _MY_PART
    return about_visit(request, done, words, outcome=OUTCOME_WORDS[outcome.kind])
