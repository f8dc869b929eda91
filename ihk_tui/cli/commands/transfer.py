"""Hand a visit to a colleague, or back to all."""

from __future__ import annotations

from ihk_tui.cli.arguments import Arguments
from ihk_tui.cli.request import Request, Result
from ihk_tui.cli.sentences import about_visit
from ihk_tui.domain.words import Words
from ihk_tui.office.people import read_person
from ihk_tui.office.serving import transfer

_TO_ALL = Words("{ticket} übergeben an alle.", "{ticket} is free for all again.")
_TO_ONE = Words("{ticket} übergeben an {who}.", "{ticket} is handed to {who}.")


def arguments(args: Arguments) -> None:
    """Which visit, to whom, and how."""
    args.ticket(optional=True)
    who = Words("PERSON|all", "PERSON|all")
    args.text("--to", Words("an wen; all: an alle", "to whom; all: to everyone"), metavar=who, required=True)
    args.flag("--next", Words("kommt dort als Nächstes", "comes next there"))
    args.text("--note", Words("was dazu zu wissen ist", "what to know about it"))
    args.flag("--anyway", Words("auch wenn niemand am Platz ist", "even when nobody is at the desk"))


def run(request: Request) -> Result:
    """Hand it over."""
    session, given = request.session, request.given
    to = "" if given.to == "all" else read_person(session, given.to, "to")
    handed = transfer(session, given.ticket, to, given.next, given.note, given.anyway)
    return about_visit(request, handed, _TO_ONE if to else _TO_ALL, who=session.name(to))
