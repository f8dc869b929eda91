"""Passwords, from where nobody else can read them, to where nobody else can hear them."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from pathlib import Path

from ihk_tui.domain.words import BadInput, Words
from ihk_tui.files import reason

_OPEN = Words(
    "{file} ist auch für andere lesbar ({mode:03o}). Bitte: chmod 600 {file}",
    "{file} can be read by others ({mode:03o}). Please: chmod 600 {file}",
)
_UNREADABLE = Words("{file} ist nicht lesbar: {why}.", "{file} cannot be read: {why}.")
_EMPTY = Words("In {file} steht kein Passwort.", "There is no password in {file}.")
_NO_TEXT = Words("der Inhalt ist kein Text", "its content is no text")
_LARGEST = 4096


def password(environment: Mapping[str, str], variable: str, file: Path | None, field: str) -> str:
    """Give the password in an environment variable, else in a file that only its owner reads.

    Empty when there is neither. Raises BadInput for `field`, never with anything of the password.
    """
    if given := environment.get(variable):
        return given
    if file is None:
        return ""
    try:
        with open(os.open(file, os.O_RDONLY | os.O_CLOEXEC), "rb") as stream:
            mode = os.fstat(stream.fileno()).st_mode & 0o777
            if mode & 0o077:
                raise BadInput(field, _OPEN.fill(file=file, mode=mode))
            content = stream.read(_LARGEST).decode().rstrip("\r\n")
    except OSError as error:
        raise BadInput(field, _UNREADABLE.fill(file=file, why=reason(error))) from None
    except UnicodeDecodeError:
        raise BadInput(field, _UNREADABLE.fill(file=file, why=_NO_TEXT)) from None
    if not content:
        raise BadInput(field, _EMPTY.fill(file=file))
    return content


def is_this_machine(host: str) -> bool:
    """Whether what is sent to a host leaves no network card, so that a password may go without TLS."""
    if re.fullmatch(r"localhost|.+\.localhost", host):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
