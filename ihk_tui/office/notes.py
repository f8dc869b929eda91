"""Topic notes, for those who may read them."""

from __future__ import annotations

from datetime import date

from ihk_tui.domain import notes
from ihk_tui.domain.notes import VisitNotes
from ihk_tui.domain.people import may_read_notes
from ihk_tui.domain.text import NOTE_LIMIT, clean
from ihk_tui.domain.visits import Visit
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office.auditing import record_once_a_day
from ihk_tui.office.reception import on_ticket, other_day
from ihk_tui.office.session import Session


def of_visit(session: Session, visit: Visit) -> VisitNotes | Refusal:
    """The notes of a visit; empty ones when nothing was noted."""
    return may_read_notes(session.person) or (
        session.read().get(VisitNotes, visit.id, visit.day) or VisitNotes(day=visit.day, id=visit.id)
    )


def record_reading(session: Session, visit: Visit, held: VisitNotes) -> None:
    """Have the log say, once a day, that this person read what colleagues noted on a visit (DS9)."""
    if all(versions[-1].by == session.person.id for versions in held.topics.values()):
        return
    record_once_a_day(session, "read", f"{visit.ticket} {visit.day}")


def write(
    session: Session,
    number: str,
    text: str,
    topic: str = "",
    base: int | None = None,
    day: date | None = None,
) -> VisitNotes | Refusal:
    """Save a new version of the note on a topic (default: the one talked about, else the first).

    `day` is that of the visit where it may have been closed meanwhile. `base` is the version the text was
    written on; None adds to whatever is there. A version that came in between makes a refusal with code
    `conflict` and changes nothing.
    """
    if refusal := may_read_notes(session.person):
        return refusal
    with session.begin("note") as work:
        visit = on_ticket(work, number)
        if isinstance(visit, Refusal):
            return visit
        if day and visit.day != day:
            return other_day(number)
        code = topic or default_topic(visit)
        if code not in {t.code for t in visit.topics}:
            return Refusal(
                "topic",
                Words("{ticket} hat kein Thema {code}.", "{ticket} has no topic {code}.").fill(
                    ticket=number, code=code
                ),
            )
        held = work.get(VisitNotes, visit.id, visit.day) or VisitNotes(day=visit.day, id=visit.id)
        if base is None:
            text = f"{held.text(code)}\n{text}"
        over = len(clean(text, len(text))) - NOTE_LIMIT
        if over > 0:
            return Refusal(
                "too_long",
                Words(
                    "Die Notiz ist {over} Zeichen zu lang (höchstens 2.000).",
                    "The note is {over} characters too long (at most 2,000).",
                ).fill(over=over),
            )
        revision = held.revision(code) if base is None else base
        saved = notes.write(held, code, text, revision, session.now(), session.person.id)
        if not isinstance(saved, Refusal) and saved != held:
            work.put(saved)
            work.commit(f"{visit.ticket} {code}")
        return saved


def default_topic(visit: Visit) -> str:
    """The topic talked about now, else the last talked about, else the first."""
    talked = [t for t in visit.topics if t.talks]
    talking = next((t for t in talked if t.talking), None)
    return (talking or (talked[-1] if talked else visit.topics[0])).code
