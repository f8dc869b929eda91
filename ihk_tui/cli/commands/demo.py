"""Try out a simulated office."""

from __future__ import annotations

import shlex
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from ihk_tui.cli.arguments import DATE, TIME, Arguments
from ihk_tui.cli.host import DemoPlan
from ihk_tui.cli.progress import Progress
from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.cli.terminal import check_terminal
from ihk_tui.domain.formats import BERLIN, read_date, read_time
from ihk_tui.domain.words import Words

PRESETS = ("quiet", "normal", "busy", "peak")


def arguments(args: Arguments) -> None:
    """Which office is simulated, and when its clock stands at the start."""
    usual = DemoPlan()
    args.choice("--preset", PRESETS, Words("wie viel los ist", "how busy it is"), default=usual.preset)
    args.number("--years", Words("Jahre Vergangenheit", "years of history"), 0, 50, default=usual.years)
    args.number("--seed", Words("anderer Zufall", "another chance"), 0, 2**31 - 1, default=usual.seed)
    args.text(
        "--at",
        Words("Uhrzeit am Anfang", "time at the start"),
        metavar=TIME,
        default=usual.at,
        read=read_time,
    )
    args.text("--day", Words("Tag am Anfang", "day at the start"), metavar=DATE, default=usual.day)
    args.text(
        "--build-only",
        Words("nur in diesen leeren Ordner bauen", "only build into this empty folder"),
        metavar=Words("ORDNER", "DIR"),
    )


def run(request: Request) -> Result:
    """Build it into the folder of `--data`, or one that is gone afterwards, and open the program on it."""
    if request.given.build_only:
        return _build_only(request, Path(request.given.build_only).expanduser())
    check_terminal()
    if request.options.data:
        return _build_and_open(request, request.options.data)
    with TemporaryDirectory(prefix="ihk-tui-demo-") as folder:
        return _build_and_open(request, Path(folder))


def _build_only(request: Request, folder: Path) -> Result:
    _build(request, folder)
    return Answer(
        {"folder": folder},
        request.say(
            Words(
                "Gebaut. Öffnen: ihk-tui --data {folder}", "Built. To open it: ihk-tui --data {folder}"
            ).fill(folder=shlex.quote(str(folder)))
        ),
    )


def _build_and_open(request: Request, folder: Path) -> int:
    _build(request, folder)
    session = request.host.session(request.options._replace(data=folder))
    return request.host.run_app(session)


def _build(request: Request, folder: Path) -> None:
    given = request.given
    day = read_date(given.day, datetime.now(BERLIN).date(), "--day").isoformat() if given.day else ""
    plan = DemoPlan(given.preset, given.years, given.seed, f"{given.at:%H:%M}", day)
    with Progress(request.say(Words("Simulation", "Simulation"))) as progress:
        request.host.build_demo(folder, plan, progress)
