"""Keys: one's own, where they are shown, and that a key pressed twice counts once."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from ihk_tui.domain.keys import works_while_typing
from ihk_tui.tui.actions import PLACES, Action
from ihk_tui.tui.app import SprechtagApp
from tests.tui import seat
from tests.tui.office import Office
from tests.tui.seat import seated

pytestmark = pytest.mark.slow

BY_HAND = {"next_field"}
"""Tab moves the focus, as often as it is pressed."""
WAYS = {
    "day": ((), "DayScreen"),
    "visit": (("enter",), "VisitScreen"),
    "appointments": (("t",), "AppointmentsScreen"),
    "planner": (("j",), "PlannerScreen"),
    "intake": (("n",), "IntakeScreen"),
    "form": (("t", "n", "b"), "FormDialog"),
}
"""How one gets to each place."""
EVERY = [(place, action) for place, (_, actions) in PLACES.items() for action in actions]


def _with_keys(office: Office, person: str, **keys: object) -> SprechtagApp:
    return SprechtagApp(office.session(person)._replace(keys=keys))


def _named(entry: object) -> str:
    return entry.id if isinstance(entry, Action) else str(entry)


async def test_ones_own_key_works_and_the_old_one_does_not(office: Office) -> None:
    async with seated(_with_keys(office, "aydin", people={"aydin": {"call": "ü"}})) as aydin:
        await aydin.press("a")
        assert office.visit("A07").state == "waiting"
        await aydin.press("ü")
        await aydin.is_told("A07 an Platz 1 aufgerufen.")


async def test_the_key_in_force_is_shown_everywhere(office: Office) -> None:
    app = _with_keys(office, "aydin", call="ü", undo="ö", appointments={"book": "y"})
    async with seated(app) as aydin:
        await aydin.sees("ü Aufrufen", "ö Rückgängig", "Bei Ihnen ist niemand. ü ruft den Nächsten auf.")
        await aydin.press("?")
        await aydin.sees("ü Aufrufen Den nächsten Besuch")
        await aydin.press("escape", "ctrl+p")
        await aydin.sees("Aufrufen (ü)")
        await aydin.press("escape", "t")
        await aydin.sees("y Buchen")
        await aydin.press("y")
        await aydin.sees("Welche Art von Termin?")


async def test_a_sentence_names_the_key_in_force(office: Office) -> None:
    async with seated(_with_keys(office, "aydin", undo="ö")) as aydin:
        await aydin.press("a", "x")
        await aydin.is_told("A07 war nicht da. ö nimmt es zurück.")
        await aydin.press("ö")
        await aydin.is_told("Zurückgenommen:")


async def test_wrong_keys_are_said_and_the_programs_are_in_force(office: Office) -> None:
    async with seated(_with_keys(office, "aydin", call="c", finish="ctrl+m")) as aydin:
        await aydin.is_told('office.toml, [keys] finish = "ctrl+m": Im Terminal kommt das als Eingabe an.')
        assert aydin.message.endswith(" Alle: ihk-tui keys")
        await aydin.press("a")
        await aydin.is_told("A07 an Platz 1 aufgerufen.")


@pytest.mark.parametrize(("place", "action"), EVERY, ids=_named)
def test_nothing_needs_a_function_key_or_what_terminals_do_not_send(place: str, action: Action) -> None:
    sure = [
        key
        for key in action.keys
        if not key.startswith(("f1", "f2", "f3", "f8", "f9", "alt+", "ctrl+shift+")) or len(key) == 1
    ]
    assert sure
    assert set(sure).isdisjoint({"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+j", "ctrl+left_square_bracket"})
    assert not action.typing or any(works_while_typing(key) for key in action.keys)


def _heard(app: SprechtagApp, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Take the place of what keys do, and note those that would do something."""
    heard: list[str] = []

    async def hear(event: object) -> None:
        heard.append(getattr(event, "key", ""))

    monkeypatch.setattr(app._keys, "_handle", hear)
    return heard


