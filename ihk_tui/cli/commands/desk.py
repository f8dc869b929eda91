"""Sit down at a desk, go on a break, or leave it."""

from __future__ import annotations

from msgspec.structs import asdict

from ihk_tui.cli.arguments import Arguments, whole
from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.domain.people import DeskStatus
from ihk_tui.domain.words import BadInput, Refusal, Words
from ihk_tui.office.serving import take_desk

_SAID: dict[DeskStatus, Words] = {
    "open": Words("{who} arbeitet an Platz {n}.", "{who} works at desk {n}."),
    "break": Words("{who} macht Pause, Platz {n}.", "{who} is on a break, desk {n}."),
    "closed": Words("{who} hat Platz {n} verlassen.", "{who} has left desk {n}."),
}

_OPTIONS: dict[str, DeskStatus] = {"open": "open", "break": "break", "close": "closed"}


def arguments(args: Arguments) -> None:
    """Which desk, and whether people can be called to it."""
    number = Words("Platz (ohne: Ihrer, sonst der erste freie)", "desk (without: yours, or the first free)")
    args.word("number", number, read=whole(1, 99))
    args.flag("--open", Words("da (auch ohne Angabe)", "here (the default)"))
    args.flag("--break", Words("Pause", "on a break"))
    args.flag("--close", Words("Platz verlassen", "leave the desk"))


def run(request: Request) -> Result:
    """Change it."""
    given = vars(request.given)
    chosen = [status for option, status in _OPTIONS.items() if given[option]]
    if len(chosen) > 1:
        raise BadInput(
            "", Words("Bitte nur eines: --open, --break oder --close.", "One of --open, --break, --close.")
        )
    desk = take_desk(request.session, given["number"] or 0, chosen[0] if chosen else "open")
    if isinstance(desk, Refusal):
        return desk
    said = _SAID[desk.status].fill(who=request.session.name(desk.adviser), n=desk.number)
    return Answer(asdict(desk), request.say(said))
