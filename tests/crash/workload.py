"""What is recorded: `python -m tests.crash.workload NAME SEED FOLDER`.

Says "done NUMBER" when a step is acknowledged and "failed NUMBER" when the store refused it (StoreTrouble).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.housekeeping import FILE
from ihk_tui.store.kinds import PLACES
from ihk_tui.store.store import Store
from tests.crash import moving, opening, repairing, rules, steps
from tests.crash.opening import Look
from tests.crash.outside import Database, Outside
from tests.crash.rules import Rule
from tests.crash.scene import OfficeScene, Scene
from tests.crash.stock import StockScene
from tests.crash.verbs import any_verb

Step = Callable[[Any, Random], object]
"""Something that happens in the workload's own scene; it is acknowledged when it returns."""


def found_office(folder: Path) -> None:
    """Make an office."""
    Store.create(folder, PLACES).close()


class Workload(NamedTuple):
    """Steps, and how to judge what is left of them."""

    steps: Callable[[int], Sequence[Step]]
    """The steps of a seed. In memory they are played too, to know what each leaves."""
    prepare: Callable[[Any], object] | None = None
    """What is there before, all of it on the disk; None where there is not even an office."""
    spoil: Callable[[Path], None] | None = None
    """What happened to the folder after that, such as a crash."""
    scene: Callable[[Path | None], Scene] = OfficeScene
    look: Look = opening.office
    rule: Rule | None = None
    """What else must hold in what the crash left."""
    afterwards: Rule | None = None
    """What else must hold once it was opened and gone on with."""
    control: bool = False
    """Whether it breaks promises by its nature, so that the harness has to find fault with it."""
    inject: tuple[str, ...] = ()
    """Faults in strace's words."""
    place: str = "area/office"
    """The folder, below the one that is recorded."""
    found: Callable[[Path], None] = found_office
    """Makes an empty one on the disk, for `prepare`."""
    outside: Callable[[Path], Outside] | None = None
    """What belongs to the office and is not in its folder."""


def play(scene: Scene, todo: Sequence[Step], seed: int, say: Callable[[str], None]) -> None:
    """Do the steps, and say of each what came of it."""
    for number, step in enumerate(todo):
        try:
            do(scene, step, seed, number)
        except StoreTrouble:
            say(f"failed {number}")
        else:
            say(f"done {number}")


def do(scene: Scene, step: Step, seed: int, number: int) -> None:
    """Do one step, on its own clock and with its own dice."""
    scene.begin(number + 1)
    step(scene, Random(f"{seed} {number}"))


def some(count: int) -> list[Step]:
    """So many verbs."""
    return [any_verb] * count


def compactions(seed: int) -> list[Step]:
    """A piece of a day with compactions in it."""
    return [*some(3), steps.compact, *some(2), steps.compact, steps.compact, *some(2)]


def old_compactions(seed: int) -> list[Step]:
    """Compactions that leave who did what to the generations they replace."""
    month = steps.compact_a_month_later
    return [*some(2), month, *some(2), month, *some(1)]


def killed(seed: int) -> list[Step]:
    """Colleagues who are killed before the disk has confirmed what they wrote."""
    killed = steps.killed_colleague
    return [*some(1), killed, *some(1), killed, steps.compact]


def erasure(seed: int) -> list[Step]:
    """Someone comes and is erased."""
    return [steps.secret_comes, *some(2), steps.compact, steps.erase, steps.forget, *some(1)]


def late_erasure(seed: int) -> list[Step]:
    """Someone is erased and the program ends before it is complete."""
    return [
        steps.secret_comes,
        steps.compact,
        steps.erase,
        steps.reopen,
        steps.compact_a_month_later,
        *some(2),
    ]


def moved(step: Step, target: str, prepare: Callable[[Any], object]) -> Workload:
    """An office moves between its folder and a database."""
    return Workload(
        lambda seed: [step],
        prepare,
        scene=moving.SettledScene,
        look=moving.look(target),
        rule=moving.arrives(target, 1),
        found=moving.found_with_database,
        outside=Database,
    )


