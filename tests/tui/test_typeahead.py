"""Keys typed faster than the screen follows land where they were meant to."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep

import pytest
from textual.app import ComposeResult
from textual.widgets import Input

from ihk_tui.domain.notes import Revision
from ihk_tui.office import serving
from ihk_tui.office.pins import choose_pin
from ihk_tui.office.session import Session
from ihk_tui.tui import typeahead
from ihk_tui.tui.intake.screen import IntakeScreen
from ihk_tui.tui.visit.note import NoteArea
from tests.tui import seat
from tests.tui.office import Office, ok
from tests.tui.seat import Seat, seated
from tests.tui.test_visit import open_note

pytestmark = pytest.mark.slow


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


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second is long for a test; what is slow here is slower than this."""
    monkeypatch.setattr(typeahead, "PATIENCE", 0.1)


LONGER = 0.3
"""Seconds, more than an impatient key waits for the store."""


async def test_keys_wait_for_a_form_that_takes_its_time_to_come(
    office: Office, monkeypatch: pytest.MonkeyPatch, impatient: None
) -> None:
    composed = IntakeScreen.compose

    def compose(screen: IntakeScreen) -> ComposeResult:
        sleep(LONGER)  # as on a machine that is busy with something else
        yield from composed(screen)

    monkeypatch.setattr(IntakeScreen, "compose", compose)
    async with seated(office.app_of("kaya")) as kaya:
        kaya.post(*"nbv2", "tab", *"Firma", "tab", *"45525", "enter")
        await kaya.is_told("A09 gegeben")
    visit = office.visit("A09")
    assert (visit.kind, [t.code for t in visit.topics]) == ("BM", ["VE2"])
    assert (visit.visitor.company, visit.visitor.postcode) == ("Firma", "45525")


async def test_keys_wait_for_the_fields_too(
    office: Office, monkeypatch: pytest.MonkeyPatch, impatient: None
) -> None:
    laid_out = IntakeScreen._lay_out

    async def lay_out(screen: IntakeScreen) -> None:
        await asyncio.sleep(LONGER)
        await laid_out(screen)

    monkeypatch.setattr(IntakeScreen, "_lay_out", lay_out)
    async with seated(office.app_of("kaya")) as kaya:
        kaya.post(*"nbv2", "tab", *"Firma", "tab", *"45525", "enter")
        await kaya.is_told("A09 gegeben")
    assert office.visit("A09").visitor.company == "Firma"


async def test_a_screen_that_never_comes_takes_the_keyboard_away_from_nobody(
    office: Office, monkeypatch: pytest.MonkeyPatch, impatient: None
) -> None:
    monkeypatch.setattr(typeahead, "LONGEST", 0.2)
    never = asyncio.Event()

    async def lay_out(screen: IntakeScreen) -> None:
        await never.wait()

    monkeypatch.setattr(IntakeScreen, "_lay_out", lay_out)
    async with seated(office.app_of("kaya")) as kaya:
        kaya.post(*"nbv", "f8")
        async with asyncio.timeout(seat.PATIENCE):
            while not kaya.app.locked:  # the pilot itself waits for the screen
                await asyncio.sleep(0.01)
        never.set()


@contextmanager
def _held_by(office: Office, colleague: str = "berger") -> Iterator[None]:
    """A colleague is in the middle of an action, and does not come to its end."""
    with office.session(colleague).store.begin(colleague, "call", office.now):
        yield


async def test_keys_for_what_an_action_would_open_do_nothing_elsewhere_while_a_colleague_holds_it_up(
    office: Office, impatient: None
) -> None:
    ok(choose_pin(office.session("aydin"), "2468"))
    calls = len(office.log("defer"))
    async with seated(office.app_of("aydin")) as aydin:
        with _held_by(office):
            aydin.post(*"ps", "enter")  # a break, and a visit for later
            await aydin.is_told("wartet auf Tom Berger")
            await aydin.is_told("was Sie vorausgetippt haben, zählt nicht")
            await aydin.settle()
            assert aydin.place == "DayScreen"
        await aydin.is_told("Platz 1: Pause.")
        await aydin.settle()
        assert aydin.place == "DayScreen"
    assert len(office.log("defer")) == calls


async def test_what_is_typed_once_it_is_said_works_on_what_is_there(office: Office, impatient: None) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        with _held_by(office):
            aydin.post("a")
            await aydin.is_told("wartet auf Tom Berger")
            for key, place in (("question_mark", "HelpScreen"), ("escape", "DayScreen")):
                aydin.post(key)
                await aydin.is_at(place)
            aydin.post("down", "down")
            await aydin.until(lambda: aydin.table.cursor_row == 2)
            aydin.post(*"nbv2", "tab", *"Firma")
            await aydin.until(lambda: "Firma" in [line.value for line in aydin.app.screen.query(Input)])
            aydin.post("escape")
            await aydin.is_at("DayScreen")
        await aydin.is_told("A07 an Platz 1 aufgerufen.")


