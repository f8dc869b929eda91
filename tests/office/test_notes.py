"""Notes at work (scenarios 13 and 18)."""

from __future__ import annotations

from ihk_tui.domain.words import Refusal
from ihk_tui.office import notes, serving
from ihk_tui.office.undoing import undo
from tests.office.office import DAY, NEXT_DAY, Office, ok, refused


def test_two_who_edit_one_note_lose_neither_version(office: Office) -> None:
    visit = office.walk_in("14:00")
    base = ok(notes.of_visit(office.aydin, visit)).revision("VE2")
    ok(notes.write(office.aydin, "A01", "von Aydin", "VE2", base))
    late = notes.write(office.berger, "A01", "von Berger", "VE2", base)
    assert isinstance(late, Refusal) and late.code == "conflict"
    held = ok(notes.of_visit(office.berger, visit))
    assert held.text("VE2") == "von Aydin"
    both = ok(notes.write(office.berger, "A01", "von Aydin\nvon Berger", "VE2", held.revision("VE2")))
    assert [(v.by, v.text) for v in both.topics["VE2"]] == [
        ("aydin", "von Aydin"),
        ("berger", "von Aydin\nvon Berger"),
    ]


def test_without_a_base_the_text_is_added(office: Office) -> None:
    office.walk_in("14:00")
    ok(notes.write(office.aydin, "A01", "eins"))
    assert ok(notes.write(office.berger, "A01", "zwei")).text("VE2") == "eins\nzwei"


def test_what_does_not_fit_is_said_and_nothing_is_cut(office: Office) -> None:
    visit = office.walk_in("14:00")
    ok(notes.write(office.aydin, "A01", "a" * 1_995))
    said = notes.write(office.aydin, "A01", "b" * 10)
    assert isinstance(said, Refusal) and said.code == "too_long" and "6 " in said.words.de
    assert refused(notes.write(office.aydin, "A01", "c" * 2_001, base=1)) == "too_long"
    assert ok(notes.of_visit(office.aydin, visit)).text("VE2") == "a" * 1_995
    ok(notes.write(office.aydin, "A01", "b" * 4))


def test_what_is_cleaned_away_does_not_count_as_length(office: Office) -> None:
    office.walk_in("14:00")
    ok(notes.write(office.aydin, "A01", "ab\r\n" * 500 + "c" * 400 + "\x07" * 300, base=0))


def test_a_note_belongs_to_the_topic_that_is_talked_about(office: Office) -> None:
    office.walk_in("14:00", "VE2", "PR2")
    assert ok(notes.write(office.aydin, "A01", "vorab")).text("VE2") == "vorab"
    ok(serving.start(office.aydin, "A01", "PR2"))
    assert ok(notes.write(office.aydin, "A01", "dazu")).text("PR2") == "dazu"
    assert refused(notes.write(office.aydin, "A01", "x", "KO1")) == "topic"
    assert refused(notes.write(office.aydin, "A09", "x")) == "no_such_ticket"


def test_reception_neither_reads_nor_writes_notes(office: Office) -> None:
    visit = office.walk_in("14:00")
    assert refused(notes.of_visit(office.empfang, visit)) == "role"
    assert refused(notes.write(office.empfang, "A01", "x")) == "role"
    ok(notes.write(office.kleine, "A01", "x"))


def test_a_note_changes_nothing_of_the_visit(office: Office) -> None:
    before = office.walk_in("14:00")
    office.tick(600)
    ok(notes.write(office.aydin, "A01", "später geschrieben"))
    assert office.visit("A01") == before


def test_a_note_does_not_slip_to_the_same_number_of_another_day(office: Office) -> None:
    office.walk_in("14:00")
    said = notes.write(office.aydin, "A01", "Text", base=0, day=NEXT_DAY)
    assert refused(said) == "other_day"
    ok(notes.write(office.aydin, "A01", "Text", base=0, day=DAY))


def test_who_reads_what_colleagues_noted_is_logged_once_a_day(office: Office) -> None:
    """DS9."""
    visit = office.walk_in("14:00")
    ok(notes.write(office.aydin, "A01", "vertraulich"))
    held = ok(notes.of_visit(office.aydin, visit))
    notes.record_reading(office.aydin, visit, held)
    assert office.log("read") == [], "what one wrote oneself is no secret"
    notes.record_reading(office.berger, visit, held)
    notes.record_reading(office.berger, visit, held)
    assert [(e.person, e.subject) for e in office.log("read")] == [("berger", f"A01 {DAY}")]
    office.at("9:00", NEXT_DAY)
    notes.record_reading(office.berger, visit, held)
    assert len(office.log("read")) == 2


def test_a_visit_without_notes_is_no_reading(office: Office) -> None:
    visit = office.walk_in("14:00")
    notes.record_reading(office.berger, visit, ok(notes.of_visit(office.berger, visit)))
    assert office.log("read") == []


def test_reading_is_nothing_to_take_back(office: Office) -> None:
    visit = office.walk_in("14:00")
    ok(notes.write(office.aydin, "A01", "vertraulich"))
    ok(serving.call(office.berger))
    notes.record_reading(office.berger, visit, ok(notes.of_visit(office.berger, visit)))
    assert [e.verb for e in ok(undo(office.berger)).entries] == ["call"]
