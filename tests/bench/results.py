"""Everything that a run measured, as one value."""

from __future__ import annotations

import msgspec

from tests.bench.compaction import Compaction
from tests.bench.machine import Machine
from tests.bench.opening import Opening
from tests.bench.processes import Crowded
from tests.bench.seeing import Seen
from tests.bench.transactions import Latency
from tests.bench.year import Year


class Results(msgspec.Struct, kw_only=True):
    """Lists of rows, one list a table."""

    machine: Machine
    transactions: list[Latency] = []
    saturated: list[Crowded] = []
    thinking: list[Crowded] = []
    six: list[Crowded] = []
    destroyed: list[Crowded] = []
    opening: list[Opening] = []
    year: list[Year] = []
    seeing: list[Seen] = []
    compaction: list[Compaction] = []
