"""The front desk on the command line: check in, correct, list, show, leave."""

from __future__ import annotations

import pytest

from ihk_tui.domain.intake import FIELDS
from tests.cli.office import Desk

FIRM = "--kind BM --topic VE2 --company Muster --postcode 45525"


def test_the_least_is_a_topic(day: Desk) -> None:
    assert day.done("checkin --anonymous --topic ve") == "Nummer A01.\n"
    assert day.done("checkin --anonymous --topic ve --lang en") == "Number A02.\n"


def test_a_visit_as_a_value(day: Desk) -> None:
    visit = day.value(f"checkin {FIRM} --topic PR2 --name Öz --phone 02324/123456 --adviser Berger")
    assert (visit["ticket"], visit["state"], visit["kind"]) == ("A01", "waiting", "BM")
    assert (visit["topics"], visit["adviser"]) == (["VE2", "PR2"], "berger")
    assert (visit["desk"], visit["appointment"]) == (None, None)
    assert visit["arrived"] == "2026-12-03T09:00:00+01:00"
    assert visit["visitor"]["name"] == "Öz"
    assert visit["visitor"]["phone"] == "+492324123456"
    assert visit["topic_details"][1] == {"code": "PR2", "adviser": "berger", "outcome": None, "minutes": 0}


def test_every_field_of_the_intake_is_an_option(day: Desk) -> None:
    help_text = day.done("checkin --help")
    assert [f.name for f in FIELDS if f"  --{f.name.replace('_', '-')} TEXT" not in help_text] == []


def test_each_wrong_field_is_named(day: Desk) -> None:
    said = day.wrong("checkin --kind BM --topic QQ --company X --postcode 4552 --phone 12 --first-contact hm")
    assert [line.split(":")[0] for line in said.splitlines()] == [
        "--topic",
        "--postcode",
        "--phone",
        "--first-contact",
    ]
    assert day.value("queue") == []


def test_what_is_missing_is_named(day: Desk) -> None:
    english = day.wrong("checkin --kind BM --topic VE --company X --lang en")
    assert english.startswith("--postcode: postcode is missing")
    assert day.wrong("checkin --topic VE").startswith("--kind: Bitte wählen, wer kommt: BM")
    assert day.wrong("checkin --anonymous") == "--topic: Bitte ein Thema wählen.\n"
    assert day.wrong("checkin --anonymous --topic VE --adviser nobody").startswith("--adviser: „nobody“")


def test_staff_learn_of_the_responsible_chamber(day: Desk) -> None:
    said = day.done("checkin --kind HW --topic VE --company Bau --postcode 45525")
    assert said.splitlines() == [
        "Nummer A01.",
        "Handwerk: zuständig ist die HWK Dortmund. Beraten wird trotzdem.",
    ]
    assert len(day.value("checkin --kind HW --topic VE --company Bau --postcode 44137")["hints"]) == 2


def test_nobody_checks_in_before_the_day_is_open(desk: Desk) -> None:
    assert desk.refused("checkin --anonymous --topic VE") == "day_closed"
    assert desk.refused("queue") == "day_closed"


def test_a_booked_visitor_comes_in_time(day: Desk) -> None:
    booked = day.value(f"book --date heute --time 9:30 --visitor-kind BM {FIRM[10:]} --email a@firma.de")
    visit = day.value(f"checkin --appointment {booked['id']}")
    assert (visit["ticket"], visit["appointment"]) == ("T01", 1)
    assert visit["booked_for"] == "2026-12-03T09:30:00+01:00"
    assert day.refused("checkin --appointment 1") == "settled"
    assert day.wrong("checkin --appointment 1 --kind BM").startswith("--appointment: Alle Angaben")


def test_a_late_one_is_asked_how_to_queue(day: Desk) -> None:
    day.done(f"book --date heute --time 9:30 --visitor-kind BM {FIRM[10:]} --email a@firma.de")
    day.later(60)
    assert day.refused("checkin --appointment 1") == "late"
    assert "--late keep" in day("checkin --appointment 1").err
    assert day.value("checkin --appointment 1 --late walk-in")["late"] == "walk_in"


