"""A dialog with a form, checked before it closes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup, VerticalScroll
from textual.widgets import Input, Static

from ihk_tui.domain.words import BadInput, Words
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.dialogs.base import Dialog
from ihk_tui.tui.shown import content
from ihk_tui.tui.widgets.form import Form, Line
from ihk_tui.tui.widgets.status import StatusLine

T = TypeVar("T")


class FormDialog(Dialog[Any]):
    """Lines to fill; `check` understands them or says what is wrong, and the form stays until it is right."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "submit", show=False)]

    def __init__(
        self,
        title: Words,
        text: Words,
        lines: Sequence[Line],
        check: Callable[[dict[str, str]], Any],
    ) -> None:
        super().__init__()
        self._title, self._text, self._lines, self._check = title, text, lines, check

    def compose(self) -> ComposeResult:
        """Text, lines, status and keys."""
        with VerticalGroup(classes="box") as box:
            box.border_title = content(self.say(self._title))
            if self._text.de:
                yield Static(content(self.say(self._text)), classes="text")
            with VerticalScroll(classes="scroll", can_focus=False):
                yield Form(self._lines, self.app.session.language, 30)
            yield StatusLine()
            keys = Words(
                "Eingabe: speichern · Tab: nächstes Feld · Esc: zurück",
                "Enter: save · Tab: next field · Esc: back",
            )
            yield Static(self.say(keys), classes="keys")

    @on(Input.Submitted)
    def action_submit(self) -> None:
        """Understand what was typed, or say what is wrong."""
        form = self.query_one(Form)
        result = self._check(form.typed)
        if isinstance(result, BadInput):
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
) -> T | None:
    """Ask, from within a worker; None when the person went back."""
    answer: T | None = await app.push_screen_wait(FormDialog(title, text, lines, check))
    return answer
