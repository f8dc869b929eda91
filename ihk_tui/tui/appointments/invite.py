"""Inviting the visitor of an appointment by mail, who has to have agreed."""

from __future__ import annotations

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office.inviting import agree, invite
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.dialogs.choose import confirm

_WAITS = Words(
    "Die Einladung wartet auf den Versand (ihk-tui mail).",
    "The invitation waits to be sent (ihk-tui mail).",
)


async def invite_by_mail(app: SprechtagApp, appointment: Appointment) -> None:
    """Invite, from within a worker; without a recorded consent ask for it first."""
    result = await app.ask(invite, appointment.id)
    if isinstance(result, Refusal) and result.code == "no_consent":
        who = appointment.visitor.called() or app.say(Words("Der Besuch", "The visitor"))
        question = Words(
            "Hat {who} der E-Mail ausdrücklich zugestimmt? Die Antwort wird festgehalten.",
            "Has {who} explicitly agreed to e-mail? The answer is recorded.",
        )
        if not await confirm(app, Words("Einladen", "Invite"), question.fill(who=who)):
            app.tell(result.words, bad=True)
            return
        agreed = await app.ask(agree, appointment.id, True)
        if agreed is None or isinstance(agreed, Refusal):
            return
        result = await app.ask(invite, appointment.id)
    if isinstance(result, Refusal):
        app.tell(result.words, bad=True)
    elif result is not None:
        app.tell(_WAITS)
