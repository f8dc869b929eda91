"""The folder that is built: the same for the same seed, opened by any process, and nothing when it fails."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from ihk_tui.config import read_config
from ihk_tui.domain.formats import local
from ihk_tui.office.undoing import undoable
from ihk_tui.office.views import day_view
from tests.demo.office import DAY, built, opened, values


def test_the_same_seed_gives_the_same_values(tmp_path: Path) -> None:
    first, again = (values(built(tmp_path / name, preset="quiet", years=1, seed=7)) for name in "ab")
    assert first == again
    assert {kind for kind, found in first.items() if not found} <= {
        "BlockedTime",
        "Invitation",
        "Pin",
        "UsualHours",
    }


def test_another_seed_gives_others_but_the_same_plan_of_days(tmp_path: Path) -> None:
    one, two = (values(built(tmp_path / str(seed), seed=seed)) for seed in (1, 2))
    assert one["Visit"] != two["Visit"]
    assert [day.day for day in one["ConsultationDay"]] == [day.day for day in two["ConsultationDay"]]


def test_a_later_hour_changes_no_earlier_day(tmp_path: Path) -> None:
    early, late = (
        values(built(tmp_path / at[:2], preset="quiet", years=1, at=at)) for at in ("10:00", "15:00")
    )
    assert len(early["Visit"]) < len(late["Visit"])
    before = date.fromisoformat(DAY)
    for kind in ("Visit", "VisitNotes"):
        assert [v for v in early[kind] if v.day < before] == [v for v in late[kind] if v.day < before]


def test_uids_are_unique_and_of_no_real_domain(tmp_path: Path) -> None:
    found = values(built(tmp_path / "other", seed=2))["Appointment"]
    uids = [appointment.uid for appointment in found]
    assert len(set(uids)) == len(uids)
    assert all(uid.endswith("@ihk-tui.invalid") for uid in uids)


def test_the_clock_stands_at_the_hour_and_goes_on(tmp_path: Path) -> None:
    session = opened(built(tmp_path / "demo", at="14:05"))
    moment = local(session.now())
    assert (moment.date().isoformat(), moment.hour, moment.minute) == (DAY, 14, 5)
    assert (session.now() - moment) < timedelta(minutes=1)
    assert max(entry.at for entry in session.store.log()) <= session.now()


def test_another_process_opens_it_and_works_on(tmp_path: Path) -> None:
    folder = built(tmp_path / "demo")
    code = (
        "import sys; from pathlib import Path; from ihk_tui.wiring import Program;"
        "from ihk_tui.cli.host import Options; from ihk_tui.domain.formats import local;"
        "from ihk_tui.domain.visitors import Visitor; from ihk_tui.domain.intake import Intake;"
        "from ihk_tui.office.reception import check_in;"
        "session = Program().session(Options(data=Path(sys.argv[1]), person='empfang'));"
        "print(local(session.now()).strftime('%F %H:%M'),"
        " check_in(session, Intake('XX', ('ZZ1',), Visitor())).state)"
    )
    run = subprocess.run([sys.executable, "-c", code, folder], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == f"{DAY} 11:00 waiting"


def test_the_past_is_a_snapshot_and_today_can_be_undone(tmp_path: Path) -> None:
    folder = built(tmp_path / "demo", preset="quiet", years=1)
    session = opened(folder, "aydin")
    recent = session.read().recent()
    assert {local(entry.at).date().isoformat() for entry in recent} == {DAY}
    assert recent[0].verb == "open_day"
    assert undoable(session, session.read())
    assert list((folder / "generations").iterdir()) == []
    assert len(list(session.store.log())) == len(recent)


def test_given_now_says_which_day_is_today_and_the_clock_stays_the_machines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IHK_TUI_NOW", "2027-05-01T10:00:00+02:00")
    folder = built(tmp_path / "demo", day="")
    monkeypatch.delenv("IHK_TUI_NOW")
    session = opened(folder)
    assert session.today() == date(2027, 5, 13)  # the first Thursday is Ascension Day
    assert day_view(session).day.reason is not None
    ahead = timedelta(seconds=read_config(folder).clock.offset_seconds)
    assert session.now() - (datetime.now(UTC) + ahead) < timedelta(seconds=1)


def test_a_day_that_is_not_planned_is_opened_as_an_extra_one(tmp_path: Path) -> None:
    view = day_view(opened(built(tmp_path / "demo", day="2026-09-15")))
    assert (view.day.day, view.day.rule_date, view.day.status) == (date(2026, 9, 15), None, "open")
    assert view.appointments
    assert view.queue


def test_progress_counts_days(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    built(tmp_path / "demo", years=1, preset="quiet", progress=lambda done, of: told.append((done, of)))
    assert told == [(done, 13) for done in range(1, 14)]


@pytest.mark.parametrize("existed", [True, False])
def test_what_was_begun_is_taken_away_when_it_is_interrupted(tmp_path: Path, existed: bool) -> None:
    folder = tmp_path / "demo"
    if existed:
        folder.mkdir()

    def interrupt(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        built(folder, progress=interrupt)
    assert folder.exists() == existed
    assert not existed or not any(folder.iterdir())
    built(folder)


def test_settings_are_the_presets_and_the_seeds(tmp_path: Path) -> None:
    one, two, other = (
        read_config(built(tmp_path / name, preset=preset, seed=seed))
        for name, preset, seed in (("a", "peak", 1), ("b", "quiet", 1), ("c", "quiet", 2))
    )
    assert (one.policy.desks, two.policy.desks) == (5, 2)
    assert one.office.secret == two.office.secret != other.office.secret
    assert {person.id: person.role for person in one.people} == {
        "aydin": "adviser", "berger": "adviser", "becker": "adviser", "demir": "adviser", "vogt": "adviser",
        "sander": "lead", "empfang": "reception",
    }  # fmt: skip
