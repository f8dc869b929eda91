"""A dialog with a form, checked before it closes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.events import Resize
from textual.widgets import Input, Static

from ihk_tui.domain.formats import DoubledHour
from ihk_tui.domain.words import BadInput, Words
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.dialogs.base import Dialog
from ihk_tui.tui.dialogs.choose import Option, choose
from ihk_tui.tui.dialogs.form_draft import EMPTIED, EMPTY_KEY, KEY, NONE, NOTHING, THERE, FormDraft
from ihk_tui.tui.dialogs.form_lines import LEAST, Below, Fits, FormLines
from ihk_tui.tui.shown import content
from ihk_tui.tui.widgets.form import Form, Line
from ihk_tui.tui.widgets.status import StatusLine

T = TypeVar("T")

Advise = Callable[[dict[str, str]], Awaitable[Words | None]]
"""Says something about a form while it is typed; None when there is nothing to say."""
PAUSE = 0.15
"""Seconds without a key after which advice is asked for."""
SHARE, FRAME = 0.96, 2
"""Part of the screen's height that a box may have (as in the dialogs' sheet), and lines of its frame."""

RESTORE, EMPTY = Words("Strg+R", "Ctrl+R"), Words("Strg+N", "Ctrl+N")
CLOCK_CHANGE = Words("Zeitumstellung", "Clock change")
HOURS = (
    Option("a", Words("die erste (Sommerzeit)", "the first (summer time)"), "first"),
    Option("b", Words("die zweite (Normalzeit)", "the second (standard time)"), "second"),
)


class FormDialog(Dialog[Any]):
    """Lines to fill; `check` understands them or says what is wrong, and the form stays until it is right."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "submit", show=False),
        Binding(KEY, "restore", show=False),
        Binding(EMPTY_KEY, "empty", show=False),
    ]

    def __init__(
        self,
        title: Words,
        text: Words,
        lines: Sequence[Line],
        check: Callable[[dict[str, str]], Any],
        advise: Advise | None = None,
        focus: str = "",
        draft: FormDraft | None = None,
    ) -> None:
        super().__init__()
        self._title, self._text, self._lines, self._check = title, text, lines, check
        self._advise, self._first, self._draft = advise, focus, draft

    def compose(self) -> ComposeResult:
        """Text, lines, status and keys."""
        with VerticalGroup(classes="box") as box:
            box.border_title = content(self.say(self._title))
            if self._text.de:
                yield Static(content(self.say(self._text)), classes="text")
            with FormLines():
                yield Form(self._lines, self.app.session.language, 30)
            with Below():
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
        self._offer()

    @work
    async def _offer(self) -> None:
        """Say that there is a draft."""
        if self._draft and await self._draft.next():
            self._tell(THERE.fill(what="", key=RESTORE))

    @on(Resize)
    def _fit_soon(self) -> None:
        self.call_after_refresh(self._fit)

    @on(Fits)
    def _fit(self) -> None:
        """Give the lines what the rest of the box leaves of the screen."""
        lines = self.query_one(FormLines)
        taken = sum(w.outer_size.height + w.styles.margin.height for w in lines.siblings)
        lines.styles.max_height = max(LEAST, int(self.size.height * SHARE) - FRAME - taken)

    @on(FormLines.Turned)
    def _say_more(self) -> None:
        """Say in the frame that there are lines out of sight."""
        self.query_one(".box").border_subtitle = content(self.say(self.query_one(FormLines).more))

    @on(Input.Changed)
    def _typed(self) -> None:
        """Keep what is typed, for when the line drops or the person goes back."""
        if self._draft:
            self._draft.keep(self.query_one(Form).typed)
        if self._advise:
            self._look_ahead(self._advise)

    @work
    async def action_restore(self) -> None:
        """Bring back what was typed and not saved."""
        if self._draft is None:
            return
        form = self.query_one(Form)
        before = form.typed
        kept = await self._draft.next()
        if form.typed != before:  # the store may be held up, and typing goes on
            return
        if kept:
            form.fill(self._draft.go_on_with(kept))
        self._tell(kept.words(RESTORE, EMPTY) if kept else NONE, bad=kept is None)

    def action_empty(self) -> None:
        """Begin anew; what was typed comes back only while the form is open."""
        stood = self._draft.empty() if self._draft else None
        if stood is None:
            self._tell(NOTHING, bad=True)
            return
        self.query_one(Form).fill({line.name: stood.get(line.name, "") for line in self._lines})
        self._tell(EMPTIED.fill(key=RESTORE))

    def _tell(self, words: Words, bad: bool = False) -> None:
        self.query_one(StatusLine).tell(self.say(words), bad)

    @work(exclusive=True, group="advice")
    async def _look_ahead(self, advise: Advise) -> None:
        """Say what stands against what is typed so far, before anybody saves it."""
        await asyncio.sleep(PAUSE)
        form = next(iter(self.query(Form)), None)  # it may have been closed meanwhile, and once more below
        words = await advise(form.typed) if form else None
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
            fields = [line.name for line in self._lines]
            first = min(result, key=lambda p: fields.index(p.field) if p.field in fields else len(fields))
            self.query_one(StatusLine).tell(self.say(first.words), bad=True)
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
    draft: FormDraft | None = None,
) -> T | None:
    """Ask, from within a worker, beginning at the line `focus`; None when the person went back.

    With a draft, what was typed is there again for the asking; whoever does what it says drops it.
    """
    dialog = FormDialog(title, text, lines, check, advise, focus, draft)
    answer: T | None = await app.push_screen_wait(dialog)
    return answer
