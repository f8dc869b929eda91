"""Bringing in what stands in a calendar elsewhere: busy times of an adviser, and changes of our appointments.

With an adviser, events become blocked times of that adviser. An event that is one of our own appointments, by
its UID, changes that appointment when it is newer, with or without an adviser. Whatever else there is belongs
to nobody and is rejected. The file itself was read before (`Session.read_calendar`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, NamedTuple

from msgspec.structs import replace

from ihk_tui.domain.appointments import Appointment, cancelled, moved_to, overlapping
from ihk_tui.domain.blocked import BlockedTime, block, event_key
from ihk_tui.domain.incoming import CalendarFile, IncomingEvent, Occurrence, Rejected, Window, newer
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office.agenda import keep, on_day
from ihk_tui.office.booking import PAST
from ihk_tui.office.fitting import fits
from ihk_tui.office.session import Session
from ihk_tui.office.work import Work

MAX_PIECES = 10_000
"""How many times of one adviser a file may block, counted by day."""
_NAMED = 20
"""So many appointments are named in the log; more are counted."""

OUTDATED = Refusal("outdated", Words("ist älter als der Stand hier", "is older than what is known here"))
NOT_NEWER = Refusal(
    "not_newer",
    Words(
        "weicht ab, ist aber nicht neuer (SEQUENCE) als der Stand hier",
        "differs, but is not newer (SEQUENCE) than what is known here",
    ),
)
REPEATED = Refusal(
    "series", Words("ein Termin von hier, der sich wiederholt", "an appointment of ours that repeats")
)
UNKNOWN = Refusal(
    "unknown_here",
    Words("stammt von hier, ist hier aber nicht bekannt", "was made here, but is not known here"),
)
WHOSE = Refusal(
    "whose",
    Words(
        "wessen Termin ist das? Mit --adviser wird er zur belegten Zeit dieser Person",
        "whose event is that? With --adviser it becomes a busy time of that person",
    ),
)
TOO_MANY = Refusal(
    "too_many",
    Words(
        "Der Kalender belegt mehr als {limit} Zeiten; so viele werden nicht eingelesen.",
        "The calendar blocks more than {limit} times; so many are not imported.",
    ).fill(limit=MAX_PIECES),
)


class ImportedTime(NamedTuple):
    """One time that is new, changed or removed; `appointment` when it is one of ours."""

    what: Literal["new", "changed", "removed"]
    start: datetime
    end: datetime
    appointment: int | None = None


class Imported(NamedTuple):
    """What a file brings, or would bring."""

    changes: tuple[ImportedTime, ...]
    same: int
    ignored: int
    """Times that block nothing: past, far ahead, called off before they were known, or free."""
    rejected: tuple[Rejected, ...]
    clashes: tuple[Appointment, ...]
    """Appointments of the adviser that lie in a time that is newly blocked."""
    stored: bool

    def count(self, what: str) -> int:
        """How many times are new, changed or removed."""
        return sum(change.what == what for change in self.changes)


def bring_in(
    session: Session, file: CalendarFile, adviser: str = "", whole: bool = False, dry_run: bool = False
) -> Imported | Refusal:
    """Bring a file in, or with `dry_run` find out what that would change.

    `whole` says that the file is all of the adviser's calendar: what is no longer in it is removed.
    """
    with session.begin("import") as work:
        bringing = _Bringing(session, work, adviser)
        for event in file.events:
            bringing.take(event)
            if bringing.pieces > MAX_PIECES:
                return TOO_MANY
        if whole and adviser:
            bringing.remove_missing({event.uid for event in file.events} | {r.uid for r in file.rejected})
        stored = not dry_run and bool(bringing.changes)
        if stored:
            bringing.forget_past()
            work.commit(bringing.subject())
        return Imported(
            tuple(sorted(bringing.changes, key=lambda change: change.start)),
            bringing.same,
            bringing.ignored,
            (*file.rejected, *bringing.rejected),
            tuple(bringing.clashes.values()),
            stored,
        )


class _Bringing:
    """One import while event after event is taken; everything happens inside its transaction."""

    def __init__(self, session: Session, work: Work, adviser: str) -> None:
        self.changes: list[ImportedTime] = []
        self.rejected: list[Rejected] = []
        self.clashes: dict[int, Appointment] = {}
        self.same = self.ignored = self.pieces = 0
        self._session, self._work, self._adviser = session, work, adviser
        self._window = Window.around(session.today())
        self._appointments = {a.uid: a for a in work.all(Appointment)}
        self._past: list[BlockedTime] = []
        self._known: dict[str, dict[str, list[BlockedTime]]] = {}
        for time in work.all(BlockedTime) if adviser else ():
            if time.adviser == adviser and time.day < self._window.first:
                self._past.append(time)
            elif time.adviser == adviser:
                self._known.setdefault(time.event, {}).setdefault(time.recurrence, []).append(time)

    def take(self, event: IncomingEvent) -> None:
        """Take one event of the file."""
        if appointment := self._appointments.get(event.uid):
            self._take_appointment(event, appointment)
        elif event.made_here in ("day", "busy"):
            self.same += len(event.times)
        elif event.made_here:
            self._reject(UNKNOWN, event)
        elif self._adviser:
            self._take_times(event)
        else:
            self._reject(WHOSE, event)

    def _take_times(self, event: IncomingEvent) -> None:
        known = self._known.get(event_key(event.uid), {})
        for time in event.times:
            before = known.get(time.recurrence, [])
            off = time.cancelled or time.free
            after = [] if off else list(block(event.uid, time, self._adviser, self._window))
            self.pieces += len(after)
            if self.pieces > MAX_PIECES:
                return
            if after:
                self._block(event, before, after)
            else:
                self._release(event, before, time.sequence, time.stamp)
        if event.complete:
            listed = {time.recurrence for time in event.times}
            for recurrence, gone in known.items():
                if recurrence not in listed and not all(piece.released for piece in gone):
                    self._release(event, gone, event.sequence, None)

    def _block(self, event: IncomingEvent, before: list[BlockedTime], after: list[BlockedTime]) -> None:
        version = after[0]
        if before and _spans(before) == _spans(after) and before[0].sequence == version.sequence:
            self.same += 1
            return
        if before and not newer(version.sequence, version.stamp, before[0].sequence, before[0].stamp):
            self._reject(OUTDATED, event, version.start)
            return
        revived = all(piece.released for piece in before)
        self._note("new" if revived else "changed", after)
        for piece in before:
            self._work.remove(piece)
        for piece in after:
            self._work.put(piece)
            for appointment in overlapping(on_day(self._work, piece.day), piece.start, piece.end):
                if appointment.adviser == self._adviser and appointment.status == "booked":
                    self.clashes[appointment.id] = appointment

    def _release(
        self, event: IncomingEvent, before: list[BlockedTime], sequence: int, stamp: datetime | None
    ) -> None:
        """Free what was blocked; it stays as a mark of the version that freed it."""
        if not before or all(piece.released for piece in before):
            self.ignored += 1
        elif not newer(sequence, stamp, before[0].sequence, before[0].stamp):
            self._reject(OUTDATED, event, before[0].start)
        else:
            self._note("removed", before)
            for piece in before:
                self._work.put(replace(piece, released=True, sequence=sequence, stamp=stamp or piece.stamp))

    def remove_missing(self, uids: Iterable[str]) -> None:
        """Free what is blocked by events that are no longer there."""
        listed = {event_key(uid) for uid in uids}
        for event, times in self._known.items():
            for pieces in times.values() if event not in listed else ():
                if not all(piece.released for piece in pieces):
                    self._note("removed", pieces)
                    for piece in pieces:
                        self._work.remove(piece)  # without a mark: nobody said in which version it went

    def forget_past(self) -> None:
        """Drop what is over: nobody needs to know any more when somebody was busy."""
        for time in self._past:
            self._work.remove(time)

    def _take_appointment(self, event: IncomingEvent, found: Appointment) -> None:
        if event.series or len(event.times) != 1:
            self._reject(REPEATED, event)
            return
        time = event.times[0]
        off, moved = time.cancelled, (time.start, time.end) != _whole_seconds(found)
        differs = off != (found.status == "cancelled") or (moved and not off)
        if time.sequence < found.sequence:
            self._reject(OUTDATED, event, time.start)
        elif not differs:
            self.same += 1
        elif time.sequence == found.sequence:
            self._reject(NOT_NEWER, event, time.start)
        else:
            changed = self._called_off(found) if off else self._moved(found, time)
            if isinstance(changed, Refusal):
                self._reject(changed, event, time.start)
                return
            after = replace(changed, sequence=time.sequence)
            keep(self._work, after)
            what: Literal["changed", "removed"] = "removed" if off else "changed"
            self.changes.append(ImportedTime(what, after.start, after.end, after.id))

    def _called_off(self, found: Appointment) -> Appointment | Refusal:
        return cancelled(found, self._session.now())

    def _moved(self, found: Appointment, time: Occurrence) -> Appointment | Refusal:
        """Move an appointment by the rules by which it would be moved here."""
        now = self._session.now()
        moved = moved_to(found, time.start, time.end, found.adviser, now)
        if isinstance(moved, Refusal):
            return moved
        if time.start < now:
            return PAST
        refusal = fits(
            self._session, self._work, found.kind, time.start, time.end, found.adviser, found.travel, False,
            found.id,
        )  # fmt: skip
        return refusal or moved

    def _note(self, what: Literal["new", "changed", "removed"], pieces: list[BlockedTime]) -> None:
        first, last = min(p.start for p in pieces), max(p.end for p in pieces)
        self.changes.append(ImportedTime(what, first, last))

    def _reject(self, refusal: Refusal, event: IncomingEvent, start: datetime | None = None) -> None:
        if start is None and event.times:
            start = event.times[0].start
        self.rejected.append(Rejected(refusal.code, refusal.words, event.uid, start))

    def subject(self) -> str:
        """Name what was done for the log (DS9): whose and how many, by id, never contents."""
        ours = [f"appointment:{change.appointment}" for change in self.changes if change.appointment]
        counts = [
            f"{sign}{number}"
            for sign, what in (("+", "new"), ("~", "changed"), ("-", "removed"))
            if (number := sum(c.what == what and not c.appointment for c in self.changes))
        ]
        more = [f"+{len(ours) - _NAMED}"] if len(ours) > _NAMED else []
        return " ".join([*([self._adviser] if counts else []), *counts, *ours[:_NAMED], *more])


def _spans(pieces: Iterable[BlockedTime]) -> set[tuple[datetime, datetime]]:
    return {(piece.start, piece.end) for piece in pieces if not piece.released}


def _whole_seconds(appointment: Appointment) -> tuple[datetime, datetime]:
    """Start and end as a calendar file can tell them."""
    return appointment.start.replace(microsecond=0), appointment.end.replace(microsecond=0)
