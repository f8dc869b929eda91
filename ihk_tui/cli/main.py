"""The way in: understand the command line, do it, print the answer, give the exit code."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext
from io import TextIOWrapper
from typing import TYPE_CHECKING

from ihk_tui.cli.host import Options
from ihk_tui.cli.output import INTERRUPTED, TROUBLE, answer, say, wrong
from ihk_tui.cli.parser import asked_language, parse
from ihk_tui.cli.refusals import record_refusal
from ihk_tui.cli.request import Request
from ihk_tui.cli.verbs import DEMO, GATE, OPEN_APP, command, declared
from ihk_tui.cli.waiting import told_for_whom
from ihk_tui.domain.rights import may
from ihk_tui.domain.words import BadInput, Refusal, StoreTrouble, Words
from ihk_tui.files import reason

if TYPE_CHECKING:  # `--help` needs the names only
    from argparse import Namespace

    from ihk_tui.cli.host import Host

DEFECT = 1

_UNHEARD = Words(
    "Ausgeführt und gespeichert ist es; nur die Antwort ließ sich nicht schreiben: {reason}.",
    "It is done and saved; only the answer could not be written: {reason}.",
)


def run(argv: list[str], host: Host) -> int:
    """Do what a command line says (without the program's own name) and give the exit code.

    0 done; 1 a defect; 2 wrong input; 3 refused by a rule; 4 trouble with the store; 130 interrupted.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without umlauts shows the rest
    try:
        code = _run(argv, host)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _hush()
        return 0
    except Exception as defect:  # a traceback would print what people confided
        import traceback

        places = traceback.extract_tb(defect.__traceback__)[-6:]
        where = " < ".join(f"{os.path.basename(p.filename)}:{p.lineno}" for p in reversed(places))
        print(f"ihk-tui: {type(defect).__name__} ({where})", file=sys.stderr)
        return DEFECT


def _run(argv: list[str], host: Host) -> int:
    language = host.language(Options(language=asked_language(argv)))
    try:
        verb, given = parse(argv, language)
    except BadInput as problem:
        return wrong([problem], language)
    except SystemExit as end:  # after --help and --version
        return int(end.code or 0)
    return perform(verb, Request(host, _options(given), given, language))


def perform(verb: str, request: Request) -> int:
    """Do what was understood, if the person's role may, print the answer and give the exit code."""
    try:
        with nullcontext() if verb in (DEMO, GATE) else told_for_whom(request, until_open=verb == OPEN_APP):
            result = _refused(verb, request) or command(verb).run(request)
    except BadInput as problem:
        result = [problem]
    except StoreTrouble as trouble:
        say(request.say(trouble.words), to_errors=True)
        return TROUBLE
    try:
        code = answer(result, request)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        if isinstance(result, Refusal | list):
            raise
        _hush()
        say(request.say(_UNHEARD.fill(reason=reason(error))), to_errors=True)
        return TROUBLE
    if isinstance(result, Refusal) and result.code == "role":
        record_refusal(verb, request)
    return code


def _refused(verb: str, request: Request) -> Refusal | None:
    """Refuse what the role of whoever gives the command has no right to."""
    rights = declared(verb).needs(vars(request.given))
    if "account" in rights:
        return None  # whoever could give it here has the account, and over SSH nobody can
    if "keep" in rights:  # the office may be what does not open, and the account's owner nobody in it
        if not request.options.person:
            return None
        role = request.host.person(request.options).role
    else:
        role = request.session.person.role
    return next((refusal for right in rights if (refusal := may(role, right))), None)


def _options(given: Namespace) -> Options:
    from pathlib import Path

    found = vars(given)
    return Options(
        data=Path(found["data"]).expanduser() if found.get("data") else None,
        person=found.get("person", ""),
        desk=found.get("desk", 0),
        language=found.get("lang"),
        over_ssh=found.get("over_ssh", False),
    )


def _hush() -> None:
    """Nobody reads on (`| head`, a full disk): keep Python from complaining about it when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
