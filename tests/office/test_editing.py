"""Correcting a visit while colleagues do the same (scenario 18)."""

from __future__ import annotations

from msgspec.structs import replace

from ihk_tui.domain.intake import Intake
from ihk_tui.domain.visitors import Visitor
from ihk_tui.office import reception
from tests.office.office import NEXT_DAY, Office, ok, refused


def test_a_topic_that_a_colleague_added_meanwhile_stays(office: Office) -> None:
    opened = office.walk_in("14:00", "VE1", "PR2")
    ok(reception.edit(office.aydin, "A01", opened, Intake("XX", ("VE1", "DA1", "PR2"), Visitor())))
    saved = ok(reception.edit(office.empfang, "A01", opened, Intake("XX", ("VE1", "SU2"), Visitor())))
    assert {topic.code for topic in saved.topics} == {"VE1", "DA1", "SU2"}


def test_an_urgency_that_a_colleague_noted_meanwhile_stays(office: Office) -> None:
    opened = office.walk_in("14:00")
    same = Intake("XX", ("VE2",), Visitor())
    ok(reception.edit(office.aydin, "A01", opened, same, "Frist heute"))
    assert ok(reception.edit(office.empfang, "A01", opened, same, "")).urgent == "Frist heute"


def test_a_form_of_another_day_corrects_nobody(office: Office) -> None:
    opened = replace(office.walk_in("14:00"), day=NEXT_DAY)
    said = reception.edit(office.aydin, "A01", opened, Intake("XX", ("VE2",), Visitor()))
    assert refused(said) == "other_day"
