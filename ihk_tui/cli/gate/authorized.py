"""The line of `authorized_keys` (sshd(8)) that lets a key in as one person."""

from __future__ import annotations

import shlex
import sys
import unicodedata
from pathlib import Path

from ihk_tui.cli.gate.key import PublicKey
from ihk_tui.domain.words import BadInput, Words

_PASSED = ("TERM", "COLORTERM", "LANG", "LC_ALL", "LC_CTYPE", "SSH_CONNECTION", "SSH_ORIGINAL_COMMAND")
_UNFIT = Words(
    "In {what} sind Zeichen, die nicht in authorized_keys stehen können.",
    "There are characters in {what} that cannot stand in authorized_keys.",
)


def authorized_line(key: PublicKey, folder: Path, person: str) -> str:
    """Give the line; the shell it is for is a POSIX one (`/bin/sh`). Raises BadInput.

    `env -i` lets nothing of what a client may send reach the program but what its terminal is, and `-I` keeps
    Python from looking for modules anywhere but where it is installed.
    """
    data = str(folder.absolute())
    for what in (sys.executable, data, person):
        if what.startswith("-") or any(unicodedata.category(c)[0] == "C" for c in what):
            raise BadInput("", _UNFIT.fill(what=ascii(what)))
    command = [sys.executable, "-I", "-m", "ihk_tui", "--data", data, "gate", "--as", person]
    passed = [f'{name}="${name}"' for name in _PASSED]
    words = [
        *("exec", "/usr/bin/env", "-i", "PATH=/usr/bin:/bin", *passed),
        "${NO_COLOR:+NO_COLOR=1}",  # an empty one would count as well
        *map(shlex.quote, command),
    ]
    quoted = " ".join(words).replace('"', '\\"')  # the only escape that sshd knows there
    return f'command="{quoted}",restrict,pty {key}'
