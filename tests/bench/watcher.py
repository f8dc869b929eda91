"""A process that notices what others write; `seeing` starts it and talks to it through its pipes."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic, process_time, sleep

import msgspec

from ihk_tui.store.store import Store
from tests.bench.engines import ENGINES
from tests.bench.ours import OurStore

POLLS = {"stat each 100 ms": 0.1, "stat each 1 s": 1.0}
"""Ways of looking that ask the file again and again, with the seconds between."""
WOKEN = "woken"
"""The store's own way: inotify for a file, NOTIFY for PostgreSQL."""


def poll(store: Store, changed: Callable[[], None], pause: float) -> Callable[[], None]:
    """Look at the file from time to time in a thread, as `Store.watch` does without a kernel to tell it."""
    ended = threading.Event()

    def look() -> None:
        seen = store.read().seq
        while not ended.wait(pause):
            now = store.read().seq
            if now != seen:
                seen = now
                changed()

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    return ended.set


def main() -> None:
    """Note when each transaction was seen; `idle N` asks for the share of a processor that N seconds cost."""
    engine, how = ENGINES[sys.argv[1]](Path(sys.argv[2])), sys.argv[3]
    assert isinstance(engine, OurStore)
    store = engine.store
    seen: dict[int, float] = {}
    known = store.read().seq

    def changed() -> None:
        nonlocal known
        newest, at = store.read().seq, monotonic()
        for seq in range(known + 1, newest + 1):
            seen[seq] = at
        known = newest

    stop = store.watch(changed) if how == WOKEN else poll(store, changed, POLLS[how])
    print("ready", flush=True)
    for line in sys.stdin:
        word, _, seconds = line.partition(" ")
        if word == "idle":
            before = process_time()
            sleep(float(seconds))
            print((process_time() - before) / float(seconds) * 100, flush=True)
        else:
            print(msgspec.json.encode(seen).decode(), flush=True)
    stop()


if __name__ == "__main__":
    main()
