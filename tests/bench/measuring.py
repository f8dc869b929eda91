"""How things are timed: alternately, because the machine is never equally fast for long."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from random import Random
from statistics import fmean
from time import perf_counter_ns
from typing import NamedTuple, TypeVar

from tests.bench.engine import Engine
from tests.bench.history import PER_DAY

K = TypeVar("K", bound=Hashable)


class Spread(NamedTuple):
    """How long something took, in milliseconds."""

    mean: float
    p50: float
    p95: float
    p99: float
    worst: float


def spread(times: Sequence[float]) -> Spread:
    """Describe measured milliseconds; there is at least one."""
    ordered = sorted(times)

    def share(part: float) -> float:
        return ordered[min(int(part * len(ordered)), len(ordered) - 1)]

    return Spread(fmean(ordered), share(0.5), share(0.95), share(0.99), ordered[-1])


def milliseconds(act: Callable[[], object]) -> float:
    """How long it took."""
    start = perf_counter_ns()
    act()
    return (perf_counter_ns() - start) / 1e6


def check_in(engine: Engine) -> float:
    """How long the verb took; what a new day costs is not part of it."""
    start = perf_counter_ns()
    number = engine.check_in()
    took = (perf_counter_ns() - start) / 1e6
    if number >= PER_DAY:
        engine.next_day()
        engine.settle()
    return took


def alternate(acts: Mapping[K, Callable[[], float]], rounds: int) -> dict[K, list[float]]:
    """Let each measure itself once a round, in another order every round.

    Many rounds are preceded by two that do not count.
    """
    times: dict[K, list[float]] = {key: [] for key in acts}
    order, chance = list(acts), Random(1)
    for round_ in range(-2 if rounds > 10 else 0, rounds):
        chance.shuffle(order)
        for key in order:
            took = acts[key]()
            if round_ >= 0:
                times[key].append(took)
    return times
