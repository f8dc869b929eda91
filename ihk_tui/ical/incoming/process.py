"""Reading a calendar file in another process, which is killed when it takes too long."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import msgspec
from msgspec.structs import replace

import ihk_tui
from ihk_tui.domain.incoming import MAX_BYTES, CalendarFile, IncomingEvent, MadeHere, Window
from ihk_tui.domain.words import Refusal
from ihk_tui.ical.incoming.trouble import EMPTY, FAILED, TOO_LARGE, TOO_SLOW, filled

SECONDS = 10.0
"""How long a file may take."""
_DAY = re.compile(r"(?:extra-)?day-\d{4}-\d\d-\d\d")
_BUSY = re.compile(r"[0-9a-f]{32}")


class ReadingAnswer(msgspec.Struct, omit_defaults=True):
    """What the process answers: the one or the other."""

    file: CalendarFile | None = None
    refusal: Refusal | None = None


def read_calendar(
    content: bytes, window: Window, domain: str, seconds: float = SECONDS
) -> CalendarFile | Refusal:
    """Read a calendar file; `domain` stands in the UIDs that this office made."""
    if not content:
        return EMPTY
    if len(content) > MAX_BYTES:
        return TOO_LARGE
    command = [sys.executable, "-m", __package__, window.first.isoformat(), window.last.isoformat()]
    try:
        done = subprocess.run(
            command,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=True,
            cwd=Path(ihk_tui.__file__).parent.parent,
        )
        answer = msgspec.json.decode(done.stdout, type=ReadingAnswer)
    except subprocess.TimeoutExpired:
        return filled(TOO_SLOW, seconds=round(seconds))
    except (subprocess.CalledProcessError, msgspec.DecodeError):
        return FAILED
    if answer.file is None:
        return answer.refusal or FAILED
    events = tuple(replace(event, made_here=_made_here(event, domain)) for event in answer.file.events)
    return replace(answer.file, events=events)


def _made_here(event: IncomingEvent, domain: str) -> MadeHere:
    """Tell by its UID what an event is that this office once exported (`ihk_tui.ical.identity`)."""
    name, at, host = event.uid.rpartition("@")
    if not at or host != domain:
        return ""
    if _DAY.fullmatch(name):
        return "day"
    return "busy" if _BUSY.fullmatch(name) else "appointment"
