"""What a client asks for, from sshd's one string to a command; no shell has a part in it."""

from __future__ import annotations

import re
import shlex
import unicodedata
from argparse import Namespace
from typing import NamedTuple

from ihk_tui.cli.parser import PROG, UnknownCommand, parse
from ihk_tui.cli.verbs import VERBS, declared
from ihk_tui.domain.words import BadInput, Language, Refusal, Words

LONGEST = 8192
"""Characters. A note has 2,000 at most; longer ones come over stdin (`note A07 -`)."""

_UNREADABLE = Words(
    "Das lässt sich nicht als Befehl lesen: {why}. Freier Text mit Anführungszeichen geht so:"
    " ssh … \"note A07 'Text'\", oder über die Eingabe: note A07 -",
    "That cannot be read as a command: {why}. Free text with quotes goes like this:"
    " ssh … \"note A07 'text'\", or by stdin: note A07 -",
)
_TOO_LONG = Words("es ist zu lang", "it is too long")
_CONTROL = Words("darin sind Steuerzeichen", "there are control characters in it")
_QUOTES = Words("ein Anführungszeichen ist offen", "a quotation mark is open")
_HERE_ONLY = Words(
    "„{what}“ geht nicht über SSH, nur am Rechner selbst.", '"{what}" is not for SSH, only for the machine.'
)
_FOLDER = Words(
    "Wer Sie sind und welche Geschäftsstelle, bestimmt Ihr Schlüssel; --as und --data gehen hier nicht.",
    "Who you are and which office is said by your key; --as and --data are not possible here.",
)
_PATH = Words(
    "Über SSH nennt niemand Dateien dieses Rechners: {option} darf hier nur {values} sein.",
    "Over SSH nobody names files of this machine: {option} can only be {values} here.",
)
_NOTHING = Words("leer", "empty")
_NO_SHELL = Words(
    "Hier liest keine Shell: ; & | < > ` und $( gehen nicht. Freier Text braucht Anführungszeichen.",
    "No shell reads this: ; & | < > ` and $( are not possible. Free text needs quotes.",
)
_QUOTED = re.compile(r"\\.|'[^']*'|\"(?:\\.|[^\"\\])*\"")
_SHELL = re.compile(r"[;&|<>`]|\$\(")
"""What only a shell could have a use for (POSIX.1-2017 XCU 2.2), outside quotes."""


class Order(NamedTuple):
    """A command that may go on to the question whether the role holds it."""

    verb: str
    given: Namespace


class Denied(NamedTuple):
    """Why it may not, and the first word of what was asked for."""

    name: str
    refusal: Refusal


def read_order(typed: str, language: Language) -> Order | Denied:
    """Read what a client asked for; nothing is the full-screen program.

    Raises BadInput for an allowed command that is typed wrongly, and SystemExit after `--help`. What is not
    understood and written for a shell is no such slip.
    """
    words = _words(typed)
    if isinstance(words, Refusal):
        return Denied("?", words)
    if words[:1] == [PROG]:
        del words[0]
    try:
        verb, given = parse(words, language)
    except UnknownCommand as unknown:
        return Denied(words[0], Refusal("unknown_command", unknown.words))
    except BadInput:
        if _SHELL.search(_QUOTED.sub("", typed)):
            name = next((word for word in words if word in VERBS), "?")
            return Denied(name, Refusal("no_shell", _NO_SHELL))
        raise
    refusal = _denied(verb, given)
    return Denied(verb, refusal) if refusal else Order(verb, given)


def _words(typed: str) -> list[str] | Refusal:
    why = _QUOTES
    if len(typed) > LONGEST:
        why = _TOO_LONG
    elif any(unicodedata.category(character) in ("Cc", "Cs") for character in typed):
        why = _CONTROL
    else:
        try:
            return shlex.split(typed)
        except ValueError:
            pass
    return Refusal("unreadable", _UNREADABLE.fill(why=why))


def _denied(verb: str, given: Namespace) -> Refusal | None:
    """Refuse another person or folder, commands that need an account, and paths; put in what stands for none.

    A path is what `Verb.ssh` names, so that it is said once, where the command is.
    """
    values = vars(given)
    if "data" in values or "person" in values:
        return Refusal("not_over_ssh", _FOLDER)
    command = declared(verb)
    if command.right == "account":
        return Refusal("not_over_ssh", _HERE_ONLY.fill(what=verb))
    for name, allowed in command.ssh.items():
        if not values.get(name):
            values[name] = allowed[0]
        elif values[name] not in allowed:
            words = _PATH if verb != "store" or name != "action" else _HERE_ONLY.fill(what=values[name])
            said = Words(", ".join(allowed), ", ".join(allowed)) if any(allowed) else _NOTHING
            return Refusal("not_over_ssh", words.fill(option=name, values=said))
    return None
