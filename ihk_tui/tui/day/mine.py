"""What is with me: a line on narrow screens, a pane with the notes on wide ones."""

from __future__ import annotations

from textual import getters, work
from textual.content import Content
from textual.widgets import Static

from ihk_tui.domain.formats import minutes, show_time
from ihk_tui.domain.notes import VisitNotes
from ihk_tui.domain.rights import ROLE_WORDS, may
from ihk_tui.domain.visits import STATE_WORDS, Visit
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office import notes
from ihk_tui.office.session import Session
from ihk_tui.office.views import DayView
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.day.rows import SIGNS, topics, who
from ihk_tui.tui.day.words import Key
from ihk_tui.tui.shown import content

_NOT_SERVING = Words(
    "In Ihrer Rolle ({role}) wird niemand aufgerufen.", "Nobody is called in your role ({role})."
)


def mine_line(session: Session, view: DayView, key: Key) -> Content:
    """One line about the visit that is with me; empty for a role that calls nobody."""
    language = session.language
    if not view.mine:
        if may(session.person.role, "serve"):
            return content("")
        free = Words(
            "Bei Ihnen ist niemand. {call} ruft den Nächsten auf.",
            "Nobody is with you. {call} calls the next.",
        ).fill(call=key("call"))
        return content((free.to(language), "dim")) if view.day.status == "open" else content("")
    visit = view.mine[0]
    state = STATE_WORDS[visit.state].to(language)
    since = minutes(visit.lasting(view.now))
    name = who(visit, lambda words: words.to(language))
    return content(
        (f"{SIGNS[visit.state]} {visit.ticket} ", "bold"),
        f"{state} {since} min · {name} · {topics(session, visit)}",
    )


class MinePane(Static):
    """The visit that is with me, with its notes."""

    app = getters.app(SprechtagApp)

    def show(self, view: DayView) -> None:
        """Show it; the notes are fetched when there is a pane to show them in."""
        if not self.display:
            return
        if not view.mine:
            role = self.app.session.person.role
            none = Words(
                "Bei Ihnen ist gerade niemand.\n\n{call} ruft auf.", "Nobody is with you.\n\n{call} calls."
            ).fill(call=self.app.key("call"))
            if may(role, "serve"):
                none = _NOT_SERVING.fill(role=ROLE_WORDS[role])
            self.update(content((none.to(self.app.session.language), "dim")))
            return
        self._fill(view.mine[0], view)

    @work(exclusive=True)
    async def _fill(self, visit: Visit, view: DayView) -> None:
        held = await self.app.ask(notes.of_visit, visit)
        session = self.app.session
        name = who(visit, self.app.say)
        parts: list[str | tuple[str, str]] = [
            (f"{visit.ticket} {name}\n", "bold"),
            f"{self.app.say(STATE_WORDS[visit.state])} · {minutes(visit.lasting(view.now))} min\n",
        ]
        for topic in visit.topics:
            label = session.catalogue.label(topic.code).to(session.language)
            parts.append((f"\n{topic.code} {label}\n", "bold"))
            if isinstance(held, VisitNotes):
                parts.append(held.text(topic.code) or self.app.say(Words("(keine Notiz)", "(no note)")))
                parts.append("\n")
        if isinstance(held, Refusal):
            parts.append((f"\n{self.app.say(held.words)}\n", "dim"))
        parts.append("\n")
        for step in visit.steps[-6:]:
            state = self.app.say(STATE_WORDS[step.state])
            parts.append((f"{show_time(step.at)} {state} · {session.name(step.by)}\n", "dim"))
        self.update(content(*parts))
        if isinstance(held, VisitNotes):
            await self.app.ask(notes.record_reading, visit, held)
