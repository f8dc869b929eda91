"""Opening what a crash left, the way everyone opens an office, and going on with it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from ihk_tui.cli.host import Options
from ihk_tui.domain.people import Person
from ihk_tui.domain.visitors import Company
from ihk_tui.domain.words import BadInput, StoreTrouble
from ihk_tui.store.kinds import PLACES
from ihk_tui.store.store import Store
from ihk_tui.wiring import Program
from tests.crash.scene import digest, documents
from tests.office.office import DAY, moment

Look = Callable[[Path], str]
"""Opens a folder and gives the digest of what it holds. Raises, whatever it is, when a promise is broken."""
NOTHING = "no office, and one can be made"
_PROBE = Company(id=987_654, name="Probe", seen=DAY)


class Broken(AssertionError):
    """What was opened does not behave as a store must."""


def office(folder: Path) -> str:
    """Open an office twice, and go on in it."""
    return gone_on_with(lambda: Store.open(folder, PLACES))


def office_or_create(folder: Path) -> str:
    """Open an office; if that is refused, making it must work as if nothing had been there."""
    return _or(folder, lambda: Store.open(folder, PLACES), lambda: Store.create(folder, PLACES).close())


def office_or_init(folder: Path) -> str:
    """Open an office as the program does; if that is refused, `init` must work."""

    def opened() -> Store:
        store = Program().session(Options(data=folder, person="aydin")).store
        assert isinstance(store, Store)
        return store

    return _or(folder, opened, lambda: init(folder))


def init(folder: Path) -> None:
    """Make an office as `ihk-tui init` does."""
    people = (Person("aydin", "Selin Aydın", "lead"),)
    Program().init(folder, "IHK", "Hattingen", people, "de", False)


def gone_on_with(opened: Callable[[], Store]) -> str:
    """Open a store twice, which must show the same, commit to it, and open it again."""
    with closing(opened()) as store:
        found = digest(store)
    with closing(opened()) as store:
        if digest(store) != found:
            raise Broken(f"found {found}, and opened again {digest(store)}")
        committed = _probe(store)
    with closing(opened()) as store:
        if digest(store) != committed:
            raise Broken(f"went on to {committed}, and opened again it is {digest(store)}")
    return found


def _probe(store: Store) -> str:
    """Give the next number of the day and commit; it must be the next, and so must the transaction's."""
    before = store.read().seq
    given = documents(store).get("counters", {}).get(f"{DAY:%Y%m%d}", {}).get("A", 0)
    with store.begin("probe", "probe", moment("18:00")) as work:
        number = work.count("A", DAY)
        work.put(_PROBE)
        seq = work.commit("probe")
    if (seq, number) != (before + 1, int(str(given)) + 1):
        raise Broken(f"gave transaction {seq} after {before} and number {number} after {given}")
    return digest(store)


def _or(folder: Path, opened: Callable[[], Store], make: Callable[[], None]) -> str:
    try:
        opened().close()
    except (StoreTrouble, BadInput) as refused:
        try:
            make()
        except (StoreTrouble, BadInput) as error:
            raise Broken(f"cannot be opened ({refused.words.en}) nor made ({error.words.en})") from error
        found = gone_on_with(opened)
        if not found.startswith("transaction 0,"):
            raise Broken(f"was made anew and is not empty: {found}") from refused
        return NOTHING
    return gone_on_with(opened)
