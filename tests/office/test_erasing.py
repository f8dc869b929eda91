"""Erasure by right (DOMAIN.md §5, DS6): who it was is found nowhere, and everything still counts."""

from __future__ import annotations

import errno
import os
import shutil
import typing
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ihk_tui.domain.appointments import Appointment, AppointmentKind
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.erasure import erased_appointment, erased_visit
from ihk_tui.domain.intake import Intake
from ihk_tui.domain.notes import VisitNotes
from ihk_tui.domain.people import Person
from ihk_tui.domain.visitors import Company, Visitor
from ihk_tui.domain.visits import Step, Visit
from ihk_tui.domain.words import Language, StoreTrouble
from ihk_tui.ical.export import calendar
from ihk_tui.ical.identity import OfficeIdentity
from ihk_tui.office import booking, days, notes, reception, serving, undoing, views
from ihk_tui.office.booking import Booking
from ihk_tui.office.erasing import erase_appointment, erase_visit
from ihk_tui.office.exporting import Wanted, export
from ihk_tui.office.session import Session
from ihk_tui.store.drafts import Drafts, FileDrafts, MemoryDrafts
from ihk_tui.store.kinds import PLACES
from ihk_tui.store.store import Store
from tests.office.office import CATALOGUE, DAY, NEXT_DAY, PEOPLE, SOLVED, STARTED, Office, moment, ok, refused

XAVER = Visitor(
    salutation="Herr",
    name="Xaver Querulant",
    company="Querulant Feinblech",
    postcode="45525",
    phone="+492324998877",
    phone_typed="02324 99 88 77",
    email="xaver@querulant.example",
    ident="4711081500",
    access="sitzt im Rollstuhl",
)
YASMIN = Visitor(name="Yasmin Bleibt", company="Bleibt GmbH", postcode="45527", phone="+492324112233")
TRACES = (
    "Xaver", "Querulan", "Quärulant", "Feinblech", "998877", "99 88 77", "xaver@", "4711081500", "Rollstuhl",
    "Räumung", "Trinkgeld", "Scheidung", "Schulden", "Pfändung", "Insolvenz", "Hintertür", "Kontopfändung",
)  # fmt: skip


def on_disk(folder: Path) -> Office:
    """An office whose store is a data folder, made unless it is there."""
    office = Office()
    there = (folder / "journal.jsonl").exists()
    office.store = Store.open(folder, PLACES) if there else Store.create(folder, PLACES)
    office.empfang, office.aydin, office.berger, office.becker, office.kleine = map(office.session, PEOPLE)
    return office


def found(folder: Path, words: Iterable[str] = TRACES) -> set[tuple[str, str]]:
    """Which of the words stand in which files of a data folder, in any case; its backups are left out."""
    files = (f for f in folder.rglob("*") if f.is_file() and "backups" not in f.relative_to(folder).parts)
    texts = {str(f.relative_to(folder)): f.read_bytes().decode(errors="replace").casefold() for f in files}
    assert "\\u00" not in "".join(texts.values()), "umlauts stand as they are"
    return {(file, word) for file, text in texts.items() for word in words if word.casefold() in text}


def comes(office: Office, clock: str, visitor: Visitor, urgent: str = "") -> Visit:
    office.at(clock)
    return ok(reception.check_in(office.empfang, Intake("BM", ("VE2", "PR2"), visitor), urgent))


def settled(office: Office, clock: str, visitor: Visitor) -> Visit:
    """Someone comes and goes."""
    visit = comes(office, clock, visitor)
    return ok(reception.leave(office.empfang, visit.ticket))


def talks(office: Office, session: Session, number: str, minutes: int = 10) -> None:
    ok(serving.call(session, number))
    office.tick(60)
    ok(serving.start(session))
    office.tick(60 * minutes)


def books(
    office: Office, clock: str, visitor: Visitor = XAVER, kind: AppointmentKind = "consultation"
) -> Appointment:
    confided = visitor is XAVER
    wish = Booking(
        kind, moment(clock), adviser="aydin", topic="PR2", visitor_kind="BM", visitor=visitor,
        place="Hintertür der Firma" if confided else "Werk", note="Insolvenz" if confided else "bringt Akten",
    )  # fmt: skip
    return ok(booking.book(office.empfang, wish))


