"""The desks on the command line: call, talk, park, hand over, finish, undo."""

from __future__ import annotations

import pytest

from tests.cli.office import Desk


@pytest.fixture
def waiting(day: Desk) -> Desk:
    """A01 (contract and exam) and A02 (conflict) wait."""
    day.done("checkin --anonymous --topic VE2 --topic PR2")
    day.done("checkin --anonymous --topic KO3")
    return day


def test_calling_the_next(waiting: Desk) -> None:
    assert waiting.done("call") == "A01 aufgerufen an Platz 1.\n"
    assert waiting.done("call --as berger --desk 4 --lang en") == "A02 called to desk 4.\n"
    assert waiting.refused("call") == "busy"
    assert waiting.refused("call --as kaya") == "nobody_waiting"


def test_calling_a_certain_number(waiting: Desk) -> None:
    visit = waiting.value("call a2")
    assert (visit["ticket"], visit["state"], visit["adviser"], visit["calls"]) == (
        "A02",
        "called",
        "aydin",
        1,
    )


def test_absent_when_called(waiting: Desk) -> None:
    waiting.done("call")
    assert waiting.done("recall") == "A01 nochmals aufgerufen an Platz 1.\n"
    assert waiting.done("noshow") == "A01 war nicht da, wieder ab 09:05.\n"
    assert waiting.value("queue")[-1]["recall_from"] == "2026-12-03T09:05:00+01:00"
    assert waiting.refused("recall A01") == "held"
    for _ in range(2):
        waiting.later(6)
        waiting.done("call A01")
        said = waiting.done("noshow A01")
    assert said == "A01 war nicht da und wird nicht mehr aufgerufen.\n"


def test_two_topics_with_two_advisers(waiting: Desk) -> None:
    waiting.done("call")
    assert waiting.done("start --topic ve2") == "A01 im Gespräch an Platz 1.\n"
    waiting.later(8)
    assert waiting.done("start A01 --topic PR2 --as berger --desk 2 --lang en") == (
        "A01 is served at desk 2.\n"
    )
    waiting.later(6)
    said = waiting.done("finish --outcome solved")
    assert said.startswith("A01, Ihr Teil: vor Ort geklärt. Der Besuch geht weiter")
    assert waiting.done("finish --outcome solved --as berger") == "A01 fertig: vor Ort geklärt.\n"
    visit = waiting.value("show A01")
    assert [(t["adviser"], t["minutes"]) for t in visit["topic_details"]] == [("aydin", 14), ("berger", 6)]
    assert (visit["state"], visit["served"]) == ("finished", 14)


def test_parking(waiting: Desk) -> None:
    waiting.done("call A02")
    waiting.done("start")
    assert waiting.done("defer --note Unterlagen") == "A02 geparkt. Fortsetzen: ihk-tui resume A02\n"
    assert "A02  09:00  anonym  KO3    später" in waiting.done("queue")
    assert waiting.value("resume A02 --as berger")["adviser"] == "berger"
    assert waiting.refused("resume A02") == "state"


def test_handing_over(waiting: Desk) -> None:
    waiting.done("call")
    assert waiting.refused("transfer --to berger") == "absent"
    assert waiting("transfer --to berger").err.endswith("(--anyway oder --to all)\n")
    assert waiting.done("transfer --to Berger --next --anyway") == "A01 übergeben an Tom Berger.\n"
    row = waiting.value("queue")[0]
    assert (row["reason"], row["mine"], row["adviser"]) == ("handed", False, "berger")
    assert waiting.done("transfer A01 --to all --lang en") == "A01 is free for all again.\n"
    assert waiting.wrong("transfer A01 --to nobody").startswith("--to: „nobody“ arbeitet hier nicht")


def test_something_started_needs_its_details(waiting: Desk) -> None:
    waiting.done("call A02")
    waiting.done("start")
    wrong = waiting.wrong("finish --outcome started --due gestern")
    assert [line.split(":")[0] for line in wrong.splitlines()] == ["--partner", "--next-step", "--due"]
    visit = waiting.value("finish --outcome started --partner afa --due 11.12. --next-step", "Anruf")
    assert visit["outcome"] == {
        "kind": "started",
        "partner": "AFA",
        "next_step": "Anruf",
        "owner": "aydin",
        "due": "2026-12-11",
    }


def test_finishing_without_a_talk(waiting: Desk) -> None:
    assert waiting.refused("finish --outcome solved") == "nobody_here"
    waiting.done("call")
    assert waiting.refused("finish --outcome solved") == "not_started"


def test_undoing_the_last_action(waiting: Desk) -> None:
    waiting.done("call")
    assert waiting.done("undo") == "Zurückgenommen: Selin Aydın: Aufrufen A01.\n"
    undone = waiting.value("undo")
    assert (undone["undone"][0]["verb"], undone["visits"][0]["state"]) == ("checkin", "cancelled")
    assert waiting.refused("undo --as berger") == "nothing_to_undo"


def test_undoing_after_a_colleague_acted(waiting: Desk) -> None:
    waiting.done("call A02")
    assert waiting.refused("start A02 --as berger") == "called_there"
    waiting.done("start A02 --anyway --as berger")
    assert waiting.refused("undo") == "touched"
    assert "--with-later" in waiting("undo").err
    assert waiting.value("undo --with-later")["visits"][0]["state"] == "waiting"


def test_desks(day: Desk) -> None:
    assert day.done("desk 2") == "Selin Aydın arbeitet an Platz 2.\n"
    assert day.value("desk --break") == {
        "day": "2026-12-03",
        "number": 2,
        "adviser": "aydin",
        "status": "break",
        "since": "2026-12-03T09:00:00+01:00",
    }
    assert day.done("desk --close --lang en") == "Selin Aydın has left desk 2.\n"
    day.done("desk 2 --open --as berger")
    assert day.refused("desk 2") == "desk_taken"
    assert day.wrong("desk --open --break").startswith("Bitte nur eines")
    assert day.wrong("desk 0") == "„0“ ist keine Zahl von 1 bis 99.\n"
