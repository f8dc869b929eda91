"""Notes: every version kept, no version overwritten unseen (scenario 18)."""

from __future__ import annotations

from ihk_tui.domain import notes
from ihk_tui.domain.notes import VisitNotes
from ihk_tui.domain.people import Person, Role, may_read_notes
from tests.domain.making import DAY, at, ok, refused

EMPTY = VisitNotes(day=DAY, id=1)


def test_versions_are_counted_and_kept() -> None:
    first = ok(notes.write(EMPTY, "VE2", "eins\r\nzwei", 0, at("9:00"), "aydin"))
    second = ok(notes.write(first, "VE2", "drei", 1, at("9:05"), "berger"))
    assert (second.text("VE2"), second.revision("VE2")) == ("drei", 2)
    assert [(v.text, v.by, v.at) for v in second.topics["VE2"]] == [
        ("eins\nzwei", "aydin", at("9:00")),
        ("drei", "berger", at("9:05")),
    ]


def test_topics_have_notes_of_their_own() -> None:
    both = ok(notes.write(EMPTY, "VE2", "Vertrag", 0, at("9:00"), "aydin"))
    both = ok(notes.write(both, "PR2", "Prüfung", 0, at("9:01"), "berger"))
    assert (both.text("VE2"), both.text("PR2"), both.text("KO1")) == ("Vertrag", "Prüfung", "")
    assert both.revision("KO1") == 0


def test_a_version_in_between_is_a_conflict_that_names_who_and_changes_nothing() -> None:
    held = ok(notes.write(EMPTY, "VE2", "von Aydin", 0, at("9:00"), "aydin"))
    late = notes.write(held, "VE2", "von Berger", 0, at("9:01"), "berger")
    assert refused(late) == "conflict"
    assert isinstance(late, tuple) and "aydin" in late.words.de
    assert held.text("VE2") == "von Aydin"


def test_the_same_text_is_no_new_version_and_no_conflict() -> None:
    held = ok(notes.write(EMPTY, "VE2", "gleich", 0, at("9:00"), "aydin"))
    assert notes.write(held, "VE2", "gleich \n", 0, at("9:01"), "berger") is held


def test_a_base_that_never_was_is_a_conflict_too() -> None:
    assert refused(notes.write(EMPTY, "VE2", "x", 3, at("9:00"), "aydin")) == "conflict"


def test_a_note_can_be_emptied_and_its_versions_stay() -> None:
    held = ok(notes.write(EMPTY, "VE2", "weg", 0, at("9:00"), "aydin"))
    emptied = ok(notes.write(held, "VE2", "", 1, at("9:01"), "aydin"))
    assert (emptied.text("VE2"), emptied.revision("VE2")) == ("", 2)


def test_reception_and_administration_see_no_notes() -> None:
    roles: tuple[Role, ...] = ("reception", "adviser", "lead", "admin")
    allowed = [role for role in roles if may_read_notes(Person("p", "P", role)) is None]
    assert allowed == ["adviser", "lead"]
    assert refused(may_read_notes(Person("p", "P", "reception"))) == "role"