def eventful_day(office: Office) -> None:
    """A01 is Xaver with everything that can be noted of him; A02 is Yasmin, who stays."""
    office.open_day()
    first = comes(office, "9:00", XAVER, "Räumung am Montag")
    second = comes(office, "9:01", YASMIN)
    wrong = Intake(
        "BM", ("VE2", "PR2"), msgspec.structs.replace(XAVER, name="X Quärulant", company="Quärulant")
    )
    ok(reception.edit(office.empfang, "A01", first, wrong))
    ok(undoing.undo(office.empfang))
    ok(notes.write(office.aydin, "A01", "hat Schulden", "VE2"))
    ok(notes.write(office.aydin, "A02", "alles gut", "VE2"))
    talks(office, office.aydin, "A01")
    ok(serving.defer(office.aydin, "A01", "holt Trinkgeld"))
    office.store.compact(office.now)
    ok(serving.resume(office.aydin, "A01"))
    ok(notes.write(office.aydin, "A01", "und eine Pfändung", "VE2"))
    ok(serving.transfer(office.aydin, "A01", "berger", True, "vertraulich: Scheidung", anyway=True))
    talks(office, office.berger, "A01")
    ok(notes.write(office.berger, "A01", "Kontopfändung", "PR2"))
    ok(undoing.undo(office.berger))
    started = msgspec.structs.replace(STARTED, next_step="Xaver ruft an")
    ok(serving.finish(office.berger, "A01", started))
    ok(notes.write(office.aydin, "A01", "Ende", "VE2", 2))
    talks(office, office.aydin, "A02")
    ok(serving.finish(office.aydin, "A02", SOLVED))
    drafts = office.store.drafts
    drafts.save("berger", f"note {DAY} {first.id} PR2", {"text": "nie gespeichert: Insolvenz, Hintertür"})
    drafts.save("berger", f"note {DAY} {second.id} VE2", {"text": "über Yasmin"})
    drafts.save("empfang", "intake", {"kind": "BM", "name": "xaver querulant", "phone": ""})
    drafts.save("aydin", f"note {DAY} {second.id} VE2", {"text": "ob das Herrn Xaver Querulants Bruder ist?"})
    drafts.save("aydin", f"visit {DAY} {second.id}", {"name": "Yasmin"})
    drafts.save("kleine", f"visit {DAY} {first.id}", {"sector": "Metall"})


def test_after_an_eventful_day_nothing_of_a_visitor_is_in_any_file(tmp_path: Path) -> None:
    office = on_disk(tmp_path / "office")
    eventful_day(office)
    kept = office.visit("A02"), office.store.read().get(VisitNotes, 2, DAY)
    figures = views.day_view(office.kleine).figures
    assert {word for _, word in found(tmp_path)} == set(TRACES)
    assert len({file for file, _ in found(tmp_path)}) > 4, "journal, generation and drafts"

    erased = ok(erase_visit(office.kleine, "A01"))

    assert found(tmp_path) == set()
    assert found(tmp_path, ("Yasmin Bleibt", "alles gut")) != set()
    assert (office.visit("A02"), office.store.read().get(VisitNotes, 2, DAY)) == kept
    assert views.day_view(office.kleine).figures == figures
    assert (erased.new, erased.companies, erased.appointments) == (True, 2, ())
    assert [(e.person, e.subject) for e in office.log("erase")] == [("kleine", f"{DAY} A01")]
    drafts = on_disk(tmp_path / "office").store.drafts
    assert drafts.load("berger", f"note {DAY} 2 VE2") == {"text": "über Yasmin"}
    assert drafts.load("aydin", f"visit {DAY} 2") == {"name": "Yasmin"}
    gone = (("berger", f"note {DAY} 1 PR2"), ("empfang", "intake"), ("aydin", f"note {DAY} 2 VE2"))
    assert [drafts.load(*form) for form in (*gone, ("kleine", f"visit {DAY} 1"))] == [None] * 4


