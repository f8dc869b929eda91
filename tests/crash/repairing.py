"""Damage to a folder, and what a crash may leave of its repair.

The damaged original is always somewhere, byte for byte, and to repair what the crash left comes to the same
as the repair would have.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

import msgspec

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.housekeeping import Housekeeping
from ihk_tui.store.kinds import PLACES
from ihk_tui.store.repair import Saved
from ihk_tui.store.store import Store
from ihk_tui.wiring import open_store
from tests.crash import opening, steps, verbs
from tests.crash.opening import Broken
from tests.crash.rules import Allowed, Rule
from tests.crash.scene import OfficeScene, digest
from tests.office.office import moment

Damage = Callable[[Path], Path]
"""Damages a file of an office and gives its path."""
REPAIRED = "as the repair leaves it"


class DamagedScene:
    """An office that nobody can open before it is repaired."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def begin(self, number: int) -> None:
        """A repair has its own clock."""

    def watch(self, changed: Callable[[], None]) -> None:
        """Nothing changes in memory."""

    def digest(self) -> str:
        """Before and after, as `look` repairs whatever it finds."""
        return REPAIRED


class Outcome(NamedTuple):
    """What a repair came to, as far as it must be the same however often it was begun."""

    digest: str
    seq: int
    lost: list[int]
    tables: list[str]
    gone: list[int]


def prepared(scene: DamagedScene) -> None:
    """Be in the middle of a day, with a generation before and with transactions after its snapshot."""
    if scene.folder is None:
        return
    office = OfficeScene(scene.folder)
    steps.prepared(office)
    steps.compact_a_month_later(office, Random(0))
    for number in range(4):
        office.begin(100 + number)
        verbs.any_verb(office, Random(number))
    office.store.close()


def spoil(*damages: Damage) -> Callable[[Path], None]:
    """Damage a folder; beside it stays what the damaged files hold, and what their repair comes to."""

    def spoiled(folder: Path) -> None:
        originals = folder.with_name("originals")
        originals.mkdir()
        for damage in damages:
            if (file := damage(folder)).exists():
                shutil.copyfile(file, originals / file.name)
        with TemporaryDirectory() as place:
            copy = Path(shutil.copytree(folder, Path(place) / "office"))
            saved = repair(copy)
            assert saved is not None, "nothing was damaged"
            _expected(folder).write_bytes(msgspec.json.encode(_outcome(copy, saved)))

    return spoiled


def a_transaction(folder: Path) -> Path:
    """One that others follow."""
    return _flipped(folder / "journal.jsonl", -3)


def the_snapshot(folder: Path) -> Path:
    """A table of it; the generation before has that table too."""
    return _flipped(folder / "journal.jsonl", 1)


def the_first_line(folder: Path) -> Path:
    """The one with the office's name."""
    return _flipped(folder / "journal.jsonl", 0)


def the_whole(folder: Path) -> Path:
    """The journal is not there."""
    (folder / "journal.jsonl").unlink()
    return folder / "journal.jsonl"


def the_generation_before(folder: Path) -> Path:
    """The newest of the earlier ones, in its last line, which the journal's snapshot knows."""
    generations = folder.glob("generations/[0-9]*.jsonl")
    return _flipped(max(generations, key=lambda file: int(file.stem)), -1)


def repair(folder: Path) -> Saved | None:
    """Do what `ihk-tui store repair` does."""
    return Housekeeping(folder, "aydin", lambda: moment("12:00"), open_store).repair()[0]


def repair_it(scene: DamagedScene, dice: Random) -> None:
    """Repair the office's folder."""
    if scene.folder:
        repair(scene.folder)


def look(folder: Path) -> str:
    """Repair what is left, unless the office opens, and go on in it."""
    opened = _refusal(folder) is None
    saved = repair(folder)
    if opened and saved is not None:
        raise Broken("it opens, and there was something to repair")
    wanted = msgspec.json.decode(_expected(folder).read_bytes(), type=Outcome)
    found = _outcome(folder, saved) if saved else wanted._replace(digest=_digest(folder))
    if found != wanted:
        raise Broken(f"repaired to {found}, and undisturbed it is {wanted}")
    if repair(folder) is not None:
        raise Broken("after the repair there is something to repair")
    opening.office(folder)
    return REPAIRED


def kept_and_repaired(by: int) -> Rule:
    """What was damaged is always there; after so many steps the office opens."""

    def rule(folder: Path, now: Allowed) -> str:
        there = {path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for original in folder.with_name("originals").iterdir():
            if original.read_bytes() not in there:
                return f"the damaged {original.name} is gone"
        refusal = _refusal(folder)
        if refusal is None:
            return ""
        if now.done >= by:
            return f"was repaired, and cannot be opened: {refusal}"
        return "" if "ihk-tui store " in refusal else f"no next step: {refusal}"

    return rule


def _refusal(folder: Path) -> str | None:
    """With which sentence the office refuses to open; None when it opens."""
    try:
        Store.open(folder, PLACES).close()
    except StoreTrouble as trouble:
        return trouble.words.en
    return None


def _outcome(folder: Path, saved: Saved) -> Outcome:
    return Outcome(_digest(folder), saved.seq, saved.lost, saved.tables, saved.gone)


def _digest(folder: Path) -> str:
    store = Store.open(folder, PLACES)
    try:
        return digest(store)
    finally:
        store.close()


def _expected(folder: Path) -> Path:
    return folder.with_name("expected")


def _flipped(file: Path, line: int) -> Path:
    """Flip a bit in the middle of a line."""
    lines = file.read_bytes().splitlines(keepends=True)
    changed = bytearray(lines[line])
    changed[len(changed) // 2] ^= 1
    lines[line] = bytes(changed)
    file.write_bytes(b"".join(lines))
    return file
