"""How long someone will still wait (DOMAIN.md §3, "Waiting-time estimate")."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ihk_tui.domain import transitions
from ihk_tui.domain.days import TalkSum
from ihk_tui.domain.queue import Estimate, TalkTimes, estimates, measured_talks, talk_times
from ihk_tui.domain.visits import Visit
from tests.domain.making import SOLVED, at, catalogue, ok, talking, walk_in

USUAL = talk_times(catalogue(), {})


def estimate(
    waiting: list[Visit], busy: list[Visit], desks: int, times: TalkTimes = USUAL
) -> list[Estimate | None]:
    return estimates(waiting, [*waiting, *busy], desks, times, at("14:30"))


def at_desk(number: int, since: str = "14:28") -> Visit:
    return talking(walk_in("14:00", number), since)


def test_while_no_desk_is_open_nothing_is_known() -> None:
    assert estimate([walk_in("14:00"), walk_in("14:01", 2)], [], 0) == [None, None]


def test_a_free_desk_takes_the_next_at_once() -> None:
    assert estimate([walk_in("14:00", 1), walk_in("14:01", 2)], [at_desk(3)], 3) == [
        Estimate(0, 5),
        Estimate(0, 5),
    ]


@pytest.mark.parametrize("desks", [1, 2, 3])
def test_estimates_are_ranges_in_steps_of_five_minutes_that_grow_along_the_queue(desks: int) -> None:
    found = estimate(
        [walk_in("14:00", n) for n in range(1, 7)], [at_desk(10 + n) for n in range(desks)], desks
    )
    ranges = [each for each in found if each]
    assert len(ranges) == 6
    assert all(0 <= each.low < each.high and each.low % 5 == each.high % 5 == 0 for each in ranges)
    assert [each.high for each in ranges] == sorted(each.high for each in ranges)
    assert ranges[-1].high > ranges[0].high


def test_more_desks_mean_less_waiting() -> None:
    waiting = [walk_in("14:00", n) for n in range(1, 7)]
    last = [estimate(waiting, [at_desk(9)], desks)[-1] for desks in (1, 2, 4)]
    highs = [each.high for each in last if each]
    assert highs == sorted(highs, reverse=True) and len(set(highs)) == 3


def test_the_range_holds_the_expected_work_before() -> None:
    (found,) = estimate([walk_in("14:00")], [at_desk(9, "14:30")], 1)
    assert found and found.low <= 14 <= found.high


def test_a_talk_that_has_gone_on_for_long_counts_less_but_never_nothing() -> None:
    (fresh,) = estimate([walk_in("14:00")], [at_desk(9, "14:30")], 1)
    (old,) = estimate([walk_in("14:00")], [at_desk(9, "14:05")], 1)
    assert fresh and old and 0 < old.high < fresh.high


def test_every_topic_still_open_counts() -> None:
    one = USUAL.of(walk_in("14:00", 1, "VE2"))
    two = USUAL.of(walk_in("14:00", 1, "VE2", "PR2"))
    assert two[0] > one[0] and two[1] > one[1]
    assert USUAL.of(walk_in("14:00", 1, "QQ1"))[0] > 0


def test_the_usual_length_is_a_prior_that_measured_talks_outweigh() -> None:
    assert USUAL.means["VE"] == 14 and USUAL.means["PR"] == 22
    few, many = TalkSum(), TalkSum()
    for _ in range(2):
        few = few.plus(30)
    for _ in range(200):
        many = many.plus(30)
    assert 14 < talk_times(catalogue(), {"VE": few}).means["VE"] < 20
    after = talk_times(catalogue(), {"VE": many})
    assert 29 < after.means["VE"] < 30 and after.deviations["VE"] == pytest.approx(0)
    assert after.means["PR"] == USUAL.means["PR"]


def test_what_is_measured_is_the_talk_by_topic_group() -> None:
    visit = talking(walk_in("14:00", 1, "VE2", "PR2"), "14:00")
    visit = talking(visit, "14:08", code="PR2")
    done = ok(transitions.finish(visit, at("14:14"), "aydin", SOLVED))
    assert measured_talks([done], at("15:00")) == {"VE": TalkSum(1, 8, 64), "PR": TalkSum(1, 6, 36)}
    assert measured_talks([visit, walk_in("14:00", 2)], at("15:00")) == {}


def test_talk_that_was_parked_is_not_measured() -> None:
    visit = ok(transitions.defer(talking(walk_in("14:00"), "14:15"), at("14:30"), "aydin"))
    visit = ok(transitions.resume(visit, at("14:50"), "berger", 2))
    done = ok(transitions.finish(visit, at("14:50") + timedelta(minutes=5), "berger", SOLVED))
    assert measured_talks([done], at("15:00"))["VE"].total == 20


def test_a_talk_that_nobody_ended_in_time_measures_nothing() -> None:
    forgotten = ok(transitions.settle(talking(walk_in("9:00"), "9:05"), at("16:30"), "aydin", SOLVED))
    ended = ok(transitions.finish(talking(walk_in("9:00", 2), "9:05"), at("9:17"), "aydin", SOLVED))
    assert measured_talks([forgotten, ended], at("17:00"))["VE"].count == 1
