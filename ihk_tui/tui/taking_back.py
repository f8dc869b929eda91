"""Undo, with what has to be asked before."""

from __future__ import annotations

from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office import undoing
from ihk_tui.tui.base import OfficeScreen


async def take_back(screen: OfficeScreen) -> None:
    """Undo, asking when something came after it, or is booked by now where an appointment returns to."""
    app = screen.app
    with_later = False
    anyway: bool | Refusal = False
    result = await app.ask(undoing.undo)
    while isinstance(result, Refusal) and result.code in ("touched", "taken_since"):
        from ihk_tui.tui.dialogs.choose import confirm

        title = Words("Rückgängig", "Undo")
        if result.code == "taken_since":
            title = Words("Trotzdem zurücknehmen?", "Undo all the same?")
        if not await confirm(app, title, result.words):
            app.tell(Words("Nichts geändert.", "Nothing was changed."))
            return
        if result.code == "touched":
            with_later = True
        else:
            anyway = result
        result = await app.ask(undoing.undo, None, with_later, anyway)
    if isinstance(result, Refusal):
        app.tell(result.words, bad=True)
    elif result is not None:
        names = (undoing.describe(app.session, entry) for entry in result.entries)
        words = Words("Zurückgenommen: {what}", "Taken back: {what}")
        app.tell(words.fill(what=Words.joined("; ", names)))
        await app.look()
        if result.told:
            from ihk_tui.tui.planner.told import list_whom_to_tell

            await list_whom_to_tell(app, result.told)
