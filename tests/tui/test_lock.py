"""A screen that nobody watches shows nothing of anybody."""

from __future__ import annotations

from functools import partial
from threading import Event

import pytest
from msgspec.structs import replace

from ihk_tui.domain.words import Words
from ihk_tui.office import serving
from ihk_tui.office.pins import choose_pin, drop_pin, my_pin
from ihk_tui.store.store import Store
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.dialogs.choose import confirm
from ihk_tui.tui.lock import screen as lock_screen
from tests.tui.office import Office, ok
from tests.tui.seat import Seat, seated

NAMES = ("Zimmermann", "Öztürk", "Nguyễn", "Aydın")


def blank(seat: Seat) -> bool:
    return "Gesperrt." in seat.picture and not any(name in seat.picture for name in NAMES)


@pytest.mark.parametrize("key", ["f8", "ctrl+l"])
async def test_a_key_locks_at_once_and_any_key_shows_all_again_and_does_nothing_else(
    office: Office, key: str
) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.sees("Nguyễn")
        await aydin.press(key)
        await aydin.until(lambda: blank(aydin))
        await aydin.sees("Eine Taste zeigt das Programm wieder.")
        before = office.store.read().seq
        await aydin.press("a")
        await aydin.is_at("DayScreen")
        await aydin.sees("Nguyễn")
        assert office.store.read().seq == before, "the key that unlocks calls nobody"


@pytest.mark.parametrize(
    ("keys", "place", "field"),
    [
        ("tnb", "FormDialog", "name"),
        ("nbv", "IntakeScreen", "company"),
        ("j", "PlannerScreen", ""),
    ],
)
async def test_it_locks_over_dialogs_and_forms_and_what_was_typed_is_there_again(
    office: Office, keys: str, place: str, field: str
) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press(*keys)
        if field:
            await kaya.fill(field, "Lena")
        await kaya.press("f8")
        await kaya.until(lambda: blank(kaya))
        await kaya.press("x")
        await kaya.is_at(place)
        assert not field or kaya.field(field).value == "Lena"


