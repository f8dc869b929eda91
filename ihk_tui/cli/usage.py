"""What argparse says about a mistyped command, in one sentence of either language."""

from __future__ import annotations

import re

from ihk_tui.domain.words import Words

_SENTENCES = (
    (
        r"the following arguments are required: (?P<what>.*)",
        Words("Es fehlt: {what}.", "Missing: {what}."),
    ),
    (
        r"unrecognized arguments: (?P<what>.*)",
        Words("Das versteht der Befehl nicht: {what}.", "The command does not understand: {what}."),
    ),
    (
        r"argument (?P<what>.*?): expected (one|at least one) argument",
        Words("Nach {what} fehlt etwas.", "Something is missing after {what}."),
    ),
    (
        r"argument (?P<what>.*?): ignored explicit argument .*",
        Words("{what} steht für sich allein.", "{what} takes no value."),
    ),
)


def sentence(message: str, prog: str) -> Words:
    """Say it for people and point to the help; a message that is not known here stays English."""
    for pattern, words in _SENTENCES:
        if match := re.fullmatch(pattern, message):
            said = words.fill(what=match["what"])
            break
    else:
        said = Words(f"{message}.", f"{message}.")
    return Words("{said} Hilfe: {prog} --help", "{said} Help: {prog} --help").fill(said=said, prog=prog)
