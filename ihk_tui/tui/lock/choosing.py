"""Choosing the PIN that unlocks one's screen."""

from __future__ import annotations

from ihk_tui.domain.pins import Pin, read_pin
from ihk_tui.domain.words import BadInput, Refusal, Words
from ihk_tui.office.pins import choose_pin, drop_pin, my_pin
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.dialogs.form import ask_form
from ihk_tui.tui.widgets.form import Line

TITLE = Words("PIN zum Entsperren", "PIN to unlock")
_TEXT = Words(
    "Der Bildschirm sperrt sich nach einer Weile ohne Taste und sofort mit F8 oder Strg+L. Mit einer PIN "
    "zeigt er sich nur Ihnen wieder. Leer: ohne PIN. Vergessen? Neu anmelden, dann: ihk-tui pin --clear",
    "The screen locks after a while without a key, and at once with F8 or Ctrl+L. With a PIN it shows "
    "itself to you only. Empty: without a PIN. Forgotten? Log in anew, then: ihk-tui pin --clear",
)


async def choose_my_pin(app: SprechtagApp) -> None:
    """Ask for a PIN (twice, and for the one before), from within a worker."""
    known = await app.ask(my_pin)
    lines = [
        Line("pin", Words("Neue PIN (4 bis 12 Ziffern)", "New PIN (4 to 12 digits)"), secret=True),
        Line("again", Words("Noch einmal", "Once more"), secret=True),
    ]
    if known:
        lines.insert(0, Line("before", Words("Bisherige PIN", "PIN so far"), secret=True))

    def check(typed: dict[str, str]) -> dict[str, str] | list[BadInput]:
        try:
            pin = read_pin(typed["pin"]) if typed["pin"].strip() else ""
        except BadInput as problem:
            return [problem]
        if typed["again"].strip() != pin:
            return [BadInput("again", Words("Das ist nicht dieselbe PIN.", "That is not the same PIN."))]
        return {"pin": pin, "before": typed.get("before", "")}

    text = _TEXT
    while True:
        chosen = await ask_form(app, TITLE, text, lines, check)
        if chosen is None:
            return
        result: Pin | bool | Refusal | None
        if chosen["pin"]:
            result = await app.ask(choose_pin, chosen["pin"], chosen["before"])
            done = Words("Die PIN gilt ab jetzt.", "The PIN is in force.")
        else:
            result = await app.ask(drop_pin, chosen["before"])
            done = Words("Es geht ohne PIN.", "There is no PIN.")
        if isinstance(result, Refusal):
            text = result.words
            continue
        if result is not None:
            app.pin = result if isinstance(result, Pin) else None
            app.tell(done)
        return
