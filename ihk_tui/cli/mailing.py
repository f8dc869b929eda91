"""Sending invitations for as long as the process lives, and saying what was sent."""

from __future__ import annotations

import signal
from contextlib import closing
from types import FrameType
from typing import Any

from ihk_tui.cli.output import INTERRUPTED, say, to_json
from ihk_tui.cli.request import Request
from ihk_tui.cli.values.invitation import letter_values
from ihk_tui.cli.wake import Wake
from ihk_tui.domain.words import StoreTrouble, Words
from ihk_tui.office.inviting import Deliver, Round, send

_WATCHING = Words("Wartet auf Einladungen; Strg+C beendet.", "Waiting for invitations; Ctrl+C ends.")
_SENT = Words("Verschickt: {what}", "Sent: {what}")
_REFUSED = Words("Vom Mailserver abgelehnt: {what}", "Refused by the mail server: {what}")
_LATER = Words("Später noch einmal: {what}", "Once more later: {what}")
_NOTHING = Words("Es wartet nichts.", "Nothing waits.")
_PAUSE = 60.0
"""Seconds until what came to nothing is looked at again."""


def round_value(request: Request, done: Round) -> dict[str, Any]:
    """What was sent, for programs."""
    return {
        "sent": letter_values(done.sent),
        "refused": letter_values(done.refused),
        "later": letter_values(done.later),
        "trouble": request.say(done.trouble) if done.trouble else None,
    }


def round_text(request: Request, done: Round) -> str:
    """What was sent, for people."""
    lines = []
    for words, letters in ((_SENT, done.sent), (_REFUSED, done.refused), (_LATER, done.later)):
        what = ", ".join(f"{letter.appointment.id} ({letter.method})" for letter in letters)
        lines += [request.say(words.fill(what=what))] if letters else []
    return "\n".join(lines) or request.say(_NOTHING)


def watch(request: Request, deliver: Deliver, pause: float = _PAUSE) -> int:
    """Send now, whenever something changed, and after a pause, until SIGTERM (0) or Ctrl+C (130).

    A letter that is being handed over when the signal comes is finished first.
    """
    with closing(Wake()) as wake, closing(Wake()) as ending:
        return _watch(request, deliver, pause, wake, ending)


def _watch(request: Request, deliver: Deliver, pause: float, wake: Wake, ending: Wake) -> int:
    ended: list[int] = []

    def end(number: int, frame: FrameType | None) -> None:
        ended.append(number)
        ending.set()
        wake.set()

    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT)}
    unwatch = request.session.store.watch(wake.set)
    try:
        if not request.json:
            say(request.say(_WATCHING), to_errors=True)
        told: Words | None = None
        while not ended:
            wake.clear()
            try:
                done = send(request.session, deliver, patient=True, go_on=lambda: not ended)
            except StoreTrouble as trouble:
                done = Round(trouble=trouble.words)
            _tell(request, done, told)
            told = done.trouble
            if not ended:  # it may have come before the clearing; a server that is down is left alone
                (ending if done.trouble else wake).wait(pause)
    finally:
        unwatch()
        for number, handler in before.items():
            signal.signal(number, handler)
    return INTERRUPTED if ended[0] == signal.SIGINT else 0


def _tell(request: Request, done: Round, told: Words | None) -> None:
    """Say what is new; trouble that goes on is said once."""
    news = done.sent or done.refused or done.trouble != told
    if not news:
        return
    if request.json:
        print(to_json(round_value(request, done)), flush=True)
        return
    if done.sent or done.refused:
        print(round_text(request, done), flush=True)
    if done.trouble and done.trouble != told:
        say(request.say(done.trouble), to_errors=True)
