"""A script that lets a shell complete our commands and options, made from what the commands declare."""

from __future__ import annotations

from argparse import ArgumentParser

from ihk_tui.cli.arguments import FILE, Arguments, one_of
from ihk_tui.cli.parser import FOLDER, PROG, declare, understand_everywhere
from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.cli.verbs import VERBS
from ihk_tui.domain.words import Language, Words

SHELLS = ("bash", "zsh", "fish")


def arguments(args: Arguments) -> None:
    """Which shell."""
    words = Words("bash, zsh oder fish", "bash, zsh or fish")
    args.word("shell", words, optional=False, read=one_of(SHELLS))


def run(request: Request) -> Result:
    """Print the script. It needs nothing of ours when it runs: no office, no start of the program."""
    import shtab  # only here

    shell = request.given.shell
    script = shtab.complete(_everything(request.language), shell=shell)
    return Answer({"shell": shell, "script": script}, script)


def _everything(language: Language) -> ArgumentParser:
    """One parser for the whole command line, to be looked at only: reading it is done command by command."""
    import shtab

    root = ArgumentParser(prog=PROG, add_help=False)
    understand_everywhere(root, language, version=True)
    verbs = root.add_subparsers(parser_class=ArgumentParser)
    for name, words in VERBS.items():
        declare(verbs.add_parser(name, help=words.to(language), add_help=False), name, language)
    for parser in (root, *verbs.choices.values()):
        for action in parser._actions:
            known = str(action.metavar or "")
            if "|" in known:
                action.choices = known.split("|")
            elif known in (*FILE, *FOLDER):
                complete = shtab.DIRECTORY if known in FOLDER else shtab.FILE
                action.complete = complete  # type: ignore[attr-defined]  # shtab looks for it there
    return root
