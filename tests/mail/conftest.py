"""`server` is a mail server that listens, `scene` an office that invites and a postman to that server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mail.scene import Scene
from tests.mail.server import MailServer


@pytest.fixture
def server() -> Iterator[MailServer]:
    server = MailServer().start()
    yield server
    server.stop()


@pytest.fixture
def scene(server: MailServer, tmp_path: Path) -> Scene:
    return Scene(server, tmp_path)
