"""One visit with its times, its timeline and, for those who may, its notes."""

from __future__ import annotations

from ihk_tui.cli.arguments import Arguments
from ihk_tui.cli.notes import note_values, notes_shown
from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.cli.table import pairs, table
from ihk_tui.cli.values.visit import visit_in_full
from ihk_tui.domain.formats import minutes, show_minutes, show_moment, show_time
from ihk_tui.domain.intake import Field, fields_for, show_phone
from ihk_tui.domain.privacy import visit_seen_by
from ihk_tui.domain.visitors import ANSWER_WORDS, KIND
from ihk_tui.domain.visits import OUTCOME_WORDS, STATE_WORDS, Outcome, Step, Visit, VisitTopic
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office.notes import of_visit, record_reading
from ihk_tui.office.reception import on_ticket


def arguments(args: Arguments) -> None:
    """Which visit."""
    args.ticket()


def run(request: Request) -> Result:
    """Show it; notes are null for those who may not read them."""
    session = request.session
    visit = on_ticket(session.read(), request.given.ticket)
    if isinstance(visit, Refusal):
        return visit
    notes = of_visit(session, visit)
    visit = visit_seen_by(session.person, visit)
    timeline = [
        {"at": s.at, "state": s.state, "by": s.by, "desk": s.desk or None, "note": s.note}
        for s in visit.steps
    ]
    value = visit_in_full(session, visit) | {
        "timeline": timeline,
        "notes": None if isinstance(notes, Refusal) else note_values(notes),
    }
    parts = [_facts(request, visit), _topics(request, visit), _timeline(request, visit)]
    if not isinstance(notes, Refusal) and notes.topics:
        record_reading(session, visit, notes)
        parts.append(notes_shown(request, notes))
    return Answer(value, "\n\n".join(parts))


def _facts(request: Request, visit: Visit) -> str:
    language, now = request.language, request.session.now()
    place = request.say(Words(" an Platz {n}", " at desk {n}").fill(n=visit.desk)) if visit.desk else ""
    rows = [
        (Words("Wer", "Who"), request.say(KIND[visit.kind].label)),
        (Words("Stand", "State"), request.say(STATE_WORDS[visit.state]) + place),
        (Words("Dringend", "Urgent"), visit.urgent),
        (Words("Angekommen", "Arrived"), show_moment(visit.arrived, language) if visit.arrived else ""),
        (Words("Termin", "Booked for"), show_time(visit.booked_for) if visit.booked_for else ""),
        (Words("Warten", "Wait"), show_minutes(minutes(visit.spent("waiting", now)), language)),
        (Words("Gespräch", "Talk"), show_minutes(minutes(visit.spent("serving", now)), language)),
        *((field.label, _told(request, visit, field)) for field in fields_for(visit.kind)),
    ]
    return f"{visit.ticket}\n{pairs((request.say(label), value) for label, value in rows)}"


def _told(request: Request, visit: Visit, field: Field) -> str:
    value: str = getattr(visit.visitor, field.name)
    if field.name == "phone" and value:
        return show_phone(value)
    return request.say(ANSWER_WORDS[value]) if field.form != "line" else value


def _topics(request: Request, visit: Visit) -> str:
    heads = Words("Thema|Beratung|Gespräch|Ergebnis", "Topic|Adviser|Talk|Outcome")
    return table(request.say(heads).split("|"), (_topic(request, topic) for topic in visit.topics))


def _topic(request: Request, topic: VisitTopic) -> tuple[str, ...]:
    session = request.session
    name = f"{topic.code} {request.say(session.catalogue.label(topic.code))}"
    talked = show_minutes(minutes(topic.talked(session.now())), request.language)
    outcome = _outcome(request, topic.outcome) if topic.outcome else ""
    return name, session.surname(topic.adviser), talked, outcome


def _outcome(request: Request, outcome: Outcome) -> str:
    details = (request.say(OUTCOME_WORDS[outcome.kind]), outcome.partner, outcome.next_step)
    return ", ".join(part for part in details if part)


def _timeline(request: Request, visit: Visit) -> str:
    heads = request.say(Words("Zeit|Stand|Durch|Platz|Notiz", "Time|State|By|Desk|Note")).split("|")
    return table(heads, (_step(request, step) for step in visit.steps))


def _step(request: Request, step: Step) -> tuple[str, ...]:
    state = request.say(STATE_WORDS[step.state])
    return show_time(step.at), state, request.session.surname(step.by), str(step.desk or ""), step.note
