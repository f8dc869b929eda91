"""Undo: a new transaction that brings back what was before (DESIGN.md §3)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from ihk_tui.domain import notes, transitions
from ihk_tui.domain.appointments import Appointment, cancelled, restored
from ihk_tui.domain.blocked import BlockedTime
from ihk_tui.domain.days import DAY_STARTED, ConsultationDay
from ihk_tui.domain.notes import VisitNotes
from ihk_tui.domain.people import Desk
from ihk_tui.domain.visits import Visit
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office.agenda import keep
from ihk_tui.office.booking_undone import taken_since
from ihk_tui.office.inviting import readdress
from ihk_tui.office.planning import Told
from ihk_tui.office.planning_undone import put_back, strands, to_tell
from ihk_tui.office.serving import current
from ihk_tui.office.session import Session
from ihk_tui.office.subjects import subject_words
from ihk_tui.office.work import Change, Entry, Reader, Work

VERBS: dict[str, Words] = {
    "checkin": Words("Neu", "check-in"),
    "edit": Words("Ändern", "edit"),
    "call": Words("Aufrufen", "call"),
    "recall": Words("Nochmals", "recall"),
    "start": Words("Start", "start"),
    "noshow": Words("Nicht da", "no-show"),
    "defer": Words("Später", "defer"),
    "resume": Words("Weiter", "resume"),
    "left": Words("Gegangen", "left"),
    "turn_away": Words("Abgewiesen", "turned away"),
    "transfer": Words("An Platz", "transfer"),
    "finish": Words("Fertig", "finish"),
    "note": Words("Notiz", "note"),
    "book": Words("Buchen", "book"),
    "move": Words("Verschieben", "move"),
    "cancel": Words("Absagen", "cancel"),
    "held": Words("Fand statt", "took place"),
    "missed": Words("Nicht erschienen", "did not come"),
    "import": Words("Einlesen", "import"),
    "close_day": Words("Abschluss", "close day"),
    "open_day": Words("Öffnen", "open day"),
    "desk": Words("Platz", "desk"),
    "plan": Words("Planung", "planning"),
    "undo": Words("Rückgängig", "undo"),
    "erase": Words("Löschen", "erase"),
    "consent": Words("Einwilligung", "consent"),
    "invite": Words("Einladen", "invite"),
    "mail": Words("Versand", "mail"),
    "pin": Words("PIN", "PIN"),
    "refused": Words("Verweigert", "refused"),
    "export": Words("Kalender", "calendar"),
    "read": Words("Einsicht in Notizen", "notes read"),
    "repair": Words("Reparatur", "repair"),
    "restore": Words("Sicherung eingespielt", "backup restored"),
    "move_store": Words("Umzug der Daten", "data moved"),
}
"""What the verbs of the log are called."""

_FIXED = frozenset(
    {"open_day", "undo", "erase", "consent", "invite", "mail", "pin", "refused", "export", "read"}
)
"""Verbs that are put right by doing the opposite, and erasing and mail, which have none."""
_RESTORED = (Visit, VisitNotes, Appointment, BlockedTime, ConsultationDay)
"""Kinds that undo brings back; suggestions and indexes follow the present, and so does a desk unless taking
it, leaving it or the break was itself what was done."""


class Undone(NamedTuple):
    """What was taken back, newest first."""

    entries: tuple[Entry, ...]
    visits: tuple[Visit, ...]
    told: tuple[Told, ...] = ()
    """Who has to hear of it: their booking had gone along with a day, and is back."""


_DAY_CLOSED = Refusal(
    "day_closed", Words("Dieser Sprechtag ist abgeschlossen.", "That consultation day is closed.")
)
_ERASED = Refusal(
    "erased", Words("Das wurde gelöscht und kommt nicht wieder.", "That was erased and does not come back.")
)


def describe(session: Session, entry: Entry) -> Words:
    """Name a transaction for people: who did what with which number."""
    verb = VERBS.get(entry.verb, Words(entry.verb, entry.verb))
    return Words("{who}: {verb} {what}", "{who}: {verb} {what}").fill(
        who=session.name(entry.person), verb=verb, what=subject_words(entry)
    )


def undoable(session: Session, reader: Reader) -> list[Entry]:
    """This person's transactions that can still be taken back, oldest first."""
    return [e for e in _standing(reader) if e.person == session.person.id and e.verb not in _FIXED]


def _standing(reader: Reader) -> list[Entry]:
    recent = reader.recent()
    undone = {seq for entry in recent for seq in entry.undoes}
    return [e for e in recent if e.seq not in undone and e.verb != "undo"]


