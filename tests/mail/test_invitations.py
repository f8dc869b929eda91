"""Invitations, updates and cancellations as they arrive at a real mail server, read by readers of others."""

from __future__ import annotations

import pytest
import vobject
from icalendar import Calendar, Event
from msgspec.structs import replace

from ihk_tui.domain.visitors import Visitor
from ihk_tui.office import booking, inviting, undoing
from tests.mail.scene import KIM, SENDER, Scene
from tests.mail.server import Received
from tests.office.office import NEXT_DAY, moment, ok, refused


def event_of(received: Received) -> Event:
    (event,) = Calendar.from_ical(received.calendar).walk("VEVENT")
    assert isinstance(event, Event)
    return event


def methods_of(scene: Scene) -> list[str]:
    """The METHOD of each mail, which its part and its calendar have to say alike (RFC 6047 §2.4)."""
    parts = [r.calendar_part["Content-Type"].params["method"] for r in scene.received]
    assert parts == [str(Calendar.from_ical(r.calendar)["METHOD"]) for r in scene.received]
    return parts


def test_a_request_tells_calendars_and_people(scene: Scene) -> None:
    appointment = scene.invited()
    assert scene.received == [], "inviting alone sends nothing"
    assert [letter.method for letter in scene.send().sent] == ["REQUEST"]
    (received,) = scene.received
    assert (received.sender, received.recipients) == (SENDER, ["kim@example.org"])
    mail = received.mail
    assert mail["From"] == f"IHK Mittleres Ruhrgebiet <{SENDER}>"
    assert mail["To"] == "Kim Übler <kim@example.org>"
    assert mail["Subject"] == "Ihr Termin: Do., 01.10.2026, 10:00–10:30 Uhr"
    assert mail["Date"].datetime == scene.office.now.replace(microsecond=0)
    assert (mail["Auto-Submitted"], mail["Content-Language"]) == ("auto-generated", "de")
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/calendar"]
    for line in ("Beratung: IHK Mittleres Ruhrgebiet", "Do., 01.10.2026, 10:00–10:30 Uhr", "Hattingen"):
        assert line in received.text
    assert "Guten Tag" in received.text and "Es berät Sie: Aydin" in received.text
    parameters = dict(received.calendar_part["Content-Type"].params)
    assert parameters == {"charset": "utf-8", "method": "REQUEST", "component": "VEVENT"}
    calendar = Calendar.from_ical(received.calendar)
    assert calendar["METHOD"] == "REQUEST"
    event = event_of(received)
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (appointment.uid, 0, "CONFIRMED")
    assert (event.start, event.end) == (appointment.start, appointment.end)
    assert event["ORGANIZER"] == f"mailto:{SENDER}"
    assert event["ATTENDEE"] == "mailto:kim@example.org"
    assert event["ATTENDEE"].params["CN"] == "Kim Übler"
    assert (event["ATTENDEE"].params["PARTSTAT"], event["ATTENDEE"].params["RSVP"]) == (
        "NEEDS-ACTION",
        "FALSE",
    )
    seen = vobject.readOne(received.calendar.decode())
    assert (seen.method.value, seen.vevent.dtstart.value) == ("REQUEST", appointment.start)
    assert all(len(line) <= 75 for line in received.calendar.split(b"\r\n"))
    assert all(len(line) <= 998 for line in received.content.split(b"\r\n"))


def test_each_is_sent_once(scene: Scene) -> None:
    scene.invited()
    scene.send()
    assert scene.send() == inviting.Round()
    assert len(scene.received) == 1
    assert refused(inviting.invite(scene.office.empfang, 1)) == "invited"


def test_a_move_and_a_cancellation_follow_by_themselves(scene: Scene) -> None:
    appointment = scene.invited()
    scene.send()
    scene.moved(1, "11:00")
    scene.send()
    ok(booking.cancel(scene.office.empfang, 1))
    scene.send()
    _, update, cancellation = scene.received
    assert update.mail["Subject"] == "Ihr Termin hat sich geändert: Do., 01.10.2026, 11:00–11:30 Uhr"
    assert [event_of(r)["UID"] for r in scene.received] == [appointment.uid] * 3
    assert [event_of(r)["SEQUENCE"] for r in scene.received] == [0, 1, 2]
    assert methods_of(scene) == ["REQUEST", "REQUEST", "CANCEL"]
    assert event_of(update).start == moment("11:00", NEXT_DAY)
    assert event_of(cancellation)["STATUS"] == "CANCELLED"
    assert cancellation.mail["Subject"].startswith("Ihr Termin ist abgesagt: ")
    assert "ABGESAGT" in cancellation.text
    assert len({r.mail["Message-ID"] for r in scene.received}) == 3
    stamps = [event_of(r).stamp for r in scene.received]
    assert stamps == sorted(stamps)


def test_what_is_taken_back_is_told_anew(scene: Scene) -> None:
    scene.invited()
    scene.send()
    ok(booking.cancel(scene.office.empfang, 1))
    scene.send()
    ok(undoing.undo(scene.office.empfang))
    scene.send()
    assert methods_of(scene) == ["REQUEST", "CANCEL", "REQUEST"]
    assert [event_of(r)["SEQUENCE"] for r in scene.received] == [0, 1, 2]


