"""One line of text."""

from __future__ import annotations

from ihk_tui.domain.words import Words
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.dialogs.form import ask_form
from ihk_tui.tui.dialogs.form_draft import FormDraft
from ihk_tui.tui.widgets.form import Line


async def ask_line(
    app: SprechtagApp, title: Words, question: Words, value: str = "", draft: FormDraft | None = None
) -> str | None:
    """Ask, from within a worker; None when the person went back."""
    line = Line("text", question, value=value)
    return await ask_form(app, title, Words("", ""), [line], lambda typed: typed["text"], draft=draft)
