"""The PIN that unlocks one's screen: choose it, or go without."""

from __future__ import annotations

import sys
from getpass import getpass

from ihk_tui.cli.arguments import Arguments
from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.domain.pins import read_pin
from ihk_tui.domain.words import BadInput, Refusal, Words
from ihk_tui.office.pins import choose_pin, drop_pin


def arguments(args: Arguments) -> None:
    """Whether to go without one."""
    args.flag("--clear", Words("ohne PIN: sie wurde vergessen", "without a PIN: it was forgotten"))


def run(request: Request) -> Result:
    """Choose it. Whoever logged in with their own key may drop a forgotten one."""
    session = request.session
    if request.given.clear:
        gone = drop_pin(session)
        words = (
            Words("Es geht ohne PIN.", "There is no PIN.")
            if gone
            else Words("Es gab keine PIN.", "There was no PIN.")
        )
        return gone if isinstance(gone, Refusal) else Answer({"pin": False}, request.say(words))
    pin = read_pin(_typed(request))
    made = choose_pin(session, pin)
    done = Answer({"pin": True}, request.say(Words("Die PIN gilt ab jetzt.", "The PIN is in force.")))
    return made if isinstance(made, Refusal) else done


def _typed(request: Request) -> str:
    """The PIN, typed twice without being shown; from a pipe, its first line."""
    if not sys.stdin.isatty():
        return sys.stdin.readline(64)
    first = getpass(request.say(Words("Neue PIN: ", "New PIN: ")))
    if getpass(request.say(Words("Noch einmal: ", "Once more: "))) != first:
        raise BadInput("pin", Words("Das ist nicht dieselbe PIN.", "That is not the same PIN."))
    return first
