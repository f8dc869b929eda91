"""The order of calling, each place with its reason (DOMAIN.md §3; scenarios 5 to 8, 15)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from ihk_tui.domain import transitions
from ihk_tui.domain.appointments import minutes_late
from ihk_tui.domain.queue import Reason, is_for, next_for, order, reason
from ihk_tui.domain.visits import Visit
from tests.domain.making import (
    POLICY,
    SOLVED,
    appointment,
    at,
    booked,
    called,
    minutes,
    ok,
    talking,
    walk_in,
)  # fmt: skip


def numbers(visits: list[Visit], clock: str) -> list[str]:
    """Tickets in order of calling."""
    return [visit.ticket for visit, _ in order(visits, at(clock), POLICY)]


def next_number(visits: list[Visit], clock: str, adviser: str = "aydin") -> str:
    found = next_for(visits, adviser, at(clock), POLICY)
    return found.ticket if found else "nobody"


def handed(visit: Visit, to: str, comes_next: bool = True) -> Visit:
    return ok(transitions.transfer(visit, visit.since, "aydin", to, comes_next, ""))


# Scenario 5


def test_an_appointment_that_has_not_come_blocks_nobody() -> None:
    waiting = [walk_in("14:00", 2), walk_in("13:50", 1)]
    assert next_number(waiting, "14:08") == "A01"
    expected = replace(booked("14:10", "14:00"), steps=booked("14:10", "14:00").steps[:1])
    assert expected.state == "expected"
    assert next_number([expected, *waiting], "14:10") == "A01"
    assert next_number([expected], "14:10") == "nobody"


def test_an_appointment_that_has_come_is_called_at_its_time() -> None:
    visits = [walk_in("13:50", 1), walk_in("14:00", 2), booked("14:10", "14:05")]
    assert next_number(visits, "14:07") == "A01"
    assert next_number(visits, "14:08") == "T50"
    assert next_number(visits, "14:10") == "T50"


# Scenario 6


def simulate(walk_ins: list[str], until: str, every: int = 10, talk: int = 12) -> dict[str, float]:
    """One adviser who always talks, appointments back to back: minutes that each walk-in waited."""
    visits = [walk_in(clock, number) for number, clock in enumerate(walk_ins, 1)]
    start, number = at("13:30"), 100
    while start < at(until):
        on_time = booked("14:00", "14:00", number)
        steps = tuple(replace(step, at=start - timedelta(minutes=3)) for step in on_time.steps)
        visits.append(replace(on_time, booked_for=start, steps=steps))
        start, number = start + timedelta(minutes=every), number + 1
    now, waited = at("13:30"), {}
    while now < at(until):
        here = [visit for visit in visits if visit.since <= now]
        found = next_for(here, "aydin", now, POLICY)
        if found is None:
            now += timedelta(minutes=1)
            continue
        if found.ticket.startswith("A"):
            waited[found.ticket] = minutes(found.spent("waiting", now))
        visits.remove(found)
        now += timedelta(minutes=talk)
    return waited


def test_a_walk_in_is_called_within_the_maximum_though_appointments_never_end() -> None:
    waited = simulate(["14:00"], "17:00")
    assert waited["A01"] <= POLICY.max_wait


@pytest.mark.parametrize("shift", range(12))
def test_nobody_starves_however_the_talks_fall(shift: int) -> None:
    waited = simulate([f"14:{shift:02d}", f"14:{shift + 25:02d}", f"15:{shift + 5:02d}"], "17:00")
    assert len(waited) == 3 and max(waited.values()) <= POLICY.max_wait


def test_the_longest_usual_talk_is_allowed_for() -> None:
    assert simulate(["14:00"], "17:00", talk=POLICY.typical_talk)["A01"] <= POLICY.max_wait


# Scenario 7


def test_who_comes_early_is_not_ahead_of_walk_ins_before_the_time() -> None:
    early = booked("15:00", "14:20")
    visits = [early, walk_in("14:45", 1)]
    assert numbers(visits, "14:50") == ["A01", "T50"]
    assert reason(early, at("14:50"), POLICY) == "early"
    assert numbers(visits, "14:58") == ["T50", "A01"]
    assert early.arrived == at("14:20")
    assert minutes(early.spent("waiting", at("14:50"))) == 30
    assert minutes(early.spent("waiting", at("14:10"))) == 0
    assert minutes_late(appointment("15:00"), at("14:20")) == -40


def test_who_comes_early_is_taken_when_nobody_else_waits() -> None:
    assert next_number([booked("15:00", "14:20")], "14:21") == "T50"


# Scenario 8


def test_who_comes_late_queues_as_was_decided() -> None:
    others = [walk_in("14:20", 1), walk_in("14:45", 2), booked("14:30", "14:30", 51)]
    as_walk_in = booked("14:10", "14:40", late="walk_in")
    assert numbers([as_walk_in, *others], "14:46") == ["T51", "A01", "T50", "A02"]
    assert reason(as_walk_in, at("14:46"), POLICY) == "walk_in"
    kept = booked("14:10", "14:40", late="keep")
    assert numbers([kept, *others], "14:46") == ["T50", "T51", "A01", "A02"]
    assert reason(kept, at("14:46"), POLICY) == "appointment"


# Each reason


def everyone() -> dict[Reason, Visit]:
    absent = ok(
        transitions.absent(called(walk_in("13:00", 9), "14:58"), at("14:59"), "x", timedelta(minutes=5), 3)
    )
    return {
        "urgent": replace(walk_in("14:55", 1), urgent="Kündigung morgen"),
        "handed": handed(walk_in("14:50", 2), "aydin"),
        "overdue": walk_in("14:10", 3),
        "appointment": booked("15:00", "14:58", 50),
        "walk_in": walk_in("14:40", 4),
        "early": booked("15:30", "14:20", 51),
        "held": absent,
    }


def test_the_whole_order_with_its_reasons() -> None:
    visits = everyone()
    found = order(reversed(visits.values()), at("15:00"), POLICY)
    assert [why for _, why in found] == list(visits)
    assert [visit.ticket for visit, _ in found] == [visit.ticket for visit in visits.values()]


@pytest.mark.parametrize("first", range(7))
def test_call_next_follows_the_order_and_never_takes_who_is_held(first: int) -> None:
    visits = list(everyone().values())[first:]
    expected = visits[0].ticket if first < 6 else "nobody"
    assert next_number(visits, "15:00") == expected


def test_who_was_absent_is_offered_again_after_the_hold_at_the_old_place() -> None:
    held = everyone()["held"]
    visits = [walk_in("14:40", 4), held]
    assert next_number(visits, "15:03") == "A04"
    assert next_number(visits, "15:04") == "A09"


def test_a_no_show_for_good_is_never_offered() -> None:
    given_up = replace(everyone()["held"], recall_from=None)
    assert order([given_up], at("16:00"), POLICY) == []


def test_only_who_waits_stands_in_the_queue() -> None:
    waiting = walk_in("14:00")
    talk = talking(waiting, "14:05")
    others = [
        called(waiting, "14:05"), talk, ok(transitions.finish(talk, at("14:10"), "aydin", SOLVED)),
        ok(transitions.defer(waiting, at("14:05"), "aydin")),
        ok(transitions.leave(waiting, at("14:05"), "x")),
        transitions.voided(waiting, at("14:05"), "x"),
    ]  # fmt: skip
    assert order(others, at("14:30"), POLICY) == []


def test_walk_ins_of_the_same_moment_go_by_number() -> None:
    assert numbers([walk_in("14:00", 3), walk_in("14:00", 1), walk_in("14:00", 2)], "14:01") == [
        "A01",
        "A02",
        "A03",
    ]


def test_a_walk_in_is_overdue_a_talk_before_the_maximum() -> None:
    visit = walk_in("14:00")
    assert reason(visit, at("14:29"), POLICY) == "walk_in"
    assert reason(visit, at("14:30"), POLICY) == "overdue"
    assert POLICY.max_wait - POLICY.typical_talk == 30


# Scenario 15


def test_what_was_handed_to_someone_is_first_there_and_invisible_to_others() -> None:
    visits = [walk_in("13:50", 1), handed(walk_in("14:00", 15), "berger")]
    assert next_number(visits, "14:10", "berger") == "A15"
    assert next_number(visits, "14:10", "aydin") == "A01"
    assert next_number(visits[1:], "14:10", "aydin") == "nobody"
    assert numbers(visits, "14:10") == ["A15", "A01"]


def test_what_was_handed_without_next_keeps_its_place_there() -> None:
    visits = [walk_in("13:50", 1), handed(walk_in("14:00", 15), "berger", comes_next=False)]
    assert [next_number(visits, "14:10", who) for who in ("berger", "aydin")] == ["A01", "A01"]
    assert [next_number(visits[1:], "14:10", who) for who in ("berger", "aydin")] == ["A15", "nobody"]


def test_who_asked_for_an_adviser_waits_for_that_one() -> None:
    visit = walk_in("14:00", 1, "VE2", adviser="berger")
    assert is_for(visit, "berger") and not is_for(visit, "aydin")
