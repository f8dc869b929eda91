"""A process that checks visitors in when told to; `crowd` starts it and talks to it through its pipes."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from random import Random
from time import perf_counter, sleep
from typing import NamedTuple

import msgspec

from tests.bench.engine import Engine
from tests.bench.engines import ENGINES
from tests.bench.history import PER_DAY
from tests.bench.ours import OurStore


class Order(NamedTuple):
    """Work for so many seconds, and think for so many between two verbs."""

    seconds: float
    think: float
    reading: bool
    """Only look at what others write; our own engines can."""


class Done(NamedTuple):
    """When each verb began, in seconds on the machine's clock, and the milliseconds it took."""

    starts: list[float]
    waits: list[float]
    error: str = ""


def _read(engine: Engine) -> int:
    assert isinstance(engine, OurStore)
    engine.store.read()
    return 0


def main() -> None:
    """Serve orders until the pipe closes."""
    engine = ENGINES[sys.argv[1]](Path(sys.argv[2]))
    chance = Random(sys.argv[3])
    print("ready", flush=True)
    for line in sys.stdin:
        seconds, think, reading = msgspec.json.decode(line, type=Order)
        act = partial(_read, engine) if reading else engine.check_in
        starts: list[float] = []
        waits: list[float] = []
        error = ""
        sleep(think * chance.random())
        end = perf_counter() + seconds
        try:
            while (start := perf_counter()) < end:
                number = act()
                waits.append((perf_counter() - start) * 1e3)
                starts.append(start)
                if number >= PER_DAY:
                    engine.next_day()
                if think:
                    sleep(think * chance.uniform(0.9, 1.1))
        except Exception as problem:  # stock TinyDB destroys its file, and that is a result
            error = f"{type(problem).__name__}: {problem}"[:200]
        print(msgspec.json.encode(Done(starts, waits, error)).decode(), flush=True)


if __name__ == "__main__":
    main()
