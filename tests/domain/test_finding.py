"""What is typed in a list finds its row."""

from __future__ import annotations

from datetime import time

import pytest

from ihk_tui.domain.finding import fits, ticket_of, time_of


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("süß", True),
        ("SUSS", True),
        ("back", True),
        ("a05", True),
        ("ve1", True),
        ("bäckerei a05", True),
        ("bäckerei a06", False),
        ("konditorei", False),
    ],
)
def test_every_word_has_to_occur_and_umlauts_may_be_left_out(typed: str, found: bool) -> None:
    assert fits(typed, "A05 Bäckerei Süß VE1 Vertragsfragen") is found


def test_a_number_means_the_walk_in_and_else_the_booking() -> None:
    tickets = ("A07", "A12", "T07", "T03", "A112")
    assert [ticket_of(digits, tickets) for digits in ("7", "3", "12", "112", "99", "0")] == [
        "A07",
        "T03",
        "A12",
        "A112",
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("digits", "found"),
    [
        ("9", time(9)),
        ("1", time(10)),
        ("09", time(9)),
        ("14", time(14)),
        ("143", time(14, 30)),
        ("1430", time(14, 30)),
        ("930", time(9, 30)),
        ("109", time(1, 9)),
        ("24", None),
        ("99", None),
        ("1461", None),
        ("2500", None),
    ],
)
def test_digits_are_a_time_as_far_as_they_are_typed(digits: str, found: time | None) -> None:
    assert time_of(digits) == found
