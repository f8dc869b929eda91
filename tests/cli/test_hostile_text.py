"""Scenario 25: whatever people type is shown to the letter, and nothing of it is obeyed."""

from __future__ import annotations

from ihk_tui.cli.table import WIDTH, table, width
from tests.cli.office import Desk

NAME = "[red]O'Brien[/]\x1b]0;x\x07"
COMPANY = "[/]\u202e{0} 株式会社 😀\r\nATTENDEE:x" + "ä" * 500
NOTE = '=HYPERLINK("x")\x1b[2J\x9b31m{ticket}'


def _hostile(day: Desk) -> None:
    day.done("checkin --kind BM --topic VE --postcode 45525 --company", COMPANY, "--name", NAME)
    day.done("edit A01 --urgent", "{why} %s [bold]\x07")
    day.done("note A01", NOTE)


def test_letters_stay_and_controls_go(day: Desk) -> None:
    _hostile(day)
    for line in ("queue", "show A01", "note A01", "log"):
        said = day.done(line)
        assert [c for c in said if not c.isprintable() and c != "\n"] == []
    assert "[red]O'Brien[/]" in day.done("show A01")
    assert '=HYPERLINK("x")31m{ticket}' in day.done("note A01")
    assert "{why} %s [bold]\n" in day.done("show A01")


def test_lists_keep_their_width(day: Desk) -> None:
    _hostile(day)
    assert all(width(line) <= WIDTH for line in day.done("queue").splitlines())
    assert len(day.done("queue").splitlines()) == 4


def test_json_is_plain_ascii(day: Desk) -> None:
    _hostile(day)
    said = day("show A01 --json")
    assert said.out.isascii()
    assert said.value["visitor"]["company"].startswith("[/]{0} 株式会社 😀 ATTENDEE:xää")


def test_what_was_typed_wrongly_is_named_without_its_controls(desk: Desk) -> None:
    said = desk.wrong("\x1b]0;x\x07dance")
    assert said.startswith("Den Befehl „dance“ gibt es nicht.")


def test_bytes_that_are_no_text(day: Desk) -> None:
    assert "\ufffd" in day.wrong("call", "\udcff")
    day.done("checkin --kind XX --topic VE --name", "\udcff")


def test_wide_letters_are_cut_at_their_edge() -> None:
    assert table(("a", "b"), [("株" * 60, "x" * 60)]).splitlines()[1] == "株" * 19 + "…  " + "x" * 38 + "…"
