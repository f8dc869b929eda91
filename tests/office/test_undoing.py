"""Putting it right (scenarios 10 to 13)."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.blocked import BlockedTime
from ihk_tui.domain.intake import Intake
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.visits import Visit
from ihk_tui.domain.words import Refusal
from ihk_tui.office import booking, days, notes, planning, reception, serving, undoing, views
from ihk_tui.store.store import Store
from tests.office.office import NEXT_DAY, SOLVED, Office, moment, ok, refused


def queue(office: Office) -> list[str]:
    return [row.visit.ticket for row in views.day_view(office.aydin).queue]


def test_a_wrong_no_show_comes_back_with_number_arrival_and_place(office: Office) -> None:
    office.walk_in("14:00")
    office.walk_in("14:05")
    office.at("14:18")
    called = ok(serving.call(office.aydin))
    office.at("14:20")
    ok(serving.no_show(office.aydin))
    office.at("14:23")
    undone = ok(undoing.undo(office.aydin))
    assert undone.visits == (called,) and office.visit("A01") == called
    ok(undoing.undo(office.aydin))
    assert queue(office) == ["A01", "A02"] and office.visit("A01").arrived == moment("14:00")
    figures = views.day_view(office.aydin).figures
    assert (figures.no_shows, figures.held, figures.waiting) == (0, 0, 2)


def test_a_wrong_finish_goes_on_with_note_and_duration(office: Office) -> None:
    office.walk_in("14:00")
    ok(serving.call(office.aydin))
    office.at("14:10")
    talk = ok(serving.start(office.aydin))
    ok(notes.write(office.aydin, "A01", "wichtig"))
    office.at("14:20")
    ok(serving.finish(office.aydin, None, SOLVED))
    office.at("14:22")
    ok(undoing.undo(office.aydin))
    assert office.visit("A01") == talk
    assert ok(notes.of_visit(office.aydin, talk)).text("VE2") == "wichtig"
    office.at("14:30")
    done = ok(serving.finish(office.aydin, None, SOLVED))
    assert done.topics[0].talked(office.now).total_seconds() == 20 * 60


# Scenario 12


def called_then_started_by_a_colleague(office: Office) -> Visit:
    office.walk_in("14:00")
    ok(serving.call(office.aydin))
    return ok(serving.start(office.berger, "A01", anyway=True))


def test_undo_after_a_colleague_acted_says_so_and_changes_nothing(office: Office) -> None:
    talk = called_then_started_by_a_colleague(office)
    said = undoing.undo(office.aydin)
    assert isinstance(said, Refusal) and said.code == "touched"
    assert "Aydin: Aufrufen A01" in said.words.de and "Berger: Start A01" in said.words.de
    assert office.visit("A01") == talk
    assert not office.log("undo")


def test_after_a_confirmation_both_are_taken_back(office: Office) -> None:
    called_then_started_by_a_colleague(office)
    undone = ok(undoing.undo(office.aydin, with_later=True))
    assert [(entry.person, entry.verb) for entry in undone.entries] == [
        ("berger", "start"),
        ("aydin", "call"),
    ]
    assert office.visit("A01").state == "waiting"
    assert refused(undoing.undo(office.berger)) == "nothing_to_undo"
    assert refused(undoing.undo(office.aydin)) == "nothing_to_undo"
    assert undoing.undoable(office.empfang, office.store.read())


def test_what_a_colleague_did_elsewhere_is_no_obstacle(office: Office) -> None:
    office.walk_in("14:00")
    office.walk_in("14:01")
    ok(serving.call(office.aydin))
    other = ok(serving.call(office.berger))
    ok(undoing.undo(office.aydin))
    assert office.visit("A01").state == "waiting" and office.visit("A02") == other


def test_a_colleague_s_note_counts_as_acting_on_the_note_only(office: Office) -> None:
    office.walk_in("14:00")
    ok(notes.write(office.aydin, "A01", "eins"))
    ok(notes.write(office.berger, "A01", "zwei"))
    assert refused(undoing.undo(office.aydin)) == "touched"
    ok(undoing.undo(office.berger))
    ok(undoing.undo(office.aydin))
    held = ok(notes.of_visit(office.aydin, office.visit("A01")))
    assert [revision.text for revision in held.topics["VE2"]] == ["eins", "eins\nzwei", "eins", ""]


def test_a_note_stands_on_the_check_in_and_is_named(office: Office) -> None:
    visit = office.walk_in("14:00")
    ok(notes.write(office.aydin, "A01", "vertraulich"))
    said = undoing.undo(office.empfang)
    assert isinstance(said, Refusal) and said.code == "touched"
    assert "Aydin: Notiz A01 VE2" in said.words.de
    assert office.visit("A01") == visit
    undone = ok(undoing.undo(office.empfang, with_later=True))
    assert [(entry.person, entry.verb) for entry in undone.entries] == [
        ("aydin", "note"),
        ("empfang", "checkin"),
    ]
    assert office.visit("A01").state == "cancelled"
    held = ok(notes.of_visit(office.aydin, visit))
    assert [revision.text for revision in held.topics["VE2"]] == ["vertraulich", ""]


def test_a_note_that_was_taken_back_stands_on_nothing(office: Office) -> None:
    office.walk_in("14:00")
    ok(notes.write(office.aydin, "A01", "vertraulich"))
    ok(undoing.undo(office.aydin))
    ok(undoing.undo(office.empfang))
    assert office.visit("A01").state == "cancelled"


def test_an_older_step_is_undone_by_its_number(office: Office) -> None:
    office.walk_in("14:00")
    office.walk_in("14:01")
    ok(serving.call(office.aydin))
    ok(serving.defer(office.aydin))
    parked = undoing.undoable(office.aydin, office.store.read())[-1]
    ok(notes.write(office.aydin, "A02", "anderes"))
    ok(undoing.undo(office.aydin, parked.seq))
    assert office.visit("A01").state == "called"
    assert ok(notes.of_visit(office.aydin, office.visit("A02"))).text("VE2") == "anderes"
    assert refused(undoing.undo(office.aydin, parked.seq)) == "nothing_to_undo"


def test_nobody_undoes_what_a_colleague_did(office: Office) -> None:
    office.walk_in("14:00")
    ok(serving.call(office.aydin))
    theirs = undoing.undoable(office.aydin, office.store.read())[-1]
    assert refused(undoing.undo(office.berger, theirs.seq)) == "nothing_to_undo"


@pytest.mark.parametrize("by", ["aydin", "berger"])
def test_undo_gives_nobody_a_second_visit(office: Office, by: str) -> None:
    office.walk_in("14:00")
    office.walk_in("14:01")
    ok(serving.call(office.aydin))
    session = office.session(by)
    ok(serving.defer(session, "A01"))
    parked = undoing.undoable(session, office.store.read())[-1]
    ok(serving.call(office.aydin))
    said = undoing.undo(session, parked.seq)
    assert isinstance(said, Refusal) and said.code == "busy" and "A02" in said.words.de
    assert office.visit("A01").state == "deferred"


def test_an_undone_check_in_keeps_its_number_given(office: Office) -> None:
    office.walk_in("14:00")
    office.walk_in("14:01")
    ok(undoing.undo(office.empfang))
    assert (office.visit("A02").state, queue(office)) == ("cancelled", ["A01"])
    assert office.walk_in("14:02").ticket == "A03"
    assert views.day_view(office.empfang).figures.visits == 2


def test_a_booked_visitor_registered_by_mistake_is_expected_again(office: Office) -> None:
    due = office.book("14:00")
    office.at("13:55")
    ok(reception.check_in_appointment(office.empfang, due.id))
    ok(undoing.undo(office.empfang))
    assert office.store.read().get(Appointment, due.id) == due
    assert ok(reception.check_in_appointment(office.empfang, due.id)).ticket == "T02"


def test_a_move_undone_is_news_for_calendars(office: Office) -> None:
    due = office.book("14:00")
    ok(booking.move(office.empfang, due.id, moment("15:00")))
    ok(undoing.undo(office.empfang))
    back = office.store.read().get(Appointment, due.id)
    assert back and (back.start, back.uid, back.sequence) == (due.start, due.uid, 2)
    ok(undoing.undo(office.empfang))
    off = office.store.read().get(Appointment, due.id)
    assert off and (off.status, off.sequence) == ("cancelled", 3)


def test_a_closing_is_undone_whole(office: Office) -> None:
    due = office.book("14:00")
    office.walk_in("14:00")
    before = office.visits()
    office.at("17:00")
    ok(days.close_day(office.kleine, {"A01": "left", f"appointment:{due.id}": "no_show"}))
    assert len(office.visits()) == 2
    ok(undoing.undo(office.kleine))
    assert office.visits() == before
    back = office.store.read().get(Appointment, due.id)
    assert back == replace(due, changed=office.now), "calendars see a newer LAST-MODIFIED"
    assert views.day_view(office.kleine).day.status == "open"


def test_nothing_comes_back_to_life_on_a_closed_day(office: Office) -> None:
    office.walk_in("14:00")
    ok(reception.leave(office.aydin, "A01"))
    office.at("17:00")
    ok(days.close_day(office.kleine, {}))
    assert refused(undoing.undo(office.aydin)) == "day_closed"
    assert office.visit("A01").state == "left"
    ok(undoing.undo(office.kleine))
    ok(undoing.undo(office.aydin))
    assert office.visit("A01").state == "waiting"


def test_a_cancelled_booking_of_a_closed_day_is_not_booked_again(office: Office) -> None:
    booked = office.book("14:30")
    ok(booking.cancel(office.aydin, booked.id))
    ok(days.close_day(office.berger, {}))
    assert refused(undoing.undo(office.aydin)) == "day_closed"
    assert days.unsettled(office.store.read(), booked.day, office.now) == []


@pytest.mark.parametrize("verb", ["left", "turn_away", "defer", "transfer", "start", "edit"])
def test_every_verb_is_undone_exactly(office: Office, verb: str) -> None:
    before = office.walk_in("14:00", "VE2", "PR2", urgent="Kündigung")
    verbs = {
        "left": lambda: reception.leave(office.aydin, "A01"),
        "turn_away": lambda: reception.leave(office.aydin, "A01", turned_away=True),
        "defer": lambda: serving.defer(office.aydin, "A01", "später"),
        "transfer": lambda: serving.transfer(office.aydin, "A01", "berger", True, "x", anyway=True),
        "start": lambda: serving.start(office.aydin, "A01"),
        "edit": lambda: reception.edit(office.aydin, "A01", before, Intake("AZ", ("KO1",), before.visitor)),
    }
    office.tick(90)
    assert ok(verbs[verb]()) != before
    office.tick(90)
    ok(undoing.undo(office.aydin))
    assert office.visit("A01") == before


# Undo books nobody twice without asking


def taken_back(office: Office, verb: str) -> tuple[Appointment, Appointment]:
    """Someone frees 14:00, and a colleague books it."""
    due = office.book("14:00", "aydin")
    if verb == "cancel":
        ok(booking.cancel(office.aydin, due.id))
    elif verb == "move":
        ok(booking.move(office.aydin, due.id, moment("15:00")))
    else:
        ok(booking.move(office.aydin, due.id, moment("14:00"), "berger"))
    return due, office.book("14:00", "aydin")


@pytest.mark.parametrize("verb", ["cancel", "move", "adviser"])
def test_a_time_that_was_booked_since_is_asked_before_it_is_booked_twice(office: Office, verb: str) -> None:
    due, since = taken_back(office, verb)
    said = undoing.undo(office.aydin)
    assert isinstance(said, Refusal) and (said.code, said.words.de) == (
        "taken_since",
        "Seitdem gebucht: Do., 03.09.2026, 14:00 Uhr Kim.",
    )
    stored = office.store.read().get(Appointment, due.id)
    assert stored and stored.sequence == 1 and not office.log("undo")
    ok(undoing.undo(office.aydin, anyway=said))
    back = office.store.read().get(Appointment, due.id)
    assert back and (back.start, back.adviser, back.status) == (due.start, "aydin", "booked")
    assert office.store.read().get(Appointment, since.id) == since


def test_the_last_place_of_a_slot_that_was_booked_since_is_asked(office: Office) -> None:
    due = office.book("14:00")
    office.book("14:00")
    ok(booking.cancel(office.aydin, due.id))
    office.book("14:00")
    assert refused(undoing.undo(office.aydin)) == "taken_since"
    ok(undoing.undo(office.aydin, anyway=True))


def test_what_was_booked_since_where_there_is_still_a_place_is_no_obstacle(office: Office) -> None:
    due = office.book("14:00", "aydin")
    ok(booking.cancel(office.aydin, due.id))
    office.book("14:00", "berger")
    office.book("14:30", "aydin")
    ok(undoing.undo(office.aydin))


def test_a_no_show_s_time_that_was_booked_since_is_asked(office: Office) -> None:
    due = office.book("14:00", "aydin")
    office.at("14:10")
    ok(booking.missed(office.aydin, due.id))
    talk = booking.Booking("follow_up", moment("14:15"), 10, "aydin", "PR2", "AZ", due.visitor)
    ok(booking.book(office.berger, talk))
    said = undoing.undo(office.aydin)
    assert isinstance(said, Refusal) and "Seitdem gebucht: Do., 03.09.2026, 14:15 Uhr" in said.words.de
    ok(undoing.undo(office.aydin, anyway=said))


def test_what_was_overbooked_before_is_not_asked_again(office: Office) -> None:
    due = office.book("14:00", "aydin")
    wish = booking.Booking("follow_up", moment("14:00"), 30, "aydin", "PR2", "AZ", due.visitor)
    ok(booking.book(office.empfang, wish, overbook=True))
    ok(booking.cancel(office.aydin, due.id))
    ok(undoing.undo(office.aydin))


def test_a_yes_covers_no_booking_that_came_after_the_question(office: Office) -> None:
    due, _ = taken_back(office, "cancel")
    asked = undoing.undo(office.aydin)
    assert isinstance(asked, Refusal)
    talk = booking.Booking("follow_up", moment("14:10"), 10, "aydin", "PR2", "AZ", due.visitor)
    ok(booking.book(office.empfang, talk, overbook=True))
    again = undoing.undo(office.aydin, anyway=asked)
    assert isinstance(again, Refusal) and again.code == "taken_since"


def test_a_calendar_that_was_imported_since_is_asked(office: Office) -> None:
    due = office.book("14:00", "aydin")
    ok(booking.cancel(office.aydin, due.id))
    with office.berger.begin("import") as work:
        start, end = moment("14:10"), moment("15:00")
        work.put(BlockedTime(day=due.day, id=7, adviser="aydin", event="x", start=start, end=end))
        work.commit()
    said = undoing.undo(office.aydin)
    assert isinstance(said, Refusal) and said.code == "taken_since" and "Kalender" in said.words.de


def test_nothing_returns_to_a_day_that_was_called_off_since(office: Office) -> None:
    due = office.book("14:00", day=NEXT_DAY)
    ok(booking.move(office.aydin, due.id, moment("14:00", date(2026, 11, 5))))
    planning.call_off(office.kleine, NEXT_DAY)
    assert refused(undoing.undo(office.aydin, anyway=True)) == "no_consultation_day"


def test_what_brings_nothing_back_is_not_offered_again_and_again(office: Office) -> None:
    spellings = ("Müller GmbH", "MÜLLER GmbH")
    firms = [Intake("BM", ("VE",), Visitor(company=each, postcode="45525")) for each in spellings]
    first, _ = (ok(reception.check_in(office.empfang, firm)) for firm in firms)
    ok(reception.edit(office.empfang, first.ticket, first, firms[0]))  # only the suggestion is spelled anew
    assert [e.verb for e in ok(undoing.undo(office.empfang)).entries] == ["checkin"]
    assert [e.verb for e in ok(undoing.undo(office.empfang)).entries] == ["checkin"]
    assert refused(undoing.undo(office.empfang)) == "nothing_to_undo"


def test_a_backup_that_was_brought_back_is_not_said_to_be_undone(office: Office) -> None:
    store, now = office.store, office.aydin.now()
    assert isinstance(store, Store)
    store.restore(store.contents(now), "aydin", "2026-12-03", now)
    assert refused(undoing.undo(office.aydin)) == "nothing_to_undo"
