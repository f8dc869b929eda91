"""The commands for whoever keeps the data folder, on a real folder."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import tinydb
import tomlkit

from ihk_tui.cli.host import Options
from ihk_tui.cli.main import run
from ihk_tui.config import Config, StoreSettings, write_store
from ihk_tui.domain.words import StoreTrouble, Words
from ihk_tui.housekeeping import Housekeeping
from ihk_tui.store.kinds import PLACES
from ihk_tui.store.store import Store
from ihk_tui.wiring import Program


class Folder:
    """A data folder and a terminal."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path, self._capsys = path, capsys
        self.journal = path / "journal.jsonl"
        self.host, self.options = Program(), Options(data=path)

    def __call__(self, *words: str, code: int = 0) -> str:
        """Run a command and give what it said, on whichever stream."""
        assert run(["--data", str(self.path), "--lang", "en", *words], Program()) == code
        captured = self._capsys.readouterr()
        return captured.out + captured.err

    def value(self, *words: str, code: int = 0) -> Any:
        return json.loads(self(*words, "--json", code=code))

    def flip(self, line: int) -> None:
        lines = self.journal.read_bytes().splitlines(keepends=True)
        lines[line - 1] = lines[line - 1][:-5] + b"#" + lines[line - 1][-4:]
        self.journal.write_bytes(b"".join(lines))


def opened_office(path: Path, capsys: pytest.CaptureFixture[str]) -> Folder:
    """An open day with two visits."""
    made = Folder(path, capsys)
    made("init", "--name", "IHK", "--person", "kaya:Ela Kaya:reception", "--person", "aydin:Selin Aydın:lead")
    made("open-day")
    for _ in range(2):
        made("checkin", "--anonymous", "--topic", "VE2")
    return made


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Folder:
    """An open day with two visits."""
    monkeypatch.setenv("IHK_TUI_NOW", "2026-12-03T09:00")
    return opened_office(tmp_path / "office", capsys)


def test_a_sound_store(folder: Folder) -> None:
    assert folder("store", "check") == "All is well.\n"
    assert folder.value("store", "check") == {"sound": True, "findings": []}
    assert folder("store", "repair") == "There is nothing to repair in the journal.\n"
    assert folder.value("store", "repair") == {"repaired": False, "aside": [], "settings": []}


def test_damage_is_told_with_the_next_step_and_repaired(folder: Folder) -> None:
    folder.flip(4)
    before = folder.journal.read_bytes()
    assert folder("queue", code=4) == (
        "journal.jsonl is damaged in line 4. Next step: ihk-tui store check, then ihk-tui store repair.\n"
    )
    found = folder("store", "check", code=4)
    assert "journal.jsonl: damaged in line 4.\n" in found
    assert found.endswith("Next step: ihk-tui store repair\n")
    told = folder("store", "repair")
    assert "The damaged journal is in generations/damaged.jsonl." in told
    assert "Lost: transaction 2. What only it changed is as it was before" in told
    assert (folder.path / "generations" / "damaged.jsonl").read_bytes() == before
    assert [visit["ticket"] for visit in folder.value("queue")] == ["A02"]
    assert folder.value("checkin", "--anonymous", "--topic", "VE2")["ticket"] == "A03"
    assert "repair" in folder("log")


def test_settings_that_cannot_be_read_are_found_too(folder: Folder) -> None:
    (folder.path / "office.toml").write_text("[office")
    (finding,) = folder.value("store", "check", code=4)["findings"]
    assert (finding["file"], finding["serious"]) == ("office.toml", True)
    assert "store repair" not in folder("store", "check", code=4)


def test_a_backup_is_made_and_brought_back(folder: Folder, tmp_path: Path) -> None:
    made = folder.value("store", "backup")["path"]
    assert made == str(folder.path / "backups" / "2026-12-03T0900")
    folder("checkin", "--anonymous", "--topic", "VE2")
    told = folder("store", "restore", "latest")
    assert told == f"Brought back: {made}. What was there before is in generations/2.jsonl.\n"
    assert {visit["ticket"] for visit in folder.value("queue")} == {"A01", "A02"}
    elsewhere = folder.value("store", "backup", str(tmp_path / "stick"))["path"]
    new = Folder(tmp_path / "new", folder._capsys)
    new("store", "restore", elsewhere)
    assert new.value("queue") == folder.value("queue")
    settings, before = (tomllib.loads((each.path / "office.toml").read_text()) for each in (new, folder))
    assert "store" not in settings  # a copy never writes to our database
    assert {**settings, "store": before["store"]} == before
    assert folder("store", "restore", "nowhere", code=2) == "nowhere is no backup.\n"
    assert folder("store", "restore", code=2) == "Which backup?\n"


