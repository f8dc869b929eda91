"""Pictures of every screen and dialog, narrow and wide, on a clock that stands still."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.visits import Outcome
from ihk_tui.domain.words import Language
from ihk_tui.office import booking, days, notes, reception, serving
from ihk_tui.office.booking import Booking
from ihk_tui.tui.app import SprechtagApp
from tests.tui.office import DAY, Office, moment, ok
from tests.tui.seat import Seat

Compare = Callable[..., bool]
NARROW, WIDE = (80, 24), (120, 36)
SIZES = [
    pytest.param(NARROW, id="80x24"),
    pytest.param(WIDE, id="120x36", marks=pytest.mark.slow),
]

SCREENS: dict[str, tuple[str, tuple[str, ...]]] = {
    "day": ("aydin", ()),
    "day_with_a_visit": ("berger", ()),
    "settled": ("aydin", ("e",)),
    "intake": ("kaya", ("n",)),
    "intake_topic": ("kaya", ("n", "b", "v")),
    "intake_fields": ("kaya", ("n", "b", "v", "2", "+", "p", "2", "tab", *"Gärtn")),
    "intake_wrong": ("kaya", ("n", "h", "v", "tab", "tab", *"123", "enter")),
    "intake_correct": ("kaya", ("down", "down", "b")),
    "visit": ("aydin", ("down", "enter")),
    "visit_mine": ("berger", ("down", "down", "down", "down", "down", "enter")),
    "visit_reception": ("kaya", ("down", "down", "down", "down", "down", "enter")),
    "outcome": ("berger", ("f",)),
    "outcome_started": ("berger", ("f", "a", "enter")),
    "defer": ("berger", ("s",)),
    "leave": ("aydin", ("minus",)),
    "transfer": ("aydin", ("l",)),
    "transfer_when": ("aydin", ("l", "1")),
    "transfer_note": ("aydin", ("l", "1", "n")),
    "appointments": ("kaya", ("t",)),
    "appointments_none": ("kaya", ("t", "full_stop")),
    "slot_grid": ("kaya", ("t", "r")),
    "slot_grid_cell": ("kaya", ("t", "r", "down", "right", "right")),
    "late": ("kaya", ("t", "enter")),
    "book_kind": ("kaya", ("t", "n")),
    "book": ("kaya", ("t", "n", "b")),
    "book_visit_wrong": ("kaya", ("t", "n", "v", "enter")),
    "move": ("kaya", ("t", "down", "down", "v")),
    "correct": ("aydin", ("t", "down", "down", "b")),
    "correct_wrong": ("kaya", ("t", "down", "down", "b", *"Azubi", *["tab"] * 8, *"viel", "enter")),
    "call_off": ("kaya", ("t", "down", "down", "x")),
    "go_to": ("kaya", ("t", "d")),
    "appointment_details": ("kaya", ("t", "down", "down", "i")),
    "take_along": ("kaya", ("t", "down", "down", "m")),
    "take_along_copied": ("kaya", ("t", "down", "down", "m", "z")),
    "planner": ("aydin", ("j",)),
    "planner_next_year": ("aydin", ("j", "full_stop")),
    "planner_move": ("aydin", ("j", "down", "v")),
    "planner_date_wrong": ("aydin", ("j", "down", "v", *"25.12.2026", "enter")),
    "planner_hours_wrong": ("aydin", ("j", "down", "b", *"16-9", "enter")),
    "planner_go_to": ("aydin", ("j", "d")),
    "help_planner": ("aydin", ("j", "question_mark")),
    "locked": ("aydin", ("f8",)),
    "pin": ("aydin", ("P",)),
    "closing": ("kaya", ("c",)),
    "closing_choice": ("kaya", ("c", "down", "enter")),
    "help_day": ("kaya", ("question_mark",)),
    "help_visit": ("kaya", ("enter", "question_mark")),
    "help_appointments": ("kaya", ("t", "question_mark")),
    "palette": ("kaya", ("ctrl+p",)),
    "refused": ("berger", ("a",)),
    "light": ("aydin", ("h",)),
}
ENGLISH = {
    "planner": ("j",),
    "day": (),
    "help_day": ("question_mark",),
    "intake_topic": ("n", "b", "v"),
    "appointments": ("t",),
    "slot_grid": ("t", "r"),
    "correct": ("t", "down", "down", "b"),
}


def _still(pilot: Pilot[int]) -> None:
    """No cursor blinks in a picture."""
    for screen in pilot.app.screen_stack:
        for field in screen.query(Input).results(Input):
            field.cursor_blink = False
        for area in screen.query(TextArea).results(TextArea):
            area.cursor_blink = False


def typed(*keys: str) -> Callable[[Pilot[int]], Awaitable[None]]:
    """Type these keys once the day is there, and wait until everything stands still."""

    async def run(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, SprechtagApp)
        seat = Seat(app, pilot)
        await seat.until(lambda: app.view is not None and app.screen.query("TitleBar"))
        for key in keys:
            await seat.press(key)
        _still(pilot)
        await pilot.pause()
        await seat.settle()
        await seat.until(lambda: all(w.is_finished for w in app.workers if w.group == "advice"))
        await pilot.pause()

    return run


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/sprechtag")


def picture(
    compare: Compare,
    office: Office,
    person: str,
    size: tuple[int, int],
    *keys: str,
    language: Language = "de",
) -> bool:
    """Whether the screen looks as it did."""
    app: Any = office.app_of(person, language)
    return compare(app, terminal_size=size, run_before=typed(*keys))


VARIED = (
    *("day_with_a_visit", "intake_topic", "intake_wrong", "intake_correct", "visit_reception"),
    *("outcome_started", "transfer_when", "appointments_none", "slot_grid", "slot_grid_cell"),
    *("late", "book_visit_wrong", "move", "correct_wrong", "take_along"),
    *("planner", "planner_hours_wrong", "closing_choice", "help_day", "palette"),
    *("locked", "refused"),
)
"""Every sort of screen: lists, grids, lines and texts that are typed, dialogs, pictures, nothing."""


def places(*every_day: str, only: Iterable[str] = SCREENS) -> list[Any]:
    """Screens with their keys: these are looked at in every run, all others (or `only` some) in slow ones."""
    return [
        pytest.param(*SCREENS[name], id=name, marks=() if name in every_day else pytest.mark.slow)
        for name in dict.fromkeys((*every_day, *only))
    ]


@pytest.mark.parametrize(
    ("person", "keys"), places("day", "intake_fields", "visit_mine", "appointments", "planner")
)
def test_screen(snap_compare: Compare, office: Office, person: str, keys: tuple[str, ...]) -> None:
    assert picture(snap_compare, office, person, NARROW, *keys)


@pytest.mark.slow
@pytest.mark.parametrize(("person", "keys"), places("day", "visit_mine", "appointments", only=VARIED))
def test_wide_screen(snap_compare: Compare, office: Office, person: str, keys: tuple[str, ...]) -> None:
    assert picture(snap_compare, office, person, WIDE, *keys)


@pytest.mark.parametrize("name", ENGLISH)
def test_english(snap_compare: Compare, office: Office, name: str) -> None:
    assert picture(snap_compare, office, "aydin", NARROW, *ENGLISH[name], language="en")


def _december_is_booked(office: Office) -> None:
    """Bookings of December, one with Berger, who visits a firm a week later."""
    kaya, december = office.session("kaya"), date(2026, 12, 3)
    for clock, adviser, visitor in (
        (
            "9:00",
            "",
            Visitor(company="Gärtnerei Grünwald GmbH & Co. KG", postcode="45527", phone="+4923245555"),
        ),
        ("10:30", "", Visitor(name="[/] Maria Magdalena von der Heydt-Wittgenstein", email="m@example.org")),
        ("14:00", "berger", Visitor(name="Kim Übler", phone="+49232412345", email="kim@example.org")),
    ):
        kind = "BM" if visitor.company else "AZ"
        wish = Booking("consultation", moment(clock, december), 0, adviser, "PR2", kind, visitor)
        ok(booking.book(kaya, wish))
    out = Booking("company_visit", moment("13:30", date(2026, 12, 10)), 60, "berger", "BE1", "BM", visitor)
    ok(booking.book(kaya, out))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "keys",
    [
        pytest.param(("x",), id="call_off"),
        pytest.param(("x", "j"), id="called_off"),
        pytest.param(("x", "j", "enter"), id="cancelled"),
        pytest.param(("v", "enter"), id="clash"),
        pytest.param(("v", "enter", "j"), id="moved"),
        pytest.param(("b", *"9-12", "enter"), id="outside"),
    ],
)
def test_planner_decisions(
    snap_compare: Compare, office: Office, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    _december_is_booked(office)
    assert picture(snap_compare, office, "aydin", size, "j", "down", *keys)


@pytest.mark.parametrize("size", SIZES)
def test_calendar_dialog(snap_compare: Compare, office: Office, size: tuple[int, int]) -> None:
    assert picture(snap_compare, office, "aydin", size, "k")


def test_undo_after_a_colleague(snap_compare: Compare, office: Office) -> None:
    aydin, berger = office.session("aydin"), office.session("berger")
    ok(serving.call(aydin))
    ok(serving.start(aydin))
    ok(serving.defer(aydin, "A07"))
    ok(serving.finish(berger, "A03", Outcome(kind="solved")))
    ok(serving.resume(berger, "A07"))
    assert picture(snap_compare, office, "aydin", NARROW, "u")


def test_two_versions_of_a_note(snap_compare: Compare, office: Office) -> None:
    async def run(pilot: Pilot[int]) -> None:
        await typed(*["down"] * 5, "enter", *" Meine Fassung.")(pilot)
        ok(notes.write(office.session("aydin"), "A03", "Die Fassung von Aydın.", "BE2", 1))
        assert isinstance(pilot.app, SprechtagApp)
        await Seat(pilot.app, pilot).press("ctrl+s")
        await Seat(pilot.app, pilot).sees("Zwei Fassungen")
        await pilot.pause()

    assert snap_compare(office.app_of("berger"), terminal_size=NARROW, run_before=run)


def test_an_absent_colleague(snap_compare: Compare, office: Office) -> None:
    mueller = office.session("mueller")
    ok(serving.no_show(mueller, "A05"))
    ok(serving.take_desk(mueller, 3, "break"))
    assert picture(snap_compare, office, "aydin", NARROW, "l", "2", "n", "enter")


def test_a_full_slot(snap_compare: Compare, office: Office) -> None:
    keys = ("t", "v", "tab", "ctrl+u", *"1100", "enter")
    assert picture(snap_compare, office, "kaya", NARROW, *keys)


def test_a_draft_is_offered(snap_compare: Compare, office: Office) -> None:
    office.session("kaya").store.drafts.save("kaya", "intake", {"kind": "BM", "company": "Möbel Höfer"})
    assert picture(snap_compare, office, "kaya", NARROW, "n")


def test_no_day_today(snap_compare: Compare, empty_office: Office) -> None:
    empty_office.at("8:20", date(2027, 5, 6))
    assert picture(snap_compare, empty_office, "kaya", NARROW)


def test_an_extra_day_is_asked(snap_compare: Compare, empty_office: Office) -> None:
    empty_office.at("8:20", date(2026, 11, 4))
    assert picture(snap_compare, empty_office, "kaya", NARROW, "o")


def test_not_opened_yet(snap_compare: Compare, empty_office: Office) -> None:
    assert picture(snap_compare, empty_office, "kaya", NARROW)


def test_nobody_yet(snap_compare: Compare, empty_office: Office) -> None:
    ok(days.open_day(empty_office.session("kaya")))
    assert picture(snap_compare, empty_office, "kaya", NARROW)


def test_nobody_waits(snap_compare: Compare, office: Office) -> None:
    for visit in office.visits():
        if visit.is_open and visit.state != "serving":
            ok(reception.leave(office.session("kaya"), visit.ticket))
    ok(serving.finish(office.session("berger"), "A03", Outcome(kind="solved")))
    assert picture(snap_compare, office, "aydin", NARROW)


def _closed(office: Office) -> None:
    decisions = {
        point.key: {"serving": "solved"}.get(point.visit.state, point.choices[0])
        if point.visit
        else point.choices[-1]
        for point in days.unsettled(office.store.read(), DAY, office.now)
    }
    ok(days.close_day(office.session("aydin"), decisions))


@pytest.mark.parametrize("keys", [(), ("e",)], ids=["empty", "settled"])
def test_closed(snap_compare: Compare, office: Office, keys: tuple[str, ...]) -> None:
    office.at("16:05")
    _closed(office)
    assert picture(snap_compare, office, "kaya", NARROW, *keys)


def test_an_unclosed_day(snap_compare: Compare, office: Office) -> None:
    office.at("8:00", date(2026, 11, 6))
    assert picture(snap_compare, office, "kaya", NARROW)
