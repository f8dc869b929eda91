"""How a command declares what it understands: options in both languages, each read where it is typed."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from typing import Any

from ihk_tui.domain.tickets import read_ticket
from ihk_tui.domain.words import BadInput, Language, Words

TEXT = Words("TEXT", "TEXT")
DATE = Words("DATUM", "DATE")
TIME = Words("ZEIT", "TIME")
PERSON = Words("PERSON", "PERSON")
FILE = Words("DATEI", "FILE")


class Arguments:
    """The arguments of one command, in the language of its help."""

    def __init__(self, parser: ArgumentParser, language: Language) -> None:
        self._language = language
        self._needed: list[str] = []
        self._typed: list[str] = []
        self._words = parser.add_argument_group(Words("Angaben", "Arguments").to(language))
        self._options = parser.add_argument_group(Words("Optionen", "Options").to(language))

    @property
    def usage(self) -> str:
        """What follows the command, in short."""
        return " ".join([Words("[Optionen]", "[options]").to(self._language), *self._needed, *self._typed])

    def word(
        self, name: str, words: Words, *, optional: bool = True, read: Callable[[str], Any] | None = None
    ) -> None:
        """Something without a dash; None when it was left out."""
        count = "?" if optional else None
        self._typed.append(f"[{name.upper()}]" if optional else name.upper())
        self._words.add_argument(
            name, nargs=count, type=read or str, metavar=name.upper(), help=words.to(self._language)
        )

    def ticket(self, *, optional: bool = False) -> None:
        """The number of a visit; None means the one I have."""
        mine = Words("Nummer wie A07 (ohne: Ihr Besuch)", "number like A07 (without: your visit)")
        words = mine if optional else Words("Nummer wie A07", "number like A07")
        self.word("ticket", words, optional=optional, read=read_ticket)

    def appointment(self) -> None:
        """The number of an appointment, as `id`."""
        words = Words("Nummer des Termins", "number of the appointment")
        self.word("id", words, optional=False, read=whole(1, 10**9))

    def text(
        self,
        option: str,
        words: Words,
        *,
        metavar: Words = TEXT,
        name: str | None = None,
        short: Sequence[str] = (),
        required: bool = False,
        default: str | None = "",
        read: Callable[[str], Any] | None = None,
    ) -> None:
        """An option with a value; `name` is where it is found when not under its own."""
        if required:
            self._needed.append(f"{option} …")
        self._options.add_argument(
            *short,
            option,
            dest=name or option.lstrip("-").replace("-", "_"),
            default=default,
            required=required,
            type=naming(option, read) if read else str,
            metavar=metavar.to(self._language),
            help=words.to(self._language),
        )

    def number(self, option: str, words: Words, low: int, high: int, *, default: int = 0) -> None:
        """An option with a whole number from `low` to `high`."""
        self._options.add_argument(
            option,
            type=naming(option, whole(low, high)),
            default=default,
            metavar="N",
            help=words.to(self._language),
        )

    def choice(
        self,
        option: str,
        choices: Sequence[str],
        words: Words,
        *,
        default: str | None = None,
        required: bool = False,
    ) -> None:
        """An option with one of a few words."""
        self.text(
            option,
            words,
            metavar=Words("|".join(choices), "|".join(choices)),
            default=default,
            required=required,
            read=one_of(choices),
        )

    def many(self, option: str, words: Words, *, metavar: Words = TEXT, name: str | None = None) -> None:
        """An option that can be repeated; a list."""
        self._options.add_argument(
            option,
            dest=name or option.lstrip("-"),
            action="append",
            default=[],
            metavar=metavar.to(self._language),
            help=words.to(self._language),
        )

    def flag(self, option: str, words: Words) -> None:
        """An option without a value."""
        self._options.add_argument(option, action="store_true", help=words.to(self._language))


def naming(option: str, read: Callable[[str], Any]) -> Callable[[str], Any]:
    """Let what `read` does not understand be said of an option."""

    def named(text: str) -> Any:
        try:
            return read(text)
        except BadInput as problem:
            raise BadInput(option, problem.words) from None

    return named


def whole(low: int, high: int) -> Callable[[str], int]:
    """Read a whole number in a range; what it gives raises BadInput."""

    def read(text: str) -> int:
        if text.isascii() and text.isdigit() and low <= int(text[:10]) <= high:
            return int(text)
        raise BadInput(
            "",
            Words(
                "„{text}“ ist keine Zahl von {low} bis {high}.",
                '"{text}" is not a number from {low} to {high}.',
            ).fill(text=text, low=low, high=high),
        )

    return read


def one_of(choices: Sequence[str]) -> Callable[[str], str]:
    """Read one of a few words; what it gives raises BadInput."""

    def read(text: str) -> str:
        if text in choices:
            return text
        raise BadInput(
            "",
            Words(
                "„{text}“ gibt es nicht; möglich: {known}.", 'There is no "{text}"; possible: {known}.'
            ).fill(text=text, known=", ".join(choices)),
        )

    return read
