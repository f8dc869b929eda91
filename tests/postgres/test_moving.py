"""An office moves from its folder into a database and back, with the plain commands."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.store.drafts import FileDrafts
from ihk_tui.store.kinds import PLACES
from ihk_tui.store.postgres.opening import open_postgres
from ihk_tui.store.store import Store
from tests.cli.test_store import Folder, opened_office
from tests.postgres.server import Server
from tests.postgres.test_erasing import found

_schemas = count(1)


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Folder:
    """An open day with two visits."""
    monkeypatch.setenv("IHK_TUI_NOW", "2026-12-03T09:00")
    return opened_office(tmp_path / "office", capsys)


@pytest.fixture
def database(postgres: Server) -> Iterator[tuple[str, str]]:
    """A database and a schema of it that nobody uses."""
    yield postgres.url(), f"moved_{next(_schemas)}"


def test_there_and_back(folder: Folder, database: tuple[str, str]) -> None:
    url, schema = database
    folder("store", "compact")
    still_open = Store.open(folder.path, PLACES)
    (folder.path / "office.toml").write_text(
        (folder.path / "office.toml").read_text() + "\n# our own remark\n"
    )
    queue, log = folder.value("queue"), folder.value("log")

    where = folder.value("store", "move", url, "--schema", schema)["store"]
    assert where.endswith(f"({schema})")
    assert (folder.value("queue"), folder.value("log")) == (queue, log)
    assert folder.value("checkin", "--anonymous", "--topic", "VE2")["ticket"] == "A03"
    assert "our own remark" in (folder.path / "office.toml").read_text()
    assert tomllib.loads((folder.path / "office.toml").read_text())["store"]["schema"] == schema
    with pytest.raises(Exception, match="moved to"):
        still_open.read()
    assert folder("store", "check") == "All is well.\n"
    assert "there the database helps itself" in folder("store", "repair", code=2)
    backup = folder.value("store", "backup")["path"]
    folder("checkin", "--anonymous", "--topic", "VE2")
    folder("store", "restore", backup)
    assert len(folder.value("queue")) == 3
    assert "there already" in folder("store", "move", url, "--schema", schema, code=2)
    queue, log = folder.value("queue"), folder.value("log")

    assert folder.value("store", "move", "file") == {"store": "file"}
    assert (folder.value("queue"), folder.value("log")) == (queue, log)
    assert folder.value("checkin", "--anonymous", "--topic", "VE2")["ticket"] == "A05"
    assert folder.value("store", "check") == {"sound": True, "findings": []}
    assert "there already" in folder("store", "move", "file", code=2)


def test_nothing_that_people_confided_stays_where_an_office_moved_away(
    folder: Folder, database: tuple[str, str], postgres: Server
) -> None:
    url, schema = database
    folder("checkin", "--kind", "SL", "--topic", "BE", "--name", "Eva Kern-Öztürk")
    folder("store", "compact")
    here = folder.path / "drafts"
    FileDrafts(here).save("anna", "visit", {"name": "Eva Kern-Öztürk"})
    (here / "bert.json.17").write_text("Eva Kern-Öztürk")
    folder("store", "move", url, "--schema", schema)
    files = [file for file in folder.path.rglob("*") if file.is_file()]
    assert not [file for file in files if b"Kern" in file.read_bytes()]
    with pytest.raises(StoreTrouble, match=f"moved to .*{schema}"):
        Store.open(folder.path, PLACES).read()
    log, drafts = open_postgres(url, schema)
    assert drafts.load("anna", "visit") == {"name": "Eva Kern-Öztürk"}

    folder("store", "move", "file")
    assert found(postgres, "Kern-Öztürk") == []
    assert FileDrafts(here).load("anna", "visit") == {"name": "Eva Kern-Öztürk"}
    with pytest.raises(StoreTrouble, match="moved to file"):
        Store(log, drafts, PLACES).read()
    log.close()
    assert "Eva Kern-Öztürk" in folder("show", "A03")


@pytest.mark.parametrize("interrupted", ["carry_forms", "Store.empty", "config.write_store"])
def test_a_move_that_was_killed_after_the_old_log_ended_is_completed(
    folder: Folder, database: tuple[str, str], monkeypatch: pytest.MonkeyPatch, interrupted: str
) -> None:
    url, schema = database
    for target in (url, "file"):
        with monkeypatch.context() as patch:
            patch.setattr(f"ihk_tui.housekeeping.{interrupted}", killed)
            with pytest.raises(KeyboardInterrupt):
                folder.host.housekeeping(folder.options).move(target, schema)
        assert "repeat ihk-tui store move" in folder("queue", code=4)
        folder("store", "move", target, *(("--schema", schema) if target == url else ()))
        assert len(folder.value("queue")) == 2


def test_an_interrupted_move_is_completed(folder: Folder, database: tuple[str, str]) -> None:
    url, schema = database
    settings = (folder.path / "office.toml").read_bytes()
    folder("store", "move", url, "--schema", schema)
    (folder.path / "office.toml").write_bytes(settings)
    assert "repeat ihk-tui store move" in folder("queue", code=4)
    folder("store", "move", url, "--schema", schema)
    assert len(folder.value("queue")) == 2


def test_a_place_that_cannot_be_reached_or_is_taken_leaves_everything(
    folder: Folder, database: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    url, schema = database
    nowhere = "postgresql://anna:geheim@127.0.0.1:1/none"
    said = folder("store", "move", nowhere, code=4)
    assert "geheim" not in said
    assert "Where to?" in folder("store", "move", "elsewhere", code=2)
    other = opened_office(folder.path.with_name("other"), capsys)
    other("store", "move", url, "--schema", schema)
    folder("store", "move", url, "--schema", schema, code=4)
    assert folder.value("checkin", "--anonymous", "--topic", "VE2")["ticket"] == "A03"


def test_there_and_back_and_there_again(folder: Folder, database: tuple[str, str]) -> None:
    url, schema = database
    for number in range(3, 6):
        folder("store", "move", url, "--schema", schema)
        assert folder.value("checkin", "--anonymous", "--topic", "VE2")["ticket"] == f"A{number:02d}"
        folder("store", "move", "file")
    assert len(folder.value("queue")) == 5


def test_a_move_that_was_killed_after_everything_was_carried_is_repeated(
    folder: Folder, database: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url, schema = database
    for target in ((url, "--schema", schema), ("file",)):
        with monkeypatch.context() as patch:
            patch.setattr(Store, "_tell", killed)
            with pytest.raises(KeyboardInterrupt):
                folder.host.housekeeping(folder.options).move(target[0], schema)
        folder("checkin", "--anonymous", "--topic", "VE2")
        folder("store", "move", *target)
    assert len(folder.value("queue")) == 4


def killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt
