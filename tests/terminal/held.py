"""The program in a bare pseudo-terminal: every byte that it sends, and the state it leaves the line in."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence

PATIENCE = 20.0
"""Seconds; alone on a machine everything takes less than one."""
_SGR = re.compile(rb"\x1b\[([0-9;]*)m")
_MODES = re.compile(rb"\x1b\[\?(\d+)([hl])")


class Held:
    """The program in a pseudo-terminal, and every byte that it sent."""

    def __init__(self, line: Sequence[str], settings: Mapping[str, str], size: tuple[int, int]) -> None:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "IHK_TUI_NOW")}
        settings = {**kept, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", **settings}
        ours, its = pty.openpty()  # its end stays open here, to look at its settings afterwards
        fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.before = termios.tcgetattr(its)
        self.its, self.line, self.sent = its, ours, b""
        self.pid = os.fork()
        if self.pid == 0:
            os.login_tty(its)
            os.execve(line[0], list(line), settings)

    def until(self, found: Callable[[bytes], bool]) -> None:
        """Read until something was sent."""
        end = time.monotonic() + PATIENCE
        while not found(self.sent):
            assert time.monotonic() < end, self.sent[-2000:].decode(errors="replace")
            self._read(0.05)

    def sees(self, *texts: str) -> None:
        """Read until every text was sent."""
        self.until(lambda sent: all(text.encode() in sent for text in texts))

    def press(self, keys: bytes) -> None:
        """Type keys in one burst."""
        os.write(self.line, keys)

    def code(self) -> int:
        """Wait for the end; the exit code, or minus the signal that ended it."""
        end = time.monotonic() + PATIENCE
        while True:
            self._read(0.02)
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                self._read(0.05)
                self.pid = 0
                return os.waitstatus_to_exitcode(status)
            assert time.monotonic() < end, "it still runs"

    def close(self) -> None:
        """End it, whatever it does."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.line)
        os.close(self.its)

    def _read(self, seconds: float) -> None:
        waiting = select.poll()
        waiting.register(self.line, select.POLLIN | select.POLLHUP)
        while waiting.poll(seconds * 1000):
            self.sent += os.read(self.line, 65536)
            seconds = 0.0

    @property
    def colours(self) -> set[int]:
        """Every colour parameter that was sent (SGR 30 to 49 and 90 to 107)."""
        given = {int(part or 0) for found in _SGR.findall(self.sent) for part in found.split(b";")}
        return {part for part in given if 30 <= part <= 49 or 90 <= part <= 107}

    @property
    def left_on(self) -> set[bytes]:
        """Private modes that were switched on and not off again."""
        on: set[bytes] = set()
        for mode, how in _MODES.findall(self.sent):
            on = on | {mode} if how == b"h" else on - {mode}
        return on
