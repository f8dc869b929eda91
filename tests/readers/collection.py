"""A real Radicale as a reader: a calendar is put there as a collection, and read back by a REPORT."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from urllib.parse import quote
from xml.etree import ElementTree

from tests.publish.radicale import USER, Radicale
from tests.readers.libraries import icalendar_reads
from tests.readers.seen import Seen

_EVER = 'start="19960101T000000Z" end="20470101T000000Z"'
_REPORT = (
    '<?xml version="1.0" encoding="utf-8"?>'
    '<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop>'
    f"<C:calendar-data><C:expand {_EVER}/></C:calendar-data></D:prop><C:filter>"
    f'<C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:time-range {_EVER}/>'
    "</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"
)
_DATA = "{urn:ietf:params:xml:ns:caldav}calendar-data"


def reported(server: Radicale, path: str) -> list[Seen]:
    """What the server answers to a program that asks for every event (RFC 4791 §7.8, §9.6.5)."""
    status, answer = server.ask("REPORT", path, _REPORT, Depth="1", Content_Type="application/xml")
    assert status == 207, answer
    data = [each.text or "" for each in ElementTree.fromstring(answer).iter(_DATA)]
    return [event for events in icalendar_reads([text.encode() for text in data]) for event in events]


class Collections:
    """Radicale as a reader."""

    def __init__(self, server: Radicale) -> None:
        self._server, self._rounds = server, count()

    def __call__(self, files: Sequence[bytes]) -> list[list[Seen]]:
        """Put each calendar into a collection of its own."""
        return [self._read(content.decode()) for content in files]

    def _read(self, content: str) -> list[Seen]:
        path = f"/{quote(USER)}/read-{next(self._rounds)}/"
        status, answer = self._server.ask("PUT", path, content, Content_Type="text/calendar")
        assert status in (201, 204), answer
        return reported(self._server, path)
