"""What cannot be simulated is refused in a sentence, and the folder stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from ihk_tui.domain.words import BadInput
from tests.demo.office import built


def _refused(folder: Path, field: str, **asked: object) -> BadInput:
    with pytest.raises(BadInput) as caught:
        built(folder, **asked)  # type: ignore[arg-type]  # wrong values are the point
    assert caught.value.field == field
    assert caught.value.words.de != caught.value.words.en
    return caught.value


def test_an_unknown_preset_names_the_known_ones(tmp_path: Path) -> None:
    assert "quiet, normal, busy, peak" in _refused(tmp_path / "demo", "preset", preset="mad").words.de
    assert not (tmp_path / "demo").exists()


@pytest.mark.parametrize("at", ["", "25:00", "halb neun", "11:00:00"])
def test_a_time_that_is_none(tmp_path: Path, at: str) -> None:
    _refused(tmp_path / "demo", "at", at=at)


@pytest.mark.parametrize("day", ["2026-02-30", "morgen", "3.9.", "2026-9-3"])
def test_a_date_that_is_none(tmp_path: Path, day: str) -> None:
    _refused(tmp_path / "demo", "day", day=day)


def test_an_hour_that_does_not_exist(tmp_path: Path) -> None:
    _refused(tmp_path / "demo", "at", day="2026-03-29", at="2:30")


def test_years_that_cannot_be(tmp_path: Path) -> None:
    _refused(tmp_path / "demo", "years", years=-1)
    _refused(tmp_path / "demo", "years", years=100)
    _refused(tmp_path / "demo", "day", day="9999-12-31")


def test_a_folder_that_is_not_empty(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    _refused(tmp_path, "folder")
    _refused(tmp_path / "letter.txt", "folder")
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


def test_a_built_folder_is_not_built_again(tmp_path: Path) -> None:
    built(tmp_path / "demo")
    _refused(tmp_path / "demo", "folder")
