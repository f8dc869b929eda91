"""The way in over SSH, up to where sshd begins: who comes, what is asked for, and what becomes of it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from ihk_tui.cli import verbs
from ihk_tui.cli.gate.environment import clean
from ihk_tui.cli.gate.order import LONGEST, Denied, Order, read_order
from ihk_tui.cli.host import Options
from ihk_tui.cli.main import run
from ihk_tui.cli.refusals import caller
from ihk_tui.config import new_config, write_config
from ihk_tui.domain.words import BadInput, Language, Words
from ihk_tui.store.kinds import PLACES
from ihk_tui.store.store import Store
from ihk_tui.wiring import Program
from tests.cli.office import PEOPLE, Desk


def ordered(typed: str) -> Order:
    order = read_order(typed, "en")
    assert isinstance(order, Order), order
    return order


def denied(typed: str) -> tuple[str, str]:
    order = read_order(typed, "en")
    assert isinstance(order, Denied), order
    return order.name, order.refusal.code


@pytest.mark.parametrize(
    "typed", ["queue --json", "ihk-tui queue --json", "ihk-tui --json queue", " queue  '--json' "]
)
def test_a_command_is_understood_with_and_without_the_program_s_name(typed: str) -> None:
    order = ordered(typed)
    assert (order.verb, order.given.json) == ("queue", True)


@pytest.mark.parametrize("typed", ["", " ", "ihk-tui"])
def test_nothing_asked_for_is_the_program(typed: str) -> None:
    assert ordered(typed).verb == verbs.OPEN_APP


def test_quotes_hold_free_text_together_and_expand_nothing() -> None:
    assert ordered("note A01 'Was $HOME kostet: `id` *'").given.text == "Was $HOME kostet: `id` *"
    assert ordered(r'note A01 "Er sagt: \"ja\""').given.text == 'Er sagt: "ja"'


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("sh", "sh"),
        ("sh -c 'ihk-tui queue'", "sh"),
        ("scp -t /tmp", "scp"),
        ("rsync --server --sender . /", "rsync"),
        ("internal-sftp", "internal-sftp"),
        ("/usr/lib/openssh/sftp-server", "/usr/lib/openssh/sftp-server"),
        ("queue; id", "queue;"),
        ("ihk-tui ihk-tui queue", "ihk-tui"),
        ("open-app", "open-app"),
        ("QUEUE", "QUEUE"),
    ],
)
def test_what_is_no_command_of_ours_is_denied(typed: str, name: str) -> None:
    assert denied(typed) == (name, "unknown_command")


@pytest.mark.parametrize(
    "typed",
    [
        "queue 'a",
        'note A01 "x',
        "queue \\",
        "queue\nid",
        "queue\x00",
        "\x1b[2J",
        "note A01 \x9b2J",
        "queue\udcff",
        f"note A01 {'x' * LONGEST}",
    ],
)
def test_what_cannot_be_read_surely_is_denied(typed: str) -> None:
    assert denied(typed) == ("?", "unreadable")


@pytest.mark.parametrize(
    "typed",
    [
        "queue --as aydin",
        "queue --as=aydin",
        "--as aydin queue",
        "--as aydin",
        "queue --data /tmp",
        "--data=/tmp queue",
        "init --name X",
        "demo",
        "demo --build-only /tmp/x",
        "gate --as aydin",
        "gate --authorize aydin",
        "export -o /tmp/x.ics",
        "export -o./x.ics",
        "export --output=x.ics",
        "import /etc/passwd",
        "import --adviser berger ./-",
        "publish --folder /tmp",
        "publish --folder -",
        "store backup /tmp/x",
        "store backup -",
        "store stats --tinydb /tmp/x",
        "store repair",
        "store restore latest",
        "store move postgresql://x/y",
        "store export --tinydb -",
    ],
)
def test_nobody_leaves_their_person_and_folder(typed: str) -> None:
    assert denied(typed)[1] == "not_over_ssh"


def test_a_calendar_goes_to_the_client_unless_something_else_is_said() -> None:
    assert ordered("export --day next").given.output == "-"
    assert ordered("export -o -").given.output == "-"
    assert ordered("import - --adviser berger").given.file == "-"
    assert ordered("store backup").given.action == "backup"


def test_a_typo_in_an_allowed_command_is_only_that() -> None:
    with pytest.raises(BadInput):
        read_order("call --loud", "en")
    with pytest.raises(BadInput):
        read_order("queue 'a & b' \"$(c)\" d\\;", "en")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("queue && id", "queue"),
        ("queue | sh", "queue"),
        ("export > x", "export"),
        ("import -<x", "import"),
        ("queue $(id)", "queue"),
        ("queue `id`", "queue"),
        ("--json queue ;id", "queue"),
        ("--json=x ; id", "?"),
    ],
)
def test_what_is_written_for_a_shell_is_no_slip(typed: str, name: str) -> None:
    assert denied(typed) == (name, "no_shell")


def test_signs_of_a_shell_are_text_where_text_is_asked_for(staffed: Desk) -> None:
    assert ordered("note A01 a&&b").given.text == "a&&b"
    assert ordered("note A01 'a && b; $(c) > d'").given.text == "a && b; $(c) > d"


def through(staffed: Desk, monkeypatch: pytest.MonkeyPatch, typed: str, person: str = "kaya") -> str:
    monkeypatch.setenv("SSH_ORIGINAL_COMMAND", typed)
    return staffed(f"gate --as {person} --lang en").err


def test_a_command_is_done_by_whose_key_it_is(staffed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert through(staffed, monkeypatch, "checkin --anonymous --topic VE") == ""
    assert staffed.value("log")[-1]["person"] == "kaya"
    assert staffed.office.opened[-2].over_ssh


def test_the_role_holds_there_too(staffed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert through(staffed, monkeypatch, "note A01") == "Only for: adviser, lead.\n"
    assert through(staffed, monkeypatch, "call", "vogel").startswith("Only for: ")
    subjects = [e["subject"] for e in staffed.value("log") if e["verb"] == "refused"]
    assert subjects == ["note", "call"]


def test_what_is_denied_is_logged_and_names_nobody(staffed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for typed in ("/usr/lib/openssh/sftp-server", "'Frau Müller' kommt", "queue --as aydin", "store repair"):
        assert through(staffed, monkeypatch, typed)
    subjects = [e["subject"] for e in staffed.value("log") if e["verb"] == "refused"]
    assert subjects == ["sftp-server", "?", "queue", "store"]


def test_without_a_command_it_opens_the_program(staffed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "This is no terminal. Without a screen: ihk-tui queue" in through(staffed, monkeypatch, "")
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("shutil.get_terminal_size", lambda fallback: os.terminal_size((80, 24)))
    monkeypatch.setenv("SSH_ORIGINAL_COMMAND", "")
    assert staffed("gate --as kaya").code == 7
    assert (staffed.office.opened[-1].person, staffed.office.opened[-1].over_ssh) == ("kaya", True)


def test_it_needs_to_know_whose_key_it_is(staffed: Desk) -> None:
    assert staffed.wrong("gate").startswith("--as")
    assert staffed.wrong("gate --as kaya --role lead").startswith("--role")


def test_who_left_the_office_is_let_in_no_more(staffed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.7 51000 192.0.2.1 22")
    assert through(staffed, monkeypatch, "queue", "meier") == '"meier" does not work here (any more).\n'
    *_, entry = staffed.value("log")
    assert (entry["person"], entry["verb"], entry["subject"]) == ("meier", "refused", "login 192.0.2.7")
    assert "meier  Verweigert  Anmeldung 192.0.2.7\n" in staffed.done("log")


def test_who_left_is_turned_away_whatever_becomes_of_the_record(
    staffed: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    staffed.office.trouble = BadInput("as", Words("Wer sind Sie?", "Who are you?"))
    assert through(staffed, monkeypatch, "queue", "meier") == '"meier" does not work here (any more).\n'


def test_help_is_help_of_the_command(staffed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_ORIGINAL_COMMAND", "queue --help")
    said = staffed("gate --as kaya")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("Aufruf: ihk-tui queue")


def test_only_what_the_terminal_is_counts_of_the_environment() -> None:
    kept = {
        "TERM": "xterm",
        "LANG": "C",
        "LC_CTYPE": "de",
        "NO_COLOR": "1",
        "SSH_CONNECTION": "x",
        "HOME": "/h",
    }
    environment = {**kept, "EDITOR": "vi", "TZ": "Asia/Tokyo"}
    assert not clean(environment)
    assert environment == kept
    for name in ("IHK_TUI_NOW", "IHK_TUI_DATA", "PYTHONPATH", "LD_PRELOAD", "TEXTUAL_LOG"):
        environment = {**kept, name: "x"}
        assert clean(environment), name
        assert environment == kept


def test_an_environment_that_steers_is_dropped_and_logged(
    staffed: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IHK_TUI_NOW", "2020-01-01T09:00")
    assert through(staffed, monkeypatch, "queue") == ""
    assert [e["subject"] for e in staffed.value("log") if e["verb"] == "refused"] == ["environment"]


@pytest.fixture
def folder(staffed: Desk, tmp_path: Path) -> Path:
    """An office on disk, where somebody is meant when nobody is named; and an environment to play with."""
    Store.create(tmp_path, PLACES).close()
    write_config(tmp_path, new_config("IHK", "Hattingen", PEOPLE, default_person="aydin"))
    return tmp_path


def test_who_left_an_office_on_disk_is_in_its_log(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--data", str(folder), "gate", "--as", "meier"], Program()) == 2
    capsys.readouterr()
    assert run(["--data", str(folder), "log", "--json"], Program()) == 0
    (entry,) = json.loads(capsys.readouterr().out)
    assert (entry["person"], entry["verb"], entry["subject"]) == ("meier", "refused", "login")


def test_publishing_nowhere_tells_nobody_to_name_a_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def publishing(asked: str) -> str:
        monkeypatch.setenv("SSH_ORIGINAL_COMMAND", asked)
        words = ["gate", "--as", "aydin"] if asked else ["publish"]
        assert run(["--data", str(folder), *words], Program()) == 2
        return capsys.readouterr().err

    assert "--folder" in publishing("")
    there = publishing("publish")
    assert there.startswith("Wohin, steht nicht fest: in office.toml fehlt unter [publish] folder")
    assert "--folder" not in there
    assert publishing("publish --caldav") == "In office.toml fehlt unter [publish] die caldav_url.\n"


@pytest.mark.parametrize(
    ("connection", "address"),
    [
        ("192.0.2.7 1 192.0.2.1 22", "192.0.2.7"),
        ("fe80::1%eth0 1 ::1 22", "fe80::1"),
        ("", ""),
        ("x\ny 1", ""),
    ],
)
def test_the_address_of_a_client(connection: str, address: str) -> None:
    assert caller(connection) == address


def test_the_display_at_the_wall_shows_itself_by_logging_in_and_may_nothing_else(
    staffed: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "The display needs a terminal" in through(staffed, monkeypatch, "", "wand")
    monkeypatch.setattr("ihk_tui.cli.commands.board.check_terminal", lambda instead: None)
    shown: list[Language] = []

    def show(options: Options, language: Language, bell: bool) -> int:
        shown.append(language)
        return 8

    monkeypatch.setattr(staffed.office, "run_board", show)
    for asked in ("", "--lang en", "ihk-tui --lang=en", "board --silent"):
        monkeypatch.setenv("SSH_ORIGINAL_COMMAND", asked)
        assert staffed("gate --as wand").code == 8, asked
    assert shown == ["de", "en", "en", "de"]
    for asked in ("queue", "show A01", "export", "log", "pin"):
        assert through(staffed, monkeypatch, asked, "wand").startswith("Only for: ")
