"""No command: the full-screen program."""

from __future__ import annotations

from ihk_tui.cli.arguments import Arguments
from ihk_tui.cli.request import Request, Result
from ihk_tui.cli.terminal import check_terminal


def arguments(args: Arguments) -> None:
    """Nothing but the global options."""


def run(request: Request) -> Result:
    """Open it, on a terminal that can show it."""
    check_terminal()
    return request.host.run_app(request.session)
