"""Who did what, newest last."""

from __future__ import annotations

from collections import deque

from ihk_tui.cli.arguments import DATE, Arguments
from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.cli.table import table
from ihk_tui.cli.values.entry import entry_value
from ihk_tui.domain.formats import local, read_date, show_moment
from ihk_tui.domain.words import Words
from ihk_tui.office.subjects import subject_words
from ihk_tui.office.undoing import VERBS
from ihk_tui.office.work import Entry


def arguments(args: Arguments) -> None:
    """How much of it."""
    args.number("--limit", Words("höchstens so viele", "at most so many"), 1, 10**9, default=50)
    args.text("--day", Words("nur dieser Tag", "this day only"), metavar=DATE)


def run(request: Request) -> Result:
    """List it."""
    session, given = request.session, request.given
    day = read_date(given.day, session.today(), "day") if given.day else None
    entries = (e for e in request.host.log(session) if day is None or local(e.at).date() == day)
    newest = deque(entries, maxlen=given.limit)
    if not newest:
        return Answer([], request.say(Words("Nichts verzeichnet.", "Nothing is logged.")))
    heads = request.say(Words("Nr.|Zeit|Wer|Was|Womit", "No.|Time|Who|What|Which")).split("|")
    return Answer([entry_value(e) for e in newest], table(heads, (_row(request, e) for e in newest)))


def _row(request: Request, entry: Entry) -> tuple[str, ...]:
    verb = request.say(VERBS.get(entry.verb, Words(entry.verb, entry.verb)))
    who = request.session.surname(entry.person)
    what = request.say(subject_words(entry))
    return str(entry.seq), show_moment(entry.at, request.language), who, verb, what
