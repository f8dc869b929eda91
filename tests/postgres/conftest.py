"""A server for the session of each worker, and a fresh log in it for each test."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

from tests.postgres.place import Place
from tests.postgres.server import Server, running

_numbers = count(1)


@pytest.fixture(scope="session")
def weak_server() -> Iterator[Server]:
    """A server for those who stop and kill it."""
    with running() as server:
        yield server


@pytest.fixture
def place(postgres: Server) -> Iterator[Place]:
    """An empty log on the server that stays up."""
    place = Place(postgres, f"office_{next(_numbers)}")
    yield place
    place.close()


@pytest.fixture
def weak_place(weak_server: Server) -> Iterator[Place]:
    """An empty log on a server that may be stopped and killed."""
    if weak_server.process.poll() is not None:
        weak_server.start()
    place = Place(weak_server, f"office_{next(_numbers)}")
    yield place
    place.close()