def undo(
    session: Session, seq: int | None = None, with_later: bool = False, anyway: bool | Refusal = False
) -> Undone | Refusal:
    """Take back my last transaction, or the one with this number.

    When something came after it on the same visit, note or appointment, the refusal (code `touched`) names
    it and nothing changes; `with_later` takes both back. When an appointment would return to where somebody
    booked since, the refusal (code `taken_since`) names that; `anyway` decides it, or what a refusal named.
    """
    with session.begin("undo") as work:
        mine = undoable(session, work)
        wanted = (e for e in reversed(mine) if seq in (None, e.seq))
        entry = next((e for e in wanted if _restorable(work, e)), None)  # some brought nothing back
        if entry is None:
            return Refusal(
                "nothing_to_undo",
                Words("Es gibt nichts rückgängig zu machen.", "There is nothing to undo."),
            )
        chain = _chain(work, entry)
        if any(e.verb == "erase" for e in chain):
            return _ERASED
        if any(e.verb == "open_day" for e in chain):
            return DAY_STARTED
        if len(chain) > 1 and not with_later:
            later = Words.joined("; ", (describe(session, e) for e in chain[1:]))
            return Refusal(
                "touched",
                Words(
                    "Nach „{this}“ geschah: {later}. Nur beides zusammen lässt sich zurücknehmen.",
                    'After "{this}" came: {later}. They can only be undone together.',
                ).fill(
                    this=describe(session, entry),
                    later=later,
                ),
            )
        now = session.now()
        touched: dict[Hashable, Visit] = {}
        booked: list[Appointment] = []
        stood: dict[int, Appointment] = {}
        planned: set[date] = set()
        went_along: set[int] = set()
        for done in reversed(chain):
            changes = _restorable(work, done)
            if done.verb == "plan":
                if refusal := put_back(session, work, changes):
                    return refusal
                planned |= {(c.after or c.before).day for c in changes if c.kind is ConsultationDay}
                changes = [c for c in changes if c.kind is not ConsultationDay]
                went_along |= {c.after.id for c in changes if c.kind is Appointment}
            for change in changes:
                if change.kind is Appointment:
                    stood.setdefault(change.after.id, work.get(Appointment, change.after.id) or change.after)
                value = _back(work, change, now, session.person.id)
                if isinstance(value, Visit):
                    touched[_key(change)] = value
                elif isinstance(value, Appointment):
                    booked.append(value)
        if any(_on_a_closed_day(work, appointment) for appointment in booked):
            return _DAY_CLOSED
        if refusal := strands(session, work, planned) or _collision(session, work, touched.values()):
            return refusal
        if refusal := taken_since(session, work, stood, entry.seq, anyway):
            return refusal
        told = to_tell(session, work, stood, went_along)
        subject = " ".join(e.subject for e in chain)
        work.commit(subject, undoes=tuple(e.seq for e in chain))
        return Undone(tuple(reversed(chain)), tuple(touched.values()), told)


def _restorable(reader: Reader, entry: Entry) -> list[Change]:
    kinds = (Desk,) if entry.verb == "desk" else _RESTORED
    return [change for change in reader.changes(entry.seq) if change.kind in kinds]


def _chain(reader: Reader, entry: Entry) -> list[Entry]:
    """The transaction and all that stand on it: they touched the same values later.

    On a check-in the visit's notes stand as well: they would be left with one that counts for nothing.
    """
    chain = [entry]
    changes = _restorable(reader, entry)
    begun = [c.after for c in changes if c.kind is Visit and c.before is None]
    keys = {_key(change) for change in changes} | {(VisitNotes, visit.day, visit.id) for visit in begun}
    for later in _standing(reader):
        if later.seq > entry.seq:
            touched = {_key(change) for change in _restorable(reader, later)}
            if touched & keys:
                chain.append(later)
                keys |= touched
    return chain


def _key(change: Change) -> Hashable:
    """Name the value of a change, the same in every transaction that touches it."""
    value = change.after or change.before
    if isinstance(value, Appointment):
        return change.kind, value.id
    if isinstance(value, Desk):
        return change.kind, value.day, value.number
    return change.kind, value.day, getattr(value, "id", 0)


def _on_a_closed_day(reader: Reader, appointment: Appointment) -> bool:
    """Whether a booking would be open again on a day that is closed, where nobody settles it any more."""
    day = reader.get(ConsultationDay, appointment.day)
    waits = appointment.kind == "consultation" and appointment.status == "booked"
    return waits and day is not None and day.status == "closed"


def _collision(session: Session, reader: Reader, restored: Iterable[Visit]) -> Refusal | None:
    """Refuse to bring a visit back to a day that is closed, or to someone who has another one by now."""
    for visit in restored:
        day = reader.get(ConsultationDay, visit.day)
        if day is None or day.status != "open":
            return _DAY_CLOSED
        for person in visit.advisers:
            other = next((v for v in current(reader, visit.day, person) if v.id != visit.id), None)
            if other:
                return Refusal(
                    "busy",
                    Words("{who} hat inzwischen {ticket}.", "{who} has {ticket} by now.").fill(
                        who=session.name(person), ticket=other.ticket
                    ),
                )
    return None


def _back(work: Work, change: Change, now: datetime, by: str) -> Any:
    """Put one value back. A number stays given, calendars must hear of it, versions of a note are kept."""
    before = change.before
    if change.kind is Appointment:
        present = work.get(Appointment, change.after.id)
        assert present is not None
        back = restored(before, present, now) if before else cancelled(present, now)
        if isinstance(back, Appointment):
            keep(work, back)
            readdress(work, present, back)
        return back
    if change.kind is VisitNotes:
        held = work.get(VisitNotes, change.after.id, change.after.day) or change.after
        for code in change.after.topics:
            text = before.text(code) if before else ""
            written = notes.write(held, code, text, held.revision(code), now, by)
            held = held if isinstance(written, Refusal) else written
        work.put(held)
        return held
    if before is not None:
        work.put(before)
        return before
    if change.kind is Visit and change.after.ticket:
        present_visit = work.get(Visit, change.after.id, change.after.day)
        assert present_visit is not None
        void = transitions.voided(present_visit, now, by)
        work.put(void)
        return void
    work.remove(change.after)
    return None
