"""Dates, spans of dates and moments as they are typed."""

from __future__ import annotations

from argparse import Namespace
from datetime import date, datetime
from typing import NamedTuple

from ihk_tui.cli.arguments import DATE, TIME, Arguments
from ihk_tui.domain.formats import at_time, read_date, read_time
from ihk_tui.domain.words import BadInput, Words
from ihk_tui.office.days import upcoming
from ihk_tui.office.session import Session


class Span(NamedTuple):
    """The days from `first` to `last`, both included."""

    first: date
    last: date


def span_arguments(args: Arguments) -> None:
    """Declare `--day`, or `--from` and `--to`."""
    args.text(
        "--day",
        Words("ein Tag oder next (ohne: der offene oder nächste)", "a day or next (default: open or next)"),
        metavar=DATE,
    )
    args.text("--from", Words("vom … an", "first day"), metavar=DATE, name="first")
    args.text("--to", Words("bis zum …", "last day"), metavar=DATE, name="last")


def read_span(session: Session, given: Namespace) -> Span:
    """Read the days meant: those given, else the open or next consultation day. Raises BadInput."""
    if given.first or given.last:
        first = read_date(given.first or given.last, session.today(), "--from")
        last = read_date(given.last or given.first, session.today(), "--to")
        if last < first:
            raise BadInput(
                "--to", Words("Das Ende liegt vor dem Anfang.", "The end is before the beginning.")
            )
        return Span(first, last)
    if given.day in ("", "next"):
        day = upcoming(session).day
    else:
        day = read_date(given.day, session.today(), "--day")
    return Span(day, day)


def moment_arguments(args: Arguments) -> None:
    """Declare `--date` and `--time`."""
    args.text("--date", Words("an welchem Tag", "on which day"), metavar=DATE, required=True)
    args.text("--time", Words("um wie viel Uhr", "at what time"), metavar=TIME, required=True, read=read_time)
    args.choice(
        "--hour",
        ("first", "second"),
        Words("welche der doppelten Stunde im Oktober", "which of the repeated hour in October"),
    )


def read_moment(session: Session, given: Namespace) -> datetime:
    """Read the moment meant, on Hattingen's wall clock. Raises BadInput."""
    later = given.hour == "second" if given.hour else None
    return at_time(read_date(given.date, session.today()), given.time, later)
