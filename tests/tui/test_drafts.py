"""What is typed goes to disk, whenever the line is lost."""

from __future__ import annotations

import pytest

from ihk_tui.domain.words import StoreTrouble, Words
from tests.tui.office import Office
from tests.tui.seat import seated

TYPED = {"kind": "BM", "name": "Übler"}


async def test_a_line_that_is_lost_while_a_draft_is_on_its_way_to_the_disk_loses_nothing(
    office: Office,
) -> None:
    on_disk = office.session("kaya").store.drafts
    async with seated(office.app_of("kaya")) as kaya:
        with kaya.app._context():
            kaya.app.drafts.keep("intake", TYPED)
            kaya.app.drafts._write_soon()
            kaya.app.before_the_end()
        assert on_disk.load("kaya", "intake") == TYPED


async def test_a_draft_that_the_disk_refused_is_written_at_the_end(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_disk = office.session("kaya").store.drafts
    async with seated(office.app_of("kaya")) as kaya:
        drafts = kaya.app.session.store.drafts

        def full(person: str, name: str, form: object) -> None:
            raise StoreTrouble(Words("Der Datenträger ist voll.", "The disk is full."))

        with monkeypatch.context() as disk:
            disk.setattr(drafts, "save", full)
            kaya.app.drafts.keep("intake", TYPED)
            await kaya.is_told("Der Datenträger ist voll.")
        assert on_disk.load("kaya", "intake") is None
    assert on_disk.load("kaya", "intake") == TYPED


async def test_of_two_versions_the_newer_stays(office: Office) -> None:
    on_disk = office.session("kaya").store.drafts
    async with seated(office.app_of("kaya")) as kaya:
        for name in ("Ü", "Üb", "Übler"):
            kaya.app.drafts.keep("intake", {**TYPED, "name": name})
            with kaya.app._context():
                kaya.app.drafts._write_soon()
            await kaya.pilot.pause(0)
        await kaya.until(lambda: on_disk.load("kaya", "intake") == TYPED)
        kaya.app.drafts.drop("intake")
        await kaya.until(lambda: on_disk.load("kaya", "intake") is None)
    assert on_disk.load("kaya", "intake") is None
