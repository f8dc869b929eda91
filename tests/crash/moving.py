"""An office that moves between its folder and a database, and what a crash may leave of a move.

At every moment it is where its settings say, or a plain sentence says that the move has to be repeated; the
place that it left takes nothing any more; to repeat the move completes it.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from ihk_tui import config, housekeeping
from ihk_tui.config import StoreSettings
from ihk_tui.domain.words import BadInput, StoreTrouble
from ihk_tui.housekeeping import FILE, Housekeeping, place
from ihk_tui.store.kinds import PLACES
from ihk_tui.store.postgres.opening import open_postgres
from ihk_tui.store.store import Store
from ihk_tui.wiring import open_store
from tests.crash import opening, outside, steps
from tests.crash.opening import Broken, Look
from tests.crash.outside import Address
from tests.crash.rules import Allowed, Rule
from tests.crash.scene import OfficeScene, digest
from tests.office.office import moment

DATABASE = "database"
_REPEAT = "ihk-tui store move"
_schemas = count(1)


class SettledScene(OfficeScene):
    """An office that is where its settings say."""

    def opened(self, folder: Path) -> Store:
        """Open it as the program does."""
        return by_settings(folder)


def by_settings(folder: Path) -> Store:
    """Open the office where its settings say."""
    return open_store(folder, config.read_config(folder))


def found_with_database(folder: Path) -> None:
    """Make an office in a folder, and choose a place in a database for it."""
    opening.init(folder)
    Address(outside.in_use().url(), f"crash_{next(_schemas)}").write(folder)


def prepared_in_database(office: OfficeScene) -> None:
    """Be in the middle of a day, in the database."""
    steps.prepared(office)
    if office.folder:
        move(office.folder, DATABASE)


def move(folder: Path, target: str) -> None:
    """Do what `ihk-tui store move` does; `target` is one of the two places."""
    url, schema = Address.beside(folder)
    Housekeeping(folder, "kleine", lambda: moment("12:00"), open_store).move(
        url if target == DATABASE else FILE, schema
    )


def move_to_database(office: OfficeScene, dice: Random) -> None:
    """Move, and say when all has arrived in the database."""
    if office.folder:
        _telling(housekeeping, "move_to_postgres")
        _move(office, office.folder, DATABASE)


def move_to_folder(office: OfficeScene, dice: Random) -> None:
    """Move, and say when the log in the database has ended."""
    if office.folder:
        _telling(Store, "_tell")
        _move(office, office.folder, FILE)


def look(target: str) -> Look:
    """Open an office that is on its way to a place, go on in it, and repeat the move."""

    def opened(folder: Path) -> str:
        arrived = place_of(folder) == target
        if arrived and not _ended(folder, _other(target)):
            raise Broken("the settings name the new place, and the old one still takes what is new")
        found = ""
        try:
            _read(folder)
        except (StoreTrouble, BadInput) as refused:
            if _REPEAT not in refused.words.en or arrived:
                raise Broken(f"cannot be opened: {refused.words.en}") from refused
        else:
            found = opening.gone_on_with(lambda: by_settings(folder))
        return _repeated(folder, target, found, arrived)

    return opened


def arrives(target: str, by: int) -> Rule:
    """After so many steps the office is in its new place without anybody's help."""

    def rule(folder: Path, now: Allowed) -> str:
        return "it has not moved" if now.done >= by and place_of(folder) != target else ""

    return rule


def place_of(folder: Path) -> str:
    """Where the settings say that the office is."""
    settings, (url, schema) = config.read_config(folder).store, Address.beside(folder)
    if place(settings) == FILE:
        return FILE
    assert place(settings) == place(StoreSettings(url=url, schema=schema))
    return DATABASE


def _move(office: OfficeScene, folder: Path, target: str) -> None:
    office.store.close()
    move(folder, target)
    office.use(by_settings(folder))


def _repeated(folder: Path, target: str, found: str, arrived: bool) -> str:
    """Repeat a move and give what was found, before if anything was."""
    before = _read(folder) if found else ""
    try:
        move(folder, target)
    except BadInput as already:
        if not arrived:
            raise Broken(f"the move cannot be repeated: {already.words.en}") from already
    if place_of(folder) != target or not _ended(folder, _other(target)):
        raise Broken("the repeated move did not complete it")
    if not found:
        return opening.gone_on_with(lambda: by_settings(folder))
    if (after := _read(folder)) != before:
        raise Broken(f"went on to {before}, and the repeated move brought {after}")
    return found


def _read(folder: Path) -> str:
    store = by_settings(folder)
    try:
        return digest(store)
    finally:
        store.close()


def _ended(folder: Path, where: str) -> bool:
    """Whether a place refuses because the office has moved away."""
    if where == FILE:
        store = Store.open(folder, PLACES) if (folder / "journal.jsonl").exists() else None
    else:
        store = Store(*open_postgres(*Address.beside(folder)), PLACES)
    if store is None:
        return False
    try:
        with store.begin("probe", "probe", moment("18:00")):
            return False
    except StoreTrouble:
        return bool(store.moved_to)
    finally:
        store.close()


def _other(target: str) -> str:
    return DATABASE if target == FILE else FILE


def _telling(owner: Any, name: str) -> None:
    """Let a function say that the database has changed when it returns; only in the recorded process."""
    function: Callable[..., object] = getattr(owner, name)

    def telling(*arguments: object) -> object:
        result = function(*arguments)
        print(outside.CHANGED, flush=True)
        return result

    setattr(owner, name, telling)
