"""Pictures of every screen and dialog as they are without colours (NO_COLOR): signs, bold, reverse video."""

from __future__ import annotations

import pytest

from tests.tui.office import Office
from tests.tui.test_pictures import NARROW, VARIED, Compare, picture, places

PLACES = places("day", "intake_fields", "outcome", only=VARIED)


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("HOME", "/home/sprechtag")


@pytest.mark.parametrize(("person", "keys"), PLACES)
def test_without_colours(snap_compare: Compare, office: Office, person: str, keys: tuple[str, ...]) -> None:
    assert picture(snap_compare, office, person, NARROW, *keys)