@pytest.mark.parametrize("by", ["ticket", "appointment"])
def test_a_visit_and_its_appointment_are_erased_together(tmp_path: Path, by: str) -> None:
    office = on_disk(tmp_path / "office")
    office.open_day()
    booked = books(office, "10:00")
    other = books(office, "11:00", YASMIN)
    office.at("9:55")
    ok(reception.check_in_appointment(office.empfang, booked.id))
    talks(office, office.aydin, "T01")
    ok(notes.write(office.aydin, "T01", "hat Schulden"))
    ok(serving.finish(office.aydin, "T01", SOLVED))
    office.at("16:30")
    ok(days.close_day(office.kleine, {f"appointment:{other.id}": "no_show"}))
    office.at("9:00", NEXT_DAY)
    if by == "ticket":
        erased = ok(erase_visit(office.kleine, "T01", DAY))
    else:
        erased = ok(erase_appointment(office.kleine, booked.id))
    assert found(tmp_path) == set()
    assert found(tmp_path, ("Yasmin Bleibt", "bringt Akten"))
    held = office.store.read().get(Appointment, booked.id)
    assert held and (held.visitor, held.place, held.note, held.uid) == (Visitor(), "", "", booked.uid)
    assert (held.status, held.visit, held.sequence, held.changed) == ("arrived", 1, 1, office.now)
    assert office.visit("T01").appointment == booked.id
    assert erased.visits == (office.visit("T01"),) and erased.appointments == (held,)
    assert office.store.read().get(VisitNotes, 1, DAY) is None
    assert office.log("erase")[0].subject == f"{DAY} T01 appointment:{booked.id}"
    yasmin = office.store.read().get(Appointment, other.id)
    assert yasmin and yasmin.visitor.name == "Yasmin Bleibt" and yasmin.note


# What stays and what goes

KEPT = {
    "Visit": {"kind", "ticket", "late"},
    "Step": {"state", "by"},
    "VisitTopic": {"code", "adviser"},
    "Talk": {"adviser"},
    "Outcome": {"kind", "partner", "owner"},
    "Handed": {"to", "by"},
    "Appointment": {"uid", "kind", "status", "adviser", "topic", "visitor_kind"},
}
"""Every text of what is erased that stays: codes and ids of the office."""
MARK = "verräterisch"


def marked(kind: type[Any]) -> Any:
    """A value with a mark in every text it can hold."""
    return kind(**{field.name: marked_as(field.type) for field in msgspec.structs.fields(kind)})


def marked_as(kind: Any) -> Any:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return marked(kind)
    if kind is str or typing.get_origin(kind) is typing.Literal:
        return MARK
    inner = [each for each in typing.get_args(kind) if each is not type(None) and each is not ...]
    if typing.get_origin(kind) is tuple:
        return tuple(marked_as(each) for each in inner)
    if inner:
        return marked_as(inner[0])
    return office_moment() if kind is datetime else DAY if kind is not int else 1


def office_moment() -> datetime:
    return moment("10:00")


def marks(value: Any, path: str = "") -> set[tuple[str, str]]:
    """Where the mark stands."""
    if not isinstance(value, msgspec.Struct):
        return set()
    here = set()
    for name in value.__struct_fields__:
        held = getattr(value, name)
        here |= {(type(value).__name__, name)} if held == MARK else set()
        for each in held if isinstance(held, tuple) else (held,):
            here |= marks(each)
    return here


def test_every_text_of_a_visit_and_an_appointment_was_decided_on() -> None:
    """A field that is added later has to be put on one side."""
    kept = {(kind, field) for kind, fields in KEPT.items() for field in fields}
    left = msgspec.structs.replace(marked(Step), state="left")
    visit = msgspec.structs.replace(marked(Visit), steps=(marked(Step), left))
    assert {kind for kind, _ in marks(visit)} >= {"Visitor", "Talk", "Outcome", "Handed", "VisitTopic"}
    cleaned = marks(erased_visit(visit)) | marks(
        erased_appointment(marked(Appointment), moment("12:00"), False)
    )
    assert cleaned == kept


def test_what_counts_stays_to_the_minute(office: Office) -> None:
    comes(office, "9:00", XAVER)
    talks(office, office.aydin, "A01")
    ok(serving.transfer(office.aydin, "A01", "berger", True, "Scheidung", anyway=True))
    talks(office, office.berger, "A01")
    before = ok(serving.finish(office.berger, "A01", STARTED))
    ok(erase_visit(office.kleine, "A01"))
    after = office.visit("A01")
    assert after.visitor == Visitor() and "Scheidung" not in repr(after)
    assert [(s.state, s.at, s.by, s.desk) for s in after.steps] == [
        (s.state, s.at, s.by, s.desk) for s in before.steps
    ]
    assert [(t.code, t.adviser, t.talks) for t in after.topics] == [
        (t.code, t.adviser, t.talks) for t in before.topics
    ]
    outcome, was = after.outcome, before.outcome
    assert outcome and was and (outcome.kind, outcome.partner, outcome.owner, outcome.due) == (
        was.kind, was.partner, was.owner, was.due,
    )  # fmt: skip
    assert outcome.next_step == "" and (after.kind, after.ticket) == ("BM", "A01")


