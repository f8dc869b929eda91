"""Judge workloads from the command line: `python -m tests.crash [NAME ...]`, all of them without a name."""

from __future__ import annotations

import sys
from typing import get_args

from tests.crash.filesystem import Kind
from tests.crash.trial import SEED, judged
from tests.crash.workload import WORKLOADS


def main() -> None:
    """Print what came of each workload on each kind of file system."""
    for name in sys.argv[1:] or WORKLOADS:
        for kind in get_args(Kind):
            control = " (a negative control)" if WORKLOADS[name].control else ""
            print(f"{name}{control}, {kind}, seed {SEED}: {judged(name, kind, limit=5000)}")


if __name__ == "__main__":
    main()
