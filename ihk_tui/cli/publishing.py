"""Publishing for as long as the process lives: again whenever something changed, and later after trouble."""

from __future__ import annotations

import signal
import time
from contextlib import closing
from types import FrameType

from ihk_tui.cli.host import Publisher
from ihk_tui.cli.output import INTERRUPTED, say, to_json
from ihk_tui.cli.request import Request
from ihk_tui.cli.values.publication import publication_text, publication_value
from ihk_tui.cli.wake import Wake
from ihk_tui.domain.publication import Publication
from ihk_tui.domain.words import StoreTrouble, Words

_FIRST_PAUSE, _LONGEST_PAUSE = 2.0, 300.0
"""Seconds until what failed is tried again: doubled each time up to the longest."""
_HOURLY = 3600.0
"""Seconds until everything is compared again without a change: days pass, and others change calendars."""
_AGAIN = Words("Neuer Versuch in {seconds} s.", "Trying again in {seconds} s.")
_WATCHING = Words("Wartet auf Änderungen; Strg+C beendet.", "Waiting for changes; Ctrl+C ends.")


class _Ending:
    """Whether a signal asked to end; the second one ends at once."""

    def __init__(self, wake: Wake) -> None:
        self._wake = wake
        self.by = 0

    def __enter__(self) -> _Ending:
        self._before = {number: signal.signal(number, self._asked) for number in _ENDINGS}
        return self

    def _asked(self, number: int, frame: FrameType | None) -> None:
        if self.by:
            raise KeyboardInterrupt
        self.by = number
        self._wake.set()

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)


_ENDINGS = (signal.SIGTERM, signal.SIGINT)


class _Round:
    """What is due when, and what was said last."""

    def __init__(self, request: Request, publisher: Publisher, ending: _Ending) -> None:
        self._request, self._publisher, self._ending = request, publisher, ending
        self._pause = 0.0
        self._retry_at = 0.0
        self._thorough_at = 0.0

    def publish(self) -> float:
        """Publish what is due, say what was done, and give the seconds until something is due again."""
        now = time.monotonic()
        waiting = bool(self._pause) and now < self._retry_at
        thorough = now >= self._thorough_at
        try:
            done = self._publisher.publish(
                overwrite=self._request.given.overwrite,
                files_only=waiting,
                thorough=thorough or bool(self._pause),
                stopped=lambda: bool(self._ending.by),
            )
        except StoreTrouble as trouble:
            done = Publication(None, None, (trouble.words,))
        now = time.monotonic()
        if done.troubles:
            self._pause = min(self._pause * 2 or _FIRST_PAUSE, _LONGEST_PAUSE)
            self._retry_at = now + self._pause
        elif not waiting:
            self._pause = 0.0
            self._thorough_at = now + _HOURLY if thorough else self._thorough_at
        self._tell(done)
        return max(0.0, (self._retry_at if self._pause else self._thorough_at) - now)

    def _tell(self, done: Publication) -> None:
        request = self._request
        if not _is_news(done):
            return
        if request.json:
            print(to_json(publication_value(request, done)), flush=True)
            return
        for line in publication_text(request, done):
            print(line, flush=True)
        for words in done.troubles:
            again = _AGAIN.fill(seconds=round(self._pause))
            say(f"{request.say(words)} {request.say(again)}", to_errors=True)


def watch(request: Request, publisher: Publisher) -> int:
    """Publish now and whenever something changed, until SIGTERM (exit code 0) or Ctrl+C (130)."""
    with closing(Wake()) as wake, _Ending(wake) as ending:
        unwatch = request.session.store.watch(wake.set)
        try:
            if not request.json:
                say(request.say(_WATCHING), to_errors=True)
            rounds = _Round(request, publisher, ending)
            while not ending.by:
                wake.clear()
                if not ending.by:  # it may have come just before the clearing
                    wake.wait(rounds.publish())
        finally:
            unwatch()
        return INTERRUPTED if ending.by == signal.SIGINT else 0


def _is_news(done: Publication) -> bool:
    files, events = done.files, done.events
    return bool(
        done.troubles
        or (files and (files.written or files.removed))
        or (events and (events.created or events.updated or events.deleted or events.replaced))
        or (events and (events.kept or events.rejected))
    )
