"""Inviting visitors by mail, and sending what waits; nothing is ever sent from within a transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from ihk_tui.domain import invitations
from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.invitations import Delivery, Invitation, Letter, Standing
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office.agenda import keep
from ihk_tui.office.allowed import needs
from ihk_tui.office.booking import find_appointment
from ihk_tui.office.session import Session
from ihk_tui.office.work import Reader, Work

Deliver = Callable[[Letter], Delivery]
"""Hands a letter to the mail server; never raises for what the server says."""


class Posted(NamedTuple):
    """One invitation of the outbox."""

    invitation: Invitation
    appointment: Appointment
    standing: Standing


class Round(NamedTuple):
    """What came of sending."""

    sent: tuple[Letter, ...] = ()
    refused: tuple[Letter, ...] = ()
    later: tuple[Letter, ...] = ()
    """Not taken now; they are tried again."""
    trouble: Words | None = None
    """Why the server takes nothing at all."""


@needs("book")
def invite(session: Session, number: int) -> Invitation | Refusal:
    """Have the visitor of an appointment told by mail, now and of whatever becomes of it.

    What the server refused is tried once more. Nothing is sent here: `send` does.
    """
    with session.begin("invite") as work:
        found = find_appointment(work, number)
        if isinstance(found, Refusal):
            return found
        before = work.get(Invitation, number)
        made = invitations.invited(before, found, session.now(), session.person.id)
        if not isinstance(made, Refusal):
            work.put(made)
            work.commit(str(number))
        return made


@needs("book")
def agree(session: Session, number: int, agreed: bool) -> Appointment | Refusal:
    """Record whether the visitor of an appointment agrees to be written to; after a no nothing leaves."""
    with session.begin("consent") as work:
        found = find_appointment(work, number)
        if isinstance(found, Refusal):
            return found
        if agreed and not found.visitor.email:
            return invitations.may_write(found.visitor) or found
        visitor = replace(found.visitor, contact_email="yes" if agreed else "no").noticed(session.now())
        answered = replace(found, visitor=visitor)
        keep(work, answered)
        work.commit(str(number))
        return answered


def readdress(work: Work, before: Appointment, after: Appointment) -> None:
    """Invite once more whose e-mail address was corrected: what went out reached somebody else, or nobody."""
    held = work.get(Invitation, after.id)
    if held and before.visitor.email != after.visitor.email:
        work.put(Invitation(appointment=held.appointment, asked=held.asked, by=held.by))


def invitation_to(session: Session, number: int) -> Posted | None:
    """The invitation to an appointment and how it stands; None when nobody was invited."""
    reader = session.read()
    found = reader.get(Invitation, number)
    return _posted(session, reader, found) if found else None


def outbox(session: Session) -> list[Posted]:
    """Every invitation to an appointment that is still to come, and how it stands."""
    reader, now = session.read(), session.now()
    posted = (_posted(session, reader, found) for found in reader.all(Invitation))
    return [each for each in posted if each and each.appointment.start > now]


def _posted(session: Session, reader: Reader, invitation: Invitation) -> Posted | None:
    appointment = reader.get(Appointment, invitation.appointment)
    if appointment is None:
        return None
    return Posted(invitation, appointment, invitations.standing_of(invitation, appointment, session.now()))


def send(
    session: Session, deliver: Deliver, patient: bool = False, go_on: Callable[[], bool] = lambda: True
) -> Round:
    """Send what waits, each letter once. `patient` leaves what came to nothing lately for a later round.

    A letter is recorded as under way before it is handed over and as sent after the server took it. Who dies
    between the two has it sent again ten minutes later, under the same Message-ID.
    """
    sent: list[Letter] = []
    refused: list[Letter] = []
    later: list[Letter] = []
    for letter in _begun(session, patient, go_on):
        delivery = deliver(letter)
        with session.begin("mail") as work:
            held = work.get(Invitation, letter.appointment.id)
            if held and _still_theirs(work, letter):
                work.put(invitations.settled(held, letter, delivery, session.now()))
                work.commit(f"{letter.appointment.id} {letter.method} {letter.sequence}")
        if delivery.outcome == "down":
            return Round(tuple(sent), tuple(refused), (*later, letter), delivery.words)
        {"accepted": sent, "refused": refused}.get(delivery.outcome, later).append(letter)
    return Round(tuple(sent), tuple(refused), tuple(later))


def _still_theirs(reader: Reader, letter: Letter) -> bool:
    """Whether a letter went to the address that holds now: it may have been corrected meanwhile."""
    present = reader.get(Appointment, letter.appointment.id)
    return present is not None and present.visitor.email == letter.appointment.visitor.email


def _begun(session: Session, patient: bool, go_on: Callable[[], bool]) -> Iterator[Letter]:
    """Take one letter after the other for oneself; what is looked up without the lock is asked again."""
    for number in [posted.appointment.id for posted in outbox(session) if posted.standing == "waiting"]:
        if not go_on():
            return
        letter = None
        with session.begin("mail") as work:
            held, appointment = work.get(Invitation, number), work.get(Appointment, number)
            if held and appointment:
                letter = invitations.due(held, appointment, session.now(), patient)
                if letter:
                    work.put(invitations.begun(held, letter, session.now()))
                    work.commit(f"{number} {letter.method} {letter.sequence}")
        if letter:
            yield letter
