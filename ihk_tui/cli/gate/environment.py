"""What of the client's environment counts: how its terminal is, and nothing that steers a program."""

from __future__ import annotations

import re
from collections.abc import MutableMapping

KEPT = re.compile(
    r"TERM|COLORTERM|NO_COLOR|LANG|LC_[A-Z]+"  # the client's terminal and its alphabet
    r"|SSH_(CONNECTION|CLIENT|TTY|ORIGINAL_COMMAND)|HOME|PATH|USER|LOGNAME|SHELL"  # set by sshd itself
)
_STEERING = re.compile(r"(IHK_TUI|PYTHON|LD|TEXTUAL)_?.*")


def clean(environment: MutableMapping[str, str]) -> bool:
    """Drop all that does not count; say whether something among it would have steered this program.

    What acts before Python is there (`LD_*`, `PYTHON*`) is kept away by the line that `authorized` makes.
    """
    steered = False
    for name in [name for name in environment if not KEPT.fullmatch(name)]:
        steered = steered or bool(_STEERING.fullmatch(name))
        del environment[name]
    return steered
