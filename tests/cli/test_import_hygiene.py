"""Start-up is a feature: short commands load no screen and no calendar, and the help hardly anything."""

from __future__ import annotations

import os
import subprocess
import sys

HEAVY = {"textual", "rich", "icalendar", "holidays", "phonenumbers", "email_validator"}

HELP = """
import sys
from ihk_tui.cli.main import run
class Host:
    def language(self, options):
        return "de"
run(["--help"], Host())
print(*sys.modules, file=sys.stderr)
"""

QUEUE = """
import sys
from datetime import timedelta
from ihk_tui.cli.main import run
from ihk_tui.domain.days import ConsultationDay
from tests.cli.office import MORNING, Office
office = Office()
with office.store.begin("aydin", "open_day", MORNING) as work:
    work.put(ConsultationDay(day=MORNING.date(), status="open"))
    work.commit()
for line in ("checkin --anonymous --topic VE --json", "queue --json", "call --json"):
    assert run(line.split(), office) == 0
print(*sys.modules, file=sys.stderr)
"""


def _loaded(program: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_the_help_loads_no_library() -> None:
    assert _loaded(HELP).isdisjoint(HEAVY | {"msgspec", "tinydb", "zoneinfo"})


def test_short_commands_load_no_screen_and_no_calendar() -> None:
    assert _loaded(QUEUE).isdisjoint(HEAVY)


def test_nobody_reads_on() -> None:
    program = HELP.replace("print(*sys.modules, file=sys.stderr)", "")
    reads, writes = os.pipe()
    os.close(reads)
    done = subprocess.run([sys.executable, "-c", program], stdout=writes, stderr=subprocess.PIPE, check=False)
    os.close(writes)
    assert (done.returncode, done.stderr) == (0, b"")
