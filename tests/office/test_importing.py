"""Calendars from elsewhere: busy times of an adviser, and our own appointments coming back."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from msgspec.structs import replace

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.blocked import BlockedTime, block, event_key
from ihk_tui.domain.incoming import CalendarFile, IncomingEvent, Occurrence, Rejected, Window
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.words import Words
from ihk_tui.office import booking, importing
from ihk_tui.office.booking import Booking
from ihk_tui.office.importing import Imported, bring_in
from ihk_tui.office.undoing import undo
from tests.office.office import DAY, NEXT_DAY, Office, moment, ok, refused


def busy(
    start: str, end: str, uid: str = "x", day: date = NEXT_DAY, recurrence: str = "", sequence: int = 0
) -> IncomingEvent:
    """An event of somebody's own calendar."""
    time = Occurrence(moment(start, day), moment(end, day), recurrence, sequence)
    return IncomingEvent(uid, (time,), series=bool(recurrence), sequence=sequence)


def brought(
    office: Office,
    *events: IncomingEvent,
    adviser: str = "berger",
    whole: bool = False,
    dry_run: bool = False,
) -> Imported:
    """Bring events in that are allowed."""
    return ok(bring_in(office.empfang, CalendarFile(events), adviser, whole, dry_run))


def counts(found: Imported) -> tuple[int, int, int, int, int]:
    """New, changed, removed, same, rejected."""
    three = (found.count(what) for what in ("new", "changed", "removed"))
    return (*three, found.same, len(found.rejected))  # type: ignore[return-value]


def codes(found: Imported) -> list[str]:
    return [rejected.code for rejected in found.rejected]


def wish(clock: str, adviser: str = "berger", day: date = NEXT_DAY, travel: int = 0) -> Booking:
    return Booking(
        "follow_up", moment(clock, day), 60, adviser, visitor=Visitor(phone="+49232412345"), travel=travel
    )


def stored(office: Office) -> list[BlockedTime]:
    return office.store.read().all(BlockedTime)


def test_a_busy_adviser_cannot_be_booked(office: Office) -> None:
    assert counts(brought(office, busy("9:00", "10:00"))) == (1, 0, 0, 0, 0)
    assert refused(booking.book(office.empfang, wish("9:30"))) == "adviser_busy"
    refusal = booking.book(office.empfang, wish("8:30"))
    assert not isinstance(refusal, Appointment)
    assert refusal.words.de == "Dann ist diese Person laut eingelesenem Kalender belegt: 09:00–10:00 Uhr."
    ok(booking.book(office.empfang, wish("9:30", adviser="aydin")))
    ok(booking.book(office.empfang, wish("9:30", adviser="")))
    ok(booking.book(office.empfang, wish("10:00")))
    ok(booking.book(office.empfang, wish("9:00"), overbook=True))


def test_travel_and_moving_keep_clear_of_busy_times(office: Office) -> None:
    brought(office, busy("9:00", "10:00"))
    assert refused(booking.book(office.empfang, wish("10:15", travel=20))) == "adviser_busy"
    booked = ok(booking.book(office.empfang, wish("11:00")))
    assert refused(booking.move(office.empfang, booked.id, moment("9:30", NEXT_DAY))) == "adviser_busy"


def test_a_consultation_keeps_clear_of_busy_times(office: Office) -> None:
    brought(office, busy("9:00", "10:00"))
    with pytest.raises(AssertionError, match="says the imported calendar"):
        office.book("9:30", "berger", NEXT_DAY)
    office.book("10:00", "berger", NEXT_DAY)


def test_several_days_are_blocked_each(office: Office) -> None:
    whole = Occurrence(moment("0:00", NEXT_DAY), moment("0:00", NEXT_DAY + timedelta(days=3)))
    found = brought(office, IncomingEvent("x", (whole,)))
    assert counts(found) == (1, 0, 0, 0, 0)
    assert [time.day - NEXT_DAY for time in stored(office)] == [timedelta(days=n) for n in range(3)]
    refusal = booking.book(office.empfang, wish("9:00", day=NEXT_DAY + timedelta(days=2)))
    assert not isinstance(refusal, Appointment)
    assert refusal.words.de.endswith("belegt: ganztägig.")
    ok(booking.book(office.empfang, wish("9:00", day=NEXT_DAY + timedelta(days=3))))


def test_nothing_is_kept_but_times(office: Office) -> None:
    brought(office, busy("9:00", "10:00", uid="zahnarzt-dr-kim@example.org"))
    (time,) = stored(office)
    assert "kim" not in repr(time)
    assert time.event == event_key("zahnarzt-dr-kim@example.org")


def test_the_same_again_changes_nothing(office: Office) -> None:
    events = [busy("9:00", "10:00"), busy("11:00", "12:00", "y", recurrence="20261001T090000Z")]
    assert brought(office, *events).stored
    before = len(list(office.store.log()))
    again = brought(office, *events)
    assert (counts(again), again.stored) == ((0, 0, 0, 2, 0), False)
    assert len(list(office.store.log())) == before


