"""Read the notes of a visit, or add to the note on a topic."""

from __future__ import annotations

import sys

from ihk_tui.cli.arguments import Arguments
from ihk_tui.cli.notes import note_values, notes_shown
from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.domain.notes import VisitNotes
from ihk_tui.domain.text import NOTE_LIMIT, clean
from ihk_tui.domain.visits import Visit
from ihk_tui.domain.words import BadInput, Refusal, Words
from ihk_tui.office.notes import of_visit, record_reading, write
from ihk_tui.office.reception import on_ticket
from ihk_tui.office.session import Session

MOST = 4 * NOTE_LIMIT
"""Characters that are read from the input; no note is that long."""

_EMPTY = Words(
    "Der Text ist leer; nichts gespeichert. Notizen zeigen: ihk-tui note NUMMER",
    "The text is empty; nothing was saved. To show notes: ihk-tui note NUMBER",
)


def arguments(args: Arguments) -> None:
    """Which visit, and what to add."""
    args.ticket()
    args.word(
        "text",
        Words("was dazukommt; - liest es von der Eingabe", "what to add; - reads it from the input"),
    )
    args.text("--topic", Words("zu welchem Thema", "on which topic"), metavar=Words("THEMA", "TOPIC"))


def run(request: Request) -> Result:
    """Show the notes, or add to one."""
    session, given = request.session, request.given
    if given.text is None:
        visit = on_ticket(session.read(), given.ticket)
        notes = visit if isinstance(visit, Refusal) else _read(session, visit)
    else:
        text = _input() if given.text == "-" else given.text
        if not clean(text):
            raise BadInput("", _EMPTY)
        notes = write(session, given.ticket, text, given.topic.strip().upper())
    if isinstance(notes, Refusal):
        return notes
    saved = Words("Notiz zu {ticket} gespeichert.", "Note on {ticket} saved.").fill(ticket=given.ticket)
    nothing = Words(
        "Zu {ticket} ist nichts notiert. Schreiben: ihk-tui note {ticket} TEXT",
        "Nothing is noted on {ticket}. To write: ihk-tui note {ticket} TEXT",
    ).fill(ticket=given.ticket)
    shown = notes_shown(request, notes) if notes.topics else request.say(nothing)
    value = {"ticket": given.ticket, "notes": note_values(notes)}
    return Answer(value, shown if given.text is None else request.say(saved))


def _read(session: Session, visit: Visit) -> VisitNotes | Refusal:
    held = of_visit(session, visit)
    if not isinstance(held, Refusal):
        record_reading(session, visit, held)
    return held


def _input() -> str:
    try:
        return sys.stdin.read(MOST)  # whoever sends more is told that it is too long
    except UnicodeDecodeError:
        raise BadInput("", Words("Die Eingabe ist kein UTF-8.", "The input is not UTF-8.")) from None
