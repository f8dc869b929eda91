"""A host for the session of each worker, and terminals to sit at."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lacking import need
from tests.ssh.host import Host
from tests.ssh.sshd import running
from tests.terminal.tmux import Tmux

NAMES = ("IHK_TUI_NOW", "IHK_TUI_DATA", "IHK_TUI_LANG")


@pytest.fixture(scope="session")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """A host whose office is in a folder of the worst name."""
    with pytest.MonkeyPatch.context() as patch, running() as server:
        for name in NAMES:
            patch.delenv(name, raising=False)
        yield Host(server, tmp_path_factory.mktemp("host") / 'o\'b "x" $HOME `id` %h \\')


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    """Terminals of a client; a locale is all they bring."""
    need("tmux", "tmux")
    server = Tmux(tmp_path, {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"})
    yield server
    server.close()