def test_a_preview_stores_nothing(office: Office) -> None:
    before = len(list(office.store.log()))
    found = brought(office, busy("9:00", "10:00"), dry_run=True)
    assert (counts(found), found.stored) == ((1, 0, 0, 0, 0), False)
    assert (stored(office), len(list(office.store.log()))) == ([], before)


def test_a_newer_version_moves_and_an_older_one_does_not(office: Office) -> None:
    brought(office, busy("9:00", "10:00", sequence=1))
    assert counts(brought(office, busy("11:00", "12:00", sequence=2))) == (0, 1, 0, 0, 0)
    assert codes(brought(office, busy("9:00", "10:00", sequence=1))) == ["outdated"]
    assert [t.start for t in stored(office)] == [moment("11:00", NEXT_DAY)]


def test_of_the_same_sequence_the_later_written_counts(office: Office) -> None:
    def written(start: str, hour: int) -> IncomingEvent:
        found = busy(start, "15:00")
        return replace(found, times=(replace(found.times[0], stamp=moment(f"{hour}:00")),))

    brought(office, written("9:00", 12))
    assert codes(brought(office, written("10:00", 11))) == ["outdated"]
    assert counts(brought(office, written("10:00", 13))) == (0, 1, 0, 0, 0)


def test_what_is_called_off_or_made_free_is_free(office: Office) -> None:
    brought(office, busy("9:00", "10:00"), busy("11:00", "12:00", "y"))
    first, second = busy("9:00", "10:00", sequence=1), busy("11:00", "12:00", "y", sequence=1)
    off = replace(first, times=(replace(first.times[0], cancelled=True),))
    free = replace(second, times=(replace(second.times[0], free=True),))
    assert counts(brought(office, off, free)) == (0, 0, 2, 0, 0)
    ok(booking.book(office.empfang, wish("9:00")))
    assert brought(office, off, free).ignored == 2
    assert codes(brought(office, busy("9:00", "10:00"))) == [
        "outdated"
    ]  # the older file does not bring it back
    assert counts(brought(office, busy("9:00", "10:00", sequence=2))) == (1, 0, 0, 0, 0)


def test_a_time_that_left_its_series_is_free(office: Office) -> None:
    def week(*days: int) -> IncomingEvent:
        each = ((busy("9:00", "10:00", day=NEXT_DAY + timedelta(days=d)).times[0], d) for d in days)
        return IncomingEvent("x", tuple(replace(time, recurrence=f"{d}") for time, d in each), series=True)

    brought(office, week(0, 1, 2))
    only_one = replace(week(1), complete=False)
    assert counts(brought(office, only_one)) == (0, 0, 0, 1, 0)
    assert counts(brought(office, week(0, 2))) == (0, 0, 1, 2, 0)
    assert counts(brought(office, week(0, 2))) == (0, 0, 0, 2, 0)
    assert counts(brought(office, IncomingEvent("x", (), series=True, sequence=1))) == (0, 0, 2, 0, 0)


def test_a_whole_calendar_removes_what_is_no_longer_in_it(office: Office) -> None:
    brought(office, busy("9:00", "10:00"), busy("11:00", "12:00", "y"))
    brought(office, busy("9:00", "10:00", "z"), adviser="aydin")
    assert counts(brought(office, busy("9:00", "10:00"))) == (0, 0, 0, 1, 0)
    assert counts(brought(office, busy("9:00", "10:00"), whole=True)) == (0, 0, 1, 1, 0)
    assert sorted(t.adviser for t in stored(office)) == ["aydin", "berger"]
    rejected = CalendarFile((), (Rejected("bad_line", Words("", ""), "x"),))
    assert counts(ok(bring_in(office.empfang, rejected, "berger", whole=True))) == (0, 0, 0, 0, 1)


def test_past_and_far_times_are_ignored_and_forgotten(office: Office) -> None:
    old, far = (
        busy("9:00", "10:00", day=DAY - timedelta(days=2)),
        busy("9:00", "10:00", "y", date(2028, 1, 6)),
    )
    assert brought(office, old, far).ignored == 2
    brought(office, busy("9:00", "10:00"))
    office.at("9:00", NEXT_DAY + timedelta(days=5))
    brought(office, busy("9:00", "10:00", "new", NEXT_DAY + timedelta(days=9)))
    assert [t.event for t in stored(office)] == [event_key("new")]


def test_an_import_can_be_taken_back(office: Office) -> None:
    brought(office, busy("9:00", "10:00"))
    before = stored(office)
    brought(office, busy("11:00", "12:00", sequence=1), busy("13:00", "14:00", "y"))
    ok(undo(office.empfang))
    assert stored(office) == before
    ok(undo(office.empfang))
    assert stored(office) == []


def test_two_advisers_imports_are_taken_back_apart(office: Office) -> None:
    brought(office, busy("9:00", "10:00"))
    brought(office, busy("9:00", "10:00"), adviser="aydin")
    first, _ = office.log("import")
    ok(undo(office.empfang, first.seq))
    assert [t.adviser for t in stored(office)] == ["aydin"]


