"""A real sshd on loopback that forbids nothing itself, so that what is forbidden is so by the key's line."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.lacking import need
from tests.ports import free_port
from tests.processes.until import until

_SETTINGS = """
ListenAddress 127.0.0.1
Port {port}
HostKey "{folder}/host"
AuthorizedKeysFile "{folder}/authorized_keys"
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin yes
AcceptEnv *
AllowTcpForwarding yes
AllowAgentForwarding yes
AllowStreamLocalForwarding yes
X11Forwarding yes
GatewayPorts clientspecified
MaxStartups 100
Subsystem sftp internal-sftp
LogLevel DEBUG1
"""
_PRIVILEGES = Path("/run/sshd")
"""Where an sshd of root locks itself in; an installation without its service has none."""


@contextmanager
def running() -> Iterator[Sshd]:
    """A server for as long as the block; skips the test, or fails it in CI, when OpenSSH is missing."""
    need("ssh", "openssh-client")
    server = Sshd(need("sshd", "openssh-server"))
    try:
        yield server
    finally:
        server.close()


class Sshd:
    """A server that lets in whoever tests, with the keys in `authorized_keys`."""

    def __init__(self, program: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="ihk-tui-sshd-"))
        self.account = pwd.getpwuid(os.geteuid()).pw_name
        self._log = self.folder / "log"
        make_key(self.folder / "host")
        (self.folder / "authorized_keys").touch()
        if os.geteuid() == 0:
            _PRIVILEGES.mkdir(mode=0o755, exist_ok=True)
        self.port = free_port()
        settings = self.folder / "sshd_config"
        settings.write_text(_SETTINGS.format(port=self.port, folder=self.folder))
        self._process = subprocess.Popen([program, "-D", "-f", settings, "-E", self._log])
        until(self._listens, lambda: f"sshd does not listen:\n{self.log}")

    @property
    def log(self) -> str:
        """What it said so far."""
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    @property
    def lines(self) -> list[str]:
        """The keys it lets in."""
        return (self.folder / "authorized_keys").read_text().splitlines()

    def admit(self, line: str) -> None:
        """Let another key in."""
        with (self.folder / "authorized_keys").open("a") as file:
            file.write(f"{line.strip()}\n")

    def client(self, key: Path, program: str = "ssh") -> list[str]:
        """The beginning of a client's command line."""
        options = {
            "Port": self.port,
            "User": self.account,
            "IdentityFile": f'"{key}"',
            "IdentitiesOnly": "yes",
            "UserKnownHostsFile": f'"{self.folder}/known_hosts"',
            "StrictHostKeyChecking": "no",
            "BatchMode": "yes",
            "LogLevel": "ERROR",
        }
        return [
            program,
            *("-F", "none"),
            *(word for name, value in options.items() for word in ("-o", f"{name}={value}")),
        ]

    def close(self) -> None:
        """End it; who is logged in is not its child any more."""
        self._process.terminate()
        self._process.wait()
        shutil.rmtree(self.folder)

    def _listens(self) -> bool:
        assert self._process.poll() is None, f"sshd ended:\n{self.log}"
        return "Server listening" in self.log


def make_key(file: Path) -> str:
    """Make a key pair and give the public key."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", file.name, "-f", file], check=True)
    return file.with_suffix(".pub").read_text()
