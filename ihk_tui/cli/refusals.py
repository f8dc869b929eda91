"""Who was refused what: into the office's own log, by command and address, never what was typed."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from ihk_tui.domain.words import BadInput, StoreTrouble

if TYPE_CHECKING:  # `--help` needs the names only
    from ihk_tui.cli.request import Request
    from ihk_tui.office.session import Session

_HARMLESS = re.compile(r"[A-Za-z][A-Za-z_-]{0,23}")
"""What a program may be called. Anything else may be what somebody confided, typed in the wrong place."""


def record_refusal(what: str, request: Request) -> None:
    """Record that the acting person was refused a command.

    The refusal stands whatever becomes of this: the store may be what is in trouble.
    """
    name = what.rpartition("/")[2]
    name = name if _HARMLESS.fullmatch(name) else "?"
    address = caller(os.environ.get("SSH_CONNECTION", ""))
    if request.options.over_ssh:
        _tell_system(request.options.person, name, address)
    with suppress(BadInput, StoreTrouble):
        from ihk_tui.office.auditing import record

        record(_office(request), "refused", f"{name} {address}".strip())


def _office(request: Request) -> Session:
    """Open the office for the acting person, also when they are nobody in it any more.

    Raises BadInput (for the latter when nobody else would be meant either) and StoreTrouble.
    """
    try:
        return request.session
    except BadInput as problem:
        if problem.field != "as":
            raise
        from ihk_tui.domain.people import Person

        gone = request.options.person
        opened = request.host.session(request.options._replace(person=""))
        return opened._replace(person=Person(gone, gone, "board"))


def caller(connection: str) -> str:
    """The client's address in `SSH_CONNECTION` (ssh(1)); empty when there is none."""
    from ipaddress import ip_address  # a refusal is rare

    first = connection.partition(" ")[0]
    try:
        return str(ip_address(first.partition("%")[0]))
    except ValueError:
        return ""


def _tell_system(person: str, name: str, address: str) -> None:
    """Tell the system's log too, where there is one: that one is not in reach of whom it is about."""
    import syslog

    syslog.openlog("ihk-tui", 0, syslog.LOG_AUTH)
    syslog.syslog(syslog.LOG_WARNING, f"refused {name} to {person} from {address or 'here'}")