def repaired(*spoiled: repairing.Damage) -> Workload:
    """A folder with this damage is repaired."""
    return Workload(
        lambda seed: [repairing.repair_it],
        repairing.prepared,
        repairing.spoil(*spoiled),
        scene=repairing.DamagedScene,
        look=repairing.look,
        rule=repairing.kept_and_repaired(1),
    )


FAILS = ("fdatasync:error=EIO:when=3",)

WORKLOADS: dict[str, Workload] = {
    "day": Workload(lambda seed: some(25), steps.prepared),
    "compactions": Workload(compactions, steps.prepared),
    "old compactions": Workload(old_compactions, steps.prepared),
    "compaction and a colleague": Workload(
        lambda seed: [*some(2), steps.compact_meeting_a_colleague, *some(2)], steps.prepared
    ),
    "create": Workload(lambda seed: [steps.create], look=opening.office_or_create),
    "init": Workload(lambda seed: [steps.init], look=opening.office_or_init),
    "young": Workload(lambda seed: [steps.create, steps.open_day, *some(6)], look=opening.office_or_create),
    "torn end": Workload(lambda seed: [*some(1), steps.compact, *some(1)], steps.prepared, steps.torn),
    "killed": Workload(killed, steps.prepared),
    "disk fails": Workload(lambda seed: some(6), steps.prepared, inject=FAILS),
    "disk fails, then another": Workload(
        lambda seed: [*some(3), steps.reopen, *some(3)], steps.prepared, inject=FAILS
    ),
    "disk fails twice": Workload(
        lambda seed: [*some(3), steps.reopen, *some(4)], steps.prepared, inject=(f"{FAILS[0]}..4",)
    ),
    "erasure": Workload(
        erasure, steps.prepared, rule=rules.erased(steps.SECRET, 6), afterwards=rules.erased(steps.SECRET, 5)
    ),
    "erasure cut short": Workload(late_erasure, steps.prepared, afterwards=rules.erased(steps.SECRET, 3)),
    "backup": Workload(
        lambda seed: [*some(2), steps.back_up, *some(2)], steps.prepared, rule=rules.backups_are_whole(3)
    ),
    "restore": Workload(
        lambda seed: [*some(1), steps.back_up, *some(2), steps.restore, *some(2)],
        steps.prepared,
        rule=rules.backups_are_whole(2),
    ),
    "repair a transaction": repaired(repairing.a_transaction),
    "repair the snapshot": repaired(repairing.the_snapshot),
    "repair the first line": repaired(repairing.the_first_line),
    "repair what is missing": repaired(repairing.the_whole),
    "repair two files": repaired(repairing.a_transaction, repairing.the_generation_before),
    "move to a database": moved(moving.move_to_database, moving.DATABASE, steps.prepared),
    "move to a folder": moved(moving.move_to_folder, FILE, moving.prepared_in_database),
    "not durable": Workload(lambda seed: [steps.without_forcing, *some(25)], steps.prepared, control=True),
    "lying disk": Workload(
        lambda seed: some(25), steps.prepared, control=True, inject=("fsync,fdatasync:retval=0",)
    ),
    "stock": Workload(
        lambda seed: [StockScene.insert] * 12,
        StockScene.prepared,
        scene=StockScene,
        look=StockScene.look,
        control=True,
        place="area",
        found=lambda folder: folder.mkdir(exist_ok=True),
    ),
}


def main() -> None:
    """Play the steps of a workload in a folder."""
    name, seed, folder = sys.argv[1:]
    workload = WORKLOADS[name]
    scene = workload.scene(Path(folder))
    play(scene, workload.steps(int(seed)), int(seed), lambda line: print(line, flush=True))


if __name__ == "__main__":
    main()
