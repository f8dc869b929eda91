"""Blocked times: when an adviser is busy by their own calendar, and not a word more.

Neither title nor place is kept, and of the UID only a digest: some programs put names and addresses into it
(RFC 7986 §5.3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

import msgspec

from ihk_tui.domain.formats import BERLIN, local, span_words
from ihk_tui.domain.incoming import Occurrence, Window
from ihk_tui.domain.words import Refusal, Words


class BlockedTime(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an event blocks on one day; an event over several days is one on each.

    `released` ones block nothing: they remember the version in which their event was called off, so that an
    older one does not bring it back.
    """

    day: date
    id: int
    """Made of adviser, event and recurrence: the same whenever they are read."""
    adviser: str
    event: str
    """A digest of the UID."""
    recurrence: str = ""
    start: datetime
    end: datetime
    sequence: int = 0
    stamp: datetime | None = None
    released: bool = False


def event_key(uid: str) -> str:
    """Name an event without telling its UID."""
    return _digest(uid).hex()[:32]


def block(uid: str, occurrence: Occurrence, adviser: str, window: Window) -> Iterator[BlockedTime]:
    """Give what an occurrence blocks on each day of the window, in Hattingen's days."""
    event = event_key(uid)
    number = int.from_bytes(_digest(f"{adviser}\0{event}\0{occurrence.recurrence}")[:6], "big")
    day = max(local(occurrence.start).date(), window.first)
    while day <= window.last and (midnight := _midnight(day)) < occurrence.end:
        start, end = max(occurrence.start, midnight), min(occurrence.end, _midnight(day + timedelta(days=1)))
        if start < end:
            yield BlockedTime(
                day=day,
                id=number,
                adviser=adviser,
                event=event,
                recurrence=occurrence.recurrence,
                start=start,
                end=end,
                sequence=occurrence.sequence,
                stamp=occurrence.stamp,
            )
        day += timedelta(days=1)


def _digest(text: str) -> bytes:
    from hashlib import sha256  # loads OpenSSL, which only an import needs

    return sha256(text.encode()).digest()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BERLIN)


def blocked(times: Iterable[BlockedTime], start: datetime, end: datetime, adviser: str) -> Refusal | None:
    """Refuse a time at which the adviser's own calendar says busy."""
    for other in sorted(times, key=lambda t: t.start):
        theirs = adviser and other.adviser == adviser and not other.released
        if theirs and other.start < end and start < other.end:
            return Refusal(
                "adviser_busy",
                Words(
                    "Dann ist diese Person laut eingelesenem Kalender belegt: {span}.",
                    "This adviser is busy then, says the imported calendar: {span}.",
                ).fill(span=_span(other)),
            )
    return None


def _span(time: BlockedTime) -> Words:
    if time.end - time.start >= timedelta(hours=23):
        return Words("ganztägig", "all day")
    return span_words(time.start, time.end)
