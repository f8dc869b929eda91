"""What came of a visit (DOMAIN.md §1)."""

from __future__ import annotations

from datetime import date

import pytest

from ihk_tui.domain.outcomes import read_outcome
from ihk_tui.domain.visits import Outcome
from ihk_tui.domain.words import BadInput
from tests.domain.making import DAY, catalogue


def read(kind: str, **details: str) -> Outcome | list[str]:
    try:
        found = read_outcome(kind, catalogue(), DAY, **details)
    except BadInput as problem:
        return [problem.field]
    return found if isinstance(found, Outcome) else [problem.field for problem in found]


@pytest.mark.parametrize("kind", ["solved", "not_responsible", "aborted"])
def test_a_plain_outcome_needs_nothing_more(kind: str) -> None:
    assert read(kind) == Outcome(kind=kind)  # type: ignore[arg-type]


def test_an_outcome_may_name_the_body_that_is_responsible() -> None:
    assert read("not_responsible", partner="hwk") == Outcome(kind="not_responsible", partner="HWK")
    assert read("not_responsible", partner="VW") == ["partner"]


def test_something_started_names_body_step_owner_and_date() -> None:
    assert read("started") == ["partner", "next_step", "owner", "due"]
    assert read("started", partner="IHK-BO", next_step=" \n", owner="aydin", due="10.9.") == ["next_step"]
    found = read("started", partner="ihk-bo", next_step="Unterlagen\nprüfen", owner="aydin", due="10.9.")
    assert found == Outcome(
        kind="started", partner="IHK-BO", next_step="Unterlagen prüfen", owner="aydin", due=date(2026, 9, 10)
    )


def test_it_is_not_due_in_the_past_but_may_be_today() -> None:
    details = {"partner": "AFA", "next_step": "anrufen", "owner": "aydin"}
    assert read("started", due="2.9.2026", **details) == ["due"]
    assert read("started", due="bald", **details) == ["due"]
    assert isinstance(read("started", due="heute", **details), Outcome)


def test_nothing_is_assumed() -> None:
    assert read("") == read("fertig") == ["outcome"]