async def test_a_note_is_saved_beside_the_keys_while_a_colleague_holds_it_up(
    office: Office, impatient: None
) -> None:
    def versions() -> tuple[Revision, ...]:
        return office.notes("A03").topics["BE2"]

    async with seated(office.app_of("berger")) as berger:
        await open_note(berger, "A03")
        await berger.type(" gehalten")
        with _held_by(office, "aydin"):
            berger.post("escape")
            await berger.is_told("wartet auf Selin Aydın")
            await berger.type(" und mehr")
            await berger.sees("gehalten und mehr")
            berger.post("?")
            await berger.sees("gehalten und mehr?")
        await berger.until(lambda: any(v.text.endswith(" gehalten") for v in versions()))
        await berger.press("escape")
        await berger.until(lambda: versions()[-1].text.endswith("gehalten und mehr?"))


async def test_what_is_typed_before_the_note_has_come_goes_on_below_it(
    office: Office, impatient: None
) -> None:
    async with seated(office.app_of("berger")) as berger:
        await berger.mark("A03")
        before = office.notes("A03").text("BE2")
        with _held_by(office, "aydin"):
            berger.post("p")
            await berger.is_told("wartet auf Selin Aydın")
            await berger.settle()
            berger.post("enter", *"fragt")
            await berger.is_at("VisitScreen")
            await berger.until(lambda: _note(berger).text == "fragt")
        await berger.until(lambda: _note(berger).text == f"{before}\nfragt")
        await berger.press("escape")
        await berger.until(lambda: office.notes("A03").text("BE2") == f"{before}\nfragt")


async def test_what_is_typed_while_the_note_is_saved_is_saved_too(office: Office, impatient: None) -> None:
    async with seated(office.app_of("berger")) as berger:
        await open_note(berger, "A03")
        await berger.type("x")
        await berger.press("shift+tab")
        with _held_by(office, "aydin"):
            berger.post("escape")
            await berger.is_told("wartet auf Selin Aydın")
            berger.post("enter")
            await berger.until(lambda: _note(berger).has_focus)
            berger.post(*"yz")
            await berger.until(lambda: _note(berger).text.endswith("xyz"))
        await berger.is_at("DayScreen")
        assert office.notes("A03").text("BE2").endswith("xyz")


async def test_a_command_typed_after_esc_is_not_written_into_the_note(
    office: Office, impatient: None
) -> None:
    async with seated(office.app_of("berger")) as berger:
        await open_note(berger, "A03")
        await berger.type("x")
        with _held_by(office, "aydin"):
            berger.post("escape", "f")
            await berger.is_told("was Sie vorausgetippt haben, zählt nicht")
        await berger.until(lambda: office.notes("A03").text("BE2").endswith("x"))
        assert _note(berger).text.endswith("x")


def _note(seat: Seat) -> NoteArea:
    return seat.app.screen.query_one(NoteArea)


async def test_the_lock_waits_for_nobody(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typeahead, "PATIENCE", 60.0)
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.sees("Nguyễn")
        with _held_by(office):
            aydin.post("a", "n", "f8")
            await aydin.until(lambda: aydin.app.locked and "Nguyễn" not in aydin.picture)


async def test_the_minute_takes_no_key_away_while_a_colleague_holds_it_up(
    office: Office, impatient: None
) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        with _held_by(office):
            aydin.post("a")
            await aydin.is_told("wartet auf Tom Berger")
            with aydin.app._context():
                aydin.app._minute()
            aydin.post("down")
            await aydin.until(lambda: aydin.table.cursor_row == 1)
            aydin.post("f8")
            await aydin.until(lambda: aydin.app.locked)


async def test_a_slow_disk_loses_no_key(
    office: Office, monkeypatch: pytest.MonkeyPatch, impatient: None
) -> None:
    call = serving.call

    def slow(session: Session) -> object:
        sleep(LONGER)
        return call(session)

    monkeypatch.setattr(serving, "call", slow)
    async with seated(office.app_of("aydin")) as aydin:
        aydin.post(*"ag")
        await aydin.is_told("Gespräch mit A07 läuft.")


async def test_a_disk_that_does_not_answer_is_said_and_nothing_acts_later(
    office: Office, monkeypatch: pytest.MonkeyPatch, impatient: None
) -> None:
    monkeypatch.setattr(typeahead, "SLOW", 0.2)
    call = serving.call

    def slow(session: Session) -> object:
        sleep(1.5)
        return call(session)

    monkeypatch.setattr(serving, "call", slow)
    async with seated(office.app_of("aydin")) as aydin:
        aydin.post(*"ag")
        await aydin.is_told("das dauert lange; was Sie vorausgetippt haben, zählt nicht")
        await aydin.is_told("A07 an Platz 1 aufgerufen.")
        await aydin.settle()
    assert office.visit("A07").state == "called"
