"""What the plain commands need of the program around them; `wiring` gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:  # `--help` needs the names only
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from ihk_tui.domain.invitations import Delivery, Letter
    from ihk_tui.domain.keymap import Cards
    from ihk_tui.domain.people import Person
    from ihk_tui.domain.publication import Publication
    from ihk_tui.domain.words import Language, Words
    from ihk_tui.office.session import Session
    from ihk_tui.office.work import Entry, Holder


class Options(NamedTuple):
    """What every command understands."""

    data: Path | None = None
    person: str = ""
    desk: int = 0
    language: Language | None = None
    over_ssh: bool = False
    """Whether whoever gives it has no account here, so that no file of this machine may be named."""


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

    @property
    def repair(self) -> bool:
        """Whether `store repair` mends it."""


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
    def missing(self) -> list[str]:
        """Tables whose earlier states may not be used."""

    @property
    def gone(self) -> list[int]:
        """Lines of the damaged journal with what is nowhere else."""

    @property
    def again(self) -> list[str]:
        """What is to be erased again."""

    @property
    def sources(self) -> list[str]:
        """The files it was put together from."""

    @property
    def kept(self) -> str:
        """Where the damaged journal is now."""


class Restored(Protocol):
    """What bringing back a copy came to."""

    @property
    def kept(self) -> str:
        """Where what was before it is kept."""

    @property
    def again(self) -> list[str]:
        """What was erased since and is to be erased again."""


class Housekeeping(Protocol):
    """What whoever keeps the office does with its data. Every method raises StoreTrouble."""

    def check(self) -> Sequence[Finding]:
        """Everything that is damaged, missing or left over."""

    def repair(self) -> tuple[Saved | None, list[str], list[str]]:
        """Put a damaged journal right (None when nothing was wrong).

        Gives too which files were set aside, and which settings came back.
        """

    def back_up(self, into: Path | None) -> Path:
        """Copy the office while others work; give the copy's path."""

    def restore(self, wanted: str) -> tuple[Path, Restored]:
        """Bring a copy back; give which, and what came of it. Raises BadInput."""

    def move(self, target: str, schema: str) -> str:
        """Carry the office to a database or back into the folder; give where it is now. Raises BadInput."""

    def export_tinydb(self, file: Path) -> int:
        """Write what is held as a file for stock TinyDB; give its size."""


class Publisher(Protocol):
    """Publishes the office's calendars where others subscribe to them."""

    def choose(self, folder: Path | None, caldav: bool) -> None:
        """Choose where to; with neither, everywhere the settings say. Raises BadInput."""

    def publish(
        self,
        *,
        overwrite: bool = False,
        files_only: bool = False,
        thorough: bool = True,
        progress: Callable[[int, int], None] | None = None,
        stopped: Callable[[], bool] = ...,
    ) -> Publication:
        """Publish what changed; without `thorough`, ask the server only when there is something to send.

        Raises StoreTrouble; trouble with the folder or the server is part of the answer.
        """


class Host(Protocol):
    """The program around a command."""

    def language(self, options: Options) -> Language:
        """The language to speak: asked for, else the environment's, else German."""

    def folder(self, options: Options) -> Path:
        """The data folder: asked for, else the environment's, else the account's own."""

    def person(self, options: Options) -> Person:
        """Who acts, without opening the office. Raises BadInput."""

    def session(self, options: Options) -> Session:
        """Open the office for a person. Raises BadInput and StoreTrouble."""

    def run_app(self, session: Session) -> int:
        """Open the full-screen program and give its exit code."""

    def run_board(self, options: Options, language: Language, bell: bool) -> int:
        """Show the public call display and give its exit code. Raises BadInput and StoreTrouble."""

    def keys(self, session: Session) -> Cards:
        """The keys in force for the person at work."""

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

    def holder(self, options: Options) -> Holder | None:
        """Who is in a transaction right now, whether or not the office can be opened. Raises StoreTrouble."""

    def housekeeping(self, options: Options) -> Housekeeping:
        """The data folder itself, whether or not the office opens."""

    def publisher(self, options: Options, session: Session) -> Publisher:
        """What publishes the calendars of an office that is open. Raises BadInput."""

    def postman(self, options: Options) -> Callable[[Letter], Delivery]:
        """What hands letters to the mail server of the settings. Raises BadInput when there is none."""

    def log(self, session: Session) -> Iterable[Entry]:
        """Every transaction that is kept and that the person may see, oldest first."""
