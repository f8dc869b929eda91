"""A disk that refuses, and a defect in the program: plain words, nothing typed is lost, no names leak."""

from __future__ import annotations

import asyncio
import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any, cast

import pytest
from textual.widgets import Static

from ihk_tui.office import views
from ihk_tui.office.session import Session
from ihk_tui.office.views import DayView
from ihk_tui.store.record import Record
from ihk_tui.store.store import Store
from ihk_tui.store.trouble import NOT_SAVED, said_plainly
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.day.screen import DayScreen
from ihk_tui.tui.visit.note import NoteArea
from ihk_tui.tui.widgets.keybar import KeyBar
from tests.tui.office import Office
from tests.tui.seat import seated

pytestmark = pytest.mark.slow

FULL = "Nicht gespeichert: der Datenträger ist voll."


@contextmanager
def disk_full(app: SprechtagApp) -> Iterator[None]:
    """Let the disk of one session take nothing any more."""
    log: Any = cast(Store, app.session.store)._log

    def refuse(record: Record) -> Record:
        with said_plainly(NOT_SAVED):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    log.append = refuse
    try:
        yield
    finally:
        del log.append


async def test_a_full_disk_leaves_the_form_with_its_text_and_works_again_after(office: Office) -> None:
    """Scenario 24."""
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("n", "b", "v", "2")
        await kaya.fill("company", "Möbel Höfer")
        await kaya.fill("postcode", "45525")
        with disk_full(kaya.app):
            await kaya.press("enter")
            await kaya.is_told(FULL)
            assert kaya.place == "IntakeScreen"
            assert kaya.field("company").value == "Möbel Höfer"
            assert len(office.visits()) == 9
        await kaya.press("enter")
        await kaya.is_told("A09 gegeben")
    assert [v.ticket for v in office.visits()][-1] == "A09"


async def test_a_full_disk_stops_a_call_and_not_the_program(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        with disk_full(aydin.app):
            await aydin.press("a")
            await aydin.is_told(FULL)
            await aydin.press("p")
            await aydin.is_told(FULL)
            assert office.visit("A07").state == "waiting"
        await aydin.press("a")
        await aydin.is_told("A07 an Platz 1 aufgerufen.")
    assert len(office.log("call")) == 6


async def test_a_full_disk_keeps_the_note_in_its_field(office: Office) -> None:
    async with seated(office.app_of("berger")) as berger:
        await berger.mark("A03")
        await berger.press("enter")
        await berger.type(" Neu")
        with disk_full(berger.app):
            await berger.press("escape")
            await berger.is_told(FULL)
            await berger.press("escape")
            note = berger.app.screen.query_one(NoteArea)
            assert note.has_focus and note.text.endswith(" Neu")
        await berger.press("escape", "escape")
        await berger.is_at("DayScreen")
    assert office.notes("A03").text("BE2").endswith(" Neu")


async def test_a_full_disk_brings_the_booking_back_as_it_was_typed(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press("t", "n", "b")
        for name, text in (
            ("visitor_kind", "AZ"),
            ("topic", "PR2"),
            ("name", "Lena Weiß"),
            ("phone", "02324 67890"),
        ):
            await aydin.fill(name, text)
        with disk_full(aydin.app):
            await aydin.press("enter")
            await aydin.sees(FULL, "Lena Weiß")
        await aydin.press("enter")
        await aydin.is_told("Gebucht")


async def test_a_full_disk_brings_a_move_and_a_correction_back_as_they_were_typed(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press("t")
        await aydin.mark("Yusuf")
        for key, field, text, done in (
            ("v", "time", "13:30", "Verschoben"),
            ("b", "place", "Rathaus", "Geändert"),
        ):
            await aydin.press(key)
            await aydin.fill(field, text)
            with disk_full(aydin.app):
                await aydin.press("enter")
                await aydin.sees(FULL, text)
                assert FULL in str(aydin.app.screen.query_one(".text", Static).render())
            await aydin.press("enter")
            await aydin.is_told(done)


async def test_a_full_disk_brings_the_decisions_of_the_closing_back(office: Office) -> None:
    office.at("17:00")
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press("c")
        for key in "wgtxwwwwxxx":
            await aydin.press("enter", key)
        await aydin.sees("Alles entschieden.")
        with disk_full(aydin.app):
            await aydin.press("c")
            await aydin.is_told(FULL)
            await aydin.sees("Alles entschieden.", "✓ vor Ort geklärt")
        await aydin.press("c")
        await aydin.is_told("Der Sprechtag ist abgeschlossen.")
    assert office.visit("A03").state == "finished"


async def test_a_full_disk_brings_what_was_started_back_as_it_was_typed(office: Office) -> None:
    async with seated(office.app_of("berger")) as berger:
        await berger.press("f", "a")
        for name, text in (("partner", "BKH"), ("due", "4.12."), ("next_step", "Schulplatz klären")):
            await berger.fill(name, text)
        with disk_full(berger.app):
            await berger.press("enter")
            await berger.sees(FULL, "A03 angestoßen", "Schulplatz klären", "04.12.2026", "BKH")
        await berger.press("enter")
        await berger.is_told("A03 ist fertig.")
    outcome = office.visit("A03").outcome
    assert outcome and (outcome.partner, outcome.next_step) == ("BKH", "Schulplatz klären")


async def test_a_defect_is_said_without_anyones_name(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(self: DayScreen) -> None:
        name = office.visit("A07").visitor.name
        raise ValueError(f"{name} ging schief")

    monkeypatch.setattr(DayScreen, "action_settled", broken)
    app = office.app_of("kaya")
    with pytest.raises(ValueError, match="Zoë"):
        async with seated(app) as kaya:
            kaya.post("e")
            await kaya.until(lambda: app._exception)
    said = capsys.readouterr().err
    assert "Ein Programmfehler" in said and "ValueError" in said and "broken" in said
    assert not any(name in said for name in ("Zoë", "Krämer", "schief", "Bewerbungsfrist"))
    assert app.return_code == 1


async def test_a_waiting_screen_says_for_whom_and_goes_on_afterwards(office: Office) -> None:
    colleague = office.session("berger").store
    async with seated(office.app_of("aydin")) as aydin:
        with colleague.begin("berger", "call", office.now):
            aydin.post("p")
            await aydin.is_told("wartet auf Tom Berger")
        await aydin.is_told("Platz 1: Pause.")


async def test_a_view_that_comes_while_the_program_ends_is_shown_nowhere(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, answer, day_view = office.app_of("kaya"), Event(), views.day_view
    shown: list[DayView] = []

    def late(session: Session) -> DayView:
        answer.wait()
        return day_view(session)

    async def unmounted(bar: KeyBar) -> None:
        """The screen is being taken apart: what it would show the view in may be gone already."""
        answer.set()
        while app._looking:
            await asyncio.sleep(0)

    async with seated(app):
        monkeypatch.setattr(views, "day_view", late)
        monkeypatch.setattr(KeyBar, "on_unmount", unmounted, raising=False)
        monkeypatch.setattr(app.viewed, "publish", shown.append)
        with app._context():
            app._look_beside()
    assert shown == []
