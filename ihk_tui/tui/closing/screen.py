"""Closing the day: every open point is asked for, nothing is assumed (scenario 20)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

import msgspec
from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option as ListOption

from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.formats import date_words, show_time
from ihk_tui.domain.visits import OUTCOME_WORDS, STATE_WORDS, Outcome
from ihk_tui.domain.words import Words
from ihk_tui.office import days
from ihk_tui.office.days import Unsettled
from ihk_tui.office.session import Session
from ihk_tui.tui.app import SAID_HERE, SprechtagApp
from ihk_tui.tui.day.rows import who
from ihk_tui.tui.dialogs.base import Dialog
from ihk_tui.tui.dialogs.choose import Option, choose
from ihk_tui.tui.dialogs.outcome import LETTERS, ask_started
from ihk_tui.tui.shown import content, fit

Decisions = dict[str, str | Outcome]

_LETTERS = {**LETTERS, "left": "w", "turned_away": "t", "no_show": "x", "cancelled": "s"}
_CHOICES: dict[str, Words] = {
    **OUTCOME_WORDS,
    "left": Words("ohne Gespräch weggegangen", "left without a talk"),
    "turned_away": Words("abgewiesen", "turned away"),
    "no_show": Words("nicht erschienen", "did not show up"),
    "cancelled": Words("abgesagt", "cancelled"),
}
_DECIDED: dict[str, Words] = {**OUTCOME_WORDS, **STATE_WORDS}


class ClosingScreen(Dialog[bool]):
    """The open points with the decision for each; closes only when all are decided."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c,f9", "close_day", show=False, id="day.close_day")  # the same key as on the day
    ]
    points = getters.query_one(OptionList)

    def __init__(
        self,
        day: ConsultationDay,
        open_points: list[Unsettled],
        decisions: Decisions,
        decided: Callable[[], None],
    ) -> None:
        super().__init__()
        self._day, self._open_points, self._decisions = day, open_points, decisions
        self._decided = decided

    def compose(self) -> ComposeResult:
        """What is open, and how to go on."""
        with VerticalGroup(classes="box") as box:
            title = Words("Abschluss {day}", "Close {day}").fill(day=date_words(self._day.day))
            box.border_title = content(self.say(title))
            yield Static(classes="text", id="standing")
            yield OptionList()
            keys = Words(
                "Eingabe: entscheiden · {close}: abschließen · Esc: zurück",
                "Enter: decide · {close}: close · Esc: back",
            )
            yield Static(content(self.say(keys.fill(close=self.app.key("close_day")))), classes="keys")

    def on_mount(self) -> None:
        """Draw the points, the first open one marked."""
        self._draw()
        self._go_on(0)

    def _draw(self) -> None:
        left = len(self._open_points) - len(self._decisions)
        words = Words("Noch {n} zu entscheiden.", "{n} left to decide.").fill(n=left)
        if not left:
            done = Words("Alles entschieden. {c} schließt den Sprechtag ab.", "All decided. {c} closes it.")
            words = done.fill(c=self.app.key("close_day"))
        self.query_one("#standing", Static).update(content(self.say(words)))
        at = self.points.highlighted
        self.points.clear_options()
        self.points.add_options([ListOption(content(self._line(p))) for p in self._open_points])
        if self._open_points:
            self.points.highlighted = at or 0

    def _line(self, point: Unsettled) -> str:
        decision = self._decisions.get(point.key)
        decided = f"✓ {self.say(_DECIDED[_kind(decision)])}" if decision else "?"
        if point.visit:
            name, state = who(point.visit, self.say), self.say(STATE_WORDS[point.visit.state])
            return f"{point.key:<5} {fit(name, 24)} {state:<12} {decided}"
        assert point.appointment is not None
        name = point.appointment.visitor.called()
        never = self.say(
            Words("kam nicht", "did not come")
            if "no_show" in point.choices
            else Words("kommt noch", "to come")
        )
        return f"{show_time(point.appointment.start)} {fit(name, 24)} {never:<12} {decided}"

    def _go_on(self, otherwise: int) -> None:
        """Mark the first point that is not decided."""
        if self._open_points:
            self.points.highlighted = next(
                (i for i, p in enumerate(self._open_points) if p.key not in self._decisions), otherwise
            )

    @work(exclusive=True)
    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Decide one point."""
        point = self._open_points[event.option_index]
        kind = await choose(
            self.app,
            Words(point.key.partition(":")[0], point.key.partition(":")[0]),
            Words("Was ist daraus geworden?", "What became of it?"),
            [Option(_LETTERS[choice], _CHOICES[choice], choice) for choice in point.choices],
        )
        if kind == "started":
            outcome = await ask_started(self.app, point.key)
            if outcome:
                self._decisions[point.key] = outcome
        elif kind:
            self._decisions[point.key] = kind
        self._decided()
        self._draw()
        self._go_on(event.option_index)

    def action_close_day(self) -> None:
        """Close when everything is decided."""
        if len(self._decisions) == len(self._open_points):
            self.dismiss(True)
        else:
            self.app.bell()


async def close_the_day(app: SprechtagApp) -> None:
    """Ask for every open point and close, from within a worker.

    Decisions are kept when the dialog is left, the line is lost or closing was not possible (a point came
    meanwhile, the disk is full); one that no longer fits what became of its point is asked anew.
    """
    view = app.view
    if view is None or view.day.status != "open":
        app.tell(SAID_HERE["day_closed"].fill(open=app.key("open_day")), bad=True)
        return
    name = f"closing {view.day.day}"
    decisions = _read(await app.drafts.load(name) or {})

    def keep() -> None:
        app.drafts.keep(name, _written(decisions))

    closed = Words("Der Sprechtag ist abgeschlossen.", "The consultation day is closed.")
    while True:
        open_points = await app.ask(_open_points, view.day)
        if open_points is None:
            return
        choices = {point.key: point.choices for point in open_points}
        for key in [k for k, decided in decisions.items() if _kind(decided) not in choices.get(k, ())]:
            del decisions[key]
        if await app.push_screen_wait(ClosingScreen(view.day, open_points, decisions, keep)) is None:
            app.tell(Words("Der Tag bleibt geöffnet.", "The day stays open."))
            return
        result = await app.act(lambda day: closed, days.close_day, decisions)
        if isinstance(result, ConsultationDay) or (result and result.code == "day_closed"):
            app.drafts.drop(name)
            return


def _written(decisions: Decisions) -> dict[str, str]:
    """Decisions as a draft: text by text."""
    return {key: msgspec.json.encode(decided).decode() for key, decided in decisions.items()}


def _read(draft: Mapping[str, str]) -> Decisions:
    return {key: msgspec.json.decode(text, type=str | Outcome) for key, text in draft.items()}


def _kind(decision: str | Outcome) -> str:
    return decision if isinstance(decision, str) else decision.kind


def _open_points(session: Session, day: ConsultationDay) -> list[Unsettled]:
    return days.unsettled(session.read(), day.day, session.now())
