"""How the program ends when it has to: by a signal, a lost line, a role that was taken away, or a defect."""

from __future__ import annotations

import asyncio
import os
import signal
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from threading import Thread

from rich.text import Text
from textual._context import active_message_pump
from textual.app import App
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.widget import MountError
from textual.worker import WorkerFailed, active_worker

from ihk_tui.domain.standing import News
from ihk_tui.domain.words import Language, Words
from ihk_tui.memory import loaded

LATEST = 0.8
"""Seconds after a signal at which the process ends whatever it waits for: a disk, a lock, a server."""
UNHURRIED = 5.0
"""Seconds for an end that nobody waits for: the terminal is to be given back and the reason said."""
LOOK_EVERY = 1.0
"""Seconds between two looks at whether the person still works here."""
NO_LONGER = 3
"""The exit code of a program whose person has no longer the part they had: refused by a rule."""
_DEFECT = Words(
    "Ein Programmfehler. Alles Gespeicherte ist da; bitte neu starten und dies melden:",
    "A defect in the program. All that was saved is there; please restart and report this:",
)


class EndingApp(App[int]):
    """An app that ends at once when its line is lost, and shows no one's data when it fails."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._spoken: Language = language
        self.lost = False
        """Whether the end waits for nothing, because the line was lost or the person may not go on."""

    def on_ready(self) -> None:
        """The first picture is there, and with it nearly all that stays."""
        loaded()

    def heed_signals(self) -> None:
        """End by SIGHUP and SIGTERM; by default SIGHUP kills without any tidying."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGHUP, signal.SIGTERM):
            loop.add_signal_handler(number, self._line_lost, 128 + number)

    def before_the_end(self) -> None:
        """What must not be lost with the line."""

    def heed_standing(self, standing: Callable[[], News]) -> None:
        """End once the person is gone or in another role.

        A look posts no message, so it paints nothing. What was typed is kept and what is being served stays
        as it is, as when the line is lost.
        """
        loop = asyncio.get_running_loop()

        def look() -> None:
            if self.lost or not self.is_running:
                return
            news = standing()
            if news.trouble:
                self.call_later(self.told_of_settings, news.trouble)
            if news.end:
                self._end_at_once(NO_LONGER, UNHURRIED, news.end)
            else:
                loop.call_later(LOOK_EVERY, look)

        loop.call_later(LOOK_EVERY, look)

    def told_of_settings(self, trouble: Words) -> None:
        """Settings that cannot be read change nothing; where there is somebody to tell, they are told."""

    def _line_lost(self, code: int) -> None:
        self._end_at_once(code, LATEST)

    def _end_at_once(self, code: int, latest: float, why: Words | None = None) -> None:
        self.lost = True
        Thread(target=_end, args=(code, latest), daemon=True).start()  # first: a disk may hold up the rest
        self.before_the_end()
        self.exit(code, return_code=code, message=Text(why.to(self._spoken)) if why else None)

    def _handle_exception(self, error: Exception) -> None:
        """End by a defect. What a screen that was left asked for is none when it finds its widgets gone."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        if not (isinstance(cause, NoMatches | MountError) and self._has_left()):
            super()._handle_exception(error)

    def _has_left(self) -> bool:
        """Whether what runs now belongs to a screen that is shown no more."""
        worker = active_worker.get(None)
        node = worker.node if worker else active_message_pump.get(None)
        if not isinstance(node, DOMNode) or node is self:
            return False
        shown = [screen for stack in self._screen_stacks.values() for screen in stack]
        return not any(screen in node.ancestors_with_self for screen in shown)

    def _fatal_error(self) -> None:
        """Say that there was a defect. Textual would print every variable, and people's names with them."""
        error = self._exception
        places = traceback.extract_tb(error.__traceback__) if error else []
        where = "\n".join(f"  {Path(p.filename).name}:{p.lineno} {p.name}" for p in places[-8:])
        text = f"{_DEFECT.to(self._spoken)}\n  {type(error).__name__}\n{where}"
        self._exit_renderables.append(Text(text))
        self._close_messages_no_wait()


def _end(code: int, latest: float) -> None:
    time.sleep(latest)
    os._exit(code)


def run_to_the_end(app: EndingApp) -> int:
    """Run an app and give its exit code."""
    result = app.run(mouse=False)
    code = result if result is not None else (app.return_code or 0)
    if app.lost:
        os._exit(code)  # the store's thread may wait for somebody's lock; the process shall not wait with it
    return code
