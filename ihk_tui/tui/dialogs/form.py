"""A dialog with a form, checked before it closes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup, VerticalScroll
from textual.widgets import Input, Static

from ihk_tui.domain.formats import DoubledHour
from ihk_tui.domain.words import BadInput, Words
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.dialogs.base import Dialog
from ihk_tui.tui.dialogs.choose import Option, choose
from ihk_tui.tui.shown import content
from ihk_tui.tui.widgets.form import Form, Line
from ihk_tui.tui.widgets.status import StatusLine

T = TypeVar("T")

Advise = Callable[[dict[str, str]], Awaitable[Words | None]]
"""Says something about a form while it is typed; None when there is nothing to say."""
PAUSE = 0.15
"""Seconds without a key after which advice is asked for."""


CLOCK_CHANGE = Words("Zeitumstellung", "Clock change")
HOURS = (
    Option("a", Words("die erste (Sommerzeit)", "the first (summer time)"), "first"),
    Option("b", Words("die zweite (Normalzeit)", "the second (standard time)"), "second"),
)


class FormDialog(Dialog[Any]):
    """Lines to fill; `check` understands them or says what is wrong, and the form stays until it is right."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "submit", show=False)]

    def __init__(
        self,
        title: Words,
        text: Words,
        lines: Sequence[Line],
        check: Callable[[dict[str, str]], Any],
        advise: Advise | None = None,
        focus: str = "",
    ) -> None:
        super().__init__()
        self._title, self._text, self._lines, self._check = title, text, lines, check
        self._advise, self._first = advise, focus

    def compose(self) -> ComposeResult:
        """Text, lines, status and keys."""
        with VerticalGroup(classes="box") as box:
            box.border_title = content(self.say(self._title))
            if self._text.de:
                yield Static(content(self.say(self._text)), classes="text")
            with VerticalScroll(classes="scroll", can_focus=False):
                yield Form(self._lines, self.app.session.language, 30)
            if self._advise:
                yield Static(id="advice")
            yield StatusLine()
            keys = Words(
                "Eingabe: speichern · Tab: nächstes Feld · Esc: zurück",
                "Enter: save · Tab: next field · Esc: back",
            )
            yield Static(self.say(keys), classes="keys")

    def on_mount(self) -> None:
        """Go to the line that the person is to fill first."""
        if self._first:
            self.query_one(f"#field-{self._first}").focus()

    @on(Input.Changed)
    @work(exclusive=True, group="advice")
    async def _look_ahead(self) -> None:
        """Say what stands against what is typed so far, before anybody saves it."""
        if self._advise is None:
            return
        await asyncio.sleep(PAUSE)
        form = next(iter(self.query(Form)), None)  # it may have been closed meanwhile, and once more below
        words = await self._advise(form.typed) if form else None
        for advice in self.query("#advice").results(Static):
            advice.update(content(self.say(words) if words else ""))

    @on(Input.Submitted)
    @work(exclusive=True, group="submit")
    async def action_submit(self) -> None:
        """Understand what was typed, or say what is wrong; of a doubled hour ask which is meant."""
        form = self.query_one(Form)
        result = self._check(form.typed)
        match result:
            case [DoubledHour() as doubled]:
                hour = await choose(self.app, CLOCK_CHANGE, doubled.words, HOURS)
                if hour is None:
                    return
                result = self._check(form.typed | {"hour": hour})
            case BadInput():
                result = [result]
        if isinstance(result, list):
            form.show_problems(result)
            self.query_one(StatusLine).tell(self.say(result[0].words), bad=True)
        else:
            self.dismiss(result)


async def ask_form(
    app: SprechtagApp,
    title: Words,
    text: Words,
    lines: Sequence[Line],
    check: Callable[[dict[str, str]], T | list[BadInput]],
    advise: Advise | None = None,
    focus: str = "",
) -> T | None:
    """Ask, from within a worker, beginning at the line `focus`; None when the person went back."""
    answer: T | None = await app.push_screen_wait(FormDialog(title, text, lines, check, advise, focus))
    return answer
