"""The line to the mail server: encrypted before anything is said, to a server that proves who it is."""

from __future__ import annotations

import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.lacking import need
from tests.mail.scene import Scene
from tests.mail.server import MailServer


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost that nobody trusts by default, with its key."""
    need("openssl", "openssl")
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    options = "req -x509 -newkey rsa:2048 -nodes -days 3 -subj /CN=localhost"
    names = ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(file), "-out", f"{file}.crt"]
    subprocess.run(["openssl", *options.split(), *names], check=True, capture_output=True)
    file.write_bytes(file.read_bytes() + Path(f"{file}.crt").read_bytes())
    return file


@pytest.fixture
def server(certificate: Path) -> Iterator[MailServer]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    server = MailServer(context, password="geheim").start()
    yield server
    server.stop()


@pytest.fixture
def safe(scene: Scene, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """A scene whose settings encrypt and log in, on a machine that trusts the certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    secret = scene.folder / "smtp.secret"
    secret.write_text("geheim\n")
    secret.chmod(0o600)
    scene.mail = replace(
        scene.mail, host="localhost", starttls=True, user="sprechtag", password_file="smtp.secret"
    )
    scene.invited()
    return scene


def test_it_is_encrypted_and_logged_in(safe: Scene) -> None:
    assert len(safe.send().sent) == 1
    assert len(safe.received) == 1


def test_the_environment_goes_before_the_file(safe: Scene) -> None:
    safe.environment["IHK_TUI_SMTP_PASSWORD"] = "falsch"
    done = safe.send()
    assert done.trouble and "(535)" in done.trouble.de and "falsch" not in done.trouble.de
    assert safe.received == [] and safe.standing(1) == "waiting"


def test_a_server_that_does_not_prove_who_it_is_gets_nothing(
    safe: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    done = safe.send()
    assert done.trouble and "TLS" in done.trouble.de
    assert safe.received == [] and safe.standing(1) == "waiting"


def test_a_server_without_tls_gets_nothing(safe: Scene) -> None:
    plain = MailServer().start()
    try:
        safe.mail = replace(safe.mail, port=plain.port)
        done = safe.send()
        assert done.trouble and "TLS" in done.trouble.de
        assert plain.received == []
    finally:
        plain.stop()
