"""Ticket numbers (DOMAIN.md §3)."""

from __future__ import annotations

import pytest

from ihk_tui.domain.tickets import read_ticket, ticket
from ihk_tui.domain.words import BadInput


def test_numbers_are_written_as_they_are_called() -> None:
    assert [ticket("A", 7), ticket("A", 12), ticket("T", 3), ticket("T", 112)] == [
        "A07",
        "A12",
        "T03",
        "T112",
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("a7", "A07"), ("A07", "A07"), ("7", "A07"), (" t3 ", "T03"), ("T 112", "T112"), ("A007", "A07")],
)
def test_people_type_numbers_in_their_own_way(typed: str, meant: str) -> None:
    assert read_ticket(typed) == meant


@pytest.mark.parametrize("typed", ["", "A", "0", "A00", "B7", "A-7", "7a", "I07", "O07", "99999", "A07 A08"])
def test_what_is_no_number_is_said(typed: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_ticket(typed)
    assert caught.value.field == "ticket"


@pytest.mark.parametrize("number", [1, 9, 10, 99, 100, 9999])
def test_every_written_number_is_read_back(number: int) -> None:
    assert read_ticket(ticket("A", number)) == ticket("A", number)
    assert read_ticket(ticket("T", number).lower()) == ticket("T", number)
