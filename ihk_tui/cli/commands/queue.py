"""Who waits, in order of calling, each with its reason and estimate; and who is at a desk."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ihk_tui.cli.arguments import Arguments
from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.cli.table import table
from ihk_tui.cli.values.visit import visit_value
from ihk_tui.domain.formats import minutes, show_date, show_minutes, show_time
from ihk_tui.domain.queue import REASON_WORDS, Row
from ihk_tui.domain.visitors import KIND
from ihk_tui.domain.visits import STATE_WORDS, Visit
from ihk_tui.domain.words import Words
from ihk_tui.office.days import NO_DAY, open_now
from ihk_tui.office.session import Session
from ihk_tui.office.views import DayView, day_view


def arguments(args: Arguments) -> None:
    """Nothing but the global options."""


def run(request: Request) -> Result:
    """See the open day."""
    session = request.session
    day = open_now(session.read())
    if day is None:
        return NO_DAY
    view = day_view(session, day)
    return Answer([_row_value(session, row) for row in view.queue], _shown(request, view))


def _row_value(session: Session, row: Row) -> dict[str, Any]:
    estimate = {"from": row.estimate.low, "to": row.estimate.high} if row.estimate else None
    more = {"reason": row.reason, "mine": row.mine, "estimate": estimate}
    return visit_value(session, row.visit) | more


_HEADS = Words("Nr.|Seit|Wer|Thema|Warten|Grund|Noch", "No.|Since|Who|Topic|Wait|Reason|To go")
_AT_WORK = Words("Nr.|Seit|Wer|Thema|Stand|Platz|Bei", "No.|Since|Who|Topic|State|Desk|With")
_EMPTY = Words(
    "Niemand wartet. Neuer Besuch: ihk-tui checkin --kind BM --topic VE",
    "Nobody is waiting. New visit: ihk-tui checkin --kind BM --topic VE",
)


def _shown(request: Request, view: DayView) -> str:
    parts = [f"{show_date(view.day.day, request.language)}, {show_time(view.now)}"]
    if view.queue:
        heads = request.say(_HEADS).split("|")
        parts.append(table(heads, (_waiting(request, row, view) for row in view.queue)))
    else:
        parts.append(request.say(_EMPTY))
    if at_work := view.at_work():
        heads = request.say(_AT_WORK).split("|")
        parts.append(table(heads, (_at_work(request, visit) for visit in at_work)))
    return "\n\n".join(parts)


def _waiting(request: Request, row: Row, view: DayView) -> tuple[str, ...]:
    visit = row.visit
    waited = show_minutes(minutes(visit.spent("waiting", view.now)), request.language)
    guess = Words("unbekannt", "unknown").to(request.language)
    if row.estimate:
        guess = f"{row.estimate.low}–{row.estimate.high} min"
    return (*_known(request, visit, visit.arrived or visit.since), waited, _reason(request, row), guess)


def _reason(request: Request, row: Row) -> str:
    visit = row.visit
    moment = visit.recall_from if row.reason == "held" else visit.booked_for
    to = request.session.name(visit.handed.to) if visit.handed else ""
    filled = REASON_WORDS[row.reason].fill(why=visit.urgent, to=to, time=show_time(moment) if moment else "")
    return request.say(filled)


def _at_work(request: Request, visit: Visit) -> tuple[str, ...]:
    who = ", ".join(request.session.surname(person) for person in sorted(visit.advisers))
    desk = str(visit.desk or "")
    return (*_known(request, visit, visit.since), request.say(STATE_WORDS[visit.state]), desk, who)


def _known(request: Request, visit: Visit, since: datetime) -> tuple[str, ...]:
    """Number, time, who and topic, as in both tables."""
    who = visit.visitor.called() or request.say(KIND[visit.kind].label)
    return visit.ticket, show_time(since), who, " ".join(topic.code for topic in visit.topics)
