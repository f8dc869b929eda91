"""Nobody came when called."""

from __future__ import annotations

from ihk_tui.cli.arguments import Arguments
from ihk_tui.cli.request import Request, Result
from ihk_tui.cli.sentences import about_visit
from ihk_tui.domain.formats import show_time
from ihk_tui.domain.visits import Visit
from ihk_tui.domain.words import Words
from ihk_tui.office.serving import no_show

_HELD = Words("{ticket} war nicht da, wieder ab {time}.", "{ticket} was absent, again from {time}.")
_GIVEN_UP = Words(
    "{ticket} war nicht da und wird nicht mehr aufgerufen.",
    "{ticket} was absent and will not be called again.",
)


def arguments(args: Arguments) -> None:
    """Which visit."""
    args.ticket(optional=True)


def run(request: Request) -> Result:
    """Note it."""
    absent = no_show(request.session, request.given.ticket)
    if isinstance(absent, Visit) and absent.recall_from:
        return about_visit(request, absent, _HELD, time=show_time(absent.recall_from))
    return about_visit(request, absent, _GIVEN_UP)
