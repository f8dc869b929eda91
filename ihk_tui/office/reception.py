"""At the front desk: people arrive, say who they are, correct it, or go."""

from __future__ import annotations

from msgspec.structs import replace

from ihk_tui.domain import transitions, visits
from ihk_tui.domain.appointments import Appointment, late_choice, minutes_late, to_visit
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.intake import Intake
from ihk_tui.domain.text import fold, one_line
from ihk_tui.domain.tickets import Series, ticket
from ihk_tui.domain.visitors import Company, Visitor
from ihk_tui.domain.visits import LateChoice, Step, Visit, VisitTopic
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office.allowed import needs
from ihk_tui.office.days import NO_DAY, open_now, unclosed
from ihk_tui.office.session import Session
from ihk_tui.office.work import Reader, Work


def _todays(session: Session, work: Work) -> ConsultationDay | Refusal:
    day = open_now(work)
    if day is None:
        return NO_DAY
    return unclosed(day, session.today()) or day


@needs("receive")
def check_in(session: Session, intake: Intake, urgent: str = "", adviser: str = "") -> Visit | Refusal:
    """Give a walk-in the next number of the day. `urgent` is the reason to go first."""
    with session.begin("checkin") as work:
        day = _todays(session, work)
        if isinstance(day, Refusal):
            return day
        now = session.now()
        visit = Visit(
            day=day.day,
            id=work.count("visits", day.day),
            kind=intake.kind,
            topics=tuple(VisitTopic(code, adviser) for code in intake.topics),
            steps=(Step("waiting", now, session.person.id),),
            visitor=intake.visitor.noticed(session.now()),
            urgent=one_line(urgent),
        )
        return _numbered(session, work, visit, "A")


@needs("receive")
def check_in_appointment(session: Session, number: int, late: LateChoice | None = None) -> Visit | Refusal:
    """Register that a booked visitor came. After the grace, `late` says how to queue (scenario 8)."""
    with session.begin("checkin") as work:
        day = _todays(session, work)
        if isinstance(day, Refusal):
            return day
        appointment = work.get(Appointment, number)
        if appointment is None or appointment.day != day.day or appointment.kind != "consultation":
            return Refusal(
                "no_such_appointment",
                Words("Diesen Termin gibt es heute nicht.", "There is no such appointment today."),
            )
        if appointment.status != "booked":
            return Refusal(
                "settled",
                Words("Dieser Termin ist schon erledigt.", "This appointment is settled already."),
            )
        now, by = session.now(), session.person.id
        if refusal := late_choice(appointment, late, now, session.policy):
            return refusal
        expected = to_visit(appointment, work.count("visits", day.day), now, by)
        came = transitions.moved(expected, "waiting", now, by, note=late or "")
        if isinstance(came, Refusal):
            return came
        too_late = minutes_late(appointment, now) > session.policy.grace
        visit = replace(came, late=late if too_late else None, visitor=came.visitor.noticed(session.now()))
        work.put(replace(appointment, status="arrived", visit=visit.id))
        return _numbered(session, work, visit, "T")


def _numbered(session: Session, work: Work, visit: Visit, series: Series) -> Visit:
    done = replace(visit, ticket=ticket(series, work.count(series, visit.day)))
    work.put(done)
    _remember(session, work, done.visitor)
    work.commit(done.ticket)
    return done


def _remember(session: Session, work: Work, visitor: Visitor) -> None:
    """Keep the firm's name for the next intake's suggestions."""
    if not visitor.company:
        return
    wanted = fold(visitor.company)
    known = next((c for c in work.all(Company) if fold(c.name) == wanted), None)
    number = known.id if known else work.count("companies")
    work.put(Company(id=number, name=visitor.company, postcode=visitor.postcode, seen=session.today()))


def companies(reader: Reader) -> list[Company]:
    """Firms that came before, by name."""
    return sorted(reader.all(Company), key=lambda company: fold(company.name))


@needs("receive")
def edit(
    session: Session, number: str, base: Visit, intake: Intake, urgent: str | None = None
) -> Visit | Refusal:
    """Correct who a visit is and what it is about. Recorded times stay.

    `base` is what the form was opened on. When a colleague corrected the visitor meanwhile, the refusal's
    code is `conflict` and nothing is overwritten; of topics and urgency only what the form changed counts.
    Topics that were talked about cannot be dropped; to change those of a visit that is not open is refused
    (code `state`).
    """
    with session.begin("edit") as work:
        found = on_ticket(work, number)
        if isinstance(found, Refusal):
            return found
        if found.day != base.day:
            return other_day(number)
        if (found.visitor, found.kind) != (base.visitor, base.kind):
            return Refusal(
                "conflict",
                Words(
                    "{ticket} wurde inzwischen von anderer Stelle geändert.",
                    "{ticket} was changed by someone else meanwhile.",
                ).fill(ticket=number),
            )
        before = {t.code for t in base.topics}
        if not found.is_open and before != set(intake.topics):
            return _topics_stay(found)
        dropped = before - set(intake.topics)
        kept = tuple(t for t in found.topics if t.code not in dropped or t.talks or t.outcome)
        new = set(intake.topics) - before - {t.code for t in kept}
        added = tuple(VisitTopic(code) for code in intake.topics if code in new)
        if found.is_open and all(topic.outcome for topic in kept + added):
            return Refusal(
                "topic",
                Words(
                    "{ticket} braucht ein Thema, das noch offen ist.",
                    "{ticket} needs a topic that is still open.",
                ).fill(ticket=number),
            )
        visitor = replace(intake.visitor, notice_at=found.visitor.notice_at)
        changed = replace(
            found,
            kind=intake.kind,
            topics=kept + added,
            visitor=visitor.noticed(session.now()),
            urgent=found.urgent if urgent in (None, base.urgent) else one_line(urgent or ""),
        )
        work.put(changed)
        _remember(session, work, changed.visitor)
        work.commit(changed.ticket)
        return changed


def _topics_stay(visit: Visit) -> Refusal:
    """Refuse to change what a visit is about while nobody is there to be talked with."""
    return Refusal(
        "state",
        Words(
            "{ticket} ({state}): die Themen lassen sich jetzt nicht ändern.",
            "{ticket} ({state}): its topics cannot be changed now.",
        ).fill(ticket=visit.ticket, state=visits.STATE_WORDS[visit.state]),
    )


def other_day(number: str) -> Refusal:
    """Refuse to take a visit of a day that was closed for the one that has its number today."""
    return Refusal(
        "other_day",
        Words("{n} gehört zu einem anderen Tag.", "{n} belongs to another day.").fill(n=number),
    )


def on_ticket(reader: Reader, number: str) -> Visit | Refusal:
    """The visit of the open day that has this number."""
    day = open_now(reader)
    return visits.find(reader.all(Visit, day.day), number) if day else NO_DAY


@needs("receive")
def leave(session: Session, number: str, turned_away: bool = False) -> Visit | Refusal:
    """The visitor went without a talk, or could not be received."""
    verb = "turn_away" if turned_away else "left"
    with session.begin(verb) as work:
        found = on_ticket(work, number)
        if isinstance(found, Refusal):
            return found
        state: visits.State = "turned_away" if turned_away else "left"
        gone = transitions.leave(found, session.now(), session.person.id, state)
        if not isinstance(gone, Refusal):
            work.put(gone)
            work.commit(number)
        return gone
