"""What may be there at each moment, from playing the same steps in memory."""

from __future__ import annotations

from collections.abc import Iterable

from tests.crash.opening import NOTHING
from tests.crash.outside import CHANGED
from tests.crash.rules import Allowed
from tests.crash.workload import Workload, do


class Timeline:
    """The states that a workload goes through, step by step."""

    def __init__(self, workload: Workload, seed: int, said: Iterable[str]) -> None:
        """`said` has all that the workload said, to know which of its steps failed."""
        failed = {int(line.split()[1]) for line in said if line.startswith("failed ")}
        count = len(workload.steps(seed))
        self._states = _played(workload, seed, failed, count)
        self._attempts = {each: _played(workload, seed, failed - {each}, each + 1)[-1] for each in failed}

    def at(self, said: Iterable[str]) -> Allowed:
        """What may be found when these lines were said: the acknowledged, and what was going on."""
        said = list(said)
        ended = [line for line in said if line.startswith(("done ", "failed "))]
        steps = len(ended)
        states = self._states[: steps + 2]
        found = [states[steps][-1], *(states[steps + 1] if len(states) > steps + 1 else ())]
        found += self._attempts.get(steps, ())
        while ended:  # what failed may come out whole until a transaction after it is acknowledged
            failed = ended.pop().startswith("failed ")
            if failed:
                found += self._attempts[len(ended)]
            elif states[len(ended)][-1] != states[len(ended) + 1][-1]:
                break
        earlier = frozenset(digest for each in states for digest in each)
        words = f"{steps} steps ended, allowed: {sorted(set(found))}"
        return Allowed(frozenset(found), words, steps, earlier, CHANGED in said)


def _played(workload: Workload, seed: int, failed: set[int], count: int) -> list[list[str]]:
    """For the beginning and each of so many steps, the states seen meanwhile, the last one at its end."""
    scene = workload.scene(None)
    if workload.prepare:
        workload.prepare(scene)
    seen = [scene.digest()] if workload.prepare else [NOTHING]
    states = [seen]
    now = [seen]
    scene.watch(lambda: now[0].append(scene.digest()))
    for number, step in enumerate(workload.steps(seed)[:count]):
        now[0] = []
        if number not in failed:
            do(scene, step, seed, number)
            now[0].append(scene.digest())
        states.append(now[0] or states[-1][-1:])
    return states
