"""Taking back what was wrong, alone or after a colleague acted on it."""

from __future__ import annotations

from ihk_tui.domain.visits import Outcome
from ihk_tui.office import serving
from tests.tui.office import Office, ok
from tests.tui.seat import seated


async def test_a_wrong_no_show_comes_back_to_its_place(office: Office) -> None:
    """Scenario 10."""
    before = office.visit("A05")
    async with seated(office.app_of("mueller")) as mueller:
        await mueller.press("x")
        await mueller.is_told("u nimmt es zurück.")
        office.at("10:23")
        await mueller.press("u")
        await mueller.is_told("Zurückgenommen: Karl-Friedrich Müller-Lüdenscheidt: Nicht da A05")
        await mueller.sees("» A05")
    assert office.visit("A05") == before


async def test_a_wrong_finish_is_served_again_with_its_note(office: Office) -> None:
    """Scenario 11."""
    async with seated(office.app_of("berger")) as berger:
        await berger.press("f", "g")
        await berger.is_told("A03 ist fertig.")
        office.at("10:24")
        await berger.press("u")
        await berger.is_told("Zurückgenommen: Tom Berger: Fertig A03")
        await berger.sees("A03 im Gespräch 40 min")
    visit = office.visit("A03")
    assert visit.state == "serving" and visit.topics[0].talking
    assert office.notes("A03").text("BE2").startswith("Ausbildereignung")


async def test_a_registration_taken_back_leaves_no_gap(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("n", "x", "v", "enter", "u")
        await kaya.is_told("Zurückgenommen: Ela Kaya: Neu A09")
        await kaya.press("n", "x", "v", "enter")
        await kaya.is_told("A10 gegeben")
    assert [office.visit(t).state for t in ("A09", "A10")] == ["cancelled", "waiting"]


async def test_nothing_to_undo_is_said(empty_office: Office) -> None:
    async with seated(empty_office.app_of("berger")) as berger:
        await berger.press("u")
        await berger.is_told("Es gibt nichts rückgängig zu machen.")


async def _parked_by_aydin_and_resumed_by_berger(office: Office) -> None:
    aydin, berger = office.session("aydin"), office.session("berger")
    ok(serving.call(aydin))
    ok(serving.start(aydin))
    ok(serving.defer(aydin, "A07"))
    ok(serving.finish(berger, "A03", Outcome(kind="solved")))
    ok(serving.resume(berger, "A07"))


async def test_a_colleague_acted_since_and_is_named_first(office: Office) -> None:
    """Scenario 12, declined."""
    await _parked_by_aydin_and_resumed_by_berger(office)
    before = office.visit("A07")
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press("u")
        await aydin.sees("Nach „Selin Aydın: Später A07“ geschah: Tom Berger: Weiter A07.", "nein", "ja")
        await aydin.press("enter")
        await aydin.is_told("Nichts geändert.")
        assert office.visit("A07") == before
        await aydin.press("u", "escape")
        await aydin.is_told("Nichts geändert.")
    assert office.visit("A07") == before
    assert not office.log("undo")


async def test_both_are_taken_back_after_a_yes(office: Office) -> None:
    """Scenario 12, confirmed."""
    await _parked_by_aydin_and_resumed_by_berger(office)
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press("u", "j")
        await aydin.is_told("Zurückgenommen: Tom Berger: Weiter A07; Selin Aydın: Später A07")
        await aydin.sees("● A07")
    assert office.visit("A07").advisers == {"aydin"}


async def test_what_a_colleague_does_with_other_visits_does_not_matter(office: Office) -> None:
    ok(serving.no_show(office.session("mueller"), "A05"))
    aydin = office.session("aydin")
    ok(serving.call(aydin))
    ok(serving.finish(office.session("berger"), "A03", Outcome(kind="solved")))
    async with seated(office.app_of("aydin")) as seat:
        await seat.press("u")
        await seat.is_told("Zurückgenommen: Selin Aydın: Aufrufen A07")
    assert office.visit("A07").state == "waiting"
