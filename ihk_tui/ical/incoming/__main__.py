"""`python -m ihk_tui.ical.incoming FIRST LAST < file`: read a file under limits and answer as JSON."""

from __future__ import annotations

import resource
import sys
from datetime import date

import msgspec

from ihk_tui.domain.incoming import MAX_BYTES, CalendarFile, Window
from ihk_tui.domain.words import Refusal
from ihk_tui.ical.incoming.process import ReadingAnswer
from ihk_tui.ical.incoming.reading import read
from ihk_tui.ical.incoming.trouble import FAILED, TOO_LARGE

MEMORY = 1_000_000_000
"""Bytes of address space."""
CPU = 15
"""Seconds, for the case that whoever waits is gone."""


def main() -> None:
    """Read stdin, write the answer to stdout."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU))
    window = Window(date.fromisoformat(sys.argv[1]), date.fromisoformat(sys.argv[2]))
    content = sys.stdin.buffer.read(MAX_BYTES + 1)
    found: CalendarFile | Refusal
    try:
        found = TOO_LARGE if len(content) > MAX_BYTES else read(content, window)
    except MemoryError:
        found = TOO_LARGE
    except Exception:  # a traceback would print what stands in somebody's calendar
        found = FAILED
    answer = ReadingAnswer(refusal=found) if isinstance(found, Refusal) else ReadingAnswer(file=found)
    sys.stdout.buffer.write(msgspec.json.encode(answer))


if __name__ == "__main__":
    main()
