"""Judge workloads from the command line: `python -m tests.crash [NAME ...]`, all of them without a name."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import get_args

from tests.crash import outside
from tests.crash.filesystem import Kind
from tests.crash.trial import SEED, judged
from tests.crash.workload import WORKLOADS
from tests.postgres.server import running


def main() -> None:
    """Print what came of each workload on each kind of file system."""
    names = sys.argv[1:] or list(WORKLOADS)
    with ExitStack() as stack:
        if any(WORKLOADS[name].outside for name in names):
            outside.use(stack.enter_context(running()))
        for name in names:
            for kind in get_args(Kind):
                control = " (a negative control)" if WORKLOADS[name].control else ""
                print(f"{name}{control}, {kind}, seed {SEED}: {judged(name, kind, limit=5000)}")


if __name__ == "__main__":
    main()
