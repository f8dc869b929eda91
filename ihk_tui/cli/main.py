"""The way in: understand the command line, do it, print the answer, give the exit code."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext
from io import TextIOWrapper
from typing import TYPE_CHECKING

from ihk_tui.cli.host import Options
from ihk_tui.cli.output import TROUBLE, answer, say, wrong
from ihk_tui.cli.parser import asked_language, parse
from ihk_tui.cli.request import Request
from ihk_tui.cli.verbs import DEMO, OPEN_APP, command
from ihk_tui.cli.waiting import told_for_whom
from ihk_tui.domain.words import BadInput, StoreTrouble

if TYPE_CHECKING:  # `--help` needs the names only
    from argparse import Namespace

    from ihk_tui.cli.host import Host

DEFECT = 1
INTERRUPTED = 130


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
    request = Request(host, _options(given), given, language)
    try:
        with nullcontext() if verb == DEMO else told_for_whom(request, until_open=verb == OPEN_APP):
            result = command(verb).run(request)
    except BadInput as problem:
        result = [problem]
    except StoreTrouble as trouble:
        say(request.say(trouble.words), to_errors=True)
        return TROUBLE
    return answer(result, request)


def _options(given: Namespace) -> Options:
    from pathlib import Path

    found = vars(given)
    return Options(
        data=Path(found["data"]).expanduser() if found.get("data") else None,
        person=found.get("person", ""),
        desk=found.get("desk", 0),
        language=found.get("lang"),
    )


def _hush() -> None:
    """Nobody reads on (`| head`): keep Python from complaining about it when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
