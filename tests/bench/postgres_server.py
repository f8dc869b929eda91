"""A PostgreSQL server for the length of a run, on the disk that is measured."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

URL = "IHK_TUI_BENCH_POSTGRES"
"""Environment: where a server is. Set before the run, it is measured instead of one of our own."""


def url() -> str | None:
    """Where the server of this run is; None when there is none."""
    return os.environ.get(URL)


@contextmanager
def server(root: Path) -> Iterator[str]:
    """Start a server below `root` if there are programs for it; says what it is, or that there is none."""
    try:
        from tests.postgres.server import Server, binaries
    except ImportError:
        yield "psycopg is not installed"
        return
    programs = binaries()
    if url() is not None:
        yield "given"
    elif programs is None:
        yield "not installed"
    else:
        root.chmod(0o711)  # the server does not run as root, and its folder is in here
        tempfile.tempdir = str(root)
        started = Server(programs)
        os.environ[URL] = started.url()
        try:
            yield str(started.execute("show server_version")[0][0])
        finally:
            del os.environ[URL]
            tempfile.tempdir = None
            started.remove()