def test_the_times_measured_at_closing_are_the_same(office: Office) -> None:
    for clock in ("9:00", "10:00"):
        visit = comes(office, clock, XAVER)
        talks(office, office.aydin, visit.ticket)
        ok(serving.finish(office.aydin, visit.ticket, SOLVED))
    ok(erase_visit(office.kleine, "A01"))
    office.at("17:00")
    closed = ok(days.close_day(office.kleine, {}))
    assert sum(talk.count for talk in closed.talks.values()) == 2
    stored = office.store.read().get(ConsultationDay, DAY)
    ok(erase_visit(office.kleine, "A02", DAY))
    assert office.store.read().get(ConsultationDay, DAY) == stored


def test_staff_see_an_erased_visit_as_an_anonymous_one(office: Office) -> None:
    settled(office, "9:00", XAVER)
    ok(erase_visit(office.kleine, "A01"))
    seen = views.day_view(office.aydin).visit("A01")
    assert seen and seen.visitor.called() == "" and seen.state == "left"
    assert notes.of_visit(office.aydin, seen) == VisitNotes(day=DAY, id=1)


def test_calendars_get_the_event_without_the_name(office: Office) -> None:
    cache: dict[Any, bytes] = {}

    def written(
        appointments: Iterable[Appointment],
        days: Iterable[ConsultationDay],
        profile: Any,
        language: Language,
        now: datetime,
        progress: Callable[[int, int], None] | None = None,
    ) -> bytes:
        ihk = OfficeIdentity("IHK", "Markt 1", "ihk.example", b"x")
        return calendar(
            appointments, days, profile=profile, catalogue=CATALOGUE, names={}, language=language,
            office=ihk, now=now, cache=cache,
        )  # fmt: skip

    session = office.kleine._replace(calendar=written)
    off, past = books(office, "10:00"), books(office, "9:00", kind="follow_up")
    ok(booking.cancel(office.empfang, off.id))
    assert export(session, Wanted(DAY, DAY)).count(b"Querulant") >= 2
    office.at("18:00")
    for appointment in (off, past):
        ok(erase_appointment(office.kleine, appointment.id))
    for profile in ("staff", "visitor", "busy"):
        file = export(session, Wanted(DAY, DAY, profile=profile)).replace(b"\r\n ", b"")
        assert [word for word in TRACES if word.encode() in file] == []
    file = export(session, Wanted(DAY, DAY))
    assert (off.uid.encode() in file, past.uid.encode() in file) == (True, True)
    assert b"SEQUENCE:2\r\n" in file and b"SEQUENCE:1\r\n" in file and b"STATUS:CANCELLED" in file


# Firms


def firms(office: Office) -> set[str]:
    return {company.name for company in reception.companies(office.store.read())}


def test_a_firm_that_only_this_visit_named_goes_and_others_stay(office: Office) -> None:
    settled(office, "9:00", XAVER)
    settled(office, "9:05", YASMIN)
    settled(office, "9:10", msgspec.structs.replace(YASMIN, name="Zoe"))
    assert ok(erase_visit(office.kleine, "A01")).companies == 1
    assert firms(office) == {"Bleibt GmbH"}
    assert ok(erase_visit(office.kleine, "A02")).companies == 0
    assert firms(office) == {"Bleibt GmbH"}
    assert ok(erase_visit(office.kleine, "A03")).companies == 1
    assert office.store.read().all(Company) == []


def test_a_firm_that_was_typed_wrongly_and_corrected_goes_too(office: Office) -> None:
    opened = comes(office, "9:00", msgspec.structs.replace(XAVER, company="Xaver Querulant"))
    ok(reception.edit(office.empfang, "A01", opened, Intake("BM", ("VE2",), YASMIN)))
    ok(reception.leave(office.empfang, "A01"))
    assert firms(office) == {"Xaver Querulant", "Bleibt GmbH"}
    ok(erase_visit(office.kleine, "A01"))
    assert firms(office) == set()


def test_a_firm_that_an_appointment_names_stays(office: Office) -> None:
    settled(office, "9:00", XAVER)
    books(office, "14:00", msgspec.structs.replace(YASMIN, company="querulant FEINBLECH"))
    office.store.drafts.save("empfang", "intake", {"company": "Querulant Feinblech"})
    ok(erase_visit(office.kleine, "A01"))
    assert firms(office) == {"Querulant Feinblech"}
    assert office.store.drafts.load("empfang", "intake") == {"company": "Querulant Feinblech"}


