"""Keys typed faster than the screen follows land where they were meant to."""

from __future__ import annotations

import pytest

from tests.tui import seat
from tests.tui.office import Office
from tests.tui.seat import seated


async def test_a_whole_visit_typed_ahead(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        kaya.post(*"nbv2", "tab", *"Möbel Höfer", "tab", *"45525", "enter")
        await kaya.is_told("A09 gegeben um 10:20.")
        assert kaya.place == "DayScreen"
    visit = office.visit("A09")
    assert (visit.kind, [t.code for t in visit.topics]) == ("BM", ["VE2"])
    assert (visit.visitor.company, visit.visitor.postcode) == ("Möbel Höfer", "45525")
    assert len(office.visits()) == 10


async def test_three_visits_typed_ahead(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        kaya.post(*"nxv", "enter", *"nau", "enter", *"nsp2", "enter")
        await kaya.is_told("A11 gegeben")
    assert [(v.kind, v.topics[0].code) for v in office.visits()[-3:]] == [
        ("XX", "VE"),
        ("AZ", "SU"),
        ("SL", "PR2"),
    ]


async def test_calling_talking_and_finishing_typed_ahead(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        aydin.post(*"agfza")
        await aydin.is_told("A04 an Platz 1 aufgerufen.")
    outcome = office.visit("A07").outcome
    assert outcome and outcome.kind == "not_responsible"


async def test_different_keys_within_a_moment_all_count(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seat, "PACE", 0.01)
    async with seated(office.app_of("aydin")) as aydin:
        aydin.post(*"agfza")
        await aydin.is_told("A04 an Platz 1 aufgerufen.")
    assert office.visit("A07").state == "finished"


async def test_a_note_typed_ahead(office: Office) -> None:
    async with seated(office.app_of("berger")) as berger:
        berger.post("down", "down", "down", "down", "down", "enter")
        berger.post(*" Termin am 4.12.", "escape", "escape", "a")
        await berger.is_told("A03 ist noch bei Ihnen")
    assert office.notes("A03").text("BE2").endswith("Prüfung im März. Termin am 4.12.")
