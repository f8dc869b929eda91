"""What a command is given, and what it may answer."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from ihk_tui.domain.words import BadInput, Language, Refusal, Words

if TYPE_CHECKING:  # `--help` needs the names only
    from argparse import Namespace

    from ihk_tui.cli.host import Host, Options
    from ihk_tui.office.session import Session


class Answer(NamedTuple):
    """What a command found or did: a value for programs and a text for people."""

    value: Any
    text: str
    refused: bool = False
    """Whether it tells why a rule did not allow it, with more than a `Refusal` can say."""
    trouble: bool = False
    """Whether it tells of trouble with the store."""


Result = Answer | Refusal | list[BadInput] | int
"""An answer, a refusal, everything that was typed wrongly, or the exit code of what ran meanwhile."""


class Request:
    """One command as it was typed."""

    def __init__(self, host: Host, options: Options, given: Namespace, language: Language) -> None:
        self.host = host
        self.options = options
        self.given = given
        self.language = language
        """The language of the answer; once the office is open, that of its session."""

    @cached_property
    def session(self) -> Session:
        """The office, opened for the acting person. Raises BadInput and StoreTrouble."""
        session = self.host.session(self.options)
        self.language = session.language
        return session

    @property
    def json(self) -> bool:
        """Whether a value for programs is wanted."""
        return getattr(self.given, "json", False)

    def say(self, words: Words) -> str:
        """Give a sentence in the language of the answer."""
        return words.to(self.language)
