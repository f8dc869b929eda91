"""Root runs a command in the folder of another account: whoever works there can still use all of it."""

from __future__ import annotations

import getpass
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from ihk_tui.cli.host import Options
from ihk_tui.cli.main import run
from ihk_tui.files import make_file, put
from ihk_tui.wiring import Program
from tests.lacking import lacking


@pytest.fixture(autouse=True)
def root() -> None:
    if os.geteuid() != 0:
        lacking("only root can work in everybody's folder")


ACCOUNT, GROUP = 4711, 4712
CHECKIN = ("checkin", "--anonymous", "--topic", "VE2")
PEOPLE = ("--person", "aydin:Selin Aydın:lead", "--person", "kaya:Ela Kaya:reception")


class Deed(NamedTuple):
    """What root does, and a file that comes about by it."""

    do: Callable[[Path], None]
    makes: str

    def __str__(self) -> str:
        return self.makes


def commands(*several: tuple[str, ...]) -> Callable[[Path], None]:
    """These commands, one after the other."""

    def done(folder: Path) -> None:
        for words in several:
            assert run(["--data", str(folder), *words], Program()) == 0

    return done


def damage_and_repair(folder: Path) -> None:
    lines = (folder / "journal.jsonl").read_bytes().splitlines(keepends=True)
    lines[-2] = lines[-2][:-9] + b"#" + lines[-2][-8:]
    (folder / "journal.jsonl").write_bytes(b"".join(lines))
    commands(("store", "repair"))(folder)


def tear_and_check_in(folder: Path) -> None:
    with (folder / "journal.jsonl").open("ab") as journal:
        journal.write(b"01234567 {")
    commands(CHECKIN)(folder)


def type_a_form(folder: Path) -> None:
    session = Program().session(Options(data=folder, person="kaya"))
    session.store.drafts.save("kaya", "visit", {"name": "Kim"})


def lose_the_lock_and_check_in(folder: Path) -> None:
    (folder / "run" / "lock").unlink()
    (folder / "run").rmdir()
    commands(CHECKIN)(folder)


def publish(folder: Path) -> None:
    commands(("publish", "--folder", str(folder / "calendars")))(folder)


DEEDS = [
    Deed(commands(CHECKIN), "journal.jsonl"),
    Deed(tear_and_check_in, "generations/torn-*"),
    Deed(lose_the_lock_and_check_in, "run/lock"),
    Deed(commands(("store", "compact")), "generations/2.jsonl"),
    Deed(commands(("store", "backup")), "backups/*/journal.jsonl"),
    Deed(commands(("store", "backup"), CHECKIN, ("store", "restore", "latest")), "generations/2.jsonl"),
    Deed(damage_and_repair, "generations/damaged.jsonl"),
    Deed(type_a_form, "drafts/kaya.json"),
    Deed(publish, "run/publish.lock"),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of another account."""
    monkeypatch.setenv("IHK_TUI_NOW", "2026-12-03T09:00")
    made = tmp_path / "office"
    made.mkdir()
    os.chown(made, ACCOUNT, GROUP)
    return made


@pytest.fixture(params=[0o755, 0o711], ids=oct)
def reachable(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder that every account can get at, whether or not it can list the one above."""
    monkeypatch.setenv("IHK_TUI_NOW", "2026-12-03T09:00")
    with TemporaryDirectory() as place:
        Path(place).chmod(request.param)
        made = Path(place) / "office"
        made.mkdir()
        yield made


def given_away(folder: Path) -> None:
    """Let everything belong to the account, as if it had made it."""
    for path in [folder, *folder.rglob("*")]:
        mode = stat.S_IMODE(path.stat().st_mode)
        os.chown(path, ACCOUNT, GROUP)
        path.chmod(mode)  # a change of owner takes the sticky group from a file


def of_others(folder: Path) -> list[str]:
    """What does not belong to the account and its group."""
    found = [folder, *folder.rglob("*")]
    return [path.name for path in found if (path.stat().st_uid, path.stat().st_gid) != (ACCOUNT, GROUP)]


@pytest.mark.parametrize("shared", [(), ("--shared",)], ids=["alone", "shared"])
def test_an_office_that_root_makes_belongs_to_the_owner_of_its_folder(
    folder: Path, shared: tuple[str, ...]
) -> None:
    commands(("init", "--name", "IHK", *PEOPLE, *shared), ("open-day",))(folder)
    assert (folder / "office.toml").exists()
    assert of_others(folder) == []


@pytest.mark.parametrize("shared", [(), ("--shared",)], ids=["alone", "shared"])
@pytest.mark.parametrize("deed", DEEDS, ids=str)
def test_what_root_leaves_belongs_to_the_owner_of_the_folder(
    folder: Path, deed: Deed, shared: tuple[str, ...]
) -> None:
    commands(("init", "--name", "IHK", *PEOPLE, *shared), ("open-day",), CHECKIN, CHECKIN)(folder)
    given_away(folder)
    modes = {path: path.stat().st_mode for path in folder.rglob("*")}
    deed.do(folder)
    assert list(folder.glob(deed.makes))
    assert of_others(folder) == []
    changed = [path.name for path, mode in modes.items() if path.exists() and path.stat().st_mode != mode]
    assert changed == []


def test_root_changes_nothing_behind_a_link_that_was_there(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o755)
    elsewhere.chmod(0o755)
    commands(("init", "--name", "IHK", *PEOPLE), ("open-day",), CHECKIN, CHECKIN)(folder)
    given_away(folder)
    (folder / "drafts").rmdir()
    (folder / "drafts").symlink_to(elsewhere)
    (folder / "generations" / "damaged.jsonl.new-1").symlink_to(elsewhere / "made")
    damage_and_repair(folder)
    commands(("store", "backup"), CHECKIN, ("store", "restore", "latest"))(folder)
    status = elsewhere.stat()
    assert (status.st_uid, stat.S_IMODE(status.st_mode)) == (0, 0o755)
    assert list(elsewhere.iterdir()) == []


def test_a_file_is_not_written_through_a_link(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    (tmp_path / f"office.toml.new-{os.getpid()}").symlink_to(victim)
    put(tmp_path / "office.toml", b"settings", 0o600)
    assert (victim.read_text(), (tmp_path / "office.toml").read_text()) == ("mine", "settings")


def test_a_file_is_not_made_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "lock").symlink_to(tmp_path / "victim")
    with pytest.raises(FileExistsError):
        make_file(tmp_path / "lock", os.O_RDWR, 0o600, tmp_path)
    assert not (tmp_path / "victim").exists()


def test_a_repair_leaves_the_permissions_of_folders_as_they_are(folder: Path) -> None:
    commands(("init", "--name", "IHK", *PEOPLE), ("open-day",), CHECKIN, CHECKIN)(folder)
    for path in (folder, folder / "generations", folder / "drafts"):
        path.chmod(0o750)
    damage_and_repair(folder)
    modes = {
        stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / "generations", folder / "drafts")
    }
    assert modes == {0o750}


