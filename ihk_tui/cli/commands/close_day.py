"""Close the day, with a decision for everything that is still open."""

from __future__ import annotations

from ihk_tui.cli.arguments import Arguments
from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.cli.table import table
from ihk_tui.cli.values.day import day_value
from ihk_tui.domain.appointments import APPOINTMENT_STATUS_WORDS
from ihk_tui.domain.formats import show_date
from ihk_tui.domain.outcomes import read_outcome
from ihk_tui.domain.tickets import read_ticket
from ihk_tui.domain.visits import STATE_WORDS, Outcome
from ihk_tui.domain.words import BadInput, Refusal, Words
from ihk_tui.office.days import NO_DAY, Unsettled, close_day, open_now, unsettled
from ihk_tui.office.session import Session


def arguments(args: Arguments) -> None:
    """One decision for each open point."""
    args.many(
        "--settle",
        Words(
            "was aus einem offenen Punkt wurde, z. B. A07=left, appointment:12=no_show oder "
            "A08=started,IHK-BO,11.12.,Vertrag prüfen (Partner, Termin, nächster Schritt)",
            "what became of an open point, e.g. A07=left, appointment:12=no_show or "
            "A08=started,IHK-BO,2026-12-11,check the contract (partner, due date, next step)",
        ),
        metavar=Words("PUNKT=ERGEBNIS", "KEY=CHOICE"),
    )


def run(request: Request) -> Result:
    """Close it; when decisions are missing, list the open points with their choices."""
    session = request.session
    decisions = dict(read_decision(session, typed) for typed in request.given.settle)
    reader = session.read()
    open_day = open_now(reader)
    if open_day is None:
        return NO_DAY
    points = unsettled(reader, open_day.day, request.session.now())
    if strange := [key for key in decisions if key not in {point.key for point in points}]:
        raise BadInput(
            "--settle",
            Words("{key} ist kein offener Punkt.", "{key} is no open point.").fill(key=strange[0]),
        )
    day = close_day(session, decisions)
    if isinstance(day, Refusal):
        missing = [point for point in points if point.key not in decisions]
        return _missing(request, day, missing) if day.code == "unsettled" else day
    said = Words("Der Sprechtag ist abgeschlossen: {day}.", "The consultation day is closed: {day}.")
    return Answer(
        day_value(day, request.language), request.say(said.fill(day=show_date(day.day, request.language)))
    )


def read_decision(session: Session, typed: str) -> tuple[str, str | Outcome]:
    """Read `A07=left` or `A08=started,PARTNER,DUE,NEXT STEP`. Raises BadInput."""
    point, equals, choice = typed.partition("=")
    if not equals:
        raise BadInput(
            "--settle",
            Words("„{typed}“: bitte wie A07=left.", '"{typed}": please like A07=left.').fill(typed=typed),
        )
    key = point.strip() if point.startswith("appointment:") else read_ticket(point)
    kind, *details = choice.strip().split(",", 3)
    if kind != "started":
        return key, choice.strip()
    partner, due, next_step = (*details, "", "", "")[:3]
    outcome = read_outcome(
        kind,
        session.catalogue,
        session.today(),
        partner=partner,
        due=due,
        next_step=next_step,
        owner=session.person.id,
    )
    if isinstance(outcome, list):
        words = Words("{key}: {why}", "{key}: {why}").fill(key=key, why=outcome[0].words)
        raise BadInput("--settle", words)
    return key, outcome


def _missing(request: Request, refusal: Refusal, points: list[Unsettled]) -> Answer:
    message = request.say(refusal.words)
    value = {
        "refused": refusal.code,
        "message": message,
        "unsettled": [{"key": point.key, "choices": list(point.choices)} for point in points],
    }
    heads = Words("Punkt|Stand|Möglich", "Key|State|Choices").to(request.language).split("|")
    rows = [(point.key, request.say(_state(point)), " | ".join(point.choices)) for point in points]
    return Answer(value, f"{message}\n\n{table(heads, rows)}", refused=True)


def _state(point: Unsettled) -> Words:
    if point.visit:
        return STATE_WORDS[point.visit.state]
    return APPOINTMENT_STATUS_WORDS["booked"]
