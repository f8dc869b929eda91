"""The consultation days of a year: list them, confirm a proposal, put one on another date, cancel one."""

from __future__ import annotations

from datetime import date

from ihk_tui.cli.arguments import DATE, Arguments
from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.cli.table import table
from ihk_tui.cli.values.day import day_value
from ihk_tui.domain.days import STATUS_WORDS, ConsultationDay
from ihk_tui.domain.formats import read_date, show_date
from ihk_tui.domain.words import BadInput, Refusal, Words
from ihk_tui.office.days import decide, plan


def arguments(args: Arguments) -> None:
    """A year to list, or a day to decide on."""
    args.number("--year", Words("welches Jahr (ohne: dieses)", "which year (default: this one)"), 2000, 2100)
    args.text("--confirm", Words("diesen Tag bestätigen", "confirm this day"), metavar=DATE)
    args.text("--on", Words("… an einem anderen Datum", "… on another date"), metavar=DATE)
    args.text("--cancel", Words("dieser Tag fällt aus", "this day does not take place"), metavar=DATE)


def run(request: Request) -> Result:
    """List the days, or decide on one."""
    session, given = request.session, request.given
    today = session.today()
    if given.on and not given.confirm:
        raise BadInput("--on", Words("Das geht nur mit --confirm.", "That goes with --confirm only."))
    if given.confirm:
        named = read_date(given.confirm, today, "--confirm")
        on = read_date(given.on, today, "--on") if given.on else _proposal(request, named)
        return _decided(request, decide(session, named, on))
    if given.cancel:
        return _decided(request, decide(session, read_date(given.cancel, today, "--cancel"), None))
    days = plan(session, given.year or today.year)
    return Answer([day_value(day, request.language) for day in days], _listed(request, days))


def _proposal(request: Request, named: date) -> date:
    """The date the plan proposes for a day, named by it or by its first Thursday."""
    days = plan(request.session, named.year)
    return next((day.day for day in days if named in (day.rule_date, day.day)), named)


def _decided(request: Request, day: ConsultationDay | Refusal) -> Result:
    if isinstance(day, Refusal):
        return day
    said = Words("{day}: {status}.", "{day}: {status}.").fill(
        day=show_date(day.day, request.language), status=STATUS_WORDS[day.status]
    )
    return Answer(day_value(day, request.language), request.say(said))


def _listed(request: Request, days: list[ConsultationDay]) -> str:
    heads = Words("Tag|Statt|Stand|Grund", "Day|Instead of|Status|Reason").to(request.language).split("|")
    rows = [
        (
            show_date(day.day, request.language),
            show_date(day.rule_date, request.language) if day.rule_date not in (None, day.day) else "",
            request.say(STATUS_WORDS[day.status]),
            request.say(day.reason) if day.reason else "",
        )
        for day in days
    ]
    lines = [table(heads, rows)]
    if any(day.status == "proposed" for day in days):
        how = Words(
            "Vorschläge bestätigen: ihk-tui days --confirm DATUM",
            "To confirm a proposal: ihk-tui days --confirm DATE",
        )
        lines += ["", request.say(how)]
    return "\n".join(lines)
