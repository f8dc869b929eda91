"""Work that takes a while: how far it is, and a way to stop it. The screen stays usable meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from threading import Event
from typing import Any, TypeVar

from textual import getters, work
from textual.app import ComposeResult
from textual.containers import VerticalGroup
from textual.widgets import ProgressBar, Static

from ihk_tui.domain.words import Words
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.dialogs.base import Dialog
from ihk_tui.tui.shown import content

T = TypeVar("T")
Progress = Callable[[int, int], None]


class _StoppedError(Exception):
    """The person does not want it any more."""


class Working(Dialog[Any]):
    """A bar that fills; Esc stops the work where it is."""

    bar = getters.query_one(ProgressBar)

    def __init__(self, title: Words, job: Callable[[Progress], Any]) -> None:
        super().__init__()
        self._title, self._job = title, job
        self._stopped = Event()

    def compose(self) -> ComposeResult:
        """The bar, and how to stop."""
        with VerticalGroup(classes="box") as box:
            box.border_title = content(self.say(self._title))
            yield ProgressBar(show_eta=False)
            yield Static(id="done")
            yield Static(self.say(Words("Esc: abbrechen", "Esc: stop")), classes="keys")

    def on_mount(self) -> None:
        """Begin."""
        self._work()

    def on_unmount(self) -> None:
        """Nobody waits for it any more."""
        self._stopped.set()

    @work(exclusive=True, group="working")
    async def _work(self) -> None:
        loop = asyncio.get_running_loop()

        def progress(done: int, total: int) -> None:
            if self._stopped.is_set():
                raise _StoppedError
            loop.call_soon_threadsafe(self._show, done, total)

        try:
            result = await asyncio.to_thread(self._job, progress)
        except _StoppedError:
            return
        if self.app.work_stack[-1] is self:
            self.dismiss(result)

    def _show(self, done: int, total: int) -> None:
        if self.is_attached:
            self.bar.update(total=total, progress=done)
            words = Words("{done} von {total}", "{done} of {total}").fill(done=done, total=total)
            self.query_one("#done", Static).update(content(self.say(words)))


async def do_with_progress(app: SprechtagApp, title: Words, job: Callable[[Progress], T]) -> T | None:
    """Do a job in a thread of its own, from within a worker; None when the person stopped it.

    The job calls its `progress` again and again: that is where it ends when it is stopped.
    """
    result: T | None = await app.push_screen_wait(Working(title, job))
    return result
