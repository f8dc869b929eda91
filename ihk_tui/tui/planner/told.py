"""After a decision on a day: the list of those who have to be told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup, VerticalScroll
from textual.widgets import Static

from ihk_tui.domain.words import Words
from ihk_tui.office.planning import Told
from ihk_tui.office.planning_told import Notice, as_text, notices
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.copying import send_to_terminal
from ihk_tui.tui.dialogs.base import Dialog
from ihk_tui.tui.shown import content
from ihk_tui.tui.widgets.status import StatusLine

_SENT = Words("Liste an Ihr Terminal gesendet, zum Einfügen.", "List sent to your terminal, to paste.")


async def list_whom_to_tell(app: SprechtagApp, told: Sequence[Told]) -> None:
    """Show everyone who has to hear of a decision, or that it was taken back."""
    listed = await app.ask(notices, told)
    if listed:
        await app.push_screen_wait(WhomToTell(listed, as_text(listed)))


class WhomToTell(Dialog[None]):
    """Name, contact, old and new time of each."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("z", "copy", show=False),
        Binding("enter", "cancel", show=False),
    ]
    AUTO_FOCUS = "VerticalScroll"

    def __init__(self, notices: Sequence[Notice], text: str) -> None:
        super().__init__()
        self._notices, self._text = notices, text

    def compose(self) -> ComposeResult:
        """A few lines for each."""
        parts: list[str | tuple[str, str]] = []
        for notice in self._notices:
            reached = f"  {notice.contact} · {notice.by_mail}"
            parts += [(notice.who, "bold"), f"{reached}\n   {notice.change}\n"]
        with VerticalGroup(classes="box") as box:
            title = Words("Zu benachrichtigen: {n}", "To be told: {n}").fill(n=len(self._notices))
            box.border_title = content(self.say(title))
            with VerticalScroll(classes="scroll"):
                yield Static(content(*parts))
            yield StatusLine()
            keys = Words(
                "↑ ↓ blättern · z: Liste kopieren · Eingabe: fertig",
                "↑ ↓ scroll · z: copy the list · Enter: done",
            )
            yield Static(self.say(keys), classes="keys")

    def action_copy(self) -> None:
        """Copy the list."""
        send_to_terminal(self.app, self._text, _SENT)
