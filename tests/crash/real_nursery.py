"""Processes that start in two milliseconds: forked from one that has loaded everything.

A fresh interpreter for each of hundreds of killed writers would take the time away from the killing. The
tests do not fork themselves, because a test runner has threads: `python -m tests.crash.real_nursery SOCKET`
is a process with one thread that forks when it is told to.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import os
import pkgutil
import select
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

import ihk_tui
from ihk_tui.domain.days import holidays_in
from tests.crash.real_job import Job
from tests.crash.real_writer import JOBS
from tests.processes.until import until

CHECKOUT = Path(__file__).parents[2]
_MESSAGE = 8192
_SCREENS = ("ihk_tui.tui", "ihk_tui.__main__")
_PR_SET_PDEATHSIG = 1


class Child:
    """A process, and what it reported."""

    def __init__(self, nursery: Nursery, pid: int, reports: int) -> None:
        self._nursery, self.pid, self._reports = nursery, pid, reports
        self._half = b""

    def fileno(self) -> int:
        """Lets `select` wait for its reports."""
        return self._reports

    def read(self) -> list[str] | None:
        """The lines that arrived (at least one read's worth); None when it has ended. Half a line is none."""
        data = os.read(self._reports, 1 << 16)
        if not data:
            return None
        *lines, self._half = (self._half + data).split(b"\n")
        return [line.decode() for line in lines]

    def line(self, patience: float) -> str:
        """Wait for the first line; what comes after it is left to be read."""
        assert select.select([self], [], [], patience)[0], f"process {self.pid} says nothing"
        said = b""
        while not said.endswith(b"\n"):
            byte = os.read(self._reports, 1)
            assert byte, f"process {self.pid} ended, saying {said!r}"
            said += byte
        return said.decode().rstrip("\n")

    def rest(self) -> list[str]:
        """Everything it still said before it ended."""
        said: list[str] = []
        while (lines := self.read()) is not None:
            said += lines
        return said

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal. It stays known until `reap`, so this never hits another process."""
        os.kill(self.pid, number)

    def until_frozen(self) -> None:
        """Wait until it has stopped itself; waking it before would be lost."""
        stat = Path(f"/proc/{self.pid}/stat")
        until(lambda: stat.read_text().rpartition(")")[2].split()[0] == "T", lambda: f"{self.pid} goes on")

    def reap(self) -> int:
        """Wait until it is gone with all its files, and give its exit code (negative: a signal)."""
        os.close(self._reports)
        return self._nursery.reap(self.pid)


class Nursery:
    """The parent of the processes, in a process of its own. They end with it."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.crash.real_nursery", str(theirs.fileno())],
                cwd=CHECKOUT,
                pass_fds=[theirs.fileno()],
            )
        self._socket = ours

    def fork(self, job: Job) -> Child:
        """Start a process."""
        reports, end = os.pipe()
        socket.send_fds(self._socket, [msgspec.json.encode(job)], [end])
        os.close(end)
        return Child(self, int(self._socket.recv(_MESSAGE)), reports)

    def reap(self, pid: int) -> int:
        """Wait for the end of a process and give its exit code."""
        self._socket.send(str(pid).encode())
        return int(self._socket.recv(_MESSAGE))

    def close(self) -> None:
        """End it, and every process it started."""
        self._socket.close()
        self._process.wait()


@contextmanager
def nursery() -> Iterator[Nursery]:
    """A nursery for the length of a block."""
    made = Nursery()
    try:
        yield made
    finally:
        made.close()


def _raise_children(orders: socket.socket) -> None:
    gc.collect()
    gc.freeze()  # else the first collection of each child copies every page
    while True:
        order, descriptors, _, _ = socket.recv_fds(orders, _MESSAGE, 1)
        if not order:
            return
        if not descriptors:
            orders.send(str(os.waitstatus_to_exitcode(os.waitpid(int(order), 0)[1])).encode())
            continue
        pid = os.fork()
        if pid == 0:
            orders.close()
            _live(msgspec.json.decode(order, type=Job), descriptors[0])
        os.close(descriptors[0])
        orders.send(str(pid).encode())


def _load_everything() -> None:
    """Load what commands load late: an import in a child would be slow, and make system calls of its own.

    How many those are changes while other processes write bytecode into the checkout.
    """
    for module in pkgutil.walk_packages(ihk_tui.__path__, "ihk_tui."):
        if not module.name.startswith(_SCREENS):
            importlib.import_module(module.name)
    holidays_in(2026)


def _live(job: Job, reports: int) -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    write = os.write  # the job may put traps into the module
    try:
        JOBS[job.name](job, lambda line: write(reports, f"{line}\n".encode()))
    except BaseException:
        write(reports, f"!{traceback.format_exc()}".replace("\n", " | ").encode() + b"\n")
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    _load_everything()
    with socket.socket(fileno=int(sys.argv[1])) as given:
        _raise_children(given)
