"""How a command line is understood: options, languages, help, and every exit code."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest

from ihk_tui import __version__
from ihk_tui.cli.verbs import VERBS
from ihk_tui.domain.words import Language
from tests.cli.office import STORE_TROUBLE, Desk


@pytest.mark.parametrize("line", ["--as berger --desk 2 --json call", "call --as berger --desk 2 --json"])
def test_global_options_stand_before_or_after_the_command(day: Desk, line: str) -> None:
    day.done("checkin --anonymous --topic VE2")
    visit = day(line).value
    assert (visit["adviser"], visit["desk"]) == ("berger", 2)


def test_later_options_win(day: Desk) -> None:
    day.done("checkin --anonymous --topic VE2")
    assert day("--as kaya --json call --as berger").value["adviser"] == "berger"


def test_german_unless_english_is_asked_for(day: Desk) -> None:
    assert day("call").err == "Niemand wartet.\n"
    assert day("call --lang en").err == "Nobody is waiting.\n"
    assert day("--lang=en call").err == "Nobody is waiting.\n"


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("verb", VERBS)
def test_every_command_has_help_in_both_languages(desk: Desk, verb: str, language: Language) -> None:
    said = desk(f"{verb} --help --lang {language}")
    assert said.code == 0
    assert VERBS[verb].to(language) in said.out
    assert {"de": "Aufruf: ", "en": "usage: "}[language] in said.out
    assert all(len(line) <= 80 for line in said.out.splitlines())


def test_the_help_lists_every_command(desk: Desk) -> None:
    said = desk("--help")
    assert said.code == 0
    assert [verb for verb in VERBS if f"  {verb} " not in said.out] == []
    assert all(len(line) <= 80 for line in said.out.splitlines())


def test_version(desk: Desk) -> None:
    assert desk.done("--version") == f"ihk-tui {__version__}\n"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("dance", "Den Befehl „dance“ gibt es nicht. Alle Befehle: ihk-tui --help"),
        ("finish", "Es fehlt: --outcome. Hilfe: ihk-tui finish --help"),
        ("show", "Es fehlt: TICKET. Hilfe: ihk-tui show --help"),
        ("call --loud", "Das versteht der Befehl nicht: --loud. Hilfe: ihk-tui call --help"),
        ("finish --outcome", "Nach --outcome fehlt etwas. Hilfe: ihk-tui finish --help"),
        ("queue --json=yes", "--json steht für sich allein. Hilfe: ihk-tui queue --help"),
        ("call --desk zwei", "--desk: „zwei“ ist keine Zahl von 1 bis 99."),
        ("call --lang fr", "--lang: „fr“ gibt es nicht; möglich: de, en."),
        ("call 7x", "„7x“ ist keine Nummer wie A07 oder T03."),
        ("finish --outcome fine", "--outcome: „fine“ gibt es nicht; möglich: solved, started, "),
        ("queue --as nobody", "Wer?"),
    ],
)
def test_a_mistyped_command_gets_one_sentence(desk: Desk, line: str, sentence: str) -> None:
    assert desk.wrong(line).startswith(sentence)
    assert desk.wrong(line).count("\n") == 1


def test_mistyped_in_english(desk: Desk) -> None:
    assert desk.wrong("finish --lang en") == "Missing: --outcome. Help: ihk-tui finish --help\n"


def test_wrong_input_leaves_stdout_empty_with_json_too(desk: Desk) -> None:
    assert "--year" in desk.wrong("days --year 12345 --json")


def test_options_are_not_guessed(desk: Desk) -> None:
    assert "--topi" in desk.wrong("checkin --topi VE")


def test_trouble_with_the_store(desk: Desk) -> None:
    desk.office.trouble = STORE_TROUBLE
    assert desk("queue --json") == (4, "", "Die Festplatte ist voll.\n")


def test_interrupted(desk: Desk) -> None:
    desk.office.trouble = KeyboardInterrupt()
    assert desk("queue").code == 130


def test_without_a_terminal_the_plain_command_is_named(desk: Desk) -> None:
    assert desk.wrong("") == (
        "Hier ist kein Terminal. Ohne Bildschirm geht es so: ihk-tui queue (alle Befehle: ihk-tui --help).\n"
    )


def test_a_dumb_terminal_cannot_show_the_program(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _pretend_terminal(monkeypatch, "dumb")
    assert "full screen" in desk.wrong("--lang en")


def test_a_terminal_without_utf_8_cannot_show_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    latin = io.TextIOWrapper(io.BytesIO(), encoding="iso-8859-1")
    monkeypatch.setattr(sys, "stdout", latin)
    _pretend_terminal(monkeypatch, "xterm")
    assert "kein UTF-8" in desk("").err


@pytest.mark.parametrize(
    ("environment", "other"),
    [
        ("LC_ALL=de_DE.ISO-8859-1 LANG=de_DE.UTF-8", True),
        ("LC_ALL= LC_CTYPE=de_DE.ISO-8859-15 LANG=de_DE.UTF-8", True),
        ("LC_ALL= LC_CTYPE= LANG=de_DE@euro", True),
        ("LANG=de_DE.ISO-8859-1", True),
        ("LC_ALL=de_DE.utf8@euro LANG=de_DE.ISO-8859-1", False),
        ("LC_CTYPE=C.UTF-8 LANG=de_DE.ISO-8859-1", False),
        ("LC_ALL=C LANG=de_DE.ISO-8859-1", False),
        ("LC_ALL= LC_CTYPE=POSIX LANG=de_DE.ISO-8859-1", False),
        ("LC_CTYPE=UTF-8", False),
        ("LANG=de_DE", False),
        ("LANG=", False),
    ],
)
def test_the_locale_says_what_the_terminal_speaks_also_where_the_host_lacks_it(
    environment: str, other: bool
) -> None:
    code = "from ihk_tui.cli.terminal import names_other_than_utf_8 as other; print(other())"
    given = dict(pair.split("=", 1) for pair in environment.split())
    done = subprocess.run([sys.executable, "-I", "-c", code], env=given, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == (f"{other}\n", "")


def test_a_terminal_that_names_another_alphabet_cannot_show_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    _pretend_terminal(monkeypatch, "xterm")
    monkeypatch.setenv("LC_ALL", "de_DE.ISO-8859-1")
    assert desk.wrong("").startswith(
        "Dieses Terminal kann kein UTF-8. Ohne Bildschirm geht es so: ihk-tui queue"
    )


def test_without_a_command_the_program_opens(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _pretend_terminal(monkeypatch, "xterm-256color")
    assert desk("--as berger").code == 7
    assert desk.office.opened[-1].person == "berger"


def _pretend_terminal(monkeypatch: pytest.MonkeyPatch, term: str) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", term)
