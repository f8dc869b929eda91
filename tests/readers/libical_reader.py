"""Reads calendar files with libical (Evolution, GNOME) and prints their events as JSON.

Run by the system's own Python, where Debian's gir1.2-ical-3.0 and python3-gi are; arguments are the files.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import gi  # type: ignore[import-not-found]  # of the system's Python only

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib  # type: ignore[import-not-found]  # noqa: E402 - needs the version first


def instant(time: Any) -> str:
    """A time as an instant, by the VTIMEZONE of its own file."""
    assert time.is_utc() or time.get_timezone(), f"no zone: {time.as_ical_string()}"
    seconds = time.as_timet_with_zone(time.get_timezone() or ICalGLib.Timezone.get_utc_timezone())
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def seen(event: Any) -> dict[str, Any]:
    """What an event says."""
    status = event.get_status()
    return {
        "uid": event.get_uid(),
        "start": instant(event.get_dtstart()),
        "end": instant(event.get_dtend()),
        "all_day": bool(event.get_dtstart().is_date()),
        "summary": event.get_summary(),
        "status": ICalGLib.Property.status_to_string(status),
        "sequence": event.get_sequence(),
        "location": event.get_location() or "",
        "description": event.get_description() or "",
    }


def events(file: str) -> list[dict[str, Any]]:
    """The events of a file."""
    calendar = ICalGLib.Parser.parse_string(Path(file).read_bytes().decode())
    kind, found = ICalGLib.ComponentKind.VEVENT_COMPONENT, []
    event = calendar.get_first_component(kind)
    while event:
        found.append(seen(event))
        event = calendar.get_next_component(kind)
    return found


if __name__ == "__main__":
    json.dump([events(file) for file in sys.argv[1:]], sys.stdout)
