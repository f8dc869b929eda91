"""Open today's consultation day."""

from __future__ import annotations

from ihk_tui.cli.arguments import Arguments
from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.cli.values.day import day_value
from ihk_tui.domain.formats import show_date
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office.days import open_day


def arguments(args: Arguments) -> None:
    """A day that is not in the plan needs to be meant."""
    args.flag("--extra", Words("auch außer der Reihe", "also when none is planned"))


def run(request: Request) -> Result:
    """Open it."""
    day = open_day(request.session, request.given.extra)
    if isinstance(day, Refusal):
        return day
    said = Words(
        "Der Sprechtag ist geöffnet: {day}, {opens}–{closes}.",
        "The consultation day is open: {day}, {opens}–{closes}.",
    ).fill(day=show_date(day.day, request.language), opens=f"{day.opens:%H:%M}", closes=f"{day.closes:%H:%M}")
    return Answer(day_value(day, request.language), request.say(said))
