"""A calendar file as values: each event with its times, or why it is not taken."""

from __future__ import annotations

from collections.abc import Iterable

from ihk_tui.domain.incoming import CalendarFile, IncomingEvent, Occurrence, Rejected, Window
from ihk_tui.domain.words import Refusal
from ihk_tui.ical.incoming import trouble
from ihk_tui.ical.incoming.lines import EventLines, read_content
from ihk_tui.ical.incoming.moments import Zones, instant
from ihk_tui.ical.incoming.series import Unfolding
from ihk_tui.ical.incoming.trouble import EventTrouble, FileTrouble
from ihk_tui.ical.incoming.version import Version, read_uid, read_version


def read(content: bytes, window: Window) -> CalendarFile | Refusal:
    """Read a calendar file; only in a process's main thread (see `Unfolding`)."""
    try:
        found = read_content(content)
    except FileTrouble as problem:
        return problem.refusal
    reading = _Reading(Zones(found.zones), Unfolding(window))
    for event in found.events:
        reading.take(event)
    return CalendarFile(tuple(reading.events()), tuple(reading.rejected), tuple(found.warnings))


class _Reading:
    def __init__(self, zones: Zones, unfolding: Unfolding) -> None:
        self.rejected: list[Rejected] = []
        self._zones, self._unfolding = zones, unfolding
        self._versions: dict[str, dict[str, Version]] = {}

    def take(self, event: EventLines) -> None:
        """Read a VEVENT and keep the newest version of each time."""
        uid = ""
        try:
            uid = read_uid(event)
            version = read_version(event, self._zones)
        except EventTrouble as problem:
            self.rejected.append(_rejected(problem.refusal, uid))
            return
        except Exception:  # of a stranger's event nothing can be ruled out, and the others do not suffer
            self.rejected.append(_rejected(trouble.UNREADABLE, uid))
            return
        known = self._versions.setdefault(uid, {})
        other = known.get(version.which)
        if other is None:
            known[version.which] = version
            return
        older, known[version.which] = sorted((other, version), key=lambda v: v.age)
        if older.age == version.age and older != version:
            self.rejected.append(_rejected(trouble.TWICE, uid, older))

    def events(self) -> Iterable[IncomingEvent]:
        """Give all events with their times."""
        for uid, versions in self._versions.items():
            main = versions.get("")
            changed = [version for which, version in versions.items() if which]
            try:
                yield self._event(uid, main, changed)
            except EventTrouble as problem:
                self.rejected.append(_rejected(problem.refusal, uid, main))

    def _event(self, uid: str, main: Version | None, changed: list[Version]) -> IncomingEvent:
        if main is None:
            return IncomingEvent(uid, _single(changed), series=True, complete=False)
        if not main.repeats:
            return IncomingEvent(uid, _single((main, *changed)), series=bool(changed), sequence=main.sequence)
        times = () if main.cancelled else self._unfolding.times(main, changed)
        return IncomingEvent(uid, times, series=True, sequence=main.sequence)


def _single(versions: Iterable[Version]) -> tuple[Occurrence, ...]:
    return tuple(
        Occurrence(
            start=instant(version.start),
            end=instant(version.end),
            recurrence=version.which,
            sequence=version.sequence,
            stamp=version.stamp,
            cancelled=version.cancelled,
            free=version.free,
        )
        for version in versions
    )


def _rejected(refusal: Refusal, uid: str, version: Version | None = None) -> Rejected:
    start = instant(version.start) if version else None
    return Rejected(refusal.code, refusal.words, uid, start)
