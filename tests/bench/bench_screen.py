"""The screen against a bare Textual app, alternately in the same run, in a pseudo-terminal and over real ssh.

`python -m tests.bench.bench_screen` builds an office of a busy day with ten years of history, measures
start, keys, dialogs, idling and memory, then the work of a day over a line of 9,600 bytes a second, and
prints tables. The whole takes twelve minutes, `--quick` five, `--json FILE` keeps every figure. Others at
work on the machine make every time longer; the ratios suffer less.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

from ihk_tui.cli.host import DemoPlan
from ihk_tui.wiring import Program
from tests.bench.machine import Machine, machine
from tests.bench.screen.apps import App, bare, ours
from tests.bench.screen.measuring import Run, Summary, measure, summary
from tests.bench.screen.slow_day import RATE, Step, slow_day
from tests.bench.screen.sshd import Sshd


class Results(msgspec.Struct, kw_only=True):
    """Everything that was measured."""

    machine: Machine
    lines: dict[str, list[Summary]]
    slow_day: dict[str, list[Step]]


def main() -> None:
    """Measure, print, and write the figures down."""
    given = _given()
    with tempfile.TemporaryDirectory() as folder:
        office = given.office or Path(folder) / "office"
        if not office.exists():
            Program().build_demo(office, DemoPlan("peak", given.years), lambda done, total: None)
        apps = (bare(), ours(office, given.person))
        ways: dict[str, Sequence[str]] = {"pty": ()}
        server = None
        try:
            server = Sshd(Path(folder))
            ways["ssh"] = server.line
        except FileNotFoundError as missing:
            print(f"not over ssh: {missing}")
        try:
            found = Results(
                machine=machine(Path(folder), "", 0),
                lines={way: _measured(apps, way, over, given) for way, over in ways.items()},
                slow_day={way: slow_day(apps[1], over) for way, over in ways.items()} if given.day else {},
            )
        finally:
            if server:
                server.close()
    _print(found)
    if given.json:
        given.json.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1))


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, default=10, help="years of history")
    parser.add_argument("--rounds", type=int, default=5, help="starts of each program on each line")
    parser.add_argument("--idle", type=float, default=60.0, help="seconds of idling in the last round")
    parser.add_argument("--quick", action="store_true", help="one year, two rounds, ten seconds of idling")
    parser.add_argument("--no-day", dest="day", action="store_false", help="not over the slow line")
    parser.add_argument("--office", type=Path, help="a folder with a demo; the slow day changes it")
    parser.add_argument("--person", default="berger", help="an adviser of it")
    parser.add_argument("--json", type=Path, help="where to keep the figures")
    given = parser.parse_args()
    if given.quick:
        given.years, given.rounds, given.idle = 1, 2, 10.0
    return given


def _measured(apps: Sequence[App], way: str, over: Sequence[str], given: argparse.Namespace) -> list[Summary]:
    runs: dict[str, list[Run]] = {app.name: [] for app in apps}
    for number in range(given.rounds):
        for app in apps:
            runs[app.name].append(measure(app, over, given.idle if number == given.rounds - 1 else 0.0))
    return [summary(name, way, done) for name, done in runs.items()]


def _print(found: Results) -> None:
    m = found.machine
    print(f"{m.processors} processors, load {m.load:.1f}, Python {m.python}")
    for way, (floor, mine) in found.lines.items():
        print(f"\n{way:24} {'bare':>8} {'ours':>8} {'ratio':>6}")
        for name, least in floor.figures.items():
            ratio = f"{mine.figures[name] / least:6.2f}" if least else f"{'–':>6}"
            print(f"{name:24} {least:8.1f} {mine.figures[name]:8.1f} {ratio}")
    for way, steps in found.slow_day.items():
        print(f"\n{f'{RATE} bytes/s, {way}':44} {'keys':>5} {'s':>6} {'bytes':>7}")
        for step in steps:
            print(f"{step.what:44} {step.keys:5} {step.seconds:6.2f} {step.bytes:7}")


if __name__ == "__main__":
    main()
