"""An appointment on the screen to be photographed: a QR code, and what to do with it."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.widgets import Static

from ihk_tui.domain.codes import Code
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office.taking_along import code_of, slip_of
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.colours import PICTURE
from ihk_tui.tui.copying import send_to_terminal
from ihk_tui.tui.dialogs.base import Dialog
from ihk_tui.tui.shown import content
from ihk_tui.tui.widgets.status import StatusLine

BESIDE = 26
"""Columns that the words beside the code need."""
_HOW = Words(
    "Mit der Kamera des Telefons ansehen und „Zum Kalender hinzufügen“ wählen.",
    'Look at it with the phone\'s camera and choose "Add to calendar".',
)
_KEYS = Words("z: Zettel kopieren\nEsc: zurück", "z: copy the slip\nEsc: back")


class TakeAlong(Dialog[None]):
    """The code of an appointment, as large as the terminal allows, and the same in words."""

    DEFAULT_CSS = """
    TakeAlong > .full { width: 100%; height: 100%; background: $surface; }
    TakeAlong #code { width: auto; height: auto; margin-right: 1; }
    TakeAlong #beside { width: 1fr; height: 100%; padding: 0 1 0 0; }
    TakeAlong #how, TakeAlong #slip { height: auto; margin-top: 1; }
    TakeAlong StatusLine {
        height: auto; max-height: 6; text-wrap: wrap; background: $surface; margin-top: 1;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("z", "slip", show=False)]

    def __init__(self, codes: tuple[Code, ...], slip: str) -> None:
        super().__init__()
        self._codes, self._slip = codes, slip

    def compose(self) -> ComposeResult:
        """The code, and beside it what it says and what to do."""
        with Horizontal(classes="full"):
            yield Static(id="code")
            with Vertical(id="beside"):
                yield Static(content((self.say(Words("Termin mitnehmen", "Take it along")), "bold")))
                yield Static(content(self.say(_HOW)))
                yield Static(content(self._slip), id="slip")
                yield StatusLine()
                yield Static(self.say(_KEYS), classes="keys")

    def on_resize(self, event: Resize) -> None:
        """Draw the largest code that fits; the smallest fits every window that the program works in."""
        width, height = event.size
        drawn = next((lines for code in self._codes if (lines := _within(code, width - BESIDE, height))), [])
        picture = self.query_one("#code", Static)
        picture.update(Text("\n".join(drawn), PICTURE, no_wrap=True))

    def action_slip(self) -> None:
        """Copy the words."""
        send_to_terminal(self.app, self._slip)


def _within(code: Code, columns: int, rows: int) -> list[str]:
    border = code.quiet_within(columns, rows)
    return [] if border is None else code.drawn(border)


async def take_along(app: SprechtagApp, number: int) -> None:
    """Show the code of an appointment, from within a worker; say why when there is none."""
    codes = [await app.ask(code_of, number, tight) for tight in (False, True)]
    slip = await app.ask(slip_of, number)
    for found in (*codes, slip):
        if isinstance(found, Refusal):
            app.tell(found.words, bad=True)
            return
    made = tuple(code for code in codes if isinstance(code, Code))
    if made and isinstance(slip, str):
        await app.push_screen_wait(TakeAlong(made, slip))


async def copy_slip(app: SprechtagApp, number: int) -> None:
    """Copy what a visitor has to know of an appointment."""
    slip = await app.ask(slip_of, number)
    if isinstance(slip, Refusal):
        app.tell(slip.words, bad=True)
    elif slip is not None:
        send_to_terminal(app, slip)
