"""What nobody gets over SSH, whatever their client tries."""

from __future__ import annotations

import socket
import subprocess
from pathlib import Path

import pytest

from tests.ports import free_port
from tests.processes.until import until
from tests.ssh.host import Host, run
from tests.ssh.sshd import make_key

pytestmark = pytest.mark.slow


REFUSED = {
    "sh": "sh",
    "sh -c 'id'": "sh",
    "queue; id": "?",
    "$(id)": "?",
    "queue 'x": "?",
    "scp -t /tmp": "scp",
    "rsync --server --sender . /etc": "rsync",
    "queue --as sander": "queue",
    "ihk-tui --data /tmp queue": "queue",
    "export -o /tmp/x.ics": "export",
    "import /etc/passwd": "import",
    "store backup /tmp": "store",
    "init --name X": "init",
    "gate --as sander": "gate",
}
"""What a client asks for, and what the log calls it."""


def test_other_commands_are_refused_and_logged(host: Host) -> None:
    for asked in REFUSED:
        said = host.ssh("empfang", asked)
        assert (said.code, said.out, said.err.count("\n")) == (3, b"", 1), asked
    logged = host.refusals()[-len(REFUSED) :]
    assert logged == [("empfang", f"{name} 127.0.0.1") for name in REFUSED.values()]


@pytest.mark.parametrize(
    "asked", ["queue && id", "queue | sh", "queue > /tmp/x", "queue `id`", "queue $(id)"]
)
def test_no_shell_reads_what_is_asked_for(host: Host, asked: str) -> None:
    said = host.ssh("empfang", asked)
    assert (said.code, said.out, said.err.count("\n")) == (3, b"", 1)
    assert host.refusals()[-1] == ("empfang", "queue 127.0.0.1")


@pytest.mark.parametrize("program", [("scp",), ("scp", "-O"), ("sftp",)])
def test_no_file_is_copied(host: Host, tmp_path: Path, program: tuple[str, ...]) -> None:
    there = f"127.0.0.1:{host.server.folder}/log"
    before = len(host.refusals())
    done = run(
        [*host.server.client(host.key("empfang"), program[0]), *program[1:], there, str(tmp_path / "x")]
    )
    assert done.code != 0
    assert not (tmp_path / "x").exists()
    assert len(host.refusals()) == before + 1


def connects(port: int) -> bool:
    """Whether somebody listens at a port."""
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def test_nothing_is_reached_through_it(host: Host) -> None:
    done = host.ssh("sander", options=("-W", f"127.0.0.1:{host.server.port}"))
    assert (done.code != 0, done.out) == (True, b"")
    assert "forwarding failed" in done.err


@pytest.mark.parametrize("how", ["-L{port}:127.0.0.1:{sshd}", "-D{port}"])
def test_a_port_of_the_client_leads_nowhere(host: Host, how: str) -> None:
    port = free_port()
    option = how.format(port=port, sshd=host.server.port)
    client = subprocess.Popen(host.line("sander", options=("-N", option)), stderr=subprocess.PIPE)
    try:
        until(lambda: connects(port), lambda: "the client does not listen")
        with socket.create_connection(("127.0.0.1", port)) as line:
            if how.startswith("-D"):  # SOCKS 5 (RFC 1928)
                line.sendall(b"\5\1\0")
                assert line.recv(2) == b"\5\0"
                line.sendall(b"\5\1\0\1\x7f\0\0\1" + host.server.port.to_bytes(2, "big"))
            assert b"SSH-2.0" not in line.recv(100)
    finally:
        client.kill()
        client.wait()


@pytest.mark.parametrize("option", ["-R0:127.0.0.1:22", "-R0", "-R/tmp/ihk-tui-nowhere:127.0.0.1:22"])
def test_no_port_of_the_machine_leads_to_the_client(host: Host, option: str) -> None:
    done = host.ssh("sander", options=("-N", "-oExitOnForwardFailure=yes", option))
    assert done.code == 255
    assert "forwarding failed" in done.err


def test_no_agent_and_no_display_come_along(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same line with a command that tells its environment, beside one that restricts nothing."""
    line = next(line for line in host.server.lines if "gate --as empfang" in line)
    restricted = line.rpartition('",')[2].partition(" ")[0]
    for name, options in (("locked", f",{restricted}"), ("unlocked", "")):
        host.server.admit(f'command="/usr/bin/env"{options} {make_key(host.key(name))}')
    socket_of = host.server.folder / "agent"
    agent = subprocess.Popen(["ssh-agent", "-D", "-a", socket_of], stdout=subprocess.DEVNULL)
    try:
        until(socket_of.exists, lambda: "no agent")
        monkeypatch.setenv("SSH_AUTH_SOCK", str(socket_of))
        monkeypatch.setenv("DISPLAY", "127.0.0.1:99")
        seen = {name: host.ssh(name, options=("-A", "-Y")).out for name in ("locked", "unlocked")}
    finally:
        agent.terminate()
        agent.wait()
    assert b"SSH_AUTH_SOCK=" in seen["unlocked"]
    assert b"SSH_AUTH_SOCK=" not in seen["locked"]
    assert b"DISPLAY=" not in seen["locked"]


def test_without_a_terminal_the_commands_are_named(host: Host) -> None:
    said = host.ssh("empfang")
    assert (said.code, said.out) == (2, b"")
    assert "ihk-tui queue" in said.err
    assert said.err.count("\n") == 1
