"""The command line: global options before or after the command, and the help."""

from __future__ import annotations

import argparse
from typing import Any, NoReturn

from ihk_tui import __version__
from ihk_tui.cli.arguments import Arguments, naming, one_of, whole
from ihk_tui.cli.usage import sentence
from ihk_tui.cli.verbs import GROUPS, OPEN_APP, VERBS, command
from ihk_tui.domain.words import BadInput, Language, Words

PROG = "ihk-tui"
FOLDER = Words("ORDNER", "DIR")
LANGUAGES: tuple[Language, ...] = ("de", "en")


class _Help(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=80)


class _GermanHelp(_Help):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, prefix or "Aufruf: ")


class UnknownCommand(BadInput):
    """The first word is no command of this program."""


class Parser(argparse.ArgumentParser):
    """Speaks either language, and says what is wrong as BadInput instead of printing and exiting."""

    def __init__(self, prog: str, language: Language, description: str) -> None:
        super().__init__(
            prog=prog,
            description=description,
            allow_abbrev=False,
            add_help=False,
            formatter_class=_GermanHelp if language == "de" else _Help,
        )

    def error(self, message: str) -> NoReturn:
        """Raise BadInput with argparse's message in both languages."""
        raise BadInput("", sentence(message, self.prog))


def asked_language(argv: list[str]) -> Language | None:
    """The language of `--lang`, needed before anything can be said about the rest."""
    words = iter(argv)
    for word in words:
        option, _, value = word.partition("=")
        if option == "--lang":
            asked = value or next(words, "")
            return next((language for language in LANGUAGES if language == asked), None)
    return None


def parse(argv: list[str], language: Language) -> tuple[str, argparse.Namespace]:
    """Give the command and its arguments. Raises BadInput, and SystemExit after `--help` and `--version`."""
    parser = Parser(PROG, language, _overview(language))
    parser.usage = f"{PROG} {_USAGE.to(language)}"
    understand_everywhere(parser, language, version=True)
    parser.add_argument("verb", nargs="?", type=_read_verb, help=argparse.SUPPRESS)
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    given = parser.parse_args(argv)
    if given.verb is None:
        return OPEN_APP, given
    verb = Parser(f"{PROG} {given.verb}", language, VERBS[given.verb].to(language))
    verb.usage = f"{verb.prog} {declare(verb, given.verb, language).usage}"
    return given.verb, verb.parse_intermixed_args(given.rest, given)


def declare(parser: argparse.ArgumentParser, verb: str, language: Language) -> Arguments:
    """Tell a parser everything that a command understands."""
    arguments = Arguments(parser, language)
    command(verb).arguments(arguments)
    understand_everywhere(parser, language)
    return arguments


_USAGE = Words("[Optionen] [Befehl …]", "[options] [command …]")
_SHOW_VERSION = Words("Version zeigen", "show the version")
_WITHOUT_COMMAND = Words(
    "Ohne Befehl öffnet sich das Programm mit dem heutigen oder nächsten Sprechtag.",
    "Without a command the program opens with today's or the next consultation day.",
)
_MORE = Words("Mehr zu einem Befehl: ihk-tui BEFEHL --help", "More on a command: ihk-tui COMMAND --help")


def _overview(language: Language) -> str:
    lines = [_WITHOUT_COMMAND.to(language)]
    for group in GROUPS:
        lines += ["", f"{group.title.to(language)}:"]
        lines += [f"  {name:<14}{verb.words.to(language)}" for name, verb in group.verbs.items()]
    return "\n".join([*lines, "", _MORE.to(language)])


def _read_verb(typed: str) -> str:
    if typed in VERBS:
        return typed
    raise UnknownCommand(
        "",
        Words(
            "Den Befehl „{typed}“ gibt es nicht. Alle Befehle: ihk-tui --help",
            'There is no command "{typed}". All commands: ihk-tui --help',
        ).fill(typed=typed),
    )


def understand_everywhere(parser: argparse.ArgumentParser, language: Language, version: bool = False) -> None:
    """What every command understands. Nothing is set when nothing is given: both parsers share the values."""
    group = parser.add_argument_group(Words("Für jeden Befehl", "For every command").to(language))

    def add(*names: str, words: Words, **more: Any) -> None:
        group.add_argument(*names, default=argparse.SUPPRESS, help=words.to(language), **more)

    add("--data", metavar=FOLDER.to(language), words=Words("Datenordner", "data folder"))
    add("--as", dest="person", metavar="PERSON", words=Words("wer es tut", "who does it"))
    add(
        "--desk",
        type=naming("--desk", whole(1, 99)),
        metavar="N",
        words=Words("an welchem Platz", "at which desk"),
    )
    add(
        "--lang",
        type=naming("--lang", one_of(LANGUAGES)),
        metavar="de|en",
        words=Words("Sprache", "language"),
    )
    add("--json", action="store_true", words=Words("Werte für Programme", "values for programs"))
    if version:
        add("--version", action="version", version=f"{PROG} {__version__}", words=_SHOW_VERSION)
    add("-h", "--help", action="help", words=Words("diese Hilfe zeigen", "show this help"))
