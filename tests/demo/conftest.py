"""Demos that several tests look at; nobody changes them."""

from __future__ import annotations

import pytest

from ihk_tui.office.session import Session
from ihk_tui.office.views import DayView, day_view
from tests.demo.office import built, opened


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """A normal office with a year behind it, at eleven o'clock, seen by its lead."""
    return opened(built(tmp_path_factory.mktemp("demo"), years=1))


@pytest.fixture(scope="session")
def view(demo: Session) -> DayView:
    """Its running day."""
    return day_view(demo)
