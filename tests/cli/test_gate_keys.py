"""Public keys, and the line of `authorized_keys` that is made of one."""

from __future__ import annotations

import base64
import io
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from ihk_tui.cli.gate.authorized import authorized_line
from ihk_tui.cli.gate.key import read_key
from ihk_tui.domain.words import BadInput
from tests.cli.office import Desk
from tests.lacking import need


def blob(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def line(kind: str, *parts: bytes, name: str = "", comment: str = "becker@pc") -> str:
    encoded = base64.b64encode(blob((name or kind).encode(), *parts)).decode()
    return f"{kind} {encoded} {comment}\n"


ED25519 = line("ssh-ed25519", bytes(range(32)))
POINT = b"\4" + bytes(64)
RSA = line("ssh-rsa", b"\1\0\1", b"\0" + b"\xff" * 256)


@pytest.mark.parametrize(
    "text",
    [
        ED25519,
        RSA,
        line("ecdsa-sha2-nistp256", b"nistp256", POINT),
        line("ecdsa-sha2-nistp521", b"nistp521", b"\4" + bytes(132)),
        line("sk-ssh-ed25519@openssh.com", bytes(32), b"ssh:"),
        line("sk-ecdsa-sha2-nistp256@openssh.com", b"nistp256", POINT, b"ssh:ihk"),
    ],
)
def test_a_public_key_is_taken_as_it_is(text: str) -> None:
    assert str(read_key(text)) == text.rstrip("\n")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "ssh-ed25519",
        "becker",
        ED25519 + ED25519,
        ED25519.replace(" ", "\n", 1),
        'command="sh" ' + ED25519,
        "restrict " + ED25519,
        "-----BEGIN OPENSSH PRIVATE KEY-----",
        line("ssh-dss", b"1", b"2", b"3", b"4"),
        line("ssh-ed25519-cert-v01@openssh.com", bytes(32)),
        line("ssh-ed25519", bytes(31)),
        line("ssh-ed25519", bytes(32), b""),
        line("ssh-ed25519", bytes(32), name="ssh-rsa"),
        line("ssh-rsa", b"\1\0\1"),
        line("ssh-rsa", b"\1\0\1", b"\0" + b"\xff" * 128),
        line("ssh-rsa", b"\1\0\1", b"\xff" * 256),
        line("ecdsa-sha2-nistp256", b"nistp384", POINT),
        line("ecdsa-sha2-nistp256", b"nistp256", b"\2" + bytes(64)),
        line("sk-ssh-ed25519@openssh.com", bytes(32)),
        "ssh-ed25519 " + ED25519.split()[1][:-4] + " x",
        "ssh-ed25519 " + ED25519.split()[1].replace("A", "*") + " x",
        ED25519 + "x" * 20000,
    ],
)
def test_anything_else_is_no_public_key(text: str) -> None:
    with pytest.raises(BadInput):
        read_key(text)


def test_a_comment_carries_nothing_along() -> None:
    read = read_key(ED25519.replace("becker@pc", 'Bö "x" \x1b[2J`id`'))
    assert read.comment == "B_x_2J_id_"
    assert read_key(ED25519.replace(" becker@pc", "")).comment == ""


@pytest.mark.parametrize("kind", [("ed25519",), ("ecdsa", "-b", "384"), ("rsa", "-b", "2048")])
def test_keys_of_ssh_keygen_are_taken(tmp_path: Path, kind: tuple[str, ...]) -> None:
    need("ssh-keygen", "openssh-client")
    file = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-N", "", "-t", *kind, "-f", file], check=True)
    text = file.with_suffix(".pub").read_text()
    assert text.startswith(" ".join(str(read_key(text)).split()[:2]))


def authorize(staffed: Desk, monkeypatch: pytest.MonkeyPatch, line: str, key: str = ED25519) -> list[str]:
    monkeypatch.setattr(sys, "stdin", io.StringIO(key))
    said = staffed(line)
    assert said.code == 0, said
    return said.out.splitlines()


def test_the_line_for_a_key(staffed: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (made,) = authorize(staffed, monkeypatch, f"--data {tmp_path} gate --authorize berger --role adviser")
    assert made.startswith('command="exec /usr/bin/env -i ')
    assert made.endswith(f'--data {tmp_path} gate --as berger",restrict,pty {ED25519.strip()}')
    assert f"{sys.executable} -I -m ihk_tui" in made


@pytest.mark.parametrize(
    "words", ["--authorize nobody", "--authorize berger --role lead", "--authorize berger --as aydin"]
)
def test_no_line_for_whom_the_office_does_not_know(
    staffed: Desk, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(ED25519))
    assert staffed.wrong(f"gate {words}")


@pytest.mark.parametrize("name", ["a b", "o'b", 'a"b', "$HOME", "%h", "a\\", 'a\\"b', "`id`"])
def test_a_folder_of_any_name_arrives_as_it_is(name: str) -> None:
    made = authorized_line(read_key(ED25519), Path("/srv") / name, "berger")
    inside = made.removeprefix('command="').rpartition('",restrict,pty ')[0].replace('\\"', '"')
    assert f"/srv/{name}" in shlex.split(inside)


@pytest.mark.parametrize(
    ("folder", "person"), [("/srv/a\nb", "berger"), ("/srv/a", "-x"), ("/srv/\udcff", "b")]
)
def test_what_cannot_stand_in_a_line_is_refused(folder: str, person: str) -> None:
    with pytest.raises(BadInput):
        authorized_line(read_key(ED25519), Path(folder), person)
