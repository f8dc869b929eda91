"""The key card, and what shells complete."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ihk_tui.cli.verbs import VERBS
from ihk_tui.domain.people import Person, Role
from ihk_tui.tui.actions import PLACES
from ihk_tui.tui.keymap import Keymap
from ihk_tui.wiring import Program
from tests.cli.office import Desk
from tests.lacking import need


def test_the_card_names_every_action_of_every_place_and_fits_on_paper(desk: Desk) -> None:
    card = desk.done("keys")
    assert card.startswith("IHK in Hattingen: Tasten, Selin Aydın\n\nDer Tag\n---")
    assert all(len(line) <= 78 for line in card.splitlines())
    for title, actions in PLACES.values():
        assert f"\n{title.de}\n" in card
        for action in actions:
            assert any(
                line.startswith(action.keycap.de) and action.label.de in line for line in card.splitlines()
            )


def test_one_place_in_english(desk: Desk) -> None:
    card = desk.done("keys --place appointments --lang en")
    assert "Appointments\n---" in card and "The day" not in card
    assert "Enter         Check in" in card


def test_a_place_that_is_not_there(desk: Desk) -> None:
    assert desk.wrong("keys --place kitchen").startswith(
        "--place: „kitchen“ gibt es nicht; möglich: day, visit,"
    )


def test_ones_own_keys_are_on_ones_own_card(desk: Desk) -> None:
    desk.office.chosen_keys = {"people": {"berger": {"call": "ü"}}}
    mine = desk.value("keys --place day --as berger")
    theirs = desk.value("keys --place day --as aydin")
    assert _keys(mine, "call") == ["ü"] and _keys(theirs, "call") == ["a"]
    assert "\nü             Aufrufen" in desk.done("keys --as berger")


def _keys(cards: list[dict[str, object]], action: str) -> object:
    actions = cards[0]["actions"]
    assert isinstance(actions, list)
    return next(each["keys"] for each in actions if each["action"] == action)


def test_wrong_keys_are_said_beside_the_card_that_is_in_force(desk: Desk) -> None:
    desk.office.chosen_keys = {"call": "c", "finish": "alt+f"}
    said = desk("keys")
    assert said.code == 2
    assert "\na             Aufrufen" in said.out
    assert said.err.splitlines() == [
        'office.toml, [keys] finish = "alt+f": '
        "Alt, Strg+Umschalt und Ähnliches kommen nicht durch jedes Terminal.",
        "office.toml, [keys] call: Der Tag: c ist schon „Abschluss“.",
    ]
    assert (desk("keys --json").code, _keys(desk("keys --json").value, "call")) == (2, ["a"])


_ROLES: tuple[Role | None, ...] = ("reception", "lead", None)


def test_the_card_leaves_out_what_ones_role_may_not_do() -> None:
    cards = {role: Keymap({}, "kaya", ()).cards(role) for role in ("reception", "lead", None)}
    planner = {
        role: next(card for card in found.places if card.place == "planner") for role, found in cards.items()
    }
    assert "settle" not in {line.action for line in planner["reception"].lines}
    assert planner["lead"] == planner[None] != planner["reception"]


_CARD = """
import sys
from ihk_tui.cli.main import run
from ihk_tui.wiring import Program
code = run(["--data", sys.argv[1], "keys", "--place", "day", "--as", sys.argv[2]], Program())
print(code, *sys.modules, file=sys.stderr)
"""


def test_the_settings_reach_the_card_and_no_screen_is_loaded(tmp_path: Path) -> None:
    people = tuple(Person(name, name.title()) for name in ("aydin", "berger"))
    Program().init(tmp_path, "IHK", "Hattingen", people, "de", False)
    with (tmp_path / "office.toml").open("a", encoding="utf-8") as settings:
        settings.write('call = "ü"\nfinish = 7\n[keys.people.aydin]\ncall = "ö"\n')
    for person, key in (("aydin", "ö"), ("berger", "ü")):
        done = subprocess.run(
            [sys.executable, "-c", _CARD, str(tmp_path), person], capture_output=True, text=True, check=True
        )
        said, code, *modules = done.stderr.replace("\n", " ").partition('"c".')[2].split(" ", 2)
        assert (said, code) == ("", "2")
        assert {"textual", "rich"}.isdisjoint(modules[0].split())
        assert f"\n{key}             Aufrufen" in done.stdout


@pytest.fixture
def bash(desk: Desk, tmp_path: Path) -> Path:
    """The script for bash, as somebody would keep it."""
    script = tmp_path / "ihk-tui.bash"
    script.write_text(desk.done("completion bash"), encoding="utf-8")
    return script


def _completed(script: Path, *words: str) -> list[str]:
    """What bash offers for the last word."""
    typed = " ".join(f"'{word}'" for word in words)
    asked = (
        f"source {script}; function_of=$(complete -p ihk-tui | sed 's/.*-F \\([^ ]*\\).*/\\1/')\n"
        f"COMP_WORDS=({typed}); COMP_CWORD={len(words) - 1}; COMP_LINE='{' '.join(words)}'\n"
        f"COMP_POINT=${{#COMP_LINE}}; $function_of ihk-tui '{words[-1]}' '{words[-2]}'\n"
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", asked], capture_output=True, text=True, check=True, cwd=script.parent
    )
    assert done.stderr == ""
    return sorted(done.stdout.split())


def test_bash_completes_commands_options_and_choices(bash: Path) -> None:
    assert _completed(bash, "ihk-tui", "ca") == ["call", "cancel"]
    assert set(VERBS) <= set(_completed(bash, "ihk-tui", ""))
    assert _completed(bash, "ihk-tui", "finish", "--ou") == ["--outcome"]
    outcomes = ["aborted", "not_responsible", "solved", "started"]
    assert _completed(bash, "ihk-tui", "finish", "--outcome", "") == outcomes
    assert _completed(bash, "ihk-tui", "--lang", "") == ["de", "en"]


def test_bash_completes_files_and_folders(bash: Path) -> None:
    (bash.parent / "day.ics").touch()
    (bash.parent / "office").mkdir()
    assert _completed(bash, "ihk-tui", "export", "--output", "da") == ["day.ics"]
    assert _completed(bash, "ihk-tui", "--data", "") == ["office"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_can_read_its_script(desk: Desk, shell: str, tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text(desk.done(f"completion {shell}"), encoding="utf-8")
    need(shell, shell)
    subprocess.run([shell, "-n", str(script)], check=True, timeout=20)


def test_completion_needs_no_office(desk: Desk) -> None:
    desk.office.trouble = AssertionError("the office was opened")
    assert "complete" in desk.done("completion bash")
    assert desk.wrong("completion tcsh").startswith("„tcsh“ gibt es nicht; möglich: bash, zsh, fish.")
