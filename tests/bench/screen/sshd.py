"""An SSH server of its own on the loopback, with a key of its own; it is gone with the folder."""

from __future__ import annotations

import getpass
import shutil
import socket
import subprocess
import time
from pathlib import Path

from tests.ports import free_port

_SETTINGS = """
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
AuthorizedKeysFile {folder}/person.pub
PidFile {folder}/pid
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
"""


class Sshd:
    """A server that runs as whoever measures."""

    def __init__(self, folder: Path) -> None:
        server = shutil.which("sshd", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
        if server is None or not shutil.which("ssh-keygen") or not shutil.which("ssh"):
            raise FileNotFoundError("no OpenSSH: apt-get install openssh-server openssh-client")
        for name in ("host", "person"):
            subprocess.run(
                ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True
            )
        port = free_port()
        settings = folder / "sshd_config"
        settings.write_text(_SETTINGS.format(port=port, folder=folder))
        self._log = folder / "log"
        self._server = subprocess.Popen([server, "-D", "-f", str(settings), "-E", str(self._log)])
        self.line = (
            *("ssh", "-tt", "-q", "-F", "none", "-p", str(port), "-i", str(folder / "person")),
            *("-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none", "-o", "StrictHostKeyChecking=no"),
            *("-o", "UserKnownHostsFile=/dev/null", f"{getpass.getuser()}@127.0.0.1"),
        )
        """What stands before a command that is to run at the other end."""
        self._wait_until_it_listens(port)

    def _wait_until_it_listens(self, port: int) -> None:
        end = time.monotonic() + 10
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                if self._server.poll() is not None or time.monotonic() > end:
                    self.close()
                    raise FileNotFoundError(f"sshd does not start: {self.why()}") from None
                time.sleep(0.02)
        if subprocess.run([*self.line, "true"], stdin=subprocess.DEVNULL, check=False).returncode:
            self.close()
            raise FileNotFoundError(f"sshd lets nobody in: {self.why()}")

    def why(self) -> str:
        """The last thing the server said."""
        return self._log.read_text().strip().rpartition("\n")[2] if self._log.exists() else "no word"

    def close(self) -> None:
        """End the server."""
        self._server.terminate()
        self._server.wait()
