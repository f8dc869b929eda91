"""A process of its own that admits guests: `python -m tests.store.writer FOLDER PERSON COUNT`.

Prints "ready", waits for a line, then prints each number once it is acknowledged.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ihk_tui.store.store import Store
from tests.store.office import PLACES, admit


def main() -> None:
    """Admit as many guests as asked for."""
    folder, person, count = sys.argv[1:]
    store = Store.open(Path(folder), PLACES)
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range(int(count)):
        print(admit(store, person=person).id, flush=True)


if __name__ == "__main__":
    main()
