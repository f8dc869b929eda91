"""What is known of a visit, and what happened when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ihk_tui.domain.formats import minutes, show_date, show_minutes, show_time
from ihk_tui.domain.intake import fields_for, show_phone
from ihk_tui.domain.visitors import ANSWER_WORDS, KIND
from ihk_tui.domain.visits import OUTCOME_WORDS, STATE_WORDS, Visit
from ihk_tui.domain.words import Words
from ihk_tui.office.session import Session

Part = str | tuple[str, str]


def details(session: Session, visit: Visit, now: datetime) -> Iterator[Part]:
    """Who it is, how it stands, and its timeline, as parts of a text."""
    language = session.language
    kind = KIND.get(visit.kind)
    yield (f"{kind.label.to(language) if kind else visit.kind}\n", "bold")
    shown: set[str] = set()
    for field in fields_for(visit.kind):
        value = getattr(visit.visitor, field.name)
        if value and field.name not in shown:
            shown.add(field.name)
            if field.name == "phone":
                value = show_phone(value)
            if field.form != "line":
                value = ANSWER_WORDS[value].to(language)
            yield (f"{field.label.to(language)}: ", "dim")
            yield f"{value}\n"
    if not visit.visitor.known:
        yield (Words("anonym\n", "anonymous\n").to(language), "dim")
    if visit.urgent:
        yield (Words("dringend: {why}\n", "urgent: {why}\n").fill(why=visit.urgent).to(language), "bold")
    if visit.booked_for:
        yield Words("Termin {t}\n", "booked {t}\n").fill(t=show_time(visit.booked_for)).to(language)
    if visit.handed:
        handed = Words("von {by} an {to}: {note}\n", "by {by} to {to}: {note}\n")
        names = {"by": session.name(visit.handed.by), "to": session.name(visit.handed.to)}
        yield handed.fill(**names, note=visit.handed.note or "–").to(language)
    waited = show_minutes(minutes(visit.spent("waiting", now)), language)
    talked = show_minutes(minutes(visit.spent("serving", now)), language)
    times = Words("\nWarten {w} · Gespräch {t}\n\n", "\nwait {w} · talk {t}\n\n")
    yield times.fill(w=waited, t=talked).to(language)
    for step in visit.steps:
        yield (f"{show_time(step.at)} ", "bold")
        where = f" {Words('Platz', 'desk').to(language)} {step.desk}" if step.desk else ""
        note = f": {step.note}" if step.note else ""
        yield f"{STATE_WORDS[step.state].to(language)}{where} · {session.name(step.by)}{note}\n"
    for topic in visit.topics:
        outcome = topic.outcome
        if outcome:
            yield (f"\n{topic.code} {OUTCOME_WORDS[outcome.kind].to(language)}\n", "bold")
            if outcome.partner:
                yield f"→ {session.catalogue.partner(outcome.partner).to(language)}\n"
            if outcome.next_step and outcome.due:
                due = show_date(outcome.due, language)
                yield f"{outcome.next_step} · {session.name(outcome.owner)} · {due}\n"
