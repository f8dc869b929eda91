"""What the plain commands need of the program around them; `wiring` gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:  # `--help` needs the names only
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from ihk_tui.domain.people import Person
    from ihk_tui.domain.words import Language, Words
    from ihk_tui.office.session import Session
    from ihk_tui.office.work import Entry


class Options(NamedTuple):
    """What every command understands."""

    data: Path | None = None
    person: str = ""
    desk: int = 0
    language: Language | None = None


class DemoPlan(NamedTuple):
    """What kind of simulated office is wanted."""

    preset: str = "normal"
    years: int = 2
    seed: int = 1
    at: str = "11:00"
    """The wall-clock time of its running day."""
    day: str = ""
    """The date of its running day; empty: today's or the next consultation day."""


class Finding(Protocol):
    """One thing found in a file of the data folder."""

    @property
    def file(self) -> str:
        """Which file."""

    @property
    def words(self) -> Words:
        """What is wrong with it."""

    @property
    def serious(self) -> bool:
        """Whether something that was confirmed is in danger."""


class Saved(Protocol):
    """What a repair came to."""

    @property
    def seq(self) -> int:
        """The last transaction known of."""

    @property
    def lost(self) -> list[int]:
        """Transactions that are nowhere any more."""

    @property
    def tables(self) -> list[str]:
        """Tables put together from an earlier state."""

    @property
    def gone(self) -> list[int]:
        """Lines of the damaged journal with what is nowhere else."""

    @property
    def sources(self) -> list[str]:
        """The files it was put together from."""

    @property
    def kept(self) -> str:
        """Where the damaged journal is now."""


class Housekeeping(Protocol):
    """What whoever keeps the office does with its data. Every method raises StoreTrouble."""

    def check(self) -> Sequence[Finding]:
        """Everything that is damaged, missing or left over."""

    def repair(self) -> Saved | None:
        """Put a damaged journal right; None when nothing is wrong with it."""

    def back_up(self, into: Path | None) -> Path:
        """Copy the office while others work; give the copy's path."""

    def restore(self, wanted: str) -> tuple[Path, str]:
        """Bring a copy back; give which, and where what was before it is kept. Raises BadInput."""

    def move(self, target: str, schema: str) -> str:
        """Carry the office to a database or back into the folder; give where it is now. Raises BadInput."""

    def export_tinydb(self, file: Path) -> int:
        """Write what is held as a file for stock TinyDB; give its size."""


class Host(Protocol):
    """The program around a command."""

    def language(self, options: Options) -> Language:
        """The language to speak: asked for, else the environment's, else German."""

    def folder(self, options: Options) -> Path:
        """The data folder: asked for, else the environment's, else the account's own."""

    def session(self, options: Options) -> Session:
        """Open the office for a person. Raises BadInput and StoreTrouble."""

    def run_app(self, session: Session) -> int:
        """Open the full-screen program and give its exit code."""

    def init(
        self,
        folder: Path,
        name: str,
        place: str,
        people: tuple[Person, ...],
        language: Language,
        shared: bool,
    ) -> None:
        """Make a new office. Raises BadInput when there is one already."""

    def build_demo(self, folder: Path, plan: DemoPlan, progress: Callable[[int, int], None]) -> None:
        """Simulate an office into an empty folder; `progress` hears how many of how many days are done."""

    def stats(self, session: Session) -> dict[str, Any]:
        """What the store holds and how large it is."""

    def housekeeping(self, options: Options) -> Housekeeping:
        """The data folder itself, whether or not the office opens."""

    def log(self, session: Session) -> Iterable[Entry]:
        """Every transaction that is kept, oldest first."""
