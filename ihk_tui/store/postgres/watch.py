"""Being told by the database server when another process wrote."""

from __future__ import annotations

import os
import select
import threading
from collections.abc import Callable

import psycopg

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.store.postgres.server import Connection, Server
from ihk_tui.store.postgres.trouble import NoConnection

_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 5.0  # seconds between two attempts to reach a server that went away
_PATIENCE = 1.0  # seconds; a thread that is just asking for a connection is not waited for


def watch(server: Server, changed: Callable[[], None]) -> Callable[[], None]:
    """Call `changed` in a thread of its own after each commit, and after the server was away.

    Listening has begun when this returns, if the server can be reached. Returns what ends it.
    """
    watching = _Watching(server, changed)
    watching.thread.start()
    return watching.stop


class _Watching:
    def __init__(self, server: Server, changed: Callable[[], None]) -> None:
        self._server = server
        self._changed = changed
        self._ended = threading.Event()
        self._waking, self._woken = os.pipe2(os.O_CLOEXEC)  # reading end, writing end
        self._connection = self._listen()
        self.thread = threading.Thread(target=self._run, name="store watch", daemon=True)

    def stop(self) -> None:
        if self._ended.is_set():
            return
        self._ended.set()
        os.close(self._woken)  # which the other end notices
        if self.thread is not threading.current_thread():
            self.thread.join(_PATIENCE)

    def _run(self) -> None:
        pause = 0.0
        try:
            while not self._ended.is_set():
                if self._connection is not None:
                    self._wait_and_tell(self._connection)
                    pause = _FIRST_PAUSE
                elif not self._ended.wait(pause):
                    pause = min(2 * pause + _FIRST_PAUSE, _LONGEST_PAUSE)
                    self._connection = self._listen()
                    self._tell(self._connection is not None)  # something may have been missed
        finally:
            os.close(self._waking)
            if self._connection is not None:
                self._connection.close()

    def _wait_and_tell(self, connection: Connection) -> None:
        poller = select.poll()
        poller.register(self._waking, select.POLLIN)
        poller.register(connection.fileno(), select.POLLIN)
        poller.poll()
        try:
            heard = [*connection.notifies(timeout=0)]
        except psycopg.Error:
            connection.close()
            self._connection = None
            return
        self._tell(bool(heard))

    def _tell(self, something: bool) -> None:
        if something and not self._ended.is_set():
            self._changed()

    def _listen(self) -> Connection | None:
        """Make a connection that hears of commits; None when the server cannot be reached now."""
        try:
            connection = self._server.connect(application_name="ihk_tui watch")
        except (psycopg.Error, NoConnection, StoreTrouble):
            return None
        try:
            connection.execute(f'listen "{self._server.channel}"')
        except psycopg.Error:
            connection.close()
            return None
        return connection
