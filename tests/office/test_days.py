"""Opening, closing and planning days (scenarios 20 to 22)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.intake import Intake
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.visits import Outcome
from ihk_tui.domain.words import Refusal
from ihk_tui.office import days, reception, serving, undoing, views
from tests.office.office import DAY, NEXT_DAY, SOLVED, Office, moment, ok, refused

SOMEONE = Intake("XX", ("VE2",), Visitor())


def stored(office: Office, number: int) -> Appointment:
    found = office.store.read().get(Appointment, number)
    assert found
    return found


@pytest.fixture
def evening(office: Office) -> Office:
    """Three wait, one is parked, one is being served, two never came; one went home served."""
    for clock in ("14:00", "14:30"):
        office.book(clock)
    for _ in range(6):
        office.walk_in("15:00")
    ok(serving.call(office.berger, "A06"))
    ok(serving.start(office.berger))
    ok(serving.finish(office.berger, None, SOLVED))
    ok(serving.call(office.aydin, "A01"))
    ok(serving.start(office.aydin))
    ok(serving.defer(office.aydin))
    ok(serving.call(office.aydin, "A02"))
    ok(serving.start(office.aydin))
    office.at("17:00")
    return office


KEYS = ["A01", "A02", "A03", "A04", "A05", "appointment:1", "appointment:2"]


def decisions(**other: str | Outcome) -> dict[str, str | Outcome]:
    chosen: dict[str, str | Outcome] = {
        "A01": "left", "A02": "solved", "A03": "left", "A04": "turned_away", "A05": "left",
        "appointment:1": "no_show", "appointment:2": "cancelled",
    }  # fmt: skip
    return {**chosen, **other}


def test_closing_asks_for_everything_that_is_open(evening: Office) -> None:
    before = evening.visits()
    said = days.close_day(evening.kleine, {})
    assert isinstance(said, Refusal) and said.code == "unsettled"
    assert all(key in said.words.de for key in KEYS)
    assert [point.key for point in days.unsettled(evening.store.read(), DAY, evening.now)] == KEYS
    assert evening.visits() == before


@pytest.mark.parametrize("missing", KEYS)
def test_nothing_is_assumed_for_what_was_not_answered(evening: Office, missing: str) -> None:
    answers = {key: answer for key, answer in decisions().items() if key != missing}
    before = evening.visits()
    assert refused(days.close_day(evening.kleine, answers)) == "unsettled"
    assert evening.visits() == before and views.day_view(evening.kleine).day.status == "open"


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("A03", "no_show"), ("A03", "solved"), ("A02", "left"), ("A01", "no_show"), ("A02", "started"),
        ("appointment:1", "solved"), ("A03", "quatsch"), ("A03", ""),
    ],
)  # fmt: skip
def test_an_answer_that_does_not_fit_is_refused(evening: Office, key: str, answer: str) -> None:
    said = days.close_day(evening.kleine, {**decisions(), key: answer})
    assert isinstance(said, Refusal) and said.code == "choice" and key in said.words.de


def test_every_offered_choice_can_be_taken(evening: Office) -> None:
    for point in days.unsettled(evening.store.read(), DAY, evening.now):
        for choice in point.choices:
            answer = Outcome(kind="started", partner="AFA", next_step="x", owner="aydin", due=NEXT_DAY)
            tried = {**decisions(), point.key: answer if choice == "started" else choice}
            ok(days.close_day(evening.kleine, tried))
            ok(undoing.undo(evening.kleine))


def test_what_was_decided_is_what_the_day_shows(evening: Office) -> None:
    ok(days.close_day(evening.kleine, decisions(A02=SOLVED)))
    states = {visit.ticket or f"appointment:{visit.appointment}": visit.state for visit in evening.visits()}
    assert states == {
        "A01": "left", "A02": "finished", "A03": "left", "A04": "turned_away", "A05": "left",
        "A06": "finished", "appointment:1": "no_show", "appointment:2": "cancelled",
    }  # fmt: skip
    assert [stored(evening, n).status for n in (1, 2)] == ["no_show", "cancelled"]
    assert [stored(evening, n).sequence for n in (1, 2)] == [0, 1]
    day = evening.store.read().get(ConsultationDay, DAY)
    assert day and (day.status, day.closed_at) == ("closed", moment("17:00"))
    assert day.talks["VE"].count == 2
    view = views.day_view(evening.kleine, day).figures
    assert (view.visits, view.no_shows, view.finished, view.left) == (7, 1, 2, 4)


def test_after_closing_nobody_is_checked_in_or_called(evening: Office) -> None:
    ok(days.close_day(evening.kleine, decisions()))
    assert refused(reception.check_in(evening.empfang, SOMEONE)) == "day_closed"
    assert refused(serving.call(evening.aydin)) == "day_closed"
    assert refused(serving.take_desk(evening.aydin)) == "day_closed"
    assert refused(days.close_day(evening.kleine, {})) == "day_closed"


def test_an_unclosed_day_is_offered_at_the_next_start_and_stands_in_the_way(evening: Office) -> None:
    evening.at("8:20", NEXT_DAY)
    assert days.upcoming(evening.empfang).day == DAY
    assert views.day_view(evening.empfang).day.day == DAY
    assert refused(days.open_day(evening.empfang)) == "unclosed_day"
    assert refused(reception.check_in(evening.empfang, SOMEONE)) == "unclosed_day"
    ok(days.close_day(evening.kleine, decisions()))
    assert days.upcoming(evening.empfang).day == NEXT_DAY


def test_numbers_begin_again_with_the_next_day(evening: Office) -> None:
    ok(days.close_day(evening.kleine, decisions()))
    evening.at("8:20", NEXT_DAY)
    evening.open_day()
    assert (evening.walk_in("8:30").ticket, evening.walk_in("8:31").ticket) == ("A01", "A02")
    assert [visit.day for visit in evening.visits(NEXT_DAY)] == [NEXT_DAY, NEXT_DAY]
    assert len(evening.visits(DAY)) == 8


def test_a_day_closed_too_early_is_opened_again_and_numbers_go_on(office: Office) -> None:
    office.walk_in("9:00")
    ok(days.close_day(office.kleine, {"A01": "left"}))
    assert office.open_day().opened_at == moment("8:20")
    assert office.walk_in("9:10").ticket == "A02"


def test_what_was_measured_is_the_prior_of_the_next_day(office: Office) -> None:
    office.walk_in("9:00")
    ok(serving.call(office.aydin))
    ok(serving.start(office.aydin))
    office.at("9:40")
    ok(serving.finish(office.aydin, None, SOLVED))
    ok(days.close_day(office.kleine, {}))
    assert days.prior_talks(office.store.read(), NEXT_DAY)["VE"].total == 40
    assert days.prior_talks(office.store.read(), DAY) == {}


def test_only_a_consultation_day_opens_unless_it_is_meant(early_office: Office) -> None:
    early_office.at("8:00", date(2026, 9, 8))
    said = days.open_day(early_office.empfang)
    assert isinstance(said, Refusal) and said.code == "no_day_today" and "01.10.2026" in said.words.de
    extra = ok(days.open_day(early_office.empfang, extra=True))
    assert (extra.day, extra.rule_date, extra.status) == (date(2026, 9, 8), None, "open")
    assert refused(days.open_day(early_office.empfang)) == "already_open"


# Scenario 22


def test_around_midnight_the_open_day_goes_on_but_gives_no_numbers_of_another_date(office: Office) -> None:
    office.walk_in("23:50")
    ok(serving.call(office.aydin))
    ok(serving.start(office.aydin))
    office.now += timedelta(minutes=30)
    assert refused(reception.check_in(office.empfang, SOMEONE)) == "unclosed_day"
    done = ok(serving.finish(office.aydin, None, SOLVED))
    assert (done.day, done.topics[0].talked(office.now)) == (DAY, timedelta(minutes=30))
