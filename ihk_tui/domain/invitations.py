"""Invitations by mail (iMIP, RFC 6047): who gets one, what is still to be sent, and what the server said.

What is to be sent follows from the appointment itself: an invited visitor is told every SEQUENCE that the
server has not accepted yet. So no move, cancellation or undo can forget a mail, and of several changes while
the server was away only the last one is told. Nothing here says who it is, nor what the server wrote.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal, NamedTuple

import msgspec
from msgspec.structs import replace

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.words import Refusal, Words

Method = Literal["REQUEST", "CANCEL"]
Standing = Literal["waiting", "sending", "sent", "refused", "over"]

STANDING_WORDS: dict[str, Words] = {
    "waiting": Words("wartet auf den Versand", "waits to be sent"),
    "sending": Words("wird verschickt", "is being sent"),
    "sent": Words("verschickt", "sent"),
    "refused": Words("vom Mailserver abgelehnt", "refused by the mail server"),
    "over": Words("nichts mehr zu schicken", "nothing left to send"),
}

LEASE = timedelta(minutes=10)
"""A sender that has not said within this time what became of a mail has died over it."""
_LONGEST_PAUSE = timedelta(hours=1)


class Invitation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """That a visitor is told by mail of an appointment and of what becomes of it."""

    appointment: int
    asked: datetime
    by: str
    """Who decided it."""
    sent: int | None = None
    """The highest SEQUENCE that the server accepted."""
    sent_at: datetime | None = None
    tried: int | None = None
    """The SEQUENCE that was tried last; what follows is about it."""
    tries: int = 0
    tried_at: datetime | None = None
    under_way: bool = False
    """Handed to the server, and nobody knows yet whether it took it."""
    refused: bool = False
    """Whether the server refused it for good."""
    reason: str = ""
    """The server's reply code of the last vain try; never its text, which may name the address."""


class Letter(NamedTuple):
    """A mail to be sent."""

    appointment: Appointment
    method: Method
    update: bool
    """Whether one of an earlier SEQUENCE was sent, or may have been."""

    @property
    def sequence(self) -> int:
        """The appointment's SEQUENCE."""
        return self.appointment.sequence


class Delivery(NamedTuple):
    """What the mail server made of a letter."""

    outcome: Literal["accepted", "refused", "later", "down", "unknown"]
    """`refused`: for good; `later`: not now; `down`: the server takes nothing at all; `unknown`: the line
    broke after the letter was handed over."""
    reason: str = ""
    """The reply code, or nothing."""
    words: Words = Words("", "")
    """What to tell whoever looks after the server, for `down`."""


def may_write(visitor: Visitor) -> Refusal | None:
    """Refuse to write to whoever has no address here, or did not agree to be written to (DS14)."""
    if not visitor.email:
        return Refusal(
            "no_email", Words("Zu diesem Termin gibt es keine E-Mail.", "There is no e-mail here.")
        )
    if visitor.contact_email != "yes":
        return Refusal(
            "no_consent",
            Words(
                "Ohne ausdrückliches Ja zur E-Mail wird nichts verschickt.",
                "Nothing is sent without an explicit yes to e-mail.",
            ),
        )
    return None


def invited(
    before: Invitation | None, appointment: Appointment, now: datetime, by: str
) -> Invitation | Refusal:
    """Decide that a visitor is told by mail, or that what was refused is tried once more."""
    if refusal := may_write(appointment.visitor):
        return refusal
    if appointment.status != "booked" or appointment.start <= now:
        return Refusal(
            "over",
            Words(
                "Einladen lässt sich nur zu einem Termin, der noch bevorsteht.",
                "Only an appointment that is still to come can be invited to.",
            ),
        )
    if before is None:
        return Invitation(appointment=appointment.id, asked=now, by=by)
    if before.refused and before.tried == appointment.sequence:
        return replace(before, asked=now, by=by, refused=False, tries=0, reason="")
    standing = standing_of(before, appointment, now)
    words = Words(
        "Diese Einladung gibt es schon: {standing}.", "There is this invitation already: {standing}."
    )
    return Refusal("invited", words.fill(standing=STANDING_WORDS[standing]))


def standing_of(invitation: Invitation, appointment: Appointment, now: datetime) -> Standing:
    """How an invitation stands."""
    if invitation.sent is not None and invitation.sent >= appointment.sequence:
        return "sent"
    if invitation.refused and invitation.tried == appointment.sequence:
        return "refused"
    if letter_of(invitation, appointment, now) is None:
        return "over"
    return "sending" if _is_under_way(invitation, now) else "waiting"


def letter_of(invitation: Invitation, appointment: Appointment, now: datetime) -> Letter | None:
    """The letter that the visitor has to get now; None when there is none.

    A cancellation goes only to those who have, or may have, the invitation.
    """
    known = invitation.sent is not None or invitation.under_way
    earlier = invitation.under_way and invitation.tried != appointment.sequence
    another = invitation.sent is not None or earlier
    if appointment.start <= now or may_write(appointment.visitor):
        return None
    if invitation.sent is not None and invitation.sent >= appointment.sequence:
        return None
    if invitation.refused and invitation.tried == appointment.sequence:
        return None
    if appointment.status == "booked":
        return Letter(appointment, "REQUEST", another)
    return Letter(appointment, "CANCEL", True) if appointment.status == "cancelled" and known else None


def due(invitation: Invitation, appointment: Appointment, now: datetime, patient: bool) -> Letter | None:
    """The letter that may be handed to the server now: nobody else is at it, and it is not too early again.

    `patient` waits longer after each vain try: a minute, two, four, up to an hour.
    """
    letter = letter_of(invitation, appointment, now)
    if letter is None or _is_under_way(invitation, now):
        return None
    if patient and invitation.tried == letter.sequence and invitation.tries and invitation.tried_at:
        pause = min(timedelta(minutes=2 ** min(invitation.tries - 1, 10)), _LONGEST_PAUSE)
        return letter if now >= invitation.tried_at + pause else None
    return letter


def _is_under_way(invitation: Invitation, now: datetime) -> bool:
    return invitation.under_way and invitation.tried_at is not None and now < invitation.tried_at + LEASE


def begun(invitation: Invitation, letter: Letter, now: datetime) -> Invitation:
    """Record that a letter is handed to the server, before it is."""
    tries = invitation.tries if invitation.tried == letter.sequence else 0
    return replace(
        invitation,
        tried=letter.sequence,
        tries=tries + 1,
        tried_at=now,
        under_way=True,
        refused=False,
        reason="",
    )


def settled(invitation: Invitation, letter: Letter, delivery: Delivery, now: datetime) -> Invitation:
    """Record what became of a letter. Of what nobody knows, it stays so until it is tried again."""
    if delivery.outcome == "accepted":
        sent = max(letter.sequence, -1 if invitation.sent is None else invitation.sent)
        return replace(invitation, sent=sent, sent_at=now, under_way=False, tries=0, reason="")
    if delivery.outcome == "unknown":
        return replace(invitation, reason=delivery.reason)
    return replace(
        invitation,
        under_way=False,
        tried_at=now,
        refused=delivery.outcome == "refused",
        reason=delivery.reason,
    )
