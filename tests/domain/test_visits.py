"""A visit from arrival to outcome (DOMAIN.md §3; scenarios 9, 13, 14, 15, 17, 22)."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec.structs import replace

from ihk_tui.domain import transitions
from ihk_tui.domain.transitions import NEXT
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.visits import OPEN_STATES, STATE_WORDS, Outcome, State, Visit, find
from ihk_tui.domain.words import Refusal
from tests.domain.making import SOLVED, at, at_exactly, called, minutes, ok, refused, talking, walk_in

HOLD = timedelta(minutes=5)


def absent(visit: Visit, clock: str) -> Visit:
    return ok(transitions.absent(visit, at(clock), "aydin", HOLD, 3))


def parked(visit: Visit, clock: str, note: str = "") -> Visit:
    return ok(transitions.defer(visit, at(clock), "aydin", note))


def finished(visit: Visit, clock: str, by: str = "aydin", outcome: Outcome = SOLVED, code: str = "") -> Visit:
    return ok(transitions.finish(visit, at(clock), by, outcome, code))


def test_a_talk_from_arrival_to_outcome_records_waiting_way_and_talk() -> None:
    visit = finished(talking(called(walk_in("14:00"), "14:10"), "14:12"), "14:32")
    assert visit.state == "finished" and visit.outcome == SOLVED
    assert visit.arrived == at("14:00")
    spent = {state: minutes(visit.spent(state, at("18:00"))) for state in OPEN_STATES}
    assert spent == {"waiting": 10, "called": 2, "serving": 20, "deferred": 0}
    assert visit.desk == 0 and visit.advisers == frozenset()


def test_every_state_has_words_and_its_followers() -> None:
    states = set(get_args(State))
    assert set(STATE_WORDS) == set(NEXT) == states
    ends = {state for state in NEXT if not NEXT[state]}
    assert ends == {"finished", "left", "turned_away", "cancelled", "rebooked"}
    reachable: set[State] = {"expected"}
    for _ in NEXT:
        reachable |= {following for state in reachable for following in NEXT[state]}
    assert reachable == states


@pytest.mark.parametrize("state", get_args(State))
def test_no_state_that_still_needs_something_is_a_dead_end(state: State) -> None:
    ends = {end for end in NEXT if not NEXT[end]} | {"no_show"}
    seen = {state}
    for _ in NEXT:
        seen |= {following for each in seen for following in NEXT[each]}
    assert seen & ends


def test_what_does_not_fit_the_state_is_refused_with_number_and_state() -> None:
    refusal = transitions.call(finished(talking(walk_in("9:00"), "9:10"), "9:20"), at("9:30"), "berger", 2)
    assert isinstance(refusal, Refusal)
    assert refusal.words == ("A01 (fertig): das geht jetzt nicht.", "A01 (finished): not possible now.")
    waiting = walk_in("9:00")
    assert refused(transitions.absent(waiting, at("9:10"), "aydin", HOLD, 3)) == "state"
    assert refused(transitions.resume(waiting, at("9:10"), "aydin", 1)) == "state"
    assert refused(transitions.finish(waiting, at("9:10"), "aydin", SOLVED)) == "state"
    assert refused(transitions.finish(called(waiting, "9:10"), at("9:11"), "aydin", SOLVED)) == "not_started"
    assert refused(transitions.leave(talking(waiting, "9:10"), at("9:11"), "aydin")) == "state"


# Scenario 9


def test_who_was_absent_is_held_back_with_a_countdown_and_then_called_again() -> None:
    visit = absent(called(walk_in("14:00"), "14:10"), "14:12")
    assert visit.held and visit.recall_from == at("14:17") and visit.is_open
    early = transitions.call(visit, at_exactly(14, 14, 55), "aydin", 1)
    assert refused(early) == "held"
    assert isinstance(early, Refusal) and "2:05 min" in early.words.de
    again = called(visit, "14:17")
    assert (again.state, again.recall_from, again.calls) == ("called", None, 2)


def test_after_the_configured_number_of_calls_it_is_a_no_show_for_good() -> None:
    visit = walk_in("14:00")
    for call_at, gone_at in (("14:10", "14:11"), ("14:20", "14:21"), ("14:30", "14:31")):
        assert visit.state != "no_show" or visit.held
        visit = absent(called(visit, call_at), gone_at)
    assert (visit.state, visit.held, visit.is_open, visit.recall_from) == ("no_show", False, False, None)


def test_a_no_show_that_turns_up_waits_again_with_its_arrival() -> None:
    visit = ok(
        transitions.resume(absent(called(walk_in("14:00"), "14:10"), "14:12"), at("14:14"), "empfang", 0)
    )
    assert (visit.state, visit.arrived, visit.recall_from) == ("waiting", at("14:00"), None)


def test_calling_again_before_anyone_came_is_one_more_call() -> None:
    visit = called(called(walk_in("14:00"), "14:10"), "14:11")
    assert (visit.state, visit.calls) == ("called", 2)
    assert minutes(visit.spent("called", at("14:15"))) == 5


# Scenario 13


def test_durations_are_facts_whatever_is_corrected_later() -> None:
    visit = finished(talking(called(walk_in("14:00"), "14:10"), "14:12"), "14:32")
    corrected = replace(
        visit,
        kind="AZ",
        visitor=Visitor(name="Kim"),
        urgent="x",
        topics=(replace(visit.topics[0], code="KO1"),),
    )
    assert corrected.steps == visit.steps
    for state in OPEN_STATES:
        assert corrected.spent(state, at("23:00")) == visit.spent(state, at("15:00"))
    assert corrected.topics[0].talked(at("23:00")) == timedelta(minutes=20)


# Scenario 14


def test_two_topics_one_after_the_other_have_their_own_advisers_and_times() -> None:
    visit = talking(called(walk_in("14:00", 5, "VE2", "PR2"), "14:10"), "14:10")
    visit = finished(visit, "14:18", code="VE2")
    assert visit.state == "waiting" and visit.handed is None
    visit = ok(transitions.transfer(visit, at("14:18"), "aydin", "berger", True, "Prüfung"))
    visit = talking(called(visit, "14:18", "berger", 2), "14:18", "berger", 2)
    visit = finished(visit, "14:24", "berger", Outcome(kind="not_responsible"))
    contract, exam = visit.topics
    assert (contract.code, contract.adviser, minutes(contract.talked(at("18:00")))) == ("VE2", "aydin", 8)
    assert (exam.code, exam.adviser, minutes(exam.talked(at("18:00")))) == ("PR2", "berger", 6)
    assert (contract.outcome, exam.outcome) == (SOLVED, Outcome(kind="not_responsible"))
    assert (visit.state, visit.ticket, visit.arrived) == ("finished", "A05", at("14:00"))
    assert minutes(visit.spent("waiting", at("18:00"))) == 10
    assert minutes(visit.spent("serving", at("18:00"))) == 14


def test_two_advisers_at_once_have_their_own_times_and_the_visit_ends_with_the_last() -> None:
    visit = talking(walk_in("14:00", 5, "VE2", "PR2"), "14:10")
    visit = talking(visit, "14:12", "berger", 2)
    assert visit.advisers == {"aydin", "berger"} and [t.adviser for t in visit.topics] == ["aydin", "berger"]
    visit = finished(visit, "14:18")
    assert (visit.state, visit.desk) == ("serving", 2) and visit.advisers == {"berger"}
    assert visit.topics[1].outcome is None
    visit = finished(visit, "14:20", "berger")
    assert visit.state == "finished"
    assert [minutes(topic.talked(at("18:00"))) for topic in visit.topics] == [8, 8]
    assert minutes(visit.spent("serving", at("18:00"))) == 10


def test_finishing_without_naming_a_topic_ends_my_topics_and_the_free_ones() -> None:
    visit = finished(talking(walk_in("14:00", 5, "VE2", "PR2"), "14:10"), "14:20")
    assert visit.state == "finished" and [topic.outcome for topic in visit.topics] == [SOLVED, SOLVED]


def test_a_topic_kept_for_a_colleague_waits_next_there() -> None:
    visit = talking(walk_in("14:00", 5, "VE2", "PR2"), "14:10")
    kept = replace(visit, topics=(visit.topics[0], replace(visit.topics[1], adviser="berger")))
    visit = finished(kept, "14:18")
    assert visit.state == "waiting" and visit.handed
    assert (visit.handed.to, visit.handed.by, visit.handed.next) == ("berger", "aydin", True)


def test_going_on_to_my_second_topic_ends_the_first_talk() -> None:
    visit = talking(talking(walk_in("14:00", 5, "VE2", "PR2"), "14:10"), "14:18", code="PR2")
    assert [topic.talking is None for topic in visit.topics] == [True, False]
    assert minutes(visit.topics[0].talked(at("18:00"))) == 8


def test_a_talk_is_not_taken_from_the_colleague_who_has_it() -> None:
    visit = talking(walk_in("14:00"), "14:10")
    for code in ("", "VE2"):
        assert refused(transitions.start(visit, at("14:12"), "berger", 2, code)) == "talking"
    assert refused(transitions.start(visit, at("14:12"), "aydin", 1, "VE2")) == "talking"
    assert refused(transitions.start(visit, at("14:12"), "berger", 2, "PR2")) == "topic"


def test_nobody_hands_on_a_visit_over_a_colleague_s_head() -> None:
    both = talking(talking(walk_in("14:00", 5, "VE2", "PR2"), "14:10"), "14:12", "berger", 2)
    assert refused(transitions.transfer(both, at("14:13"), "aydin", "becker", False, "")) == "joined"


def test_only_who_talks_finishes() -> None:
    visit = talking(walk_in("14:00", 5, "VE2", "PR2"), "14:10")
    assert refused(transitions.finish(visit, at("14:12"), "berger", SOLVED)) == "not_yours"
    assert refused(transitions.finish(visit, at("14:12"), "aydin", SOLVED, "KO1")) == "not_yours"


# Scenario 15


def test_a_transfer_keeps_number_and_arrival_and_ends_the_talk() -> None:
    visit = talking(called(walk_in("14:00", 15), "14:10"), "14:10")
    visit = ok(transitions.transfer(visit, at("14:20"), "aydin", "berger", True, "Vertrag liegt bei"))
    assert (visit.ticket, visit.state, visit.arrived) == ("A15", "waiting", at("14:00"))
    assert visit.handed and visit.handed.note == "Vertrag liegt bei" and visit.topics[0].adviser == "berger"
    visit = finished(talking(called(visit, "14:25", "berger", 2), "14:25", "berger", 2), "14:30", "berger")
    assert [(talk.adviser, talk.desk) for talk in visit.topics[0].talks] == [("aydin", 1), ("berger", 2)]
    assert minutes(visit.topics[0].talked(at("18:00"))) == 15
    assert visit.handed is None


def test_a_transfer_can_be_returned_to_all() -> None:
    visit = ok(transitions.transfer(walk_in("14:00"), at("14:10"), "aydin", "berger", True, ""))
    visit = ok(transitions.transfer(visit, at("14:11"), "aydin", "", False, ""))
    assert (visit.handed, visit.topics[0].adviser, visit.arrived) == (None, "", at("14:00"))


# Scenario 17


def test_the_time_a_visit_was_parked_is_no_talk() -> None:
    visit = parked(talking(called(walk_in("14:00", 16), "14:15"), "14:15"), "14:30", "holt Unterlagen")
    assert (visit.state, visit.steps[-1].by, visit.steps[-1].note) == ("deferred", "aydin", "holt Unterlagen")
    visit = ok(transitions.resume(visit, at("14:50"), "berger", 2))
    assert (visit.state, visit.desk) == ("serving", 2) and visit.advisers == {"berger"}
    assert (visit.steps[-1].by, visit.steps[-1].desk) == ("berger", 2)
    visit = finished(visit, "15:00", "berger")
    assert minutes(visit.topics[0].talked(at("18:00"))) == 25
    assert minutes(visit.spent("serving", at("18:00"))) == 25
    assert minutes(visit.spent("deferred", at("18:00"))) == 20


def test_who_was_parked_before_a_talk_waits_again() -> None:
    visit = ok(transitions.resume(parked(walk_in("14:00"), "14:05"), at("14:20"), "aydin", 1))
    assert (visit.state, visit.arrived, visit.desk) == ("waiting", at("14:00"), 0)
    assert minutes(visit.spent("waiting", at("14:30"))) == 15


def test_after_parking_each_adviser_goes_on_with_their_own_topic() -> None:
    both = talking(talking(walk_in("14:00", 5, "VE2", "PR2"), "14:10"), "14:12", "berger", 2)
    visit = parked(both, "14:15")
    assert all(topic.talking is None for topic in visit.topics)
    visit = ok(transitions.resume(visit, at("14:30"), "aydin", 1))
    assert visit.topics[0].talking and not visit.topics[1].talking
    assert [topic.adviser for topic in visit.topics] == ["aydin", "berger"]


# Scenario 22


def test_a_clock_that_jumps_back_makes_nothing_negative_and_no_step_earlier() -> None:
    visit = talking(called(walk_in("14:00"), "14:10"), "14:12")
    assert visit.topics[0].talked(at("13:00")) == timedelta()
    assert visit.spent("serving", at("13:00")) == timedelta()
    visit = finished(visit, "13:30")
    assert [step.at for step in visit.steps] == [at("14:00"), at("14:10"), at("14:12"), at("14:12")]
    assert visit.topics[0].talked(at("13:30")) == timedelta()


@given(some.lists(some.integers(0, 24 * 60), min_size=6, max_size=6))
def test_whatever_the_clock_says_times_only_go_forward(jumps: list[int]) -> None:
    moments = [at("0:00") + timedelta(minutes=jump) for jump in jumps]
    visit = walk_in("12:00")
    visit = ok(transitions.call(visit, moments[0], "aydin", 1))
    visit = ok(transitions.start(visit, moments[1], "aydin", 1))
    visit = ok(transitions.defer(visit, moments[2], "aydin"))
    visit = ok(transitions.resume(visit, moments[3], "berger", 2))
    visit = ok(transitions.finish(visit, moments[4], "berger", SOLVED))
    steps = [step.at for step in visit.steps]
    assert steps == sorted(steps)
    assert all(visit.spent(state, moments[5]) >= timedelta() for state in NEXT)
    assert all(talk.end and talk.end >= talk.start for talk in visit.topics[0].talks)
    total = sum((visit.spent(state, visit.since) for state in NEXT), timedelta())
    assert total == visit.since - visit.steps[0].at


# Closing, taking back, finding


def test_closing_settles_every_open_topic_whoever_had_it() -> None:
    both = talking(talking(walk_in("14:00", 5, "VE2", "PR2"), "14:10"), "14:12", "berger", 2)
    visit = ok(transitions.settle(both, at("17:00"), "kleine", Outcome(kind="aborted")))
    assert visit.state == "finished" and {t.outcome for t in visit.topics} == {Outcome(kind="aborted")}
    assert all(topic.talks[-1].end == at("17:00") for topic in visit.topics)
    first_done = finished(both, "14:20")
    visit = ok(transitions.settle(first_done, at("17:00"), "kleine", Outcome(kind="aborted")))
    assert [topic.outcome for topic in visit.topics] == [SOLVED, Outcome(kind="aborted")]


def test_a_check_in_taken_back_keeps_its_number() -> None:
    visit = transitions.voided(walk_in("14:00", 7), at("14:01"), "empfang")
    assert (visit.ticket, visit.state, visit.is_open) == ("A07", "cancelled", False)


def test_a_visit_is_found_by_its_number() -> None:
    visits = [walk_in("14:00", 7), walk_in("14:01", 8)]
    assert find(visits, "A08") == visits[1]
    assert refused(find(visits, "A09")) == "no_such_ticket"


def test_the_outcome_that_tells_most_stands_for_the_visit() -> None:
    started = Outcome(kind="started", partner="IHK-BO", next_step="x", owner="aydin")
    visit = finished(talking(walk_in("14:00", 5, "VE2", "PR2"), "14:10"), "14:18", code="VE2")
    assert visit.outcome == SOLVED
    visit = finished(talking(called(visit, "14:20"), "14:20"), "14:30", outcome=started)
    assert visit.outcome == started
