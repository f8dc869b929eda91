"""Calling, with several people at once (scenarios 1 to 4, 8, 15, 16)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.intake import Intake
from ihk_tui.domain.visitors import Company, Visitor
from ihk_tui.domain.visits import Visit
from ihk_tui.domain.words import Refusal
from ihk_tui.office import reception, serving, views
from tests.office.office import DAY, SOLVED, Office, moment, ok, refused

T = TypeVar("T")


def at_once(*verbs: Callable[[], T]) -> list[T]:
    """Do all of it in the same instant, each in a thread of its own."""
    gate = Barrier(len(verbs))

    def one(verb: Callable[[], T]) -> T:
        gate.wait()
        return verb()

    with ThreadPoolExecutor(len(verbs)) as threads:
        return list(threads.map(one, verbs))


def test_two_call_at_once_and_each_has_a_visit_of_their_own(office: Office) -> None:
    for _ in range(6):
        office.walk_in("9:00")
    for clock in ("9:01", "9:02", "9:03"):
        office.at(clock)
        found = [
            ok(v) for v in at_once(lambda: serving.call(office.aydin), lambda: serving.call(office.berger))
        ]
        assert len({visit.ticket for visit in found}) == 2
        assert {person for visit in found for person in visit.advisers} == {"aydin", "berger"}
        assert len({visit.desk for visit in found}) == 2
        for session in (office.aydin, office.berger):
            ok(serving.start(session))
            ok(serving.finish(session, None, SOLVED))
    assert sorted(entry.subject for entry in office.log("call")) == [f"A0{n}" for n in range(1, 7)]
    assert all(visit.calls == 1 for visit in office.visits())


def test_of_two_who_call_the_last_one_gets_it(office: Office) -> None:
    office.walk_in("9:00")
    found = at_once(lambda: serving.call(office.aydin), lambda: serving.call(office.berger))
    assert sorted(type(each) is Refusal for each in found) == [False, True]
    none = next(each for each in found if isinstance(each, Refusal))
    assert (none.code, none.words.de) == ("nobody_waiting", "Niemand wartet.")
    assert [entry.subject for entry in office.log("call")] == ["A01"]


def test_two_receptions_register_at_once_fifty_times(office: Office) -> None:
    other = office.session("empfang")
    intake = Intake("BM", ("VE2",), Visitor(company="Meier KG", postcode="45525"))
    for _ in range(50):
        at_once(lambda: reception.check_in(office.empfang, intake), lambda: reception.check_in(other, intake))
    tickets = [visit.ticket for visit in office.visits()]
    assert tickets == [f"A{number:02d}" for number in range(1, 101)]
    assert [visit.id for visit in office.visits()] == list(range(1, 101))
    assert [company.name for company in office.store.read().all(Company)] == ["Meier KG"]


def test_numbers_stay_gapless_when_something_in_between_is_refused(office: Office) -> None:
    office.walk_in("9:00")
    assert refused(reception.check_in_appointment(office.empfang, 99)) == "no_such_appointment"
    late = office.book("9:30")
    office.at("10:00")
    assert refused(reception.check_in_appointment(office.empfang, late.id)) == "late"
    assert ok(reception.check_in_appointment(office.empfang, late.id, "keep")).ticket == "T01"
    assert office.walk_in("10:01").ticket == "A02"
    assert [visit.id for visit in office.visits()] == [1, 2, 3]


# Scenario 4: a key pressed twice


def test_a_second_press_of_each_key_does_nothing(office: Office) -> None:
    office.walk_in("9:00")
    office.walk_in("9:01")
    assert ok(serving.call(office.aydin)).ticket == "A01"
    office.tick(0.2)
    assert refused(serving.call(office.aydin)) == "busy"
    assert refused(serving.call(office.aydin, "A01")) == "busy"
    ok(serving.start(office.aydin))
    office.tick(0.2)
    before = office.visit("A01")
    assert refused(serving.start(office.aydin)) == "nobody_here"
    assert refused(serving.start(office.aydin, "A01")) == "state"
    assert refused(serving.start(office.aydin, "A01", "VE2")) == "talking"
    assert office.visit("A01") == before
    ok(serving.finish(office.aydin, None, SOLVED))
    office.tick(0.2)
    assert refused(serving.finish(office.aydin, None, SOLVED)) == "nobody_here"
    assert refused(serving.finish(office.aydin, "A01", SOLVED)) == "state"
    assert [step.state for step in office.visit("A01").steps] == ["waiting", "called", "serving", "finished"]
    assert office.visit("A02").state == "waiting"


def test_a_booked_visitor_is_registered_once(office: Office) -> None:
    booked = office.book("10:00")
    office.at("9:58")
    results = at_once(
        lambda: reception.check_in_appointment(office.empfang, booked.id),
        lambda: reception.check_in_appointment(office.kleine, booked.id),
    )
    assert sorted(refused(r) if isinstance(r, Refusal) else r.ticket for r in results) == ["T01", "settled"]


# Scenario 8


@pytest.mark.parametrize(("choice", "first"), [("walk_in", "A01"), ("keep", "T01")])
def test_who_comes_late_is_asked_and_the_choice_is_kept(office: Office, choice: str, first: str) -> None:
    due = office.book("14:00")
    office.walk_in("14:05")
    office.walk_in("14:35")
    office.at("14:30")
    asked = reception.check_in_appointment(office.empfang, due.id)
    assert isinstance(asked, Refusal) and asked.code == "late" and "30 min" in asked.words.de
    assert office.store.read().get(Appointment, due.id) == due
    came = ok(
        reception.check_in_appointment(office.empfang, due.id, "walk_in" if choice == "walk_in" else "keep")
    )
    assert (came.late, came.steps[-1].note, came.arrived) == (choice, choice, moment("14:30"))
    assert ok(serving.call(office.aydin)).ticket == first


def test_who_is_on_time_is_not_asked(office: Office) -> None:
    due = office.book("14:00")
    office.at("14:15")
    came = ok(reception.check_in_appointment(office.empfang, due.id))
    assert (came.ticket, came.late, came.appointment) == ("T01", None, due.id)
    stored = office.store.read().get(Appointment, due.id)
    assert stored and (stored.status, stored.visit, stored.sequence) == ("arrived", came.id, 0)


# Scenario 9, as a verb


def test_an_absent_visit_is_held_back_from_everyone(office: Office) -> None:
    office.walk_in("14:00")
    office.at("14:10")
    ok(serving.call(office.aydin))
    ok(serving.no_show(office.aydin))
    office.at("14:14")
    assert refused(serving.call(office.berger)) == "nobody_waiting"
    assert refused(serving.call(office.berger, "A01")) == "held"
    assert refused(serving.recall(office.berger, "A01")) == "held"
    office.at("14:15")
    assert ok(serving.call(office.berger)).ticket == "A01"


def test_calling_again_stays_with_whoever_called(office: Office) -> None:
    office.walk_in("14:00")
    called = ok(serving.call(office.aydin))
    office.tick(30)
    again = ok(serving.recall(office.empfang, "A01"))
    assert (again.desk, again.calls) == (called.desk, 2) and again.advisers == {"aydin"}
    assert ok(serving.start(office.aydin)).ticket == "A01"


# One visit at a time


@pytest.mark.parametrize("state", ["called", "serving"])
def test_nobody_has_two_visits_at_once(office: Office, state: str) -> None:
    """Becker has A01; every way to a second one is refused."""
    for _ in range(5):
        office.walk_in("9:00", "VE2", "PR2")
    ok(serving.call(office.aydin, "A02"))
    ok(serving.start(office.aydin, "A02"))
    ok(serving.call(office.berger, "A03"))
    ok(serving.start(office.berger))
    ok(serving.defer(office.berger))
    ok(serving.call(office.berger, "A04"))
    ok(serving.no_show(office.berger))
    office.at("9:10")
    ok(serving.call(office.becker, "A01"))
    if state == "serving":
        ok(serving.start(office.becker))
    tries = [
        serving.call(office.becker),
        serving.call(office.becker, "A05"),
        serving.start(office.becker, "A02", "PR2"),
        serving.start(office.becker, "A05"),
        serving.resume(office.becker, "A03"),
        serving.recall(office.becker, "A04"),
    ]
    assert [refused(each) for each in tries] == ["busy"] * 6
    assert [visit.ticket for visit in serving.current(office.store.read(), DAY, "becker")] == ["A01"]


# Scenarios 14 to 17


def test_a_second_adviser_joins_under_the_same_number(office: Office) -> None:
    office.walk_in("14:00", "VE2", "PR2")
    office.at("14:10")
    ok(serving.call(office.aydin))
    ok(serving.start(office.aydin))
    office.at("14:12")
    joined = ok(serving.start(office.berger, "A01", "PR2"))
    assert joined.advisers == {"aydin", "berger"}
    office.at("14:18")
    assert ok(serving.finish(office.aydin, None, SOLVED)).state == "serving"
    done = ok(serving.finish(office.berger, None, SOLVED))
    assert done.state == "finished"
    assert [(t.adviser, t.talked(office.now).total_seconds() / 60) for t in done.topics] == [
        ("aydin", 8), ("berger", 6),
    ]  # fmt: skip
    figures = views.day_view(office.empfang).figures
    assert (figures.visits, figures.finished, figures.wait_median) == (1, 1, 10)


def test_one_topic_after_the_other_by_two_advisers(office: Office) -> None:
    office.walk_in("14:00", "VE2", "PR2")
    ok(serving.call(office.aydin))
    ok(serving.start(office.aydin))
    office.at("14:08")
    assert ok(serving.finish(office.aydin, None, SOLVED, "VE2")).state == "waiting"
    ok(serving.take_desk(office.berger))
    ok(serving.transfer(office.aydin, "A01", "berger", comes_next=True))
    assert ok(serving.call(office.berger)).ticket == "A01"
    ok(serving.start(office.berger))
    office.at("14:14")
    done = ok(serving.finish(office.berger, None, SOLVED))
    assert [(t.adviser, t.talked(office.now).total_seconds() / 60) for t in done.topics] == [
        ("aydin", 8), ("berger", 6),
    ]  # fmt: skip
    assert (done.state, views.day_view(office.aydin).figures.visits) == ("finished", 1)


def test_handed_on_as_next_it_is_the_colleague_s_first_and_nobody_else_s(office: Office) -> None:
    office.walk_in("13:00")
    office.walk_in("13:30")
    ok(serving.take_desk(office.berger))
    ok(serving.call(office.aydin, "A02"))
    ok(serving.start(office.aydin))
    handed = ok(serving.transfer(office.aydin, None, "berger", comes_next=True, note="Vertrag\nliegt bei"))
    assert handed.handed and (handed.handed.note, handed.arrived) == ("Vertrag liegt bei", moment("13:30"))
    assert [row.visit.ticket for row in views.day_view(office.berger).queue if row.mine] == ["A02", "A01"]
    assert [row.visit.ticket for row in views.day_view(office.aydin).queue if row.mine] == ["A01"]
    assert ok(serving.call(office.aydin)).ticket == "A01"
    assert refused(serving.call(office.becker)) == "nobody_waiting"
    assert ok(serving.call(office.berger)).ticket == "A02"
    assert views.day_view(office.aydin).figures.visits == 2


def test_who_is_on_a_break_is_said_and_the_visit_waits_or_goes_back_to_all(office: Office) -> None:
    office.walk_in("14:00")
    ok(serving.take_desk(office.berger))
    ok(serving.take_desk(office.berger, status="break"))
    ok(serving.call(office.aydin))
    ok(serving.start(office.aydin))
    before = office.visit("A01")
    asked = serving.transfer(office.aydin, None, "berger")
    assert isinstance(asked, Refusal) and asked.code == "absent" and "Berger" in asked.words.de
    assert office.visit("A01") == before
    ok(serving.transfer(office.aydin, None, "berger", anyway=True))
    assert refused(serving.call(office.becker)) == "nobody_waiting"
    assert [row.visit.ticket for row in views.day_view(office.becker).queue] == ["A01"]
    ok(serving.transfer(office.becker, "A01", ""))
    assert ok(serving.call(office.becker)).ticket == "A01"


def test_nobody_is_handed_to_someone_who_does_not_work_here(office: Office) -> None:
    office.walk_in("14:00")
    assert refused(serving.transfer(office.aydin, "A01", "schmidt", anyway=True)) == "no_such_person"


def test_a_parked_visit_is_taken_up_by_a_colleague(office: Office) -> None:
    office.walk_in("14:00")
    ok(serving.call(office.aydin))
    office.at("14:10")
    ok(serving.start(office.aydin))
    office.at("14:30")
    ok(serving.defer(office.aydin, note="holt Unterlagen"))
    parked = views.day_view(office.berger).at_work()
    assert [(v.ticket, v.steps[-1].by, v.steps[-1].note) for v in parked] == [
        ("A01", "aydin", "holt Unterlagen")
    ]
    assert refused(serving.call(office.berger)) == "nobody_waiting"
    office.at("14:50")
    ok(serving.resume(office.berger, "A01"))
    office.at("14:55")
    done = ok(serving.finish(office.berger, None, SOLVED))
    assert done.topics[0].talked(office.now).total_seconds() / 60 == 25


# Desks


def test_desks_are_given_one_by_one_and_not_to_two(office: Office) -> None:
    assert [ok(serving.take_desk(s)).number for s in (office.aydin, office.berger, office.becker)] == [
        1,
        2,
        3,
    ]
    assert refused(serving.take_desk(office.kleine, 1)) == "desk_taken"
    ok(serving.take_desk(office.aydin, 4))
    assert ok(serving.take_desk(office.kleine, 1)).adviser == "kleine"
    view = views.day_view(office.empfang)
    assert {d.number: d.adviser for d in view.desks if d.status == "open"} == {
        1: "kleine", 2: "berger", 3: "becker", 4: "aydin",
    }  # fmt: skip


def test_who_still_has_a_visit_does_not_leave_the_desk(office: Office) -> None:
    office.walk_in("9:00")
    ok(serving.call(office.aydin))
    assert refused(serving.take_desk(office.aydin, status="closed")) == "busy"
    ok(serving.take_desk(office.aydin, status="break"))
    assert refused(serving.take_desk(office.berger, 1)) == "desk_taken"


def test_estimates_are_known_only_while_a_desk_is_open(office: Office) -> None:
    office.walk_in("9:00")
    assert [row.estimate for row in views.day_view(office.empfang).queue] == [None]
    ok(serving.take_desk(office.aydin))
    assert all(row.estimate for row in views.day_view(office.empfang).queue)
    ok(serving.take_desk(office.aydin, status="break"))
    assert [row.estimate for row in views.day_view(office.empfang).queue] == [None]


# Correcting


def corrected(visit: Visit, *topics: str) -> Intake:
    return Intake(visit.kind, topics, Visitor(name="Kim"))


def test_a_correction_changes_no_time_and_drops_no_talk(office: Office) -> None:
    office.walk_in("14:00", "VE2")
    ok(serving.call(office.aydin))
    office.at("14:10")
    talk = ok(serving.start(office.aydin))
    office.at("14:20")
    edited = ok(reception.edit(office.empfang, "A01", talk, corrected(talk, "KO1")))
    assert edited.steps == talk.steps and [topic.code for topic in edited.topics] == ["VE2", "KO1"]
    assert edited.topics[0].talks == talk.topics[0].talks
    assert (edited.visitor.name, edited.visitor.notice_at) == ("Kim", moment("14:20"))
    office.at("14:25")
    again = ok(reception.edit(office.empfang, "A01", edited, corrected(talk, "VE2")))
    assert again.visitor.notice_at == moment("14:20")


def test_a_correction_on_an_old_form_overwrites_nothing(office: Office) -> None:
    visit = office.walk_in("14:00")
    ok(reception.edit(office.aydin, "A01", visit, corrected(visit, "VE2")))
    assert refused(reception.edit(office.empfang, "A01", visit, corrected(visit, "VE3"))) == "conflict"
    assert [topic.code for topic in office.visit("A01").topics] == ["VE2"]


def test_a_visit_that_is_open_keeps_an_open_topic(office: Office) -> None:
    office.walk_in("14:00", "VE2", "PR2")
    ok(serving.call(office.aydin))
    ok(serving.start(office.aydin))
    waits = ok(serving.finish(office.aydin, None, SOLVED, "VE2"))
    assert refused(reception.edit(office.empfang, "A01", waits, corrected(waits, "VE2"))) == "topic"
    assert [
        topic.code
        for topic in ok(reception.edit(office.empfang, "A01", waits, corrected(waits, "VE2", "DA2"))).topics
    ] == ["VE2", "DA2"]


def test_who_is_in_time_keeps_the_place_whatever_was_chosen(office: Office) -> None:
    due = office.book("9:30")
    office.at("9:25")
    came = ok(reception.check_in_appointment(office.empfang, due.id, "walk_in"))
    assert came.late is None and came.booked_for == due.start


def test_nobody_is_handed_to_someone_who_does_not_advise(office: Office) -> None:
    office.walk_in("14:00")
    assert refused(serving.transfer(office.aydin, "A01", "empfang", anyway=True)) == "no_adviser"
