"""`.` does the last thing again, to the marked visit; what calls or ends a talk is never repeated."""

from __future__ import annotations

import pytest

from tests.tui.office import Office
from tests.tui.seat import seated

pytestmark = pytest.mark.slow


async def test_leaving_again_takes_the_same_answer(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.mark("A06")
        await aydin.press("-", "g")
        await aydin.is_told("A06 ist nicht mehr da.")
        await aydin.mark("A08")
        await aydin.press(".")
        await aydin.is_told("A08 ist nicht mehr da.")
    assert office.visit("A08").state == office.visit("A06").state == "left"


async def test_parking_again_takes_the_same_reason(office: Office) -> None:
    async with seated(office.app_of("berger")) as berger:
        await berger.press("s", *"telefoniert", "enter")
        await berger.is_told("A03 ist geparkt.")
        await berger.press("a", "g")
        await berger.is_told("Gespräch mit A07 läuft.")
        await berger.mark("A07")
        await berger.press(".")
        await berger.is_told("A07 ist geparkt.")
    assert office.visit("A07").steps[-1].note == "telefoniert"


async def test_handing_over_again_goes_to_the_same_colleague(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.mark("A06")
        await aydin.press("l", "1", "n", *"eilt", "enter")
        await aydin.is_told("A06 an Tom Berger übergeben.")
        await aydin.mark("A08")
        await aydin.press(".")
        await aydin.is_told("A08 an Tom Berger übergeben.")
    handed = office.visit("A08").handed
    assert handed and (handed.to, handed.note, handed.next) == ("berger", "eilt", True)


async def test_it_acts_on_the_marked_visit_though_another_is_with_me(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.mark("A06")
        await aydin.press("-", "g")
        await aydin.is_told("A06 ist nicht mehr da.")
        await aydin.press("a")
        await aydin.is_told("A07 an Platz 1 aufgerufen.")
        await aydin.mark("A08")
        await aydin.press(".")
        await aydin.is_told("A08 ist nicht mehr da.")
    assert office.visit("A07").state == "called"


async def test_calling_is_not_repeated(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press("a", ".")
        await aydin.is_told("Wiederholen lässt sich: nicht da, parken, übergeben, gegangen.")
        await aydin.press("g", "f", "g")
        await aydin.is_told("A07 ist fertig.")
        await aydin.press("u", ".")
        await aydin.is_told("Wiederholen lässt sich:")
    assert office.visit("A07").state == "serving"
    assert [v.ticket for v in office.visits() if v.state == "called"] == ["A05"]


async def test_twice_at_once_repeats_once(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.mark("A06")
        await aydin.press("-", "g")
        await aydin.is_told("A06 ist nicht mehr da.")
        before = [visit.ticket for visit in office.visits() if visit.state == "left"]
        await aydin.press_twice(".")
        await aydin.until(lambda: "A06" not in aydin.message)
    after = [visit.ticket for visit in office.visits() if visit.state == "left"]
    assert len(after) == len(before) + 1


async def test_somebody_who_left_the_desk_is_said(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.mark("A06")
        await aydin.press("l", "1", "r", "enter")
        await aydin.is_told("A06 an Tom Berger übergeben.")
        from ihk_tui.office.serving import take_desk

        take_desk(office.session("berger"), 2, "break")
        await aydin.mark("A08")
        await aydin.press(".")
        await aydin.is_told("Tom Berger ist gerade nicht am Platz")
    assert office.visit("A08").handed is None
