"""A running program looks at office.toml: cheaply, and never at a half-written one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ihk_tui import standing as standing_module
from ihk_tui.config import Config, new_config, read_config, write_config
from ihk_tui.domain.people import Person
from ihk_tui.domain.standing import NOTHING, News, why_to_end
from ihk_tui.standing import Standing

BERGER, KAYA = Person("berger", "Tom Berger"), Person("kaya", "Ela Kaya", "reception")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An office with two people."""
    _write(tmp_path, BERGER, KAYA)
    return tmp_path


def _write(folder: Path, *people: Person) -> None:
    """Put other settings in place."""
    (folder / "office.toml").unlink(missing_ok=True)
    write_config(folder, new_config("IHK", "Hattingen", people, secret="s"))


def _looks(standing: Standing, count: int = 3) -> list[News]:
    return [news for _ in range(count) if (news := standing()) != NOTHING]


def test_nothing_new_is_no_news_and_the_file_is_read_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []

    def reading(folder: Path) -> Config:
        read.append(folder)
        return read_config(folder)

    monkeypatch.setattr(standing_module, "read_config", reading)
    assert _looks(Standing(folder, BERGER), 50) == []
    assert len(read) == 1, "what changed between opening the office and the first look counts too"


def test_whoever_is_removed_has_to_end(folder: Path) -> None:
    standing = Standing(folder, BERGER)
    assert _looks(standing) == []
    _write(folder, KAYA)
    assert _looks(standing) == [News(end=why_to_end(BERGER, [KAYA]))]


def test_whoever_was_removed_before_the_first_look_too(folder: Path) -> None:
    standing = Standing(folder, BERGER)
    _write(folder, KAYA)
    assert _looks(standing) == [News(end=why_to_end(BERGER, [KAYA]))]


def test_a_file_that_is_just_being_written_ends_nobodys_program(folder: Path) -> None:
    standing, file = Standing(folder, KAYA), folder / "office.toml"
    assert _looks(standing) == []
    whole = file.read_bytes()
    without_kaya = whole[: whole.rindex(b"[[people]]")]
    file.write_bytes(without_kaya)
    assert standing() == NOTHING
    file.write_bytes(whole)
    assert _looks(standing) == []
    file.write_bytes(without_kaya)
    assert [news.end for news in _looks(standing)] == [why_to_end(KAYA, [BERGER])]


def test_settings_that_cannot_be_read_are_said_once_and_again_when_they_were_mended(folder: Path) -> None:
    standing, file = Standing(folder, BERGER), folder / "office.toml"
    assert _looks(standing) == []
    file.write_text("[office")
    (news,) = _looks(standing)
    assert news.end is None and news.trouble and news.trouble.de.startswith("office.toml ist nicht lesbar:")
    file.write_text("[offic")
    assert _looks(standing) == [], "it is known"
    file.unlink()
    assert _looks(standing) == []
    _write(folder, BERGER, KAYA)
    assert _looks(standing) == []
    file.write_text("[office")
    assert len(_looks(standing)) == 1


def test_a_file_that_is_gone_is_said_once(folder: Path) -> None:
    standing = Standing(folder, BERGER)
    assert _looks(standing) == []
    os.unlink(folder / "office.toml")
    (news,) = _looks(standing)
    assert news.trouble and news.end is None
