"""Correcting an appointment (DOMAIN.md §5, DS5): who comes, what about, where, how long."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.corrections import told
from ihk_tui.domain.invitations import Delivery, Letter
from ihk_tui.domain.people import Person
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.words import Refusal
from ihk_tui.office import booking, inviting, reception, undoing
from ihk_tui.office.booking import Booking
from ihk_tui.office.correcting import correct
from ihk_tui.office.session import Session
from ihk_tui.office.wishes import read_wish
from tests.office.office import DAY, NEXT_DAY, PEOPLE, Office, moment, ok, refused

KIM = Visitor(name="Kim", phone="+49232412345", email="kim@example.org", contact_email="yes")


@pytest.fixture
def talk(office: Office) -> Appointment:
    """A follow-up talk with Aydin on the next day, for half an hour."""
    wish = Booking("follow_up", moment("9:00", NEXT_DAY), 30, "aydin", "PR2", "AZ", KIM, note="Zeugnis")
    return ok(booking.book(office.aydin, wish))


def other(clock: str, minutes: int, day: date = NEXT_DAY) -> Booking:
    """Another talk with Aydin."""
    return Booking("follow_up", moment(clock, day), minutes, "aydin", "PR2", "AZ", KIM)


def held(office: Office, number: int = 1) -> Appointment:
    found = office.store.read().get(Appointment, number)
    assert found
    return found


def meant(session: Session, appointment: Appointment, **typed: str) -> Booking:
    """What an appointment is to say when some of it is typed anew."""
    wish = read_wish(session, appointment.kind, appointment.start, told(appointment) | typed)
    assert isinstance(wish, Booking), wish
    return wish


def corrected(
    session: Session, seen: Appointment, overbook: bool | Refusal = False, **typed: str
) -> Appointment | Refusal:
    return correct(session, seen.id, meant(session, seen, **typed), seen, overbook)


def test_what_is_corrected_is_kept_and_everything_else_stays(office: Office, talk: Appointment) -> None:
    office.tick(60)
    after = ok(corrected(office.aydin, talk, name="Kim Übler", topic="pr5", note="Zeugnis fehlt"))
    assert after == held(office) == replace(
        talk, topic="PR5", note="Zeugnis fehlt", visitor=replace(talk.visitor, name="Kim Übler"),
        changed=office.now,
    )  # fmt: skip
    assert after.visitor.notice_at == talk.visitor.notice_at != office.now


def test_what_says_the_same_is_no_change(office: Office, talk: Appointment) -> None:
    office.tick(60)
    assert ok(corrected(office.aydin, talk, phone="0232412345")) == talk
    assert not office.log("edit")


def test_the_log_has_who_when_and_which_field_and_never_what_stood_there(
    office: Office, talk: Appointment
) -> None:
    office.tick(60)
    ok(corrected(office.berger, talk, name="Übler", email="uebler@example.org", minutes="20"))
    (entry,) = office.log("edit")
    assert (entry.person, entry.at, entry.subject) == ("berger", office.now, "1 name email minutes")


def test_more_time_is_asked_for_and_what_it_has_is_not(office: Office, talk: Appointment) -> None:
    ok(booking.book(office.empfang, other("9:20", 30), overbook=True))
    assert ok(corrected(office.aydin, talk, minutes="25")).end == moment("9:25", NEXT_DAY)
    asked = corrected(office.aydin, held(office), minutes="40")
    assert isinstance(asked, Refusal) and (asked.code, asked.words.de) == (
        "adviser_busy",
        "Dann gibt es in dieser Beratung schon einen Termin: 09:20–09:50 Uhr.",
    )
    assert ok(corrected(office.aydin, held(office), asked, minutes="40")).end == moment("9:40", NEXT_DAY)


def test_a_longer_way_is_asked_for_as_well(office: Office, talk: Appointment) -> None:
    ok(booking.book(office.empfang, other("8:00", 50)))
    assert refused(corrected(office.aydin, talk, travel="15")) == "adviser_busy"
    assert ok(corrected(office.aydin, talk, travel="10")).travel == 10


def test_a_longer_consultation_meets_full_slots_and_the_break(office: Office) -> None:
    ours = office.book("11:00")
    for _ in range(2):
        office.book("11:30")
    assert refused(corrected(office.empfang, ours, minutes="60")) == "full"
    assert refused(corrected(office.empfang, ours, True, minutes="90")) == "no_slot"
    assert ok(corrected(office.empfang, ours, True, minutes="60")).sequence == 1


def test_without_a_length_it_takes_the_usual(office: Office) -> None:
    ours = office.book("10:00")
    ok(corrected(office.empfang, ours, minutes="60"))
    assert ok(corrected(office.empfang, held(office), minutes="")).end == ours.end


def test_kind_time_and_adviser_stay_whatever_is_wished(office: Office, talk: Appointment) -> None:
    wish = meant(office.aydin, talk, place="Rathaus")
    wish = wish._replace(kind="company_visit", start=moment("11:00", NEXT_DAY), adviser="berger")
    after = ok(correct(office.aydin, talk.id, wish, talk))
    assert (after.kind, after.start, after.end, after.adviser) == (
        talk.kind, talk.start, talk.end, talk.adviser,
    )  # fmt: skip


def test_a_correction_keeps_the_rules_of_a_booking(office: Office, talk: Appointment) -> None:
    wish = meant(office.aydin, talk)
    unreachable = wish._replace(visitor=Visitor(name="Kim"))
    assert refused(correct(office.aydin, talk.id, unreachable, talk)) == "contact"
    ours = office.book("10:00")
    wish = meant(office.aydin, ours)._replace(topic="")
    assert refused(correct(office.aydin, ours.id, wish, ours)) == "incomplete"


def test_who_reads_no_remarks_writes_none(office: Office, talk: Appointment) -> None:
    assert refused(corrected(office.empfang, talk, note="Neu")) == "role"
    assert ok(corrected(office.empfang, talk, name="Übler")).note == "Zeugnis"


def test_only_who_may_book_may_correct(
    office: Office, talk: Appointment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PEOPLE, "vogel", Person("vogel", "Vogel", "admin"))
    assert refused(corrected(office.session("vogel"), talk, name="Übler")) == "role"
    assert held(office) == talk


def test_what_became_something_else_is_not_corrected(office: Office) -> None:
    ours, off = office.book("8:30"), office.book("10:00")
    office.at("8:25")
    ok(reception.check_in_appointment(office.empfang, ours.id))
    ok(booking.cancel(office.empfang, off.id))
    for number, words in ((ours.id, "Bitte beim Besuch ändern."), (off.id, "bitte neu buchen.")):
        said = corrected(office.empfang, held(office, number), name="Übler")
        assert isinstance(said, Refusal) and said.code == "settled" and said.words.de.endswith(words)
    longer = meant(office.empfang, held(office, off.id), minutes="480")
    assert refused(correct(office.empfang, off.id, longer, held(office, off.id))) == "settled"
    assert refused(correct(office.empfang, 99, meant(office.empfang, ours), ours)) == "no_such_appointment"


# What a colleague did meanwhile


def test_what_a_colleague_moved_is_said_and_nothing_is_overwritten(office: Office, talk: Appointment) -> None:
    moved = ok(booking.move(office.berger, talk.id, moment("11:00", NEXT_DAY), "berger"))
    said = corrected(office.aydin, talk, name="Übler")
    assert isinstance(said, Refusal) and (said.code, said.words.de) == (
        "changed_since",
        "Inzwischen auf Do., 01.10.2026, 11:00 Uhr bei Berger verlegt.",
    )
    assert held(office) == moved
    assert ok(corrected(office.aydin, moved, name="Übler")).start == moved.start


def test_what_a_colleague_corrected_is_named_with_who_it_was(office: Office, talk: Appointment) -> None:
    theirs = ok(corrected(office.berger, talk, phone="02324 999", place="Rathaus"))
    said = corrected(office.aydin, talk, phone="02324 888")
    assert isinstance(said, Refusal) and (said.code, said.words) == (
        "changed_since",
        ("Inzwischen von Berger geändert: Telefon, Ort.", "Changed by Berger meanwhile: phone, place."),
    )
    assert held(office) == theirs


def test_what_a_colleague_called_off_is_said_to_be_so(office: Office, talk: Appointment) -> None:
    ok(booking.cancel(office.berger, talk.id))
    assert refused(corrected(office.aydin, talk, name="Übler")) == "settled"


def test_moving_and_calling_off_notice_another_length_or_place_and_no_other_name(
    office: Office, talk: Appointment
) -> None:
    named = ok(corrected(office.berger, talk, name="Übler"))
    ok(booking.move(office.aydin, talk.id, moment("9:30", NEXT_DAY), seen=talk))
    now = held(office)
    assert now.visitor.name == named.visitor.name
    ok(corrected(office.berger, now, minutes="45", place="Rathaus"))
    for said in (
        booking.move(office.aydin, talk.id, moment("10:00", NEXT_DAY), seen=now),
        booking.cancel(office.aydin, talk.id, now),
    ):
        assert isinstance(said, Refusal) and said.words.de == "Inzwischen von Berger geändert: Dauer, Ort."


# Undo


def test_undo_brings_back_what_was_said_and_calendars_hear_of_it(office: Office, talk: Appointment) -> None:
    office.tick(60)
    ok(corrected(office.aydin, talk, name="Übler"))
    office.tick(60)
    ok(undoing.undo(office.aydin))
    assert held(office) == replace(talk, changed=office.now), "no calendar saw another SEQUENCE"
    ok(corrected(office.aydin, held(office), place="Rathaus"))
    ok(undoing.undo(office.aydin))
    assert (held(office).place, held(office).sequence) == ("", 2)


def test_undo_is_refused_when_a_colleague_changed_it_since(office: Office, talk: Appointment) -> None:
    mine = ok(corrected(office.aydin, talk, name="Übler"))
    ok(corrected(office.berger, mine, place="Rathaus"))
    said = undoing.undo(office.aydin)
    assert isinstance(said, Refusal) and said.code == "touched" and "Berger" in said.words.de
    assert (held(office).visitor.name, held(office).place) == ("Übler", "Rathaus")
    ok(undoing.undo(office.aydin, with_later=True))
    assert (held(office).visitor.name, held(office).place) == ("Kim", "")


@pytest.mark.parametrize("given", [{"minutes": "15"}, {"travel": ""}], ids=str)
def test_undo_asks_before_it_takes_time_that_was_booked_since(office: Office, given: dict[str, str]) -> None:
    wish = Booking("company_visit", moment("13:00", DAY), 60, "aydin", "BE1", "AZ", KIM, travel=30)
    visit = ok(booking.book(office.aydin, wish))
    ok(corrected(office.aydin, visit, False, **given))
    ok(booking.book(office.berger, other("14:00" if "travel" in given else "13:45", 15, DAY)))
    assert refused(undoing.undo(office.aydin)) == "taken_since"
    ok(undoing.undo(office.aydin, anyway=True))
    assert (held(office).end, held(office).travel) == (visit.end, 30)


# Invitations by mail


def accept(letter: Letter) -> Delivery:
    return Delivery("accepted")


def sent(office: Office) -> list[tuple[str, int, str, bool]]:
    """What goes to whom now."""
    letters = inviting.send(office.aydin, accept).sent
    return [(each.method, each.sequence, each.appointment.visitor.email, each.update) for each in letters]


def test_an_invited_visitor_hears_of_another_time_or_place_and_of_nothing_else(
    office: Office, talk: Appointment
) -> None:
    ok(inviting.invite(office.aydin, talk.id))
    assert sent(office) == [("REQUEST", 0, KIM.email, False)]
    ok(corrected(office.aydin, held(office), name="Übler", note="x"))
    assert sent(office) == []
    ok(corrected(office.aydin, held(office), place="Rathaus"))
    assert sent(office) == [("REQUEST", 1, KIM.email, True)]


def test_an_address_that_comes_back_by_undo_is_invited_again(office: Office, talk: Appointment) -> None:
    ok(inviting.invite(office.aydin, talk.id))
    ok(corrected(office.aydin, held(office), email="wrong@example.org"))
    assert sent(office) == [("REQUEST", 0, "wrong@example.org", False)]
    ok(undoing.undo(office.aydin))
    assert sent(office) == [("REQUEST", 0, KIM.email, False)]


def test_a_corrected_address_is_invited_instead(office: Office, talk: Appointment) -> None:
    ok(inviting.invite(office.aydin, talk.id))
    sent(office)
    ok(corrected(office.aydin, held(office), email="kim.uebler@example.org"))
    assert sent(office) == [("REQUEST", 0, "kim.uebler@example.org", False)]
    assert sent(office) == []


def test_an_address_corrected_while_a_letter_is_handed_over_is_invited_all_the_same(
    office: Office, talk: Appointment
) -> None:
    ok(inviting.invite(office.aydin, talk.id))

    def meanwhile(letter: Letter) -> Delivery:
        ok(corrected(office.berger, held(office), email="kim.uebler@example.org"))
        return Delivery("accepted")

    inviting.send(office.aydin, meanwhile)
    assert sent(office) == [("REQUEST", 0, "kim.uebler@example.org", False)]


def test_whoever_agrees_no_more_is_written_to_no_more(office: Office, talk: Appointment) -> None:
    ok(inviting.invite(office.aydin, talk.id))
    ok(corrected(office.aydin, held(office), contact_email="nein", place="Rathaus"))
    assert sent(office) == []