def test_of_several_changes_only_the_last_is_told(scene: Scene) -> None:
    scene.invited()
    for clock in ("11:00", "13:00", "14:00"):
        scene.moved(1, clock)
    scene.send()
    (received,) = scene.received
    assert event_of(received)["SEQUENCE"] == 3
    assert received.mail["Subject"].startswith("Ihr Termin: "), "nothing was told before"


def test_a_cancellation_goes_only_to_those_who_have_the_invitation(scene: Scene) -> None:
    scene.invited()
    ok(booking.cancel(scene.office.empfang, 1))
    assert scene.send() == inviting.Round()
    assert scene.received == [] and scene.standing(1) == "over"


def test_an_appointment_that_has_begun_is_told_nothing_more(scene: Scene) -> None:
    scene.invited()
    scene.office.at("10:00", NEXT_DAY)
    scene.send()
    assert scene.received == []


def test_english_for_those_who_speak_it(scene: Scene) -> None:
    scene.invited(visitor=replace(KIM, language="en"))
    scene.send()
    (received,) = scene.received
    assert received.mail["Subject"] == "Your appointment: Thu, 2026-10-01, 10:00–10:30"
    assert "we expect you" in received.text
    assert event_of(received)["SUMMARY"] == "Appointment: IHK Mittleres Ruhrgebiet"


@pytest.mark.parametrize("answer", ["", "no", "unknown"])
def test_without_a_yes_nothing_leaves(scene: Scene, answer: str) -> None:
    appointment = scene.booked(visitor=replace(KIM, contact_email=answer))
    assert refused(inviting.invite(scene.office.empfang, appointment.id)) == "no_consent"
    scene.moved(appointment.id, "11:00")
    scene.send()
    assert scene.received == []
    ok(inviting.agree(scene.office.empfang, appointment.id, True))
    ok(inviting.invite(scene.office.empfang, appointment.id))
    scene.send()
    assert len(scene.received) == 1


def test_after_a_no_not_even_a_cancellation_leaves(scene: Scene) -> None:
    scene.invited()
    scene.send()
    ok(inviting.agree(scene.office.empfang, 1, False))
    scene.moved(1, "11:00")
    ok(booking.cancel(scene.office.empfang, 1))
    scene.send()
    assert len(scene.received) == 1 and scene.standing(1) == "over"


def test_a_yes_needs_an_address(scene: Scene) -> None:
    scene.booked(visitor=replace(KIM, email=""))
    assert refused(inviting.agree(scene.office.empfang, 1, True)) == "no_email"
    assert refused(inviting.invite(scene.office.empfang, 1)) == "no_email"
    assert refused(inviting.invite(scene.office.empfang, 9)) == "no_such_appointment"


def test_the_answer_is_recorded_with_the_notice_and_changes_no_calendar(scene: Scene) -> None:
    before = scene.booked(visitor=replace(KIM, contact_email=""))
    scene.office.tick(60)
    after = ok(inviting.agree(scene.office.empfang, 1, True))
    assert after.visitor.contact_email == "yes" and after.visitor.notice_at
    assert (after.sequence, after.changed) == (before.sequence, before.changed)
    assert [entry.subject for entry in scene.office.log("consent")] == ["1"]


HOSTILE = (
    "Bcc: all@example.org\r\nBcc: x@example.org\r\n\r\n<script>",
    '"Anführung\\" <evil@example.org>, other@example.org',
    "\x1b]0;x\x07\u202eevil\u2028ATTENDEE:mailto:x@example.org",
    "ä" * 490,
    "=?utf-8?q?Bcc=3A?= 株式会社 😀",
    "a;b,c:d\\nE",
)


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_a_name_stays_a_name(scene: Scene, name: str) -> None:
    scene.invited(visitor=Visitor(name=name, email="kim@example.org", contact_email="yes"))
    scene.send()
    (received,) = scene.received
    assert received.recipients == ["kim@example.org"]
    mail = received.mail
    written = ("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Language")
    assert sorted(mail.keys()) == sorted((*written, "MIME-Version", "Content-Type"))
    assert [a.addr_spec for a in mail["To"].addresses] == ["kim@example.org"]
    event = event_of(received)
    assert [key for key in event if key.startswith(("ATT", "ORG"))] == ["ATTENDEE", "ORGANIZER"]
    assert event["ATTENDEE"] == "mailto:kim@example.org"
    assert vobject.readOne(received.calendar.decode()).vevent.attendee.value == "mailto:kim@example.org"
    assert all(len(line) <= 998 for line in received.content.split(b"\r\n"))


def test_a_note_is_never_mailed(scene: Scene) -> None:
    wish = booking.Booking(
        "follow_up", moment("15:00", NEXT_DAY), 30, "aydin", "KO2", "AZ", KIM, note="Streit mit dem Meister"
    )
    number = ok(booking.book(scene.office.aydin, wish)).id
    ok(inviting.invite(scene.office.aydin, number))
    scene.send()
    (received,) = scene.received
    everything = received.content.decode() + received.calendar.decode() + received.text
    for word in ("Meister", "KO2", "Kündigung", "49232412345"):
        assert word not in everything


def test_an_address_with_umlauts_in_its_domain_goes_by_punycode(scene: Scene) -> None:
    scene.invited(visitor=replace(KIM, email="kim@bäckerei.de"))
    scene.invited("11:00", replace(KIM, email="jörg@example.org"))
    done = scene.send()
    assert [r.recipients for r in scene.received] == [["kim@xn--bckerei-5wa.de"]]
    assert len(done.refused) == 1 and scene.reason(2) == "553"