# Who may, and when


def test_the_lead_and_the_admin_erase_and_nobody_else(office: Office) -> None:
    settled(office, "9:00", XAVER)
    for session in (office.empfang, office.aydin):
        assert refused(erase_visit(session, "A01")) == refused(erase_appointment(session, 1)) == "role"
    assert office.visit("A01").visitor.name == "Xaver Querulant"
    admin = office.kleine._replace(person=Person("admin", "Admin", "admin"))
    assert ok(erase_visit(admin, "A01")).new
    assert [e.person for e in office.log("erase")] == ["admin"]


def test_a_visit_that_is_still_open_is_refused(office: Office) -> None:
    comes(office, "9:00", XAVER)
    ways: list[Callable[[], object]] = [
        lambda: serving.call(office.aydin, "A01"),
        lambda: serving.no_show(office.aydin, "A01"),
        lambda: serving.resume(office.aydin, "A01"),
        lambda: serving.start(office.aydin, "A01", "VE2"),
        lambda: serving.defer(office.aydin, "A01"),
    ]
    for way in ways:
        assert refused(erase_visit(office.kleine, "A01")) == "open", office.visit("A01").state
        way()
    assert office.visit("A01").state == "deferred"
    assert refused(erase_visit(office.kleine, "A01")) == "open"
    assert office.visit("A01").visitor.name == "Xaver Querulant" and not office.log("erase")


def test_an_appointment_that_is_still_to_come_is_refused(office: Office) -> None:
    late, later = books(office, "9:00"), books(office, "14:00", kind="company_visit")
    for clock in ("8:30", "9:15", "11:00"):
        office.at(clock)
        assert refused(erase_appointment(office.kleine, late.id)) == "to_come", "who is late may still come"
        assert refused(erase_appointment(office.kleine, later.id)) == "to_come"
    ok(booking.cancel(office.empfang, later.id))
    assert ok(erase_appointment(office.kleine, later.id)).new
    office.at("17:00")
    ok(days.close_day(office.kleine, {f"appointment:{late.id}": "no_show"}))
    erased = ok(erase_appointment(office.kleine, late.id))
    assert [(v.ticket, v.state, v.visitor) for v in erased.visits] == [("", "no_show", Visitor())]
    assert [e.subject for e in office.log("erase")] == [f"appointment:{later.id}", f"appointment:{late.id}"]


def test_an_appointment_that_passed_without_a_word_can_be_erased(early_office: Office) -> None:
    """Nothing settles a company visit, or a consultation on a day that nobody opened."""
    booked = books(early_office, "9:00"), books(early_office, "10:00", kind="company_visit")
    early_office.at("9:00", NEXT_DAY)
    for appointment in booked:
        assert ok(erase_appointment(early_office.kleine, appointment.id)).appointments[0].status == "booked"


def test_a_booked_visit_that_is_still_open_protects_its_appointment(office: Office) -> None:
    booked = books(office, "9:00")
    ok(reception.check_in_appointment(office.empfang, booked.id))
    assert refused(erase_appointment(office.kleine, booked.id)) == "open"


def test_a_check_in_that_was_taken_back_is_erased_with_the_one_that_counts(office: Office) -> None:
    booked = books(office, "9:00")
    ok(reception.check_in_appointment(office.empfang, booked.id))
    ok(undoing.undo(office.empfang))
    assert refused(erase_visit(office.kleine, "T01")) == "to_come"
    ok(reception.check_in_appointment(office.empfang, booked.id))
    ok(reception.leave(office.empfang, "T02"))
    assert {v.ticket for v in ok(erase_visit(office.kleine, "T02")).visits} == {"T01", "T02"}
    assert [v.visitor for v in office.visits()] == [Visitor(), Visitor()]


def test_what_is_not_there_is_refused(office: Office) -> None:
    assert refused(erase_visit(office.kleine, "A07")) == "no_such_ticket"
    assert refused(erase_visit(office.kleine, "A07", NEXT_DAY)) == "no_such_ticket"
    assert refused(erase_appointment(office.kleine, 7)) == "no_such_appointment"


