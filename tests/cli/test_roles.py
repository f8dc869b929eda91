"""Every command asks for the role of whoever gives it."""

from __future__ import annotations

import inspect
from types import ModuleType
from typing import cast

import pytest

from ihk_tui.cli import verbs
from ihk_tui.cli.host import Options
from ihk_tui.domain.rights import RIGHTS, Role
from ihk_tui.domain.words import Refusal
from ihk_tui.office import serving
from tests.cli.office import STORE_TROUBLE, Desk
from tests.cli.roles_table import README, with_roles

LINES: dict[str, str] = {
    "checkin": "checkin --anonymous --topic VE",
    "edit": "edit A01",
    "show": "show A01",
    "left": "left A01",
    "slip": "slip A01",
    "resume": "resume A01",
    "transfer": "transfer --to all",
    "note": "note A01",
    "finish": "finish --outcome solved",
    "book": "book --date 4.12.2026 --time 1000 --topic VE --visitor-kind BM",
    "move": "move 1 --date 4.12.2026 --time 1000",
    "correct": "correct 1",
    "cancel": "cancel 1",
    "held": "held 1",
    "missed": "missed 1",
    "export": "export -o -",
    "import": "import -",
    "invite": "invite 1",
    "qr": "qr 1",
    "erase": "erase A01",
    "store": "store stats",
}
"""The least form of the commands that need arguments."""

MORE: dict[str, tuple[Role, ...]] = {
    "days --confirm 3.12.2026": ("lead", "admin"),
    "days --cancel 3.12.2026": ("lead", "admin"),
    "days --reopen 3.12.2026": ("lead", "admin"),
    "days --extra 4.12.2026": ("lead", "admin"),
    "days --day 3.12.2026 --desks 2": ("lead", "admin"),
    "publish --overwrite": ("lead", "admin"),
    "mail --list": ("reception", "adviser", "lead", "admin"),
    "store check": ("lead", "admin"),
    "note A01 Text": ("adviser", "lead"),
}
"""What depends on more than the command."""

ONE: dict[Role, str] = {
    "reception": "kaya",
    "adviser": "berger",
    "lead": "aydin",
    "admin": "vogel",
    "board": "wand",
}
"""Somebody in each role."""


def refused_by_role(staffed: Desk, line: str, role: Role) -> bool:
    said = staffed(f"--as {ONE[role]} --lang en {line}")
    return said.code == 3 and said.err.startswith("Only for: ")


OUTSIDE = {"init", "demo", "gate", "completion"}
"""What opens no office, and is out of reach over SSH."""


@pytest.mark.parametrize("role", RIGHTS)
def test_a_role_gives_the_commands_it_has_the_right_to(staffed: Desk, role: Role) -> None:
    rights = {name: verb.right for name, verb in verbs.DECLARED.items() if name not in OUTSIDE}
    refused = {name for name in rights if refused_by_role(staffed, LINES.get(name, name), role)}
    assert refused == {name for name, right in rights.items() if right not in RIGHTS[role]}
    for line, roles in MORE.items():
        assert refused_by_role(staffed, line, role) == (role not in roles), line


def test_the_administration_does_not_serve_in_the_app_either(staffed: Desk) -> None:
    refused = serving.call(staffed.office.session(Options(person="vogel")))
    assert isinstance(refused, Refusal)
    assert refused.code == "role"


def test_whoever_has_the_account_keeps_the_store_without_being_somebody(
    staffed: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    staffed.office.trouble = STORE_TROUBLE
    monkeypatch.setattr(staffed.office, "person", None)
    said = staffed("store check")
    assert "AssertionError" in said.err  # it came as far as the folder, which there is none of here


def test_a_refusal_is_logged_without_what_was_typed(staffed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.7 51000 192.0.2.1 22")
    staffed("note A01 'Frau Müller' --as kaya")
    *_, entry = staffed.value("log")
    assert (entry["person"], entry["verb"], entry["subject"]) == ("kaya", "refused", "note 192.0.2.7")
    assert "Verweigert" in staffed.done("log")


def test_a_refusal_stands_when_the_store_is_down(staffed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    staffed.office.trouble = STORE_TROUBLE
    assert staffed("store check --as kaya").code == 3
    monkeypatch.setenv("SSH_ORIGINAL_COMMAND", "scp -t /")
    assert staffed("gate --as kaya").code == 3


def test_a_refusal_is_nothing_to_undo(staffed: Desk) -> None:
    staffed.done("checkin --anonymous --topic VE --as kaya")
    staffed("note A01 --as kaya")
    assert "A01" in staffed.done("undo --as kaya")


def takes_files(verb: str) -> bool:
    return "Path(" in inspect.getsource(cast(ModuleType, verbs.command(verb)))


@pytest.mark.parametrize("verb", [verb for verb in verbs.VERBS if takes_files(verb)])
def test_every_file_that_a_command_takes_is_kept_from_clients(verb: str) -> None:
    assert verbs.DECLARED[verb].ssh or verbs.DECLARED[verb].right == "account"


def test_the_commands_that_take_files_are_known() -> None:
    assert {"export", "import"} <= {verb for verb in verbs.VERBS if takes_files(verb)}


def test_the_readme_has_the_table_as_it_is() -> None:
    readme = README.read_text(encoding="utf-8")
    assert with_roles(readme) == readme, "run `python -m tests.cli.roles_table`"
