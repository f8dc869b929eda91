"""A real PostgreSQL server of its own: on a Unix socket, in a folder that ends with it, killed at will."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg

from tests.lacking import lacking
from tests.processes.until import until

PASSWORD = "geheim-4711"
"""Of `guarded`, the only account that needs one."""

_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "40",
    "shared_buffers": "16MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "log_min_messages": "warning",
}
_ACCESS = "local all guarded scram-sha-256\nlocal all all trust\n"


@contextmanager
def running() -> Iterator[Server]:
    """A server for as long as the block; skips the test, or fails it in CI, when PostgreSQL is missing."""
    programs = binaries()
    if programs is None:
        lacking("PostgreSQL is not installed: apt-get install postgresql")
    server = Server(programs)
    try:
        yield server
    finally:
        server.remove()


class Server:
    """A cluster with one database. Its processes run as somebody who is not root: the server insists."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="ihk-tui-postgres-"))  # short: a socket's path is limited
        self._data = self.folder / "data"
        self._someone: dict[str, Any] = {}
        if os.geteuid() == 0:
            account = pwd.getpwnam("nobody")
            os.chown(self.folder, account.pw_uid, account.pw_gid)
            self._someone = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        self._make()
        self.start()
        self.execute(f"create role guarded login password '{PASSWORD}'")

    def url(self, person: str = "tester", password: str = "", name: str = "postgres") -> str:
        """The address for an account."""
        secret = f":{password}" if password else ""
        return f"postgresql://{person}{secret}@/{name}?host={self.folder}"

    @property
    def socket(self) -> str:
        """Where it listens."""
        return str(self.folder / ".s.PGSQL.5432")

    def execute(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Do something as the server's owner, past the program."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            done = connection.execute(statement.encode(), values or None)
            return done.fetchall() if done.description else []

    def start(self) -> None:
        """Start and wait until it answers."""
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(
                [self._programs / "postgres", "-D", self._data, "-k", self.folder],
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self._someone,
            )
        until(self._answers, lambda: (self.folder / "log").read_text())

    def stop(self) -> None:
        """Stop, putting everybody out."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait()

    def kill(self) -> None:
        """End every process of it at once, as a power cut would."""
        everyone = [self.process.pid, *_children(self.process.pid)]
        for pid in everyone:
            _kill(pid)
        self.process.wait()
        until(lambda: not any(map(_runs, everyone)), lambda: "it does not die")

    def remove(self) -> None:
        """End it and leave nothing behind."""
        if self.process.poll() is None:
            self.kill()
        shutil.rmtree(self.folder)

    def _make(self) -> None:
        command = [str(self._programs / "initdb"), "-D", str(self._data), "-N", "-U", "tester"]
        command += ["-E", "UTF8", "--no-locale"]
        subprocess.run(command, check=True, capture_output=True, **self._someone)
        with open(self._data / "postgresql.conf", "a") as settings:
            settings.writelines(f"{name} = '{value}'\n" for name, value in _SETTINGS.items())
        (self._data / "pg_hba.conf").write_text(_ACCESS)

    def _answers(self) -> bool:
        assert self.process.poll() is None, (self.folder / "log").read_text()
        try:
            psycopg.connect(self.url()).close()
        except psycopg.OperationalError:
            return False
        return True


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):  # it noticed that its parent is gone
        os.kill(pid, signal.SIGKILL)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def binaries() -> Path | None:
    """Where PostgreSQL's programs are; Debian keeps them off the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: float(file.parts[4]))
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None