def test_without_a_day_the_open_one_is_meant_else_today(office: Office) -> None:
    settled(office, "9:00", XAVER)
    office.at("17:00")
    ok(days.close_day(office.kleine, {}))
    office.at("9:00", NEXT_DAY)
    assert refused(erase_visit(office.kleine, "A01")) == "no_such_ticket"
    office.open_day()
    comes(office, "9:00", YASMIN)
    ok(reception.leave(office.empfang, "A01"))
    ok(erase_visit(office.kleine, "A01"))
    assert [v.visitor.name for v in office.visits(NEXT_DAY)] == [""]
    assert office.visit("A01").visitor.name == "Xaver Querulant"
    ok(erase_visit(office.kleine, "A01", DAY))
    assert office.visit("A01").visitor == Visitor()


# Once and for all


def test_erasing_again_changes_nothing(office: Office) -> None:
    off = books(office, "9:00")
    ok(booking.cancel(office.empfang, off.id))
    once = ok(erase_appointment(office.kleine, off.id))
    office.tick(3600)
    again = ok(erase_appointment(office.kleine, off.id))
    assert (once.new, again.new, again.companies) == (True, False, 0)
    assert once.appointments == again.appointments
    assert len(office.log("erase")) == 1


def test_what_a_visit_told_before_and_no_longer_tells_is_forgotten_too(tmp_path: Path) -> None:
    office = on_disk(tmp_path / "office")
    office.open_day()
    opened = comes(office, "9:00", Visitor())
    told = Intake("BM", ("VE2", "PR2"), msgspec.structs.replace(XAVER, company=""))
    ok(reception.edit(office.empfang, "A01", opened, told))
    ok(undoing.undo(office.empfang))
    ok(reception.leave(office.empfang, "A01"))
    assert found(tmp_path)
    assert not ok(erase_visit(office.kleine, "A01")).new
    assert found(tmp_path) == set()


def test_nobody_undoes_an_erasure_or_anything_before_it(office: Office) -> None:
    settled(office, "9:00", XAVER)
    ok(erase_visit(office.kleine, "A01"))
    for session in (office.kleine, office.empfang):
        assert refused(undoing.undo(session)) == "nothing_to_undo"
        assert refused(undoing.undo(session, 2, with_later=True)) == "nothing_to_undo"