def test_an_edit_changes_what_was_given_and_nothing_else(day: Desk) -> None:
    day.done(f"checkin {FIRM} --name Öz --urgent Frist")
    visit = day.value("edit a1 --name Özkan --topic PR2")
    assert (visit["visitor"]["name"], visit["visitor"]["company"]) == ("Özkan", "Muster")
    assert (visit["topics"], visit["urgent"]) == (["PR2"], "Frist")
    assert day.value("edit A01 --urgent", "")["urgent"] is None
    assert day.done("edit A01 --kind BN") == "A01 geändert.\n"
    assert day.wrong("edit A01 --postcode x").startswith("--postcode: ")
    assert day.refused("edit A09 --name X") == "no_such_ticket"


def test_what_a_visit_that_has_gone_was_about_stays(day: Desk) -> None:
    day.done("checkin --anonymous --topic VE2")
    day.done("left A01")
    assert day.refused("edit A01 --topic VE1") == "state"
    assert day("edit A01 --topic VE1").err == "A01 (gegangen): die Themen lassen sich jetzt nicht ändern.\n"
    assert day.value("edit A01 --topic VE2 --name Kim")["topics"] == ["VE2"]


def test_the_queue_in_order_of_calling(day: Desk) -> None:
    day.done(f"checkin {FIRM}")
    day.done("checkin --anonymous --topic KO3 --urgent 'Frist läuft ab'")
    day.later(8)
    first, second = day.value("queue")
    assert (first["ticket"], first["reason"], first["estimate"]) == ("A02", "urgent", None)
    assert (second["ticket"], second["reason"], second["waited"]) == ("A01", "walk_in", 8)
    assert second["who"] == "Muster"
    assert "visitor" not in second
    day.done("desk")
    assert day.value("queue")[0]["estimate"] == {"from": 0, "to": 5}


def test_the_queue_as_a_table(day: Desk) -> None:
    assert "Niemand wartet. Neuer Besuch: ihk-tui checkin" in day.done("queue")
    day.done(f"checkin {FIRM}")
    day.done("checkin --anonymous --topic KO3 --urgent 'Frist läuft ab'")
    day.done("call")
    said = day.done("queue")
    assert "A01  09:00  Muster  VE2    0 min   " in said
    assert "A02  09:00  anonym  KO3    aufgerufen  1      Aydın\n" in said
    assert "No.  Since  Who" in day.done("queue --lang en")
    assert all(len(line) <= 80 for line in said.splitlines())


def test_a_visit_with_its_timeline(day: Desk) -> None:
    day.done("checkin --kind AZ --topic VE2 --name Öz --phone 02324123456 --minor ja")
    day.later(5)
    day.done("call")
    day.done("note A01 Kündigung")
    shown = day.value("show 1")
    assert [step["state"] for step in shown["timeline"]] == ["waiting", "called"]
    assert (shown["waited"], shown["calls"], shown["visitor"]["minor"]) == (5, 1, "yes")
    assert shown["notes"][0]["text"] == "Kündigung"
    text = day.done("show a01")
    assert "Telefon:    02324 123456\n" in text
    assert "unter 18:   ja\n" in text
    assert "09:05  aufgerufen  Aydın  1\n" in text
    assert "VE2, Selin Aydın, 09:05 Uhr:\nKündigung\n" in text
    assert "Talk:" in day.done("show A01 --lang en")


def test_someone_goes(day: Desk) -> None:
    day.done("checkin --anonymous --topic VE2")
    day.done("checkin --anonymous --topic VE2")
    assert day.done("left A01") == "A01: gegangen.\n"
    assert day.value("left A02 --turned-away")["state"] == "turned_away"
    assert day.refused("left A02") == "state"


@pytest.mark.parametrize("verb", ["show", "left", "resume", "note"])
def test_a_number_that_was_not_given_today(day: Desk, verb: str) -> None:
    assert day.refused(f"{verb} A77") == "no_such_ticket"