@pytest.mark.parametrize("place", PLACES)
async def test_every_action_pressed_twice_happens_once(
    office: Office, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    way, screen = WAYS[place]
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press(*way)
        await aydin.is_at(screen)
        heard = _heard(aydin.app, monkeypatch)
        for action in PLACES[place][1]:
            for key in action.keys:
                if (
                    key == "escape"
                    or action.id in BY_HAND
                    or (place == "form" and not works_while_typing(key))
                ):
                    continue  # in a field it is written
                await aydin.press_twice(key)
                assert len(heard) == 1, (action.id, heard)
                await aydin.press(key)
                assert len(heard) == 2, f"{action.id}: calmly it is meant"
                heard.clear()


async def test_a_key_that_is_held_down_counts_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        heard = _heard(aydin.app, monkeypatch)
        monkeypatch.setattr(seat, "PACE", 0.03)
        await aydin.press(*"aaaaaaaaaaaaaaa")
    assert len(heard) == 1


async def test_moving_and_writing_is_never_held_back(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        monkeypatch.setattr(seat, "PACE", 0.02)
        await kaya.press("down", "down", "down", "up")
        assert kaya.table.cursor_row == 2
        await kaya.press("n", "n", "v", "tab", *"Kaffee", "backspace", "backspace", *"ee")
        assert kaya.field("company").value == "Kaffee"
        await kaya.press("tab", *"45525", "enter")
        await kaya.is_told("A09 gegeben")
    assert office.visit("A09").kind == "BN"


async def test_empty_lines_are_written_into_a_note(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    async with seated(office.app_of("berger")) as berger:
        await berger.mark("A03")
        await berger.press("enter")
        await berger.is_at("VisitScreen")
        monkeypatch.setattr(seat, "PACE", 0.02)
        await berger.press("enter", "enter", *"ok")
        monkeypatch.setattr(seat, "PACE", 0.3)
        await berger.press("escape", "escape")
        await berger.is_at("DayScreen")
    assert office.notes("A03").text("BE2").endswith("März.\n\nok")


async def test_help_is_there_while_one_types(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press("t", "n", "b", "?", "#")
        assert isinstance(aydin.app.focused, Input) and aydin.app.focused.value.endswith("?#")
        for key in ("ctrl+t", "f1"):
            await aydin.press(key)
            await aydin.sees("Hilfe: Formulare", "Strg+G # Springen")
            await aydin.press("escape")
        await aydin.is_at("FormDialog")
        await aydin.press("escape", "escape", "n", "?")
        await aydin.sees("Hilfe: Aufnahme")
        await aydin.press("escape", "b", "v", "tab", "ctrl+t")
        await aydin.sees("Hilfe: Aufnahme")


async def test_the_help_opens_once_and_over_a_dialog(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press("-")
        await aydin.sees("Was ist geschehen?")
        await aydin.press("?")
        await aydin.sees("Hilfe: Formulare")
        await aydin.press("?", "escape")
        await aydin.is_at("Choose")


async def test_the_help_is_grouped(office: Office) -> None:
    async with seated(office.app_of("aydin"), (120, 60)) as aydin:
        await aydin.press("f1")
        headings = ("Der Besuch", "Der Tag", "Finden und wiederholen", "Das Programm")
        await aydin.sees(*headings)
        at = [aydin.text.index(f" {heading} ", aydin.text.index("× war nicht da")) for heading in headings]
        assert at == sorted(at)
        assert at[0] < aydin.text.index("f Fertig Das Gespräch") < at[1]


async def test_strg_c_says_what_copies_and_what_leaves(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("ctrl+c")
        await kaya.is_told("q beendet das Programm, z kopiert.")


async def test_a_palette_without_anything_that_fits_says_so(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("ctrl+p", *"qqqq")
        await kaya.sees("Nichts gefunden.")
