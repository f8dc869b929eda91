"""A reader, and what is known to be wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from tests.readers.libraries import icalendar_reads, ics_reads, vobject_reads
from tests.readers.seen import Seen, ordered

TEXTS = ("summary", "location", "description")


class Reader(NamedTuple):
    """A program that reads calendars."""

    name: str
    read: Callable[[Sequence[bytes]], list[list[Seen]]]
    """Reads calendars, and gives the events of each in any order."""
    misreads: str = "\x00"
    """It gets texts wrong in which this stands, whoever wrote them."""
    shows_sequence: bool = True
    until: int = 2045
    """The last year whose summer time it knows, whatever a VTIMEZONE says."""

    def agrees(self, meant: Sequence[Seen], seen: Sequence[Seen]) -> None:
        """Compare what a calendar means with what this reader saw in it."""
        assert len(seen) == len(meant), self.name
        for one, other in zip(ordered(meant), ordered(seen), strict=True):
            assert self._as_shown(one, one) == self._as_shown(other, one), self.name

    def _as_shown(self, event: Seen, meant: Seen) -> Seen:
        blind = {name: "" for name in TEXTS if self.misreads in getattr(meant, name)}
        return replace(event, **blind, sequence=event.sequence if self.shows_sequence else None)


FAST = (
    Reader("icalendar", icalendar_reads),
    Reader("vobject", vobject_reads),
    # 0.7 undoes `\n` before `\\`, where RFC 5545 §3.3.11 knows one pass only, and asks dateutil for the zone.
    Reader("ics", ics_reads, misreads="\\", until=2037),
)
"""Libraries in this very process."""
