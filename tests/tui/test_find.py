"""Searching lists by words, and going to a number or a time by digits."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from ihk_tui.tui.find import FindLine
from tests.tui.office import Office
from tests.tui.seat import Seat, seated

pytestmark = pytest.mark.slow


def _marked(someone: Seat) -> str:
    tables = [t for t in someone.app.screen.query("SteadyTable") if t.display]
    table = next(iter(tables))
    return " ".join(str(cell) for cell in table.get_row_at(table.cursor_row))  # type: ignore[attr-defined]


@pytest.mark.parametrize("key", ["+", "f3"])
async def test_typing_marks_the_first_row_that_fits_and_enter_stays(office: Office, key: str) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press(key, *"suss")
        await kaya.sees("Suchen: suss", "1 von 1")
        assert "A05" in _marked(kaya)
        await kaya.press("enter")
        assert not kaya.app.screen.query("FindLine")
        assert "A05" in _marked(kaya)
        await kaya.press("down")
        assert "A02" in _marked(kaya)


async def test_what_the_column_cuts_off_is_found(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        assert "Ingenieurbüro" not in kaya.line("A03")
        await kaya.press("+", *"ingenieurburo")
        assert "A03" in _marked(kaya)
        await kaya.press(*["backspace"] * 13, *"bewerbung")
        assert "SU3" in _marked(kaya)


async def test_the_next_one_comes_after_the_last_the_first_again(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("+", *"a0")
        await kaya.sees("1 von 7")
        seen = [_marked(kaya)]
        for key in ("f3", "down", "f3", "f3", "f3", "f3"):
            await kaya.press(key)
            seen.append(_marked(kaya))
        assert len(set(seen)) == 7
        await kaya.press("down")
        assert _marked(kaya) == seen[0]
        await kaya.press("up")
        assert _marked(kaya) == seen[-1]


async def test_esc_goes_back_to_where_one_was(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("down", "down")
        before = _marked(kaya)
        await kaya.press("+", *"suss")
        assert _marked(kaya) != before
        await kaya.press("escape")
        assert _marked(kaya) == before
        assert kaya.place == "DayScreen" and kaya.app.focused is kaya.table


async def test_what_does_not_occur_is_said_and_marks_nothing(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        before = _marked(kaya)
        await kaya.press("+", *"[red]")
        await kaya.sees("Suchen: [red]", "kommt nicht vor")
        assert _marked(kaya) == before


async def test_a_colleague_calling_moves_nothing_while_one_searches(office: Office) -> None:
    from ihk_tui.office.serving import call

    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("+", *"suss")
        call(office.session("aydin"))
        await kaya.sees("A07 ", "Platz 1 Aydın")
        assert "A05" in _marked(kaya)
        await kaya.sees("Suchen: suss")


async def test_an_empty_list_has_nothing_to_search(empty_office: Office) -> None:
    async with seated(empty_office.app_of("kaya")) as kaya:
        await kaya.press("+")
        await kaya.is_told("Hier ist nichts zu durchsuchen.")


async def test_appointments_are_found_in_the_list_and_in_the_grid(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t", "+", *"wittgenstein")
        assert "SU7" in _marked(kaya)
        await kaya.press("escape", "r", "+", *"celik")
        await kaya.press("enter")
        await kaya.sees("11:00–11:30 Uhr, Selin Aydın: 11:00 Yusuf Çelik")


async def test_the_year_plan_is_searched_by_what_it_shows(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press("j")
        await aydin.is_at("PlannerScreen")
        await aydin.press("+", *"03.12")
        assert "03.12" in _marked(aydin)


async def test_digits_mark_a_number(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("6")
        assert "A06" in _marked(kaya)
        await _a_while(kaya)
        await kaya.press("0", "3")
        assert "A03" in _marked(kaya)


async def test_a_booked_visit_is_meant_when_there_is_no_such_walk_in(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("1")
        await kaya.is_told("A01 ist erledigt. e zeigt Erledigte.")
        await kaya.press("e", "1")
        assert "A01" in _marked(kaya)


async def test_digits_within_a_second_belong_together_and_may_be_the_same(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.tui import seat

    async with seated(office.app_of("kaya")) as kaya:
        for _ in range(3):
            await kaya.press("n", "x", "v", "enter")
        await kaya.is_told("A11 gegeben")
        monkeypatch.setattr(seat, "PACE", 0.05)
        await kaya.press("1", "1")
        assert "A11" in _marked(kaya)


async def test_a_number_nobody_has_is_said(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        before = _marked(kaya)
        await kaya.press("6")
        assert _marked(kaya) != before
        await kaya.press("9")
        await kaya.is_told("kein Besuch 69")
        assert _marked(kaya) == before


async def test_there_is_one_line_to_type_in(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("+", "a", "tab", "+", "6")
        line = kaya.app.screen.query(FindLine).only_one()
        assert kaya.app.focused is line.query_one(Input)
        assert line.query_one(Input).value == "6"


async def test_digits_go_to_a_time_among_appointments(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t", "1", "1")
        assert _marked(kaya).startswith("11:00")
        await _a_while(kaya)
        await kaya.press(*"1030")
        assert _marked(kaya).startswith("10:30")
        await _a_while(kaya)
        await kaya.press("1", "7")
        await kaya.is_told("nichts ab 17:00")
        assert _marked(kaya).startswith("10:30")


async def test_digits_go_to_a_time_in_the_grid(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t", "r", *"1330")
        assert _marked(kaya).split()[0] == "13:30"
        await _a_while(kaya)
        await kaya.press("9")
        assert _marked(kaya).split()[0] == "09:00"


async def _a_while(someone: Seat) -> None:
    """Let more than a second pass between two keys, of the keys' own time."""
    someone._now += 1.1
