"""The demo looks like the days DOMAIN.md §7 describes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import mean, quantiles

import pytest

from ihk_tui.demo.presets import KINDS, OUTCOMES, TOPICS
from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.formats import local
from ihk_tui.domain.intake import HATTINGEN
from ihk_tui.domain.notes import VisitNotes
from ihk_tui.domain.visitors import FIRMS
from ihk_tui.domain.visits import Visit
from ihk_tui.office.session import Session
from tests.demo.office import built, opened, past
from tests.times import TIMES


@pytest.fixture(scope="module")
def visits(demo: Session) -> list[Visit]:
    return [visit for day in past(demo) for visit in day]


def _waits(visits: list[Visit], session: Session) -> list[float]:
    walk_ins = [v for v in visits if v.was_served and v.appointment is None]
    return [v.spent("waiting", session.now()).total_seconds() / 60 for v in walk_ins]


def _share(visits: list[Visit], of: Callable[[Visit], bool]) -> float:
    return sum(map(of, visits)) / len(visits)


def test_a_normal_year_is_as_described(demo: Session, visits: list[Visit]) -> None:
    assert 330 <= len(visits) <= 380  # 12 × 30
    assert 1 <= mean(_waits(visits, demo)) <= 9
    assert 0.28 <= _share(visits, lambda v: v.appointment is not None) <= 0.42
    assert 0.18 <= _share(visits, lambda v: not v.visitor.known) <= 0.33
    talks = [v.spent("serving", demo.now()).total_seconds() / 60 for v in visits if v.was_served]
    assert 14 <= mean(talks) <= 21


def test_every_kind_topic_and_outcome_occurs(visits: list[Visit]) -> None:
    assert {visit.kind for visit in visits} == set(KINDS)
    assert {topic.code[:2] for visit in visits for topic in visit.topics} == set(TOPICS)
    outcomes = Counter(visit.outcome.kind for visit in visits if visit.outcome)
    assert set(outcomes) == set(OUTCOMES)
    assert 0.5 <= outcomes["solved"] / outcomes.total() <= 0.75


def test_what_is_started_has_all_its_details(visits: list[Visit]) -> None:
    outcomes = [t.outcome for v in visits for t in v.topics if t.outcome and t.outcome.kind == "started"]
    assert all(o.partner and o.next_step and o.owner and o.due for o in outcomes)
    assert 0.3 <= sum(o.partner == "IHK-BO" for o in outcomes) / len(outcomes) <= 0.7


def test_nobody_asks_what_does_not_fit(visits: list[Visit]) -> None:
    assert not any(topic.code.startswith("BE") for v in visits if v.kind == "SL" for topic in v.topics)


def test_people_and_firms_are_invented(demo: Session, visits: list[Visit]) -> None:
    for appointment in demo.read().all(Appointment):
        assert appointment.visitor.reachable
    visitors = [v.visitor for v in visits]
    assert all(v.phone.startswith("+493023125") for v in visitors if v.phone)
    assert all(v.email.endswith("@example.org") for v in visitors if v.email)
    assert all(v.visitor.notice_at for v in visits if v.arrived and v.visitor.known)
    firms = [v.visitor for v in visits if v.kind in FIRMS and v.visitor.known]
    assert 0.6 <= sum(f.postcode in HATTINGEN for f in firms) / len(firms) <= 0.95
    assert len({f.company for f in firms}) < len(firms)  # some come again


def test_notes_are_short_and_on_a_topic_of_the_visit(demo: Session, visits: list[Visit]) -> None:
    codes = {(v.day, v.id): {t.code for t in v.topics} for v in visits}
    notes = [n for n in demo.read().all(VisitNotes) if (n.day, n.id) in codes]
    assert 0.25 <= len(notes) / len(visits) <= 0.55
    assert all(set(n.topics) <= codes[n.day, n.id] for n in notes)
    assert all(len(n.text(code)) < 120 for n in notes for code in n.topics)


def test_other_appointments_keep_to_working_days(demo: Session) -> None:
    other = [a for a in demo.read().all(Appointment) if a.kind != "consultation"]
    assert {a.kind for a in other} == {"follow_up", "company_visit"}
    assert all(local(a.start).weekday() < 5 and a.adviser for a in other)
    assert all(a.place and a.travel for a in other if a.kind == "company_visit")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("preset", "expected", "nine_of_ten"), [("normal", 4, 14), ("busy", 11, 32), ("peak", 3, 11)]
)
def test_waits_are_those_expected(tmp_path: Path, preset: str, expected: float, nine_of_ten: float) -> None:
    """The figures of DOMAIN.md §7, which were simulated for days of the preset's own size."""
    session = opened(built(tmp_path / "demo", preset=preset, years=5))
    waits = _waits([visit for day in past(session) for visit in day], session)
    assert expected / 2 <= mean(waits) <= expected * 2
    assert nine_of_ten / 2 <= quantiles(waits, n=10)[-1] <= nine_of_ten * 2


@pytest.mark.slow
def test_a_demo_never_breaks_a_rule(tmp_path: Path) -> None:
    """A verb that refuses ends the simulation; many seeds, so that rare things happen too."""
    for seed in range(2, 2 + 8 * TIMES):
        built(tmp_path / str(seed), preset=("quiet", "normal", "busy", "peak")[seed % 4], years=1, seed=seed)
