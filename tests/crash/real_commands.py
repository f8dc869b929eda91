"""The commands whose system calls fail: what comes before each, and what may be left when a call failed.

For each system call of a command that has to do with its data folder, each error: all of them where they are
few. Where they are many, all those that change something and, of the others, as many as a seed draws
(`IHK_TUI_CRASH_SEED`; `IHK_TUI_CRASH_STATES` is how many cases there are in all).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import NamedTuple

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.office.work import Entry
from ihk_tui.store.check import check
from ihk_tui.store.kinds import PLACES
from ihk_tui.store.trouble import NOT_FORGOTTEN
from tests.crash import repairing
from tests.crash.opening import Broken
from tests.crash.real_faults import ERRORS, Faults, Point, complaint
from tests.crash.real_office import Ledger, at_work, copied, logged, make_office, open_it, verify
from tests.crash.rules import Allowed
from tests.crash.trial import SEED, STATES
from tests.processes.office import Said, visits

CHECKIN = ("checkin", "--anonymous", "--topic", "VE2")
COMPACT = ("store", "compact")
SECRET = "Geheimrat"

_ASKING = ("ioctl", "lseek")  # answered by the kernel, not by a disk
_LOOKING = ("newfstatat", "read", "pread64", "getdents64", "close", "flock")
_CASES = 40
_LOOKED = 12
"""How many cases of calls that only look there are at least, however many change something."""
_FOLLOWED_UP = ("--outcome", "started", "--partner", "AFA", "--next-step", "anrufen", "--due", "7.1.2027")
_NEXT_DAY = ("--date", "7.1.2027", "--time", "9:00")
_CALLER = ("--topic", "PR2", "--visitor-kind", "XX", "--phone", "02324 12345")

Judge = Callable[[Path, Said, list[Entry]], str]
"""Looks at what a command left that said this, with the log before it; gives what is wrong, or nothing."""


def begin_with(*commands: tuple[str, ...]) -> Callable[[Faults, Path], object]:
    """An office whose day is open, and in which this was done."""

    def ready(faults: Faults, folder: Path) -> None:
        open_it(folder)
        for words in commands:
            said = faults.run(folder, *words)
            assert said.code == 0, said

    return ready


def damaged(faults: Faults, folder: Path) -> None:
    """An office that cannot be opened before it is repaired."""
    begin_with(CHECKIN, CHECKIN, CHECKIN, CHECKIN)(faults, folder)
    repairing.spoil(repairing.a_transaction)(folder)


def went_on(folder: Path, said: Said, before: list[Entry], *verbs: str) -> str:
    """Nothing is missing, and exactly this was done when it was said to be; work goes on."""
    after = logged(folder)
    if after[: len(before)] != before:
        return "something acknowledged is missing"
    done = [entry.verb for entry in after[len(before) :]]
    if done != (list(verbs) if said.code == 0 else []):
        return f"said {said}, logged {done}"
    open_it(folder)
    verify(folder, Ledger())
    return ""


def logs(*verbs: str) -> Judge:
    """A command that is one transaction, or none that the log shows."""
    return lambda folder, said, before: went_on(folder, said, before, *verbs)


def erased(folder: Path, said: Said, before: list[Entry]) -> str:
    """Erased whole; or in the documents, which is said, and the next who does something completes it."""
    after = logged(folder)
    begun = len(after) > len(before)
    if said.code and begun != said.err.startswith(NOT_FORGOTTEN.de.partition(";")[0]):
        return f"said {said}, logged {[entry.verb for entry in after[len(before) :]]}"
    if said.code == 0 and (left := _with(folder, SECRET)):
        return f"said {said}, and the name is still in {left}"
    wrong = went_on(folder, said._replace(code=0) if begun else said, before, "erase")
    if not wrong and begun and (left := _with(folder, SECRET)):
        return f"the next transaction left the name in {left}"
    return wrong


def backed_up(folder: Path, said: Said, before: list[Entry]) -> str:
    """What has the name of a backup is a whole one, and there is one when that was said."""
    made = [path for path in folder.glob("backups/*") if not path.name.startswith(".")]
    if said.code == 0 and len(made) != 1:
        return f"said {said}, made {made}"
    for backup in made:
        if logged(backup) != before:
            return f"{backup} is not whole"
    return went_on(folder, said, before)


def restored(folder: Path, said: Said, before: list[Entry]) -> str:
    """The state is that of the backup, with one number given, or that before, with two."""
    after = logged(folder)
    done = [entry.verb for entry in after[len(before) :]]
    if after[: len(before)] != before or done not in ([], ["restore"]) or (said.code == 0 and not done):
        return f"said {said}, logged {done}"
    with at_work(folder) as session:
        given = [visit.ticket for visit in visits(session)]
    if given != (["A01"] if done else ["A01", "A02"]):
        return f"logged {done}, and there are {given}"
    return _serious(folder)


def repaired(folder: Path, said: Said, before: list[Entry]) -> str:
    """The damaged journal is kept, and it is repaired, or can be repaired as if nothing had been tried."""
    now = Allowed(frozenset(), "", int(said.code == 0), frozenset(), False)
    if wrong := repairing.kept_and_repaired(1)(folder, now):
        return wrong
    repairing.look(folder)
    return _serious(folder)


class Command(NamedTuple):
    """A command, and what is known of it."""

    words: tuple[str, ...]
    judge: Judge
    ready: Callable[[Faults, Path], object] = begin_with(CHECKIN, CHECKIN)

    def __str__(self) -> str:
        return " ".join(self.words[:2])


_SERVED = (("call",), ("start",), ("note", "A01", "Größe"))
_NAMED = ("checkin", "--kind", "XX", "--name", SECRET, "--topic", "VE2")
_SOLVED = ("finish", "--outcome", "solved")

CHECKING_IN = Command(CHECKIN, logs("checkin"))
COMMANDS = [
    CHECKING_IN,
    Command(COMPACT, logs()),
    Command(("open-day",), logs("open_day"), lambda faults, folder: None),
    Command(("note", "A01", "Ein Wort"), logs("note"), begin_with(CHECKIN, *_SERVED)),
    Command(("finish", *_FOLLOWED_UP), logs("finish"), begin_with(CHECKIN, *_SERVED)),
    Command(("book", *_NEXT_DAY, *_CALLER), logs("book")),
    Command(("erase", "A01"), erased, begin_with(_NAMED, *_SERVED, _SOLVED, COMPACT)),
    Command(("store", "backup"), backed_up),
    Command(("store", "restore", "latest"), restored, begin_with(CHECKIN, ("store", "backup"), CHECKIN)),
    Command(("store", "repair"), repaired, damaged),
]


def problems(faults: Faults, command: Command, place: Path, among: tuple[str, ...] = ()) -> list[str]:
    """Let system calls of a command fail with each error, each time in a new copy of its office."""
    office = make_office(place / "office", opened=False)
    command.ready(faults, office)
    before = [] if command.judge is repaired else logged(office)
    points = faults.points(copied(office, place / "dry"), *command.words)
    assert {"write", "openat", "flock"} <= {point.call for point in points}
    found: list[str] = []
    for number, point, error in cases(points, among):
        folder = copied(office, place / f"{number}{error}")
        if wrong := problem(faults, folder, point, error, command, before):
            found.append(f"{error} at {point.line}: {wrong}".replace(str(place), ""))
    return found


def cases(points: list[Point], among: tuple[str, ...] = ()) -> list[tuple[int, Point, str]]:
    """Which calls fail with which errors, each with the call's number."""
    every = [
        (number, point, error)
        for number, point in enumerate(points)
        if point.call not in _ASKING and (not among or point.call in among)
        for error in (ERRORS if ".toml" not in point.line else ("EIO",))
    ]
    changing = [case for case in every if case[1].call not in _LOOKING and not _only_opens(case[1])]
    rest = [case for case in every if case not in changing]
    room = max(_LOOKED, (STATES or _CASES) - len(changing))
    return sorted([*changing, *Random(SEED).sample(rest, min(room, len(rest)))])


def problem(
    faults: Faults, folder: Path, point: Point, error: str, command: Command, before: list[Entry]
) -> str:
    """Let one system call of a command fail, and say what is wrong then; empty when nothing is."""
    try:
        said = faults.fail_at(point, error, folder, *command.words)
        if said.code and (wrong := complaint(said, settings=".toml" in point.line)):
            return wrong
        return command.judge(folder, said, before)
    except (AssertionError, Broken, StoreTrouble) as trouble:
        return f"{type(trouble).__name__}: {trouble}"


def _only_opens(point: Point) -> bool:
    return point.call == "openat" and "O_CREAT" not in point.line


def _with(folder: Path, text: str) -> list[str]:
    """The files in which a text stands."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if text.encode() in path.read_bytes()]


def _serious(folder: Path) -> str:
    return "; ".join(f"{each.file}: {each.words.en}" for each in check(folder, PLACES) if each.serious)
