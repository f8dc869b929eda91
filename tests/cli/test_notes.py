"""Notes on the command line, for those who may read them."""

from __future__ import annotations

import io
import sys

import pytest

from tests.cli.office import Desk


@pytest.fixture
def visit(day: Desk) -> Desk:
    """A01 waits with two topics."""
    day.done("checkin --anonymous --topic VE2 --topic PR2")
    return day


def test_writing_and_reading(visit: Desk) -> None:
    assert visit.done("note A01") == "Zu A01 ist nichts notiert. Schreiben: ihk-tui note A01 TEXT\n"
    assert visit.done("note A01 'Zeugnis fehlt' --topic pr2") == "Notiz zu A01 gespeichert.\n"
    visit.done("note A01 'kommt nach' --topic pr2")
    assert visit.done("note A01 --lang en") == "PR2, Selin Aydın, 09:00:\nZeugnis fehlt\nkommt nach\n"
    assert visit.value("note A01") == {
        "ticket": "A01",
        "notes": [
            {
                "topic": "PR2",
                "text": "Zeugnis fehlt\nkommt nach",
                "by": "aydin",
                "at": "2026-12-03T09:00:00+01:00",
                "versions": 2,
            }
        ],
    }


def test_a_note_from_the_input(visit: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("zwei\nZeilen\n"))
    assert visit.value("note A01 -")["notes"][0]["text"] == "zwei\nZeilen"


@pytest.mark.parametrize("text", ["", "  \n", "\x07"])
def test_an_empty_text_is_not_said_to_be_saved(
    visit: Desk, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    assert visit.wrong("note A01", text).startswith("Der Text ist leer; nichts gespeichert.")
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    assert visit.wrong("note A01 -").startswith("Der Text ist leer; nichts gespeichert.")


def test_an_input_that_is_no_text(visit: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xfe"), encoding="utf-8"))
    assert "kein UTF-8" in visit.wrong("note A01 -")


def test_reception_sees_no_notes(visit: Desk) -> None:
    visit.done("note A01 vertraulich")
    assert visit.refused("note A01 --as kaya") == "role"
    assert visit.refused("note A01 Text --as kaya") == "role"
    assert visit.value("show A01 --as kaya")["notes"] is None
    assert "vertraulich" not in visit.done("show A01 --as kaya")


def test_notes_have_a_limit_and_a_topic(visit: Desk) -> None:
    assert visit.refused("note A01", "x" * 2001) == "too_long"
    assert visit.refused("note A01 Text --topic KO3") == "topic"


SECRET = "vertraulich"


def test_nothing_that_was_confided_reaches_reception(visit: Desk) -> None:
    visit.done("call A01 --as aydin")
    visit.done("start A01 --as aydin")
    visit.done(f"defer A01 --note {SECRET} --as aydin")
    visit.done("resume A01 --as aydin")
    visit.done(f"transfer A01 --to berger --anyway --note {SECRET} --as aydin")
    visit.done("call --as berger")
    visit.done("start --as berger")
    visit.done("finish A01 --outcome started --partner AFA --due 11.12. --as berger", "--next-step", SECRET)
    visit.done(
        "book --date 7.1.2027 --time 10 --topic VE2 --visitor-kind AZ --email a@example.org --as aydin",
        "--note",
        SECRET,
    )
    for command in (
        "show A01",
        "queue",
        "appointments --day 7.1.2027",
        "log",
        "move 1 --date 7.1.2027 --time 11",
    ):
        for form in ("", " --json"):
            said = visit(f"{command}{form} --as kaya")
            assert said.code == 0, said
            assert SECRET not in said.out + said.err, command
    assert SECRET in visit.done("show A01 --json --as aydin")


@pytest.mark.parametrize("command", ["show A01", "note A01"])
def test_reading_what_a_colleague_noted_is_logged(visit: Desk, command: str) -> None:
    visit.done("note A01 'Zeugnis fehlt'")
    visit.done(command)
    assert "read" not in [entry["verb"] for entry in visit.value("log")], "one's own is not"
    visit.done(f"{command} --as berger")
    last = visit.value("log")[-1]
    assert (last["person"], last["verb"], last["subject"]) == ("berger", "read", "A01 2026-12-03")
