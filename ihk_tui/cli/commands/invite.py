"""Have a visitor told by mail of an appointment and of whatever becomes of it."""

from __future__ import annotations

from ihk_tui.cli.arguments import Arguments
from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.cli.sentences import about_appointment
from ihk_tui.cli.values.invitation import posted_value
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office.inviting import agree, invitation_to, invite

_AGREED = Words(
    "Termin {number}: {kind}, {when}. Notiert: E-Mail ist erlaubt.",
    "Appointment {number}: {kind}, {when}. Noted: e-mail is allowed.",
)
_DENIED = Words(
    "Termin {number}: {kind}, {when}. Notiert: keine E-Mail; es wird nichts mehr verschickt.",
    "Appointment {number}: {kind}, {when}. Noted: no e-mail; nothing is sent any more.",
)
_INVITED = Words(
    "Die Einladung zu Termin {number} wartet auf den Versand: ihk-tui mail. Änderungen folgen von selbst.",
    "The invitation to appointment {number} waits to be sent: ihk-tui mail. Changes follow by themselves.",
)


def arguments(args: Arguments) -> None:
    """Whom, and whether they agreed."""
    args.appointment()
    args.choice(
        "--consent",
        ("yes", "no"),
        Words(
            "festhalten, ob E-Mail erlaubt ist; no: nichts mehr senden",
            "record consent; no: send nothing more",
        ),
    )


def run(request: Request) -> Result:
    """Record the answer if there is one, then invite."""
    session, number, consent = request.session, request.given.id, request.given.consent
    if consent:
        agreed = agree(session, number, consent == "yes")
        if isinstance(agreed, Refusal) or consent == "no":
            return about_appointment(request, agreed, _AGREED if consent == "yes" else _DENIED)
    made = invite(session, number)
    if isinstance(made, Refusal):
        return made
    posted = invitation_to(session, number)
    assert posted
    return Answer(posted_value(posted), request.say(_INVITED.fill(number=number)))
