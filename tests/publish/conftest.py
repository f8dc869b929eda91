"""An office with appointments, and a calendar server for it to publish to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.publish.office import Office
from tests.publish.radicale import PASSWORD, USER, Radicale


@pytest.fixture
def office(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Office]:
    for name in ("IHK_TUI_DATA", "IHK_TUI_LANG", "IHK_TUI_NOW", "IHK_TUI_CALDAV_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    office = Office(tmp_path / "Büro", monkeypatch, capsys)
    yield office
    office.close()


@pytest.fixture
def radicale(tmp_path: Path) -> Iterator[Radicale]:
    server = Radicale(tmp_path / "radicale")
    yield server
    server.kill()


@pytest.fixture
def connected(office: Office, radicale: Radicale) -> Office:
    """The office, set to publish to the server."""
    secret = office.folder / "passwort"
    secret.write_text(f"{PASSWORD}\n", encoding="utf-8")
    secret.chmod(0o600)
    office.set(caldav_url=radicale.url, user=USER, password_file="passwort")
    return office
