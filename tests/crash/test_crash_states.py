"""Whatever a crash leaves: what was acknowledged is there, and nothing is there by half."""

from __future__ import annotations

from typing import get_args

import pytest

from tests.crash.filesystem import Kind
from tests.crash.trial import judged
from tests.crash.workload import WORKLOADS

SOUND = [name for name, workload in WORKLOADS.items() if not workload.control]


@pytest.mark.parametrize("name", ["day", "compactions", "init", "repair a transaction"])
def test_a_crash_takes_nothing_that_was_acknowledged(name: str) -> None:
    report = judged(name, limit=100)
    assert report.opened > 30
    assert not report.violations, str(report)


@pytest.mark.slow
@pytest.mark.usefixtures("surroundings")
@pytest.mark.parametrize("name", SOUND)
def test_a_crash_at_any_point_takes_nothing_that_was_acknowledged(name: str) -> None:
    limit = 150 if WORKLOADS[name].outside else 400  # a database for each state takes its time
    for kind in get_args(Kind):
        report = judged(name, kind, limit=limit)
        assert not report.violations, f"{kind}: {report}"
