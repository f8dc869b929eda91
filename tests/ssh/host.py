"""An office that staff reach by SSH only, each with a key of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from ihk_tui.cli.host import DemoPlan
from ihk_tui.wiring import Program
from tests.processes.until import PATIENCE
from tests.ssh.sshd import Sshd, make_key

STAFF = {"empfang": "reception", "aydin": "adviser", "sander": "lead", "vogel": "admin"}
_ADMIN = '\n[[people]]\nid = "vogel"\nname = "Uta Vogel"\nrole = "admin"\n'
_HERE = [str(Path(sys.executable).with_name("ihk-tui"))]


class Said(NamedTuple):
    """What came over the line, and the exit code."""

    code: int
    out: bytes
    err: str


class Host:
    """A machine with an office on it: a consultation day that began at 11, by the office's own clock."""

    def __init__(self, server: Sshd, folder: Path) -> None:
        self.server, self.folder = server, folder
        Program().build_demo(folder, DemoPlan("quiet", 0, 1, "11:00"), lambda done, total: None)
        with (folder / "office.toml").open("a", encoding="utf-8") as settings:
            settings.write(_ADMIN)
        for person, role in STAFF.items():
            self.admit(person, role, folder)

    def key(self, person: str) -> Path:
        """Where a person's key is."""
        return self.server.folder / person

    def admit(self, person: str, role: str, folder: Path, key: str = "") -> None:
        """Make a key and let it in as somebody of an office, by the line the program makes."""
        public = make_key(self.key(key or person))
        words = ["--data", str(folder), "gate", "--authorize", person, "--role", role]
        made = subprocess.run([*_HERE, *words], input=public, capture_output=True, text=True, check=True)
        self.server.admit(made.stdout.strip())

    def line(self, person: str, *words: str, options: tuple[str, ...] = (), key: str = "") -> list[str]:
        """The client's command line; `options` are ssh's own."""
        return [*self.server.client(self.key(key or person)), *options, "127.0.0.1", *words]

    def ssh(self, person: str, *words: str, options: tuple[str, ...] = (), given: bytes = b"") -> Said:
        """Have a command done over SSH, to its end."""
        return run(self.line(person, *words, options=options), given)

    def here(self, person: str, *words: str, folder: Path | None = None) -> Said:
        """Have the same done on the machine itself."""
        return run([*_HERE, "--data", str(folder or self.folder), "--as", person, *words])

    def refusals(self) -> list[tuple[str, str]]:
        """Who was refused what, oldest first."""
        entries: list[dict[str, Any]] = json.loads(
            self.here("sander", "log", "--json", "--limit", "100000").out
        )
        return [(entry["person"], entry["subject"]) for entry in entries if entry["verb"] == "refused"]

    def processes(self, person: str) -> dict[int, dict[str, str]]:
        """The programs that run for a person by now: their process ids and environments."""
        found = {}
        for process in Path("/proc").glob("[0-9]*"):
            try:
                words = (process / "cmdline").read_bytes().split(b"\0")
                environment = (process / "environ").read_text(errors="replace")
            except OSError:  # it ended meanwhile, or is somebody else's
                continue
            if words[-4:] == [b"gate", b"--as", person.encode(), b""] and str(self.folder).encode() in words:
                pairs = (entry.partition("=") for entry in environment.split("\0") if entry)
                found[int(process.name)] = {name: value for name, _, value in pairs}
        return found


def run(line: list[str], given: bytes = b"") -> Said:
    """Run a command line to its end."""
    done = subprocess.run(line, input=given, capture_output=True, timeout=PATIENCE, check=False)
    return Said(done.returncode, done.stdout, done.stderr.decode(errors="replace"))
