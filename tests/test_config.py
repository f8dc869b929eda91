"""The office's settings."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ihk_tui.config import (
    CATALOGUE_FILE,
    ClockSettings,
    clock,
    new_config,
    packaged_catalogue,
    read_catalogue,
    read_config,
    write_config,
)
from ihk_tui.domain.people import Person
from ihk_tui.domain.words import BadInput

TWO = (Person("aydin", "Elif Aydin"), Person("empfang", 'Die "Lange" C:\\Neu', "reception"))


def test_what_is_written_is_read(tmp_path: Path) -> None:
    made = new_config("IHK Hattingen", "Im Bruchfeld", TWO, language="en", offset_seconds=-60)
    write_config(tmp_path, made)
    assert read_config(tmp_path) == made
    with pytest.raises(FileExistsError):
        write_config(tmp_path, made)


def test_nobody_acts_in_another_s_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "somebody")
    office = new_config("IHK", "", TWO)
    assert office.person("empfang").role == "reception"
    for unsaid in ("", "nobody"):
        with pytest.raises(BadInput, match="as"):
            office.person(unsaid)
    monkeypatch.setenv("LOGNAME", "empfang")
    assert office.person("").id == "empfang"
    assert new_config("IHK", "", TWO, default_person="aydin").person("").id == "empfang"
    monkeypatch.setenv("LOGNAME", "somebody")
    assert new_config("IHK", "", TWO, default_person="aydin").person("").id == "aydin"
    assert new_config("IHK", "", TWO[:1]).person("").id == "aydin"


@pytest.mark.parametrize(
    "text", [b"\xff", b"[office", b'[office]\nname = "x"\n', b'[office]\nname="x"\nsecret="y"\nunknown=1\n']
)
def test_settings_that_cannot_be_read_are_named(tmp_path: Path, text: bytes) -> None:
    with pytest.raises(BadInput, match=r"init|demo"):
        read_config(tmp_path)
    (tmp_path / "office.toml").write_bytes(text)
    with pytest.raises(BadInput, match=r"office\.toml"):
        read_config(tmp_path)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[people", "am Ende der Datei fehlt etwas."),
        ('[office]\nname = "x" y\n', "Zeile 2, Spalte 12: so kann TOML nicht weitergehen."),
        ('[office]\nname = "x"\n', "office: es fehlt secret."),
        ('[office]\nname = "x"\nsecret = "y"\nunknown = 1\n', "office: unknown gibt es nicht."),
        ("office = 1\n", "office: erwartet ist object."),
        ("people = []\n", "es fehlt office."),
        (
            '[office]\nname = "x"\nsecret = "y"\nlanguage = "fr"\n',
            "office.language: „fr“ ist kein möglicher Wert.",
        ),
        (
            'people = []\n[office]\nname = "x"\nsecret = "y"\n[publish]\nrefresh_minutes = 1\n',
            "publish.refresh_minutes: erwartet ist int >= 5.",
        ),
    ],
)
def test_where_settings_are_wrong_is_said_in_whole_sentences(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "office.toml").write_text(text)
    with pytest.raises(BadInput) as raised:
        read_config(tmp_path)
    assert raised.value.words.de == f"office.toml ist nicht lesbar: {why}"
    assert raised.value.words.en.startswith("office.toml cannot be read: ")
    assert raised.value.words.en.endswith(".")


def test_an_own_catalogue_counts_and_its_mistakes_are_named(tmp_path: Path) -> None:
    assert len(read_catalogue(tmp_path).groups) == 13
    own = tmp_path / CATALOGUE_FILE
    own.write_text(packaged_catalogue().replace("Eintragung (§§ 34–36)", "Eintragen"))
    assert read_catalogue(tmp_path).label("VE2").de == "Eintragen"
    for wrong in (b"\xff", packaged_catalogue().replace('"VE2"', '"VE1"').encode()):
        own.write_bytes(wrong)
        with pytest.raises(BadInput, match=CATALOGUE_FILE):
            read_catalogue(tmp_path)


def test_a_given_time_without_zone_is_hattingen_s() -> None:
    given = {"IHK_TUI_NOW": "2026-11-05T09:00:00"}
    now = clock(ClockSettings(), given)()
    assert now.replace(second=0, microsecond=0) == datetime(2026, 11, 5, 8, 0, tzinfo=UTC)
    with pytest.raises(BadInput):
        clock(ClockSettings(), {"IHK_TUI_NOW": "heute"})


def test_an_office_that_lost_its_settings_is_not_told_to_begin_anew(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="To make one: ihk-tui init"):
        read_config(tmp_path)
    (tmp_path / "journal.jsonl").touch()
    with pytest.raises(BadInput, match=r"office\.toml is missing"):
        read_config(tmp_path)
