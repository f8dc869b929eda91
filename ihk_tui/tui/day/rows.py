"""The rows of the day's list: what stands in each cell for a visit."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from rich.text import Text

from ihk_tui.domain.formats import minutes, show_time
from ihk_tui.domain.queue import REASON_WORDS, Row
from ihk_tui.domain.visitors import KIND
from ihk_tui.domain.visits import OUTCOME_WORDS, STATE_WORDS, Visit
from ihk_tui.domain.words import Words
from ihk_tui.office.session import Session
from ihk_tui.office.views import DayView
from ihk_tui.tui.shown import cell

COLUMNS = (
    ("number", Words("Nr.", "No.")),
    ("arrived", Words("Seit", "Since")),
    ("who", Words("Wer", "Who")),
    ("topic", Words("Thema", "Topic")),
    ("waiting", Words("Warten", "Wait")),
    ("why", Words("Stand", "Status")),
)


class Widths(NamedTuple):
    """Columns' widths for a width of the list; every column has a space on both sides."""

    number: int
    arrived: int
    who: int
    topic: int
    waiting: int
    why: int

    @classmethod
    def within(cls, width: int) -> Widths:
        """Share out what is left after the columns of fixed width; more than a narrow terminal has goes to
        names first."""
        rest = max(36, width - 2 * len(COLUMNS) - 6 - 5 - 7 - 1)
        common, more = min(rest, 49), max(rest - 49, 0)
        who = common * 32 // 100 + min(more * 60 // 100, 15)
        topic = common * 22 // 100 + more * 25 // 100
        return cls(6, 5, who, topic, 7, rest - who - topic)


class Listed(NamedTuple):
    """A row of the list: its key, and the texts in it."""

    key: str
    cells: tuple[Text, ...]


def who(visit: Visit, say: Callable[[Words], str]) -> str:
    """Whom the visit is about: a name, else the kind of visitor."""
    kind = KIND.get(visit.kind)
    return visit.visitor.called() or (say(kind.label) if kind else visit.kind)


def topics(session: Session, visit: Visit) -> str:
    """The topics by code, the first with its name."""
    codes = [topic.code for topic in visit.topics]
    label = session.catalogue.label(codes[0]).to(session.language)
    return f"{codes[0]} {label}" if len(codes) == 1 else " ".join(codes)


def described(session: Session, visit: Visit) -> str:
    """Everything by which a visit may be searched for in the list."""
    visitor = visit.visitor
    labels = (session.catalogue.label(topic.code).to(session.language) for topic in visit.topics)
    codes = (topic.code for topic in visit.topics)
    return " ".join((visit.ticket, visitor.name, visitor.company, visitor.organisation, *codes, *labels))


SIGNS = {"waiting": " ", "called": "»", "serving": "●", "deferred": "‖", "no_show": "×"}
_STYLES = {"called": "bold", "serving": "bold"}


def listed(session: Session, view: DayView, widths: Widths, settled: bool) -> list[Listed]:
    """The list: who waits in order of calling, then who is at a desk or parked, then what is settled."""
    rows = [
        _row(session, view, entry.visit, widths, _why_waiting(session, view, entry)) for entry in view.queue
    ]
    rows += [_row(session, view, v, widths, _why_at_work(session, view, v)) for v in view.at_work()]
    if settled:
        shown = {row.key for row in rows}
        over = [v for v in view.visits if str(v.id) not in shown]
        rows += [
            _row(session, view, v, widths, _why_settled(session, v))
            for v in sorted(over, key=lambda v: v.since)
        ]
    return rows


def _row(session: Session, view: DayView, visit: Visit, widths: Widths, why: str) -> Listed:
    state = visit.state
    style = _STYLES.get(state, "" if visit.is_open else "dim")
    waited = minutes(visit.spent("waiting", view.now))
    return Listed(
        str(visit.id),
        (
            cell(f"{SIGNS.get(state, '·')} {visit.ticket or '–'}", widths.number, style),
            cell(show_time(visit.arrived or visit.since), widths.arrived, style),
            cell(who(visit, lambda words: words.to(session.language)), widths.who, style),
            cell(topics(session, visit), widths.topic, style),
            cell(_span(waited, session) if visit.arrived else "", widths.waiting, style, right=True),
            cell(why, widths.why, style),
        ),
    )


def _why_waiting(session: Session, view: DayView, entry: Row) -> str:
    visit, language = entry.visit, session.language
    moment = visit.recall_from if entry.reason == "held" else visit.booked_for
    to = visit.handed.to if visit.handed else ""
    text = REASON_WORDS[entry.reason].to(language)
    text = text.format(why=visit.urgent, to=session.surname(to), time=show_time(moment) if moment else "")
    kept = next((t.adviser for t in visit.topics if t.adviser and not t.outcome), "")
    if not entry.mine and entry.reason not in ("handed", "held") and (to or kept):
        text = Words("für {who}", "for {who}").fill(who=session.surname(to or kept)).to(language)
    if entry.estimate and entry.reason != "early":
        text = f"{entry.estimate.low}–{entry.estimate.high} min · {text}"
    return text


def _why_at_work(session: Session, view: DayView, visit: Visit) -> str:
    who_has_it = ", ".join(sorted(session.surname(a) for a in visit.advisers))
    if visit.state == "deferred":
        step = visit.steps[-1]
        note = f": {step.note}" if step.note else ""
        words = Words("später · {time} {who}{note}", "parked · {time} {who}{note}")
        return words.fill(time=show_time(step.at), who=session.surname(step.by), note=note).to(
            session.language
        )
    words = Words("{served} · Platz {desk} {who}", "{served} · desk {desk} {who}")
    served = _span(minutes(visit.lasting(view.now)), session)
    return words.fill(desk=visit.desk, who=who_has_it, served=served).to(session.language)


def _span(count: int, session: Session) -> str:
    """Minutes as long as they fit the column; a day that was not closed shows hours."""
    if count < 600:
        return f"{count} min"
    return Words("{n} Std.", "{n} h").fill(n=count // 60).to(session.language)


def _why_settled(session: Session, visit: Visit) -> str:
    outcome = visit.outcome if visit.state == "finished" else None
    became = OUTCOME_WORDS[outcome.kind] if outcome else STATE_WORDS[visit.state]
    return f"{show_time(visit.since)} {became.to(session.language)}"