async def test_what_colleagues_do_meanwhile_is_not_painted(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("f8")
        await kaya.until(lambda: blank(kaya))
        called = ok(serving.call(office.session("aydin")))
        await kaya.until(lambda: kaya.app.view and kaya.app.view.visit(called.ticket) == called)
        assert blank(kaya)


async def test_after_a_while_without_a_key_it_locks_by_itself(office: Office) -> None:
    def app(minutes: int) -> SprechtagApp:
        session = office.session("aydin")
        return SprechtagApp(session._replace(policy=replace(session.policy, lock_after=minutes)))

    async with seated(app(5)) as aydin:
        idling = aydin.app._idling
        idling._look()
        assert aydin.place == "DayScreen", "somebody was here a moment ago"
        idling._last -= 5 * 60
        idling._look()
        await aydin.until(lambda: blank(aydin))
        idling._last -= 5 * 60
        idling._look()
        await aydin.sees("Eine Taste zeigt das Programm wieder.")
        await aydin.press("x")
        await aydin.is_at("DayScreen")
    async with seated(app(0)) as aydin:
        assert aydin.app._idling._limit == 0


async def test_a_pin_is_chosen_and_asked_for(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press("P")
        await aydin.sees("PIN zum Entsperren", "Neue PIN")
        await aydin.fill("pin", "12")
        await aydin.press("enter")
        await aydin.sees("Eine PIN hat vier bis zwölf Ziffern.")
        await aydin.fill("pin", "2468")
        await aydin.fill("again", "2467")
        await aydin.press("enter")
        await aydin.sees("Das ist nicht dieselbe PIN.")
        await aydin.fill("again", "2468")
        assert "2468" not in aydin.picture
        await aydin.press("enter")
        await aydin.is_told("Die PIN gilt ab jetzt.")
        await aydin.press("f8")
        await aydin.sees("PIN und Eingabe")
        await aydin.type("1111")
        await aydin.press("enter")
        await aydin.sees("Das ist nicht die PIN.")
        assert blank(aydin)
        await aydin.type("2468")
        await aydin.press("enter")
        await aydin.is_at("DayScreen")


def _refused(screen: lock_screen.LockScreen, times: int) -> bool:
    return screen._wrong == times


async def test_guessing_gets_slower(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    ok(choose_pin(office.session("aydin"), "2468"))
    monkeypatch.setattr(lock_screen, "LONGEST", 0.05)
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press("f8")
        await aydin.sees("PIN und Eingabe")
        line, screen = aydin.app.screen.query_one("LineInput"), aydin.app.screen
        assert isinstance(screen, lock_screen.LockScreen)
        for tried in range(1, lock_screen.TRIES + 1):
            await aydin.type("9999")
            await aydin.press("enter")
            await aydin.until(partial(_refused, screen, tried))
        await aydin.sees("PIN und Eingabe")
        await aydin.until(lambda: not line.disabled)
        await aydin.type("2468")
        await aydin.press("enter")
        await aydin.is_at("DayScreen")


async def test_a_store_in_trouble_unlocks_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    ok(choose_pin(office.session("aydin"), "2468"))
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.until(lambda: aydin.app.pin)
        monkeypatch.setattr(Store, "read", lambda store: 1 / 0)
        await aydin.press("f8")
        await aydin.sees("PIN und Eingabe")
        await aydin.press("a")
        assert blank(aydin)


async def test_a_store_that_does_not_answer_is_named_and_unlocks_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock_screen, "PATIENCE", 0.05)
    answer = Event()
    monkeypatch.setattr(lock_screen, "my_pin", lambda session: answer.wait() and None)
    async with seated(office.app_of("aydin")) as aydin:
        try:
            aydin.post("f8")
            await aydin.sees("Der Speicher antwortet noch nicht.")
            aydin.post("a")
            await aydin.settle()
            assert blank(aydin)
        finally:
            answer.set()
        await aydin.sees("Eine Taste zeigt das Programm wieder.")


async def test_who_is_locked_out_can_leave(office: Office) -> None:
    ok(choose_pin(office.session("aydin"), "2468"))
    app = office.app_of("aydin")
    async with seated(app) as aydin:
        await aydin.press("f8")
        await aydin.sees("PIN und Eingabe")
        aydin.post("ctrl+q")
        await aydin.until(lambda: app.return_value == 0)


def test_a_pin_is_not_to_be_read_anywhere(office: Office) -> None:
    session = office.session("aydin")
    ok(choose_pin(session, "86420975"))
    written = b"".join(file.read_bytes() for file in office.folder.rglob("*") if file.is_file())
    assert b"86420975" not in written
    assert my_pin(session) and my_pin(office.session("berger")) is None


def test_changing_needs_the_pin_before(office: Office) -> None:
    session = office.session("aydin")
    ok(choose_pin(session, "2468"))
    refused = choose_pin(session, "1357", "1111")
    assert getattr(refused, "code", "") == "wrong_pin"
    ok(choose_pin(session, "1357", "2468"))
    assert getattr(drop_pin(session, "2468"), "code", "") == "wrong_pin"
    assert drop_pin(session, "1357") is True and my_pin(session) is None
    assert drop_pin(session) is False


async def test_a_draft_of_the_last_session_is_offered(office: Office) -> None:
    session = office.session("kaya")
    session.store.drafts.save("kaya", "intake", {"kind": "BM", "topics": "VE2", "company": "Köster"})
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.is_told("Nicht gespeichert: Aufnahme Köster. n und Strg+R holen es zurück.")
    session.store.drafts.drop("kaya", "intake")
    visit = office.visit("A03")
    office.session("berger").store.drafts.save(
        "berger", f"note {visit.day} {visit.id} {visit.topics[0].code}", {"text": "Prüfung im Mai"}
    )
    async with seated(office.app_of("berger")) as berger:
        await berger.is_told("Nicht gespeichert: Notiz zu A03. Sie steht dort wieder, wenn Sie sie öffnen.")


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("n", "b", "tab", "tab", "tab", *"Köster"), "ein Termin. t, n und Strg+R holen es zurück."),
        (("down", "down", "b", *"Köster"), "Änderungen am Termin Do., 05.11.2026, 11:00 Uhr."),
    ],
    ids=["booking", "correction"],
)
async def test_a_form_of_the_appointments_is_offered_too(
    office: Office, keys: tuple[str, ...], said: str
) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t", *keys)
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.is_told(said)


async def test_a_question_that_comes_up_meanwhile_waits_behind_the_lock(office: Office) -> None:
    ok(choose_pin(office.session("aydin"), "2468"))
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press("f8")
        await aydin.until(lambda: blank(aydin))
        asked = aydin.app.run_worker(confirm(aydin.app, Words("Zimmermann", "Z"), Words("Aufrufen?", "C")))
        await aydin.until(lambda: len(aydin.app.work_stack) == 3)
        await aydin.press("j")
        assert blank(aydin) and asked.result is None
        await aydin.type("2468")
        await aydin.press("enter")
        await aydin.sees("Zimmermann", "Aufrufen?")
        await aydin.press("j")
        await aydin.until(lambda: asked.result is True)
        await aydin.is_at("DayScreen")


async def test_what_closes_meanwhile_takes_no_lock_away(office: Office) -> None:
    ok(choose_pin(office.session("aydin"), "2468"))
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press("question_mark")
        dialog = aydin.app.screen
        await aydin.press("f8")
        await aydin.until(lambda: blank(aydin))
        with aydin.app._context():
            dialog.dismiss(None)
        await aydin.until(lambda: len(aydin.app.work_stack) == 2)
        assert blank(aydin)
        await aydin.type("2468")
        await aydin.press("enter")
        await aydin.is_at("DayScreen")


async def test_keys_typed_behind_the_unlocking_one_call_nobody(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press("f8")
        await aydin.sees("Eine Taste zeigt")
        before = office.store.read().seq
        await aydin.press_twice("a")
        await aydin.is_at("DayScreen")
        assert office.store.read().seq == before


async def test_enter_twice_on_the_right_pin_unlocks(office: Office) -> None:
    ok(choose_pin(office.session("aydin"), "2468"))
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press("f8")
        await aydin.sees("PIN und Eingabe")
        await aydin.type("2468")
        aydin.post("enter", "enter")
        await aydin.is_at("DayScreen")
