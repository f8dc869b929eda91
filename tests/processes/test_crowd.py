"""A crowd: four receptions register a thousand visitors while three advisers call and finish them."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.processes.office import Office, tickets, visits
from tests.processes.staff import Staff

ALL = tickets(1000)
EACH = 60
"""Visits that each adviser finishes."""


@pytest.mark.slow
def test_a_thousand_numbers_without_a_gap_and_nobody_called_twice_or_lost(
    office: Office, staff: Staff
) -> None:
    people = staff.come("kaya", "kaya", "kaya", "kaya", "aydin", "berger", "celik")
    receptions, advisers = people[:4], people[4:]
    for adviser in advisers:
        adviser.asks("serve", EACH)
    for reception in receptions:
        reception.asks("checkin", 250)
    given = [answer.removeprefix("checkin ") for reception in receptions for answer in reception.answers()]
    answers = [answer for adviser in advisers for answer in adviser.answers()]
    called = [answer.removeprefix("call ") for answer in answers if answer.startswith("call A")]
    finished = [answer.removeprefix("finish ") for answer in answers if answer.startswith("finish A")]

    assert sorted(given, key=ALL.index) == ALL
    assert len(called) == 3 * EACH
    assert Counter(called) == Counter(finished) == Counter(set(called))

    there = visits(office.session())
    assert [visit.ticket for visit in there] == ALL
    assert {visit.ticket for visit in there if visit.state == "finished"} == set(called)
    assert {visit.calls for visit in there if visit.state == "finished"} == {1}
    waiting = [visit["ticket"] for visit in office.value("queue")]
    assert Counter(waiting) == Counter(set(ALL) - set(called))
    assert Counter(office.logged("checkin")) == Counter(ALL)
    assert Counter(office.logged("call")) == Counter(office.logged("finish")) == Counter(called)
