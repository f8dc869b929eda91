"""What is typed goes to disk, whenever the line is lost."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from time import time_ns

import pytest

from ihk_tui.domain.words import StoreTrouble, Words
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.intake.screen import IntakeScreen
from tests.tui.office import Office
from tests.tui.seat import Seat, seated

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


async def typed(seat: Seat, company: str) -> None:
    """Fill in an intake form as far as that."""
    await seat.press("n", "b", "v")
    await seat.fill("company", company)


async def test_a_draft_outlives_the_next_visitor(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await typed(kaya, "Alpha")
        await kaya.press("escape")
        await typed(kaya, "Beta")
        await kaya.fill("postcode", "45525")
        await kaya.press("enter")
        await kaya.is_told("A09 gegeben")
        await kaya.press("n")
        await kaya.is_told("Es gibt einen Entwurf (Alpha): Strg+R holt ihn.")
        await kaya.press("ctrl+r")
        await kaya.is_told("Entwurf zurückgeholt.")
        assert kaya.field("company").value == "Alpha"
        await kaya.fill("postcode", "45525")
        await kaya.press("enter")
        await kaya.is_told("A10 gegeben")
        await kaya.press("n", "ctrl+r")
        await kaya.is_told("Es gibt keinen Entwurf.")


async def test_what_is_typed_before_a_draft_is_brought_back_is_one_too(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await typed(kaya, "Alpha")
        await kaya.press("escape")
        await typed(kaya, "Beta")
        for name in ("Alpha", "Beta", "Alpha"):
            await kaya.press("ctrl+r")
            await kaya.until(partial(_stands, kaya, name))
            await kaya.is_told("Entwurf zurückgeholt.")


def _stands(seat: Seat, company: str) -> bool:
    return seat.field("company").value == company


async def test_two_sessions_of_a_person_leave_each_other_s_forms_alone(office: Office) -> None:
    async with seated(office.app_of("kaya")) as window:
        await typed(window, "Alpha")
        await window.until(lambda: office.typed("kaya", "intake"))
        async with seated(office.app_of("kaya")) as other:
            await other.press("n", "x", "v", "enter")
            await other.is_told("A09 gegeben")
    assert office.typed("kaya", "intake")["company"] == "Alpha"


async def test_a_form_that_is_still_typed_elsewhere_and_what_is_made_of_it_here_are_two_drafts(
    office: Office,
) -> None:
    async with seated(office.app_of("kaya")) as window:
        await typed(window, "Alpha")
        await window.until(lambda: office.typed("kaya", "intake"))
        async with seated(office.app_of("kaya")) as other:
            await other.press("n", "ctrl+r")
            await other.until(partial(_stands, other, "Alpha"))
            await other.fill("company", "Alpha GmbH")
            await other.until(lambda: _companies(office) == ["Alpha GmbH"])
            await window.fill("company", "Alphabet")
            await window.until(lambda: _companies(office) == ["Alpha GmbH", "Alphabet"])


async def test_a_draft_that_is_only_looked_at_stays_where_it_is(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        for company in ("Alpha", "Beta", "Gamma"):
            await typed(kaya, company)
            await kaya.press("escape")
        await kaya.press("n", "b", "v", "tab")
        for company in ("Gamma", "Beta", "Alpha", "", "Gamma"):
            await kaya.press("ctrl+r")
            await kaya.until(partial(_stands, kaya, company))
            await kaya.is_told("Strg+R holt den nächsten, Strg+N leert.")
            await kaya.until(lambda: kaya.app.focused is kaya.field("company"))


def _companies(office: Office) -> list[str]:
    """The firms of all forms that are kept."""
    drafts = office.store.drafts
    return [(drafts.load("kaya", name) or {})["company"] for name in drafts.names("kaya")]


async def test_an_intake_is_emptied_and_brought_back(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await typed(kaya, "Alpha")
        await kaya.until(lambda: _companies(office))
        await kaya.press("ctrl+n")
        await kaya.is_told("Geleert. Strg+R holt zurück, was hier stand.")
        assert _picked(kaya) == ("", ())
        await kaya.until(lambda: not _companies(office))
        await kaya.press("ctrl+r")
        await kaya.until(partial(_stands, kaya, "Alpha"))
        assert _picked(kaya) == ("BM", ("VE",))
        await kaya.until(lambda: _companies(office) == ["Alpha"])
        await kaya.press("ctrl+n", "escape", "n", "ctrl+r")
        await kaya.is_told("Es gibt keinen Entwurf.")


def _picked(seat: Seat) -> tuple[str, tuple[str, ...]]:
    assert isinstance(seat.app.screen, IntakeScreen)
    return seat.app.screen.kind.code, seat.app.screen.topic.codes


async def test_what_is_chosen_by_letters_alone_comes_back_too(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("n", "b", "escape")  # one letter is no more than the key that would bring it back
        await kaya.press("n", "b", "v", "2", "+", "p", "3")
        await kaya.until(lambda: office.typed("kaya", "intake").get("topics") == "VE2 PR3")
        assert len(office.store.drafts.names("kaya")) == 1
    async with seated(office.app_of("kaya")) as again:
        await again.is_told("Nicht gespeichert: Aufnahme.")
        await again.press("n", "ctrl+r")
        await again.is_told("Entwurf zurückgeholt.")
        assert _picked(again) == ("BM", ("VE2", "PR3"))


async def test_there_is_nothing_to_empty_where_nothing_was_typed(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("n", "ctrl+n")
        await kaya.is_told("Hier ist nichts zu leeren.")
        await kaya.press("escape", "t", "v", "ctrl+n")
        await kaya.sees("Hier ist nichts zu leeren.")


async def test_the_way_to_a_visit_that_is_settled_by_now_begins_with_showing_it(office: Office) -> None:
    settled = office.visit("A01")
    office.store.drafts.save("kaya", f"visit {settled.day} {settled.id}", {"name": "Grün"})
    office.store.drafts.save("kaya", f"finish {settled.day} {settled.id}", {"next_step": "nichts"})
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.is_told("Änderungen an A01. e, b dort und Strg+R holen es zurück.")


async def test_nobody_is_sent_where_their_role_may_not_go(office: Office) -> None:
    drafts, visit = office.store.drafts, office.visit("A03")
    drafts.save("kaya", f"note {visit.day} {visit.id} BE2", {"text": "als ich noch beriet"})
    drafts.save("kaya", "plan add", {"date": "3.9.2026"})
    drafts.save("kaya", "intake", {"company": "Möbelhaus"})
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.is_told("Nicht gespeichert: Aufnahme Möbelhaus. n und Strg+R holen es zurück.")


async def test_a_form_is_emptied_to_what_stood_there(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t", "v")
        before = kaya.field("time").value
        await kaya.fill("time", "15:30")
        await kaya.press("ctrl+n")
        await kaya.sees("Geleert. Strg+R holt zurück, was hier stand.")
        await kaya.until(lambda: kaya.field("time").value == before)
        await kaya.press("ctrl+r")
        await kaya.until(lambda: kaya.field("time").value == "15:30")


async def test_changes_to_a_visit_are_emptied_to_what_is_known_of_it(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("b")
        before = kaya.picture
        await kaya.fill("name", "Alpha")
        await kaya.press("ctrl+n")
        await kaya.is_told("Geleert.")
        assert kaya.picture.splitlines()[:-3] == before.splitlines()[:-3]


async def test_what_was_taken_back_is_no_draft(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await typed(kaya, "A")
        await kaya.until(lambda: office.typed("kaya", "intake"))
        await kaya.press("backspace", "escape")
        await kaya.until(lambda: office.typed("kaya", "intake") == {"kind": "BM", "topics": "VE"})


@pytest.mark.parametrize(
    ("person", "keys", "field"),
    [
        ("aydin", ("s",), "text"),
        ("berger", ("f", "a"), "next_step"),
        ("berger", ("l", "1", "n"), "text"),
        ("kaya", ("t", "v"), "time"),
        ("kaya", ("t", "n", "b"), "name"),
        ("aydin", ("j", "down", "b"), "hours"),
        ("aydin", ("j", "down", "v"), "date"),
        ("aydin", ("j", "n"), "date"),
    ],
    ids=["park", "outcome", "hand over", "move", "book", "hours", "move a day", "extra day"],
)
async def test_what_was_typed_into_a_form_comes_back(
    office: Office, person: str, keys: tuple[str, ...], field: str
) -> None:
    async with seated(office.app_of(person)) as seat:
        await seat.press(*keys)
        await seat.is_at("FormDialog")
        await seat.fill(field, "dies")
        await seat.until(lambda: any("dies" in typed for typed in _texts(office, person)))
    async with seated(office.app_of(person)) as again:
        await again.is_told("Nicht gespeichert: ")
        await again.press(*keys)
        await again.sees("Es gibt einen Entwurf: Strg+R holt ihn.")
        await again.press("ctrl+r")
        await again.until(lambda: again.field(field).value == "dies")


def _texts(office: Office, person: str) -> list[str]:
    drafts = office.store.drafts
    return [text for name in drafts.names(person) for text in (drafts.load(person, name) or {}).values()]


async def test_decisions_on_closing_outlive_the_line(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("c", "enter", "w")
        await kaya.sees("✓ gegangen")
    async with seated(office.app_of("kaya")) as again:
        await again.is_told("Nicht gespeichert: Entscheidungen zum Abschluss. c geht damit weiter.")
        await again.press("c")
        await again.sees("✓ gegangen")


async def test_everything_that_was_left_is_told_with_the_keys_that_do_not_count(office: Office) -> None:
    drafts, day = office.store.drafts, office.now.date()
    drafts.save("berger", "intake", {"company": "Möbelhaus Höffken und Söhne Nachfolger GmbH"})
    drafts.save("berger", f"note {day} 3 BE2", {"text": "angefangen"})
    drafts.save("berger", f"visit {day} 3 ~00000000000000000001", {"name": "vor Jahren"})
    app = SprechtagApp(office.session("berger")._replace(keys={"day": {"nosuch": "y"}}))
    async with seated(app) as berger:
        await berger.is_told(
            "Nicht gespeichert: Aufnahme Möbelhaus Höffken und S…, Notiz zu A03. Im Formular"
        )
        assert "nosuch" in berger.message
    assert sorted(drafts.names("berger")) == ["intake", f"note {day} 3 BE2"], "what is too old is forgotten"


async def test_no_more_than_five_of_one_sort_are_kept(office: Office) -> None:
    drafts = office.store.drafts
    for number in range(7):
        drafts.save("kaya", f"intake ~{time_ns():020d}", {"company": f"Firma {number}"})
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.is_told("Nicht gespeichert: Aufnahme Firma 6.")
    assert [(drafts.load("kaya", name) or {})["company"] for name in sorted(drafts.names("kaya"))] == [
        f"Firma {number}" for number in range(2, 7)
    ]


async def test_a_note_and_a_closing_of_last_month_are_forgotten(office: Office) -> None:
    drafts, day = office.store.drafts, office.now.date()
    for on in (day, day - timedelta(days=7), day - timedelta(days=8)):
        drafts.save("berger", f"note {on} 3 BE2", {"text": "vertraulich"})
        drafts.save("berger", f"closing {on}", {"A03": '"left"'})
    async with seated(office.app_of("berger")) as berger:
        await berger.is_told("Nicht gespeichert: ")
    kept = {name.split(" ")[1] for name in drafts.names("berger")}
    assert kept == {str(day), str(day - timedelta(days=7))}
