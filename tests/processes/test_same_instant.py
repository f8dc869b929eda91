"""Several people act in the same instant, each in a process of their own (scenarios 1 to 3)."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.processes.office import Office, ended, tickets, visits
from tests.processes.staff import Staff


@pytest.mark.slow
def test_two_who_call_get_a_visit_each(office: Office, staff: Staff) -> None:
    reception, *advisers = staff.come("kaya", "aydin", "berger")
    for round_ in range(30):
        came = {answer.removeprefix("checkin ") for answer in reception.does("checkin", 2)}
        with office.same_instant(2):
            for adviser in advisers:
                adviser.asks("call")
        called = [answer.removeprefix("call ") for adviser in advisers for answer in adviser.answers()]
        assert set(called) == came, f"round {round_}"
        at_desks = {v.ticket: v for v in visits(office.session()) if v.state == "called"}
        assert set(at_desks) == came
        assert {tuple(v.advisers) for v in at_desks.values()} == {("aydin",), ("berger",)}
        assert {v.calls for v in at_desks.values()} == {1}
        for adviser in advisers:
            assert adviser.does("start") + adviser.does("finish")
    assert sorted(office.logged("call")) == tickets(60)


@pytest.mark.slow
def test_the_last_one_goes_to_one_of_the_two(office: Office, staff: Staff) -> None:
    reception, *advisers = staff.come("kaya", "aydin", "berger")
    for number in tickets(30):
        assert reception.does("checkin") == [f"checkin {number}"]
        with office.same_instant(2):
            for adviser in advisers:
                adviser.asks("call")
        answers = [answer for adviser in advisers for answer in adviser.answers()]
        assert sorted(answers) == ["call !nobody_waiting", f"call {number}"]
        served = [adviser.does("start") for adviser in advisers]
        assert sorted(served) == [["start !nobody_here"], [f"start {number}"]]
        assert [f"finish {number}"] in [adviser.does("finish") for adviser in advisers]
    assert office.logged("call") == tickets(30)


@pytest.mark.slow
def test_two_receptions_that_save_together_give_numbers_without_a_gap(office: Office, staff: Staff) -> None:
    receptions = staff.come("kaya", "celik")
    given: Counter[str] = Counter()
    for _ in range(50):
        with office.same_instant(2):
            for reception in receptions:
                reception.asks("checkin")
        given.update(answer for reception in receptions for answer in reception.answers())
    assert given == Counter(f"checkin {number}" for number in tickets(100))
    assert [visit.ticket for visit in visits(office.session())] == tickets(100)
    assert sorted(visit["ticket"] for visit in office.value("queue")) == sorted(tickets(100))
    assert sorted(office.logged("checkin")) == sorted(tickets(100))


def test_commands_of_the_same_instant_behave_alike(office: Office) -> None:
    with office.same_instant(2):
        arriving = [office.start("checkin", "--anonymous", "--topic", "VE2", "--json") for _ in range(2)]
    arrived = [ended(command) for command in arriving]
    assert {said.code for said in arrived} == {0}
    assert {said.value["ticket"] for said in arrived} == {"A01", "A02"}
    office.done("call", by="celik")
    with office.same_instant(2):
        calling = [office.start("call", "--json", by=person) for person in ("aydin", "berger")]
    said = sorted((ended(command) for command in calling), key=lambda said: said.code)
    assert [one.code for one in said] == [0, 3]
    assert said[1].value["refused"] == "nobody_waiting"
    assert sorted(office.logged("call")) == ["A01", "A02"]
