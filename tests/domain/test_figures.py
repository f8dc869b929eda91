"""What is counted of a day (DOMAIN.md §8)."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from ihk_tui.domain import transitions
from ihk_tui.domain.figures import Figures, count
from ihk_tui.domain.visits import Outcome, Visit
from tests.domain.making import SOLVED, at, booked, called, ok, talking, walk_in

HOLD = timedelta(minutes=5)


def finished(visit: Visit, clock: str, outcome: Outcome = SOLVED) -> Visit:
    return ok(transitions.finish(visit, at(clock), "aydin", outcome))


def day() -> list[Visit]:
    once = ok(transitions.absent(called(walk_in("14:00", 4), "14:10"), at("14:11"), "aydin", HOLD, 3))
    return [
        walk_in("14:20", 1),
        called(walk_in("14:00", 2), "14:10"),
        talking(called(walk_in("14:00", 3), "14:10"), "14:12"),
        once,
        replace(once, id=5, recall_from=None),
        ok(transitions.defer(walk_in("14:00", 6), at("14:05"), "aydin")),
        ok(transitions.leave(walk_in("14:00", 7), at("14:25"), "empfang")),
        ok(transitions.leave(walk_in("14:00", 8), at("14:05"), "empfang", "turned_away")),
        finished(talking(called(walk_in("14:00", 9), "14:04"), "14:06"), "14:16"),
        finished(
            talking(called(booked("14:00", "13:50"), "14:00"), "14:01"), "14:31", Outcome(kind="started")
        ),
        transitions.voided(walk_in("14:00", 11), at("14:01"), "empfang"),
        replace(booked("15:00", "14:00", 51), steps=booked("15:00", "14:00", 51).steps[:1]),
    ]


def states(figures: Figures) -> int:
    return (
        figures.waiting + figures.called + figures.serving + figures.deferred + figures.held
        + figures.finished + figures.no_shows + figures.left
    )  # fmt: skip


def test_every_visit_is_counted_once_in_one_state() -> None:
    figures = count(day(), at("14:30"))
    assert figures.visits == 10 == states(figures) == figures.walk_ins + figures.booked
    assert (figures.waiting, figures.called, figures.serving, figures.deferred) == (1, 1, 1, 1)
    assert (figures.held, figures.no_shows, figures.left, figures.finished) == (1, 1, 2, 2)
    assert figures.booked == 1


def test_what_was_taken_back_and_who_never_came_count_nowhere() -> None:
    assert count(day()[-2:], at("14:30")).visits == 0


def test_waits_are_of_those_served_or_waiting_and_talks_of_those_finished() -> None:
    figures = count(day(), at("14:30"))
    assert (figures.wait_mean, figures.wait_median) == (8, 10)  # 10, 10, 4 and 10 minutes
    assert figures.talk_median == 20  # 10 and 30 minutes
    assert figures.outcomes == {"solved": 1, "started": 1}


def test_a_visit_closed_without_a_talk_shortens_no_talk() -> None:
    parked = ok(transitions.defer(walk_in("14:00", 6), at("14:05"), "aydin"))
    without = ok(transitions.settle(parked, at("17:00"), "kleine", Outcome(kind="aborted")))
    assert count([*day(), without], at("17:00")).talk_median == 20


def test_an_empty_day_has_no_figures_and_no_error() -> None:
    figures = count([], at("14:30"))
    assert states(figures) == figures.visits == figures.wait_median == figures.talk_median == 0


def test_a_visit_with_two_topics_is_one_visit() -> None:
    visit = finished(talking(walk_in("14:00", 5, "VE2", "PR2"), "14:10"), "14:24")
    figures = count([visit], at("15:00"))
    assert (figures.visits, figures.outcomes, figures.talk_median) == (1, {"solved": 1}, 14)