def test_what_is_held_is_written_for_tinydb(folder: Folder, tmp_path: Path) -> None:
    file = tmp_path / "office.json"
    assert folder("store", "export", "--tinydb", str(file)).startswith(f"Written: {file} (")
    with tinydb.TinyDB(file) as database:
        assert [visit["ticket"] for visit in database.table("visits-2026-12-03")] == ["A01", "A02"]
    assert folder("store", "export", code=2) == "--tinydb: Into which file?\n"
    nowhere = str(tmp_path / "no" / "file.json")
    assert "Not written: " in folder("store", "export", "--tinydb", nowhere, code=4)


def test_an_interrupted_init_is_completed(folder: Folder) -> None:
    assert "already" in folder("init", "--name", "IHK", "--person", "b:B:lead", code=2)
    other = Folder(folder.path.with_name("other"), folder._capsys)
    other("init", "--name", "IHK", "--person", "b:B:lead")
    (other.path / "office.toml").unlink()
    other("init", "--name", "IHK", "--person", "b:B:lead")
    (person,) = tomllib.loads((other.path / "office.toml").read_text())["people"]
    assert person["name"] == "B"
    (folder.path / "office.toml").unlink()
    assert "already" in folder("init", "--name", "IHK", "--person", "b:B:lead", code=2)


def end_with_a_move(folder: Folder) -> None:
    """Let the office move elsewhere."""
    store = Store.open(folder.path, PLACES)
    with store.moving("aydin", "postgresql://elsewhere", datetime(2026, 12, 3, 9, tzinfo=UTC)):
        pass
    store.close()


@pytest.mark.parametrize("settings", ["", "[[["])
def test_an_office_that_moved_away_is_not_forked_when_its_settings_are_lost(
    folder: Folder, settings: str
) -> None:
    folder("store", "backup")
    end_with_a_move(folder)
    (folder.path / "office.toml").unlink()
    if settings:
        (folder.path / "office.toml").write_text(settings)
    before = folder.journal.read_bytes()
    refused = folder("store", "restore", "latest", code=2 if settings else 4)
    assert ("office.toml cannot be read" if settings else "moved from here to postgresql://") in refused
    assert folder.journal.read_bytes() == before


def test_settings_that_are_lost_come_back_from_a_backup(folder: Folder) -> None:
    settings = tomllib.loads((folder.path / "office.toml").read_text())
    (folder.path / "office.toml").unlink()
    assert "make it in an empty folder" in folder("store", "check", code=4)
    assert "store repair" not in folder("store", "check", code=4)
    (folder.path / "office.toml").write_text(tomlkit.dumps(settings))
    folder("store", "backup")
    (folder.path / "office.toml").unlink()
    assert folder("store", "check", code=4).endswith("Next step: ihk-tui store repair\n")
    assert folder("store", "repair") == "Back from the last backup: office.toml.\n"
    assert folder("store", "check") == "All is well.\n"


def test_who_was_erased_since_a_backup_is_to_be_erased_again(folder: Folder) -> None:
    folder("checkin", "--kind", "SL", "--name", "Kim", "--topic", "VE2")
    folder("left", "A03", "--as", "aydin")
    made = folder.value("store", "backup")["path"]
    folder("erase", "A03", "--as", "aydin")
    assert "Please erase once more (ihk-tui erase)" in folder("store", "restore", made)
    folder("erase", "A03", "--as", "aydin")
    later = folder.value("store", "backup")["path"]
    assert folder.value("store", "restore", later)["erase_again"] == []
    assert folder.value("store", "restore", made)["erase_again"] == ["2026-12-03 A03"]


def test_the_way_out_of_a_database_that_cannot_be_opened_is_said(folder: Folder) -> None:
    made = folder.value("store", "backup")["path"]
    write_store(folder.path, StoreSettings(url="postgresql://elsewhere/ihk"), shared=False)

    def opened(path: Path, settings: Config) -> Store:
        raise StoreTrouble(Words("Die Tabelle ist beschädigt.", "The table is damaged."))

    keeping = Housekeeping(folder.path, "aydin", lambda: datetime(2026, 12, 3, tzinfo=UTC), opened)
    with pytest.raises(StoreTrouble, match=rf"The table is damaged\. .* --data NEW store restore {made}"):
        keeping.restore("latest")


def test_what_is_found_without_being_damage_is_told_so(folder: Folder) -> None:
    with folder.journal.open("ab") as journal:
        journal.write(b"01234567 {")
    assert folder("store", "check").endswith("the next one sets them aside.\nNothing is damaged.\n")


def test_a_folder_that_is_not_there_is_not_called_a_file(folder: Folder, tmp_path: Path) -> None:
    nowhere = tmp_path / "no" / "file.json"
    said = folder("store", "export", "--tinydb", str(nowhere), code=4)
    assert said == f"Not written: there is no folder {nowhere.parent}.\n"
