"""Something between a program and its server that loses the line at the worst moment."""

from __future__ import annotations

import socket
from contextlib import suppress
from enum import Enum
from threading import Thread

_COMMIT = b"commit\0"  # as the program sends it
_DONE = b"COMMIT\0"  # as the server answers


class Cut(Enum):
    """What happens to the next commit."""

    NEVER = "it passes"
    BEFORE = "it is lost with the line"
    AFTER = "it arrives, its answer is lost with the line"
    BLINDLY = "it is sent on, and the line is lost in the same moment"
    HALF_OPEN = "it is lost, and the server does not notice"


class Proxy:
    """Forwards TCP connections to a server's socket, as long as it is told to."""

    def __init__(self, target: str) -> None:
        self._target = target
        self.cut = Cut.NEVER
        self.reachable = True
        self.unreachable_after_cut = False
        self._sockets: list[socket.socket] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        """The address to connect to instead."""
        return f"postgresql://tester@127.0.0.1:{self._listening.getsockname()[1]}/postgres"

    def hang_up(self) -> None:
        """Lose every connection."""
        while self._sockets:
            _close(self._sockets.pop())

    def close(self) -> None:
        """End."""
        _close(self._listening)
        self.hang_up()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                if not self.reachable:
                    client.close()
                    continue
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._target)
                self._sockets += [client, server]
                line = _Line(self, client, server)
                Thread(target=line.forth, daemon=True).start()
                Thread(target=line.back, daemon=True).start()


class _Line:
    def __init__(self, proxy: Proxy, client: socket.socket, server: socket.socket) -> None:
        self._proxy, self._client, self._server = proxy, client, server
        self._withholding = False

    def forth(self) -> None:
        with suppress(OSError):
            while data := self._client.recv(65536):
                if _COMMIT in data and self._proxy.cut is not Cut.NEVER:
                    self._lose(data)
                    return
                self._server.sendall(data)
        _close(self._server)

    def back(self) -> None:
        answer = b""
        with suppress(OSError):
            while data := self._server.recv(65536):
                if self._withholding:
                    answer += data
                    if _DONE in answer:
                        _close(self._server)
                else:
                    self._client.sendall(data)
        _close(self._client)

    def _lose(self, data: bytes) -> None:
        cut, self._proxy.cut = self._proxy.cut, Cut.NEVER
        self._proxy.reachable = not self._proxy.unreachable_after_cut
        if cut is Cut.AFTER:
            self._withholding = True
            self._server.sendall(data)
        elif cut is Cut.BLINDLY:
            self._server.sendall(data)
            _close(self._server)
        elif cut is Cut.BEFORE:
            _close(self._server)
        else:
            _close(self._client)


def _close(each: socket.socket) -> None:
    with suppress(OSError):
        each.shutdown(socket.SHUT_RDWR)
    each.close()