def test_the_log_says_whose_and_how_many(office: Office) -> None:
    brought(office, busy("9:00", "10:00"), busy("11:00", "12:00", "y"))
    brought(office, busy("9:15", "10:00", sequence=1), busy("13:00", "14:00", "z"))
    assert [entry.subject for entry in office.log("import")] == ["berger +2", "berger +1 ~1"]


def test_appointments_in_a_busy_time_are_told(office: Office) -> None:
    booked = office.book("9:30", "berger", NEXT_DAY)
    office.book("9:30", "aydin", NEXT_DAY)
    assert [a.id for a in brought(office, busy("9:00", "10:00")).clashes] == [booked.id]


def test_too_many_times_are_refused_whole(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "MAX_PIECES", 3)
    long = Occurrence(moment("9:00", NEXT_DAY), moment("9:00", NEXT_DAY + timedelta(days=400)))
    assert (
        refused(bring_in(office.empfang, CalendarFile((IncomingEvent("x", (long,)),)), "berger"))
        == "too_many"
    )
    assert stored(office) == []


def test_without_an_adviser_an_event_is_nobodys(office: Office) -> None:
    found = brought(office, busy("9:00", "10:00"), adviser="")
    assert (codes(found), stored(office)) == (["whose"], [])


def test_a_clock_change_cuts_days_where_hattingen_does() -> None:
    window = Window.around(DAY)
    october = Occurrence(moment("0:00", date(2026, 10, 25)), moment("0:00", date(2026, 10, 26)))
    (whole,) = block("x", october, "berger", window)
    assert whole.end - whole.start == timedelta(hours=25)


def own(
    office: Office, start: datetime, end: datetime, sequence: int, cancelled: bool = False
) -> IncomingEvent:
    """The first appointment as a calendar app gives it back."""
    time = Occurrence(start, end, sequence=sequence, cancelled=cancelled)
    return IncomingEvent(office.store.read().all(Appointment)[0].uid, (time,), made_here="appointment")


def test_our_own_export_changes_nothing(office: Office) -> None:
    booked = office.book("9:00", "berger", NEXT_DAY)
    back = own(office, booked.start, booked.end, booked.sequence)
    day = IncomingEvent("day-2026-10-01@x", back.times, made_here="day")
    taken = IncomingEvent("0" * 32, back.times, made_here="busy")
    for adviser in ("", "berger"):
        found = brought(office, back, day, taken, adviser=adviser)
        assert (counts(found), found.stored) == ((0, 0, 0, 3, 0), False)
    assert stored(office) == []


def test_an_appointment_moved_elsewhere_moves_by_our_rules(office: Office) -> None:
    booked = office.book("9:00", "berger", NEXT_DAY)
    half_past = (moment("9:30", NEXT_DAY), moment("10:00", NEXT_DAY))
    assert codes(brought(office, own(office, *half_past, sequence=0))) == ["not_newer"]
    found = brought(office, own(office, *half_past, sequence=4))
    assert (counts(found), found.changes[0].appointment) == ((0, 1, 0, 0, 0), booked.id)
    moved = office.store.read().get(Appointment, booked.id)
    assert moved and (moved.uid, moved.sequence, moved.start) == (booked.uid, 4, half_past[0])
    assert office.log("import")[0].subject == f"appointment:{booked.id}"
    assert counts(brought(office, own(office, *half_past, sequence=4))) == (0, 0, 0, 1, 0)
    assert codes(brought(office, own(office, booked.start, booked.end, sequence=0))) == ["outdated"]
    odd = (moment("9:10", NEXT_DAY), moment("9:40", NEXT_DAY))
    assert codes(brought(office, own(office, *odd, sequence=5))) == ["no_slot"]
    past = (moment("8:00"), moment("8:30"))
    assert codes(brought(office, own(office, *past, sequence=5))) == ["past"]
    ok(undo(office.empfang))
    undone = office.store.read().get(Appointment, booked.id)
    assert undone and (undone.start, undone.sequence) == (booked.start, 5)


def test_an_appointment_called_off_elsewhere_is_called_off(office: Office) -> None:
    booked = office.book("9:00", "berger", NEXT_DAY)
    off = own(office, booked.start, booked.end, 1, cancelled=True)
    assert counts(brought(office, off, adviser="")) == (0, 0, 1, 0, 0)
    after = office.store.read().get(Appointment, booked.id)
    assert after and (after.status, after.sequence) == ("cancelled", 1)
    assert counts(brought(office, off, adviser="")) == (0, 0, 0, 1, 0)
    revived = own(office, booked.start, booked.end, 2)
    assert codes(brought(office, revived)) == ["settled"]


def test_what_we_made_and_do_not_know_is_not_taken(office: Office) -> None:
    lost = replace(busy("9:00", "10:00"), made_here="appointment")
    assert codes(brought(office, lost)) == ["unknown_here"]
    booked = office.book("9:00", "berger", NEXT_DAY)
    weekly = IncomingEvent(booked.uid, (), series=True)
    assert codes(brought(office, weekly)) == ["series"]
