"""What calendars see of decisions on days: the same entry, a later SEQUENCE, tombstones (scenario 21)."""

from __future__ import annotations

from datetime import date, time

from ihk_tui.domain.days import ConsultationDay
from ihk_tui.ical.event import Entry
from ihk_tui.ical.identity import OfficeIdentity
from ihk_tui.ical.staff import StaffDay
from ihk_tui.office import planning
from tests.office.office import NEXT_DAY, Office, moment
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
