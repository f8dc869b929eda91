"""Take back my last action, or the one with a number from the log."""

from __future__ import annotations

from ihk_tui.cli.arguments import Arguments, whole
from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.cli.values.day import told_text, told_value
from ihk_tui.cli.values.entry import entry_value
from ihk_tui.cli.values.visit import visit_value
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office.undoing import describe, undo


def arguments(args: Arguments) -> None:
    """Which action."""
    number = Words("Nummer aus ihk-tui log (ohne: die letzte)", "number from ihk-tui log (without: the last)")
    args.word("number", number, read=whole(1, 10**9))
    args.flag(
        "--with-later", Words("auch, was danach damit geschah", "also what happened with it afterwards")
    )
    args.flag(
        "--anyway",
        Words("auch auf eine Zeit, die seitdem gebucht ist", "also to a time that was booked since"),
    )


def run(request: Request) -> Result:
    """Take it back, and say what was."""
    session = request.session
    done = undo(session, request.given.number, request.given.with_later, request.given.anyway)
    if isinstance(done, Refusal):
        return done
    named = "; ".join(request.say(describe(session, entry)).strip() for entry in done.entries)
    value = {
        "undone": [entry_value(entry) for entry in done.entries],
        "visits": [visit_value(session, visit) for visit in done.visits],
        "told": [told_value(told) for told in done.told],
    }
    said = request.say(Words("Zurückgenommen: {what}.", "Undone: {what}.").fill(what=named))
    return Answer(value, "\n".join([said, *told_text(request, done.told)]))
