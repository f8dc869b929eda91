"""Fixtures: the office before its day, and on it."""

from __future__ import annotations

import pytest

from tests.office.office import Office


@pytest.fixture
def early_office() -> Office:
    """An office at 8:20 whose day is not opened yet."""
    return Office()


@pytest.fixture
def office(early_office: Office) -> Office:
    """An office whose consultation day is open."""
    early_office.open_day()
    return early_office