def test_not_even_before_the_log_has_forgotten(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    settled(office, "9:00", XAVER)
    monkeypatch.setattr(Store, "_forget", lambda store, now: None)
    ok(erase_visit(office.kleine, "A01"))
    assert office.store.read().recent()[-1].verb == "erase"
    assert refused(undoing.undo(office.kleine)) == "nothing_to_undo"
    assert refused(undoing.undo(office.empfang)) == "erased"
    assert refused(undoing.undo(office.empfang, with_later=True)) == "erased"
    assert office.visit("A01").visitor == Visitor()


def test_a_form_that_was_open_meanwhile_brings_nothing_back(office: Office) -> None:
    opened = comes(office, "9:00", XAVER)
    written = ok(notes.write(office.aydin, "A01", "hat Schulden"))
    ok(reception.leave(office.empfang, "A01"))
    ok(erase_visit(office.kleine, "A01"))
    kept = Intake("BM", ("VE2", "PR2"), XAVER)
    assert refused(reception.edit(office.empfang, "A01", opened, kept)) == "conflict"
    stale = notes.write(office.aydin, "A01", "hat Schulden!", "VE2", written.revision("VE2"))
    assert refused(stale) == "conflict"


# A disk that is full in the middle

_CALLS = ("write", "fsync", "fdatasync", "rename", "link", "replace")


class Full:
    """A disk that takes so many more writes and then none."""

    def __init__(self, left: int, patch: pytest.MonkeyPatch) -> None:
        self.left = left
        self.refused = False
        for name in _CALLS:
            patch.setattr(os, name, self._until_full(getattr(os, name)))

    def _until_full(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **more: Any) -> Any:
            if self.left <= 0:
                self.refused = True
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            self.left -= 1
            return real(*arguments, **more)

        return call


@pytest.mark.parametrize("then", ["again", "someone else"])
def test_a_full_disk_stops_it_and_it_is_completed(tmp_path: Path, then: str) -> None:
    """Whichever write fails: after the next transaction of anyone all is gone, or all is still there."""
    made = on_disk(tmp_path / "made")
    eventful_day(made)
    made.store.close()
    committed = 0
    for left in range(100):
        folder = tmp_path / str(left)
        shutil.copytree(tmp_path / "made", folder)
        office = on_disk(folder)
        office.now = made.now + timedelta(minutes=5)
        with pytest.MonkeyPatch.context() as patch:
            disk = Full(left, patch)
            if not _stopped(office.kleine):
                assert not disk.refused
                break
        logged = bool(office.log("erase"))
        committed += logged
        if then == "again":
            assert ok(erase_visit(office.kleine, "A01")).new is not logged
        else:
            ok(serving.take_desk(office.becker))
            if not logged:
                assert office.visit("A01").visitor.name == XAVER.name
                continue
        assert found(folder) == set(), left
        assert len(office.log("erase")) == 1
        assert office.visit("A02").visitor.name == YASMIN.name
        assert found(folder, ("Yasmin Bleibt",))
        assert {word for _, word in found(tmp_path / "made")} == set(TRACES)
        office.store.close()
        shutil.rmtree(folder)
    else:
        pytest.fail("it never went through")
    assert left > 10 and committed > 3


def _stopped(session: Session) -> bool:
    try:
        ok(erase_visit(session, "A01"))
    except StoreTrouble as trouble:
        assert "Datenträger ist voll" in trouble.words.de
        return True
    return False


def test_who_died_in_the_middle_is_completed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = on_disk(tmp_path / "office")
    eventful_day(office)
    with monkeypatch.context() as patch:
        patch.setattr(Store, "forget", lambda store, now: None)
        ok(erase_visit(office.kleine, "A01"))
    assert found(tmp_path)
    office.store.close()
    office = on_disk(tmp_path / "office")
    office.at("8:00", NEXT_DAY)
    office.store.compact(office.now)
    assert found(tmp_path) == set()


# Drafts


@pytest.fixture(params=["file", "memory"])
def drafts(request: pytest.FixtureRequest, tmp_path: Path) -> Drafts:
    return FileDrafts(tmp_path) if request.param == "file" else MemoryDrafts()


@pytest.mark.parametrize(
    ("name", "form", "gone"),
    [
        ("intake", {"name": "Kim Öz"}, True),
        ("intake", {"name": "KIM  OZ"}, True),
        ("note", {"text": "gestern war\nKim\nÖz da"}, True),
        ("note", {"text": "Kim Öz' Bruder und Kim Özs Zeugnis"}, True),
        ("note", {"text": "Kim Özil"}, False),
        ("note", {"text": "Joachim Öz"}, False),
        ("intake", {"topics": ["VE1", "Kim Öz"]}, True),
        ("intake", {"phone": "0049 +49232411111"}, True),
        ("intake", {"phone": "+492324111112"}, False),
        ("visit 2026-09-03 1", {}, True),
        ("visit 2026-09-03 12", {"kind": "BM"}, False),
    ],
)
def test_a_form_is_forgotten_by_what_stands_in_it(
    drafts: Drafts, name: str, form: dict[str, Any], gone: bool
) -> None:
    drafts.save("anna", name, form)
    drafts.save("anna", "other", {"text": "bleibt"})
    drafts.save("bob", name, form)
    drafts.forget(["", " ", "Kim Öz", "+49232411111", "visit 2026-09-03 1"])
    assert [drafts.load(person, name) for person in ("anna", "bob")] == [None if gone else form] * 2
    assert drafts.load("anna", "other") == {"text": "bleibt"}


def test_with_nothing_to_forget_all_drafts_stay(drafts: Drafts) -> None:
    drafts.save("anna", "note", {"text": "…"})
    drafts.forget(["", "\n"])
    assert drafts.load("anna", "note") == {"text": "…"}


def test_what_nobody_can_read_and_what_a_killed_program_left_is_dropped(tmp_path: Path) -> None:
    drafts = FileDrafts(tmp_path)
    drafts.save("anna", "note", {"text": "bleibt"})
    (tmp_path / "anna.json.4711").write_text('{"note":{"text":"Kim Öz"}}')
    (tmp_path / "bob.json.4711").write_text('{"note":{"text":"Kim')
    (tmp_path / "cleo.json").write_bytes(b"\xffKim")
    (tmp_path / "dora.json.4711").write_text('{"note":{"text":"harmlos"}}')
    drafts.forget(["Kim Öz"])
    assert sorted(file.name for file in tmp_path.iterdir()) == ["anna.json", "dora.json.4711"]
    FileDrafts(tmp_path / "missing").forget(["Kim Öz"])
