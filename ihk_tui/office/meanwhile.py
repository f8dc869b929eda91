"""What colleagues changed of an appointment while somebody decided on it: said, never overwritten."""

from __future__ import annotations

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.corrections import differences, named
from ihk_tui.domain.formats import moment_words
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office.session import Session
from ihk_tui.office.work import Reader


def moved_since(
    session: Session, reader: Reader, found: Appointment, seen: Appointment | None
) -> Refusal | None:
    """Refuse (code `changed_since`) when calendars saw another change since; what is settled says so."""
    if seen is None or seen.sequence == found.sequence or found.status != "booked":
        return None
    return _changed_since(session, reader, found, seen)


def corrected_since(
    session: Session, reader: Reader, found: Appointment, seen: Appointment
) -> Refusal | None:
    """Refuse (code `changed_since`) when anything that a form shows is another since."""
    if found.status != "booked" or not (_was_moved(found, seen) or differences(seen, found)):
        return None
    return _changed_since(session, reader, found, seen)


def _was_moved(found: Appointment, seen: Appointment) -> bool:
    return (found.start, found.adviser) != (seen.start, seen.adviser)


def _changed_since(session: Session, reader: Reader, found: Appointment, seen: Appointment) -> Refusal:
    sentences = [_moved_to(session, found)] if _was_moved(found, seen) else []
    if fields := differences(seen, found):
        words = Words("Inzwischen von {who} geändert: {fields}.", "Changed by {who} meanwhile: {fields}.")
        sentences.append(words.fill(who=_who(session, reader, found.id), fields=named(fields)))
    if not sentences:  # moved away and back
        sentences = [_moved_to(session, found)]
    return Refusal("changed_since", Words.joined(" ", sentences))


def _moved_to(session: Session, found: Appointment) -> Words:
    words = (
        Words("Inzwischen auf {when} bei {who} verlegt.", "Moved to {when} with {who} meanwhile.")
        if found.adviser
        else Words("Inzwischen auf {when} verlegt.", "Moved to {when} meanwhile.")
    )
    return words.fill(when=moment_words(found.start), who=session.name(found.adviser))


def _who(session: Session, reader: Reader, number: int) -> str | Words:
    """Who changed an appointment last, as far as the log still has it."""
    for entry in reversed(reader.recent()):
        if any(c.kind is Appointment and c.after.id == number for c in reader.changes(entry.seq) if c.after):
            return session.name(entry.person)
    return Words("anderer Stelle", "someone else")
