"""Free text: kept to the letter, except what a terminal or calendar would obey (scenario 25)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ihk_tui.domain.intake import Intake, read_intake
from ihk_tui.domain.text import LINE_LIMIT, NOTE_LIMIT, clean, fold, one_line
from tests.domain.making import catalogue

UMLAUTS_AND_EMOJI = ("Größe, Übung, äußerst 🙂👍🏽 „ß“ " * 20)[:500].strip()


@pytest.mark.parametrize(
    "text",
    [
        "[red]O'Brien[/]", "[/]", '=HYPERLINK("x")', UMLAUTS_AND_EMOJI, "{name}", "%s %d", "C:\\Neu",
        "a;b,c:d", "<b>&amp;", "+491234", "-1", "@cmd", "\\N\\n",
    ],
)  # fmt: skip
def test_letters_are_kept_to_the_letter(text: str) -> None:
    assert clean(text) == text
    assert one_line(text) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("\x1b]0;x\x07", ""),
        ("a\x1b]0;x\x1b\\b", "ab"),
        ("\x1b[31mrot\x1b[0m", "rot"),
        ("\x1b\x1b[31m[31mrot", "[31mrot"),
        ("Müller\u202egnp.exe", "Müllergnp.exe"),
        ("\u2066a\u2069\u200e\u200f\u061cb", "ab"),
        ("a\x00b\x7fc\x9bd", "abcd"),
        ("a\tb", "a b"),
        ("\ud800x", "\ufffdx"),
    ],
)
def test_what_a_terminal_would_obey_is_removed(text: str, kept: str) -> None:
    assert clean(text) == kept
    assert one_line(text) == kept


def test_a_line_break_makes_no_second_line_in_a_field() -> None:
    assert one_line("Meier\r\nATTENDEE:x") == "Meier ATTENDEE:x"
    assert one_line("a\u2028b\u2029c\x85d\n\n e") == "a b cd e"


def test_a_note_keeps_its_lines() -> None:
    assert clean("eins\r\nzwei\rdrei\n\nvier") == "eins\nzwei\ndrei\n\nvier"


def test_text_has_a_limit() -> None:
    assert len(clean("ä" * 3_000)) == NOTE_LIMIT == 2_000
    assert len(one_line("ä" * 3_000)) == LINE_LIMIT


def is_harmless(text: str, breaks: str) -> bool:
    bidi = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    return all(
        c in breaks
        or (unicodedata.category(c) not in ("Cc", "Cs") and unicodedata.bidirectional(c) not in bidi)
        for c in text
    )


@given(some.text(some.characters(exclude_categories=()), max_size=60))
def test_whatever_is_typed_becomes_harmless_and_stays_as_it_is(text: str) -> None:
    assert is_harmless(clean(text), "\n") and is_harmless(one_line(text), "")
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text)


def test_text_that_is_cut_does_not_change_when_it_is_saved_again() -> None:
    text = clean("a" * (NOTE_LIMIT - 1) + "  b")
    assert clean(text) == text


def test_hostile_text_goes_through_the_intake_as_letters() -> None:
    typed = {
        "name": "[red]O'Brien[/]",
        "company": "[/]",
        "postcode": "45525",
        "sector": "\x1b]0;x\x07=1+1\u202e",
    }
    form = read_intake("BM", ("VE2",), typed, catalogue())
    assert isinstance(form, Intake)
    assert (form.visitor.name, form.visitor.company, form.visitor.sector) == (
        "[red]O'Brien[/]",
        "[/]",
        "=1+1",
    )


def test_names_compare_and_sort_in_german() -> None:
    assert fold("Straße") == fold("STRASSE") == "strasse"
    assert sorted(["Zebra", "Ähre", "Öl", "Anker", "Ofen", "Über"], key=fold) == [
        "Ähre", "Anker", "Ofen", "Öl", "Über", "Zebra",
    ]  # fmt: skip
