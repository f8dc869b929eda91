"""Printing what a command answers, for people or as one JSON value, and the exit code that goes with it."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from ihk_tui.cli.advice import ADVICE
from ihk_tui.cli.request import Answer
from ihk_tui.domain.text import clean
from ihk_tui.domain.words import Refusal

if TYPE_CHECKING:  # `--help` needs the names only
    from argparse import Namespace

    from ihk_tui.cli.request import Request, Result
    from ihk_tui.domain.words import BadInput, Language

DONE = 0
WRONG = 2
REFUSED = 3
TROUBLE = 4
INTERRUPTED = 130


def answer(result: Result, request: Request) -> int:
    """Print a result and give its exit code."""
    if isinstance(result, int):
        return result
    if isinstance(result, list):
        return wrong(result, request.language, request.given)
    if isinstance(result, Refusal):
        message = request.say(result.words)
        advice = request.say(ADVICE[result.code]) if result.code in ADVICE else ""
        value = {"refused": result.code, "message": message}
        result = Answer(value, f"{message} {advice}", refused=True)
    if request.json:
        print(to_json(result.value))
    else:
        say(result.text, to_errors=result.refused)
    if result.trouble:
        return TROUBLE
    return REFUSED if result.refused else DONE


def wrong(problems: list[BadInput], language: Language, given: Namespace | None = None) -> int:
    """Say of everything that was typed wrongly where and why."""
    for problem in problems:
        option = _option(problem.field, given)
        sentence = problem.words.to(language)
        say(f"{option}: {sentence}" if option else sentence, to_errors=True)
    return WRONG


def _option(field: str, given: Namespace | None) -> str:
    """The option in which a field was given; empty when it came from elsewhere."""
    if field.startswith("--"):
        return field
    return f"--{field.replace('_', '-')}" if hasattr(given, field) else ""


def say(text: str, *, to_errors: bool) -> None:
    """Print a text for people, without anything that a terminal would obey."""
    print(clean(text, limit=len(text)), file=sys.stderr if to_errors else sys.stdout)


def to_json(value: Any) -> str:
    """One line of ASCII, so that no terminal obeys anything in it."""
    return json.dumps(value, default=_plain)


def _plain(value: Any) -> str:
    """Times become ISO 8601 with Hattingen's offset, everything else its own text."""
    from datetime import datetime

    from ihk_tui.domain.formats import local

    return local(value).isoformat(timespec="seconds") if isinstance(value, datetime) else str(value)
