"""A host of its own at the log: `python -m tests.postgres.writer URL SCHEMA PERSON COUNT [hold]`.

Prints "ready", waits for a line, then prints what became of each of its transactions: "saved TOKEN", "lost
TOKEN" (it was said not to be saved) or "open TOKEN" (nobody knew); after the latter two it waits for the
server and goes on until COUNT are saved. With `hold` it first takes a turn, prints "holding", and waits for
another line.
"""

from __future__ import annotations

import sys

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.store.postgres.log import PostgresLog
from ihk_tui.store.postgres.trouble import IN_DOUBT
from ihk_tui.store.record import Holder
from tests.postgres.place import NOW, add
from tests.processes.until import until


def main() -> None:
    """Write as much as asked for."""
    url, schema, person, count = sys.argv[1:5]
    log = PostgresLog(url, schema)
    holder = Holder(1, person, "admit", NOW)
    print("ready", flush=True)
    sys.stdin.readline()
    if "hold" in sys.argv:
        with log.exclusive(holder):
            print("holding", flush=True)
            sys.stdin.readline()
    saved = number = 0
    while saved < int(count):
        number += 1
        token = f"{person}-{number}"
        try:
            add(log, holder=holder, docs={"guests": {str(number): {"token": token}}})
        except StoreTrouble as trouble:
            print("open" if trouble.words == IN_DOUBT else "lost", token, flush=True)
            until(lambda: _answers(log), lambda: "the server does not come back")
            continue
        saved += 1
        print("saved", token, flush=True)


def _answers(log: PostgresLog) -> bool:
    try:
        log.behind()
    except StoreTrouble:
        return False
    return True


if __name__ == "__main__":
    main()