def test_who_shares_a_folder_without_owning_it_may_repair_and_restore(reachable: Path) -> None:
    commands(("init", "--name", "IHK", *PEOPLE, "--shared"), ("open-day",), CHECKIN, CHECKIN)(reachable)
    commands(("store", "backup"))(reachable)
    given_away(reachable)
    lines = (reachable / "journal.jsonl").read_bytes().splitlines(keepends=True)
    (reachable / "journal.jsonl").write_bytes(b"".join([*lines[:-2], b"#\n", lines[-1]]))
    for words in (("repair",), ("restore", "latest")):
        assert as_account(ACCOUNT + 5, reachable, "store", *words) == 0
    commands(("queue",))(reachable)


def as_account(account: int, folder: Path, *words: str) -> int:
    """Run a command as an account of the folder's group; give its exit code."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 70
    try:
        os.setgroups([])
        os.setresgid(GROUP, GROUP, GROUP)
        os.setresuid(account, account, account)
        os.environ["LOGNAME"] = "kaya"
        code = run(["--data", str(folder), *words], Program())
    finally:
        os._exit(code)


def test_a_form_of_a_colleague_keeps_nobody_from_checking(reachable: Path) -> None:
    commands(("init", "--name", "IHK", *PEOPLE, "--shared"), ("open-day",))(reachable)
    type_a_form(reachable)
    given_away(reachable)
    assert as_account(ACCOUNT + 5, reachable, "store", "check") == 0


def test_an_account_without_a_name_keeps_the_store_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands(("init", "--name", "IHK", *PEOPLE), ("open-day",))(folder)

    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr(getpass, "getuser", nameless)
    commands(("store", "check"), ("store", "backup"), ("store", "restore", "latest"))(folder)


def test_backups_that_cannot_be_read_are_told(reachable: Path) -> None:
    commands(("init", "--name", "IHK", *PEOPLE), ("open-day",), ("store", "backup"))(reachable)
    given_away(reachable)
    os.chown(reachable / "backups", 0, 0)
    assert as_account(ACCOUNT, reachable, "store", "check") == 4
    assert as_account(ACCOUNT, reachable, "store", "restore", "latest") == 4
