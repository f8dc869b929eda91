"""The running day has something of everything, and what it shows obeys the rules."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ihk_tui.demo.presets import PRESETS
from ihk_tui.domain.visits import Visit
from ihk_tui.office.session import Session
from ihk_tui.office.undoing import VERBS
from ihk_tui.office.views import DayView, appointments_of, day_view
from tests.demo.office import built, opened, past


def test_there_is_something_of_everything(view: DayView) -> None:
    figures = view.figures
    assert view.day.status == "open"
    assert figures.waiting >= 2
    assert figures.called + figures.serving >= 2
    assert figures.finished >= 5
    assert figures.deferred >= 1
    assert any(a.status == "booked" and a.start > view.now for a in view.appointments)
    assert [desk.status for desk in view.desks] == ["open"] * PRESETS["normal"].desks


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("at", ["10:00", "12:45", "15:30"])
def test_at_any_hour_some_wait_some_talk_and_one_is_parked(tmp_path: Path, preset: str, at: str) -> None:
    figures = day_view(opened(built(tmp_path / "demo", preset=preset, at=at))).figures
    assert figures.waiting >= 1
    assert figures.called + figures.serving + figures.held >= 1
    assert figures.finished >= 1
    assert figures.deferred >= 1


def test_before_opening_only_appointments_are_there(tmp_path: Path) -> None:
    view = day_view(opened(built(tmp_path / "demo", at="7:00")))
    assert (view.day.status, view.visits) == ("planned", ())
    assert all(a.status in ("booked", "cancelled") for a in view.appointments)


def test_in_the_evening_all_are_gone_and_the_day_waits_to_be_closed(tmp_path: Path) -> None:
    view = day_view(opened(built(tmp_path / "demo", at="18:30")))
    assert view.day.status == "open"
    assert not view.queue
    assert {desk.status for desk in view.desks} == {"closed"}


def test_appointments_are_booked_for_the_days_to_come(demo: Session, view: DayView) -> None:
    ahead = [day for day in _planned(demo) if day > view.day.day][:2]
    reader = appointments_of(demo, view.day.day, ahead[-1])
    consultations = {a.day for a in reader if a.kind == "consultation"}
    assert set(ahead) <= consultations
    other = {a.kind for a in reader if a.day not in (view.day.day, *ahead)}
    assert other == {"follow_up", "company_visit"}


def _planned(session: Session) -> list[date]:
    from ihk_tui.office.days import plan

    year = session.today().year
    return [day.day for each in (year, year + 1) for day in plan(session, each)]


def test_tickets_are_gapless_in_both_series(demo: Session, view: DayView) -> None:
    for visits in [*past(demo), list(view.visits)]:
        for series in "AT":
            numbers = sorted(int(v.ticket[1:]) for v in visits if v.ticket.startswith(series))
            assert numbers == list(range(1, len(numbers) + 1))
            assert numbers


def test_nothing_of_a_closed_day_is_open(demo: Session) -> None:
    days = past(demo)
    assert len(days) == 12
    assert not any(visit.is_open for visits in days for visit in visits)


def test_steps_follow_each_other(demo: Session, view: DayView) -> None:
    def ordered(visit: Visit) -> bool:
        return all(a.at <= b.at for a, b in zip(visit.steps, visit.steps[1:], strict=False))

    assert all(ordered(visit) for visits in [*past(demo), list(view.visits)] for visit in visits)


def test_every_verb_is_known_and_nearly_all_occur(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The log of the past is not kept, so the verbs are heard while it is made."""
    from ihk_tui.store.work import Work

    heard: set[str] = set()
    commit = Work.commit

    def hear(self: Work, subject: str = "", undoes: tuple[int, ...] = ()) -> int:
        heard.add(self._by.verb)
        return commit(self, subject, undoes)

    monkeypatch.setattr(Work, "commit", hear)
    session = opened(built(tmp_path / "demo", preset="busy", years=1))
    assert heard <= set(VERBS)
    outside = {
        "import",
        "export",
        "consent",
        "invite",
        "mail",
        "pin",
        "refused",
        "read",
    }  # by choice, or by others
    seldom = {"undo", "turn_away", "erase", "repair", "restore", "move_store"}
    assert set(VERBS) - heard <= seldom | outside
    assert {entry.verb for entry in session.store.log()} <= set(VERBS)
