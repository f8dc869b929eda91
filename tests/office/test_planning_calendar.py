"""What calendars see of decisions on days: the same entry, a later SEQUENCE, tombstones (scenario 21)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from msgspec.structs import replace

from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.words import StoreTrouble, Words
from ihk_tui.ical.event import Entry
from ihk_tui.ical.identity import OfficeIdentity
from ihk_tui.ical.staff import StaffDay
from ihk_tui.office import planning, undoing
from ihk_tui.office.days import plan
from ihk_tui.office.exporting import Wanted, gather
from ihk_tui.office.publishing import diary
from ihk_tui.office.session import Session
from tests.office.office import NEXT_DAY, Office, moment, ok
from tests.office.test_planning import ASCENSION, OTHER, USUAL, done

IDENTITY = OfficeIdentity("IHK", "Hattingen", "ihk.example.org", b"fest")


def entry(day: ConsultationDay) -> Entry:
    return StaffDay.of(day, IDENTITY, "de").entry()


def test_a_moved_day_is_the_same_entry_at_another_date(early_office: Office) -> None:
    settled = entry(done(planning.settle(early_office.kleine, ASCENSION)).day)
    early_office.tick(60)
    moved = entry(done(planning.settle(early_office.kleine, ASCENSION, OTHER)).day)
    assert (moved.uid, moved.sequence) == (settled.uid, settled.sequence + 1)
    assert (moved.start, moved.end) == (moment("8:30", OTHER), moment("16:00", OTHER))
    assert moved.changed == early_office.now


def test_a_moved_extra_day_is_the_same_entry_too(early_office: Office) -> None:
    first = date(2026, 9, 15)
    added = entry(done(planning.add(early_office.kleine, first)).day)
    moved = entry(done(planning.settle(early_office.kleine, first, date(2026, 9, 22))).day)
    assert (moved.uid, moved.sequence) == (added.uid, added.sequence + 1)


def test_other_hours_and_a_cancelled_day_are_told(early_office: Office) -> None:
    given = USUAL._replace(opens=time(10))
    later = entry(done(planning.arrange(early_office.kleine, NEXT_DAY, given)).day)
    assert (later.start, later.sequence) == (moment("10:00", NEXT_DAY), 1)
    off = entry(done(planning.call_off(early_office.kleine, NEXT_DAY)).day)
    assert (off.cancelled, off.uid, off.sequence) == (True, later.uid, 2)


def with_hours(session: Session, opens: int = 8, closes: int = 16, **others: int) -> Session:
    """The office after somebody edited its usual hours in office.toml."""
    return session._replace(policy=replace(session.policy, opens=time(opens), closes=time(closes), **others))


def exported(session: Session, on: date = NEXT_DAY) -> Entry:
    (day,) = gather(session, Wanted(on, on)).days
    return entry(day)


def published(session: Session, on: date = NEXT_DAY) -> Entry:
    return entry(next(day for day in diary(session, 30).days if day.day == on))


@pytest.mark.parametrize("told", [exported, published])
def test_days_that_nobody_decided_on_change_with_the_usual_hours(
    early_office: Office, told: Callable[[Session], Entry]
) -> None:
    """As news with a later SEQUENCE, or calendars keep the hours that they know."""
    known = told(with_hours(early_office.kleine))
    assert told(with_hours(early_office.kleine, desks=7, slot=15)) == known, "no calendar shows those"
    early_office.tick(60)
    news = told(with_hours(early_office.kleine, 10, 14))
    assert (known.sequence, news.sequence, news.changed) == (0, 1, early_office.now)
    assert (news.uid, news.start, news.end) == (
        known.uid,
        moment("10:00", NEXT_DAY),
        moment("14:00", NEXT_DAY),
    )
    early_office.tick(60)
    assert told(with_hours(early_office.kleine, 10, 14)) == news, "what is the same is no news"
    assert told(with_hours(early_office.kleine, 10, 15)).sequence == 2
    back = told(with_hours(early_office.kleine))
    assert (back.start, back.sequence, back.changed) == (known.start, 3, early_office.now)


def test_what_is_decided_after_other_usual_hours_were_told_is_later_still(early_office: Office) -> None:
    """Whether or not they were told before it was decided."""
    exported(early_office.kleine)
    shorter = with_hours(early_office.kleine, 10, 14)
    decided = done(planning.arrange(shorter, NEXT_DAY, USUAL._replace(closes=time(15)))).day
    assert decided.sequence == 2
    other = date(2026, 11, 5)
    told = exported(shorter, other)
    off = done(planning.call_off(shorter, other)).day
    assert (told.sequence, off.sequence) == (1, 2)
    ok(undoing.undo(shorter))
    assert exported(shorter, other).sequence == 3
    assert exported(with_hours(shorter, 9), NEXT_DAY) == entry(decided), "what was decided stays"


def test_usual_hours_are_told_though_the_disk_cannot_be_written(
    early_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported(early_office.kleine)

    def full(*_: object) -> None:
        raise StoreTrouble(Words("Voll.", "Full."))

    monkeypatch.setattr(early_office.store, "begin", full)
    assert exported(with_hours(early_office.kleine, 10)).sequence == 1


def test_the_usual_hours_are_kept_once(early_office: Office) -> None:
    for _ in range(3):
        diary(early_office.kleine, 30)
    assert len(early_office.log("export")) == 1
    assert plan(early_office.kleine, 2026)[0].changed is None
