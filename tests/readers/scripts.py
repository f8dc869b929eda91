"""ical.js and libical, each a small script in its own language that prints JSON."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from tests.lacking import lacking
from tests.readers.seen import Seen, decoded
from tests.readers.tools import SYSTEM_PYTHON, program, run, written

ICAL_JS = "ical.js@2.2.1"
"""Exactly this version: what a reader understands must not change from run to run."""
_HERE = Path(__file__).parent


class IcalJs:
    """Thunderbird's and Nextcloud's reader."""

    def __init__(self, folder: Path) -> None:
        """Install it into a folder; skip the test where that cannot be."""
        self._folder, self._rounds = folder, count()
        node, npm = program("node"), program("npm")
        if not node or not npm:
            lacking("node with npm is not installed: apt-get install nodejs npm")
        self._node = str(node)
        words = ("install", "--no-fund", "--no-audit", "--ignore-scripts", "--prefer-offline")
        done = subprocess.run(
            [str(npm), *words, "--prefix", str(folder), ICAL_JS], capture_output=True, text=True, check=False
        )
        if done.returncode:
            lacking(f"ical.js is not installed: npm install {ICAL_JS} ({done.stderr.strip()[-300:]})")

    def __call__(self, files: Sequence[bytes]) -> list[list[Seen]]:
        """Read calendars."""
        paths = written(self._folder / f"read-{next(self._rounds)}", files)
        return decoded(run([self._node, _HERE / "ical_js.mjs", self._folder, *paths]))


class Libical:
    """GNOME's and KDE's reader."""

    def __init__(self, folder: Path) -> None:
        """Find it; skip the test where it is not."""
        self._folder, self._rounds = folder, count()
        there = "import gi; gi.require_version('ICalGLib', '3.0'); from gi.repository import ICalGLib"
        words = [SYSTEM_PYTHON, "-c", there]
        if not program(SYSTEM_PYTHON) or subprocess.run(words, capture_output=True, check=False).returncode:
            lacking("libical is not installed: apt-get install gir1.2-ical-3.0 python3-gi")

    def __call__(self, files: Sequence[bytes]) -> list[list[Seen]]:
        """Read calendars."""
        paths = written(self._folder / f"read-{next(self._rounds)}", files)
        return decoded(run([SYSTEM_PYTHON, _HERE / "libical_reader.py", *paths], {"LC_ALL": "C.UTF-8"}))
