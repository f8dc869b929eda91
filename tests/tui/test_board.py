"""The call display: numbers and desks, newest largest, by itself."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import groupby, pairwise
from typing import Any, NamedTuple

import pytest
from rich.color import ColorSystem
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.events import AppFocus
from textual.pilot import Pilot

from ihk_tui.domain.board import Call
from ihk_tui.domain.words import BadInput, StoreTrouble, Words
from ihk_tui.office import days, serving
from ihk_tui.office.board import BoardView
from ihk_tui.office.session import Session
from ihk_tui.office.undoing import undo
from ihk_tui.tui.board import app as board_app
from ihk_tui.tui.board.app import BoardApp
from ihk_tui.tui.board.letters import NUMBERS, WORDS, large
from ihk_tui.tui.board.picture import Size, draw
from ihk_tui.tui.themes import FEW
from tests.tui.looks import pieces, segments
from tests.tui.office import Office, ok
from tests.tui.seat import wait_until


class Wall:
    """Someone in the waiting room."""

    def __init__(self, app: BoardApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def picture(self) -> str:
        with self.app._context():
            strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    async def sees(self, *texts: str) -> None:
        for text in texts:
            await wait_until(self.pilot, lambda text=text: text in self.picture, lambda: self.picture)  # type: ignore[misc]

    async def sees_large(self, text: str, scale: int, font: str = NUMBERS) -> None:
        drawn = [line.rstrip() for line in large(text, scale, font)]
        await wait_until(self.pilot, lambda: all(d in self.picture for d in drawn), lambda: self.picture)


@asynccontextmanager
async def at_the_wall(
    opened: Callable[[], Session], size: tuple[int, int] = (80, 24), language: str = "de"
) -> AsyncIterator[Wall]:
    app = BoardApp(opened, "en" if language == "en" else "de")
    async with app.run_test(size=size) as pilot:
        yield Wall(app, pilot)


@pytest.mark.parametrize(("size", "scale"), [((80, 24), 2), ((160, 48), 4), ((60, 20), 1)])
async def test_the_newest_call_is_largest_with_its_desk(
    office: Office, size: tuple[int, int], scale: int
) -> None:
    async with at_the_wall(lambda: office.session("kaya"), size) as wall:
        await wall.sees("Nummer", "Platz", "Do., 05.11.2026  10:20")
        await wall.sees_large("A05", scale)
        await wall.sees_large("A03", max(1, scale // 2))
        assert "BITTE KOMMEN" not in wall.picture, "a call from before is no news"


async def test_a_call_asks_in_words_and_with_the_bell(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[int] = []
    monkeypatch.setattr(BoardApp, "bell", lambda app: rung.append(1))
    async with at_the_wall(lambda: office.session("kaya")) as wall:
        await wall.sees_large("A05", 2)
        office.now += timedelta(minutes=1)
        called = ok(serving.call(office.session("aydin")))
        await wall.sees_large(called.ticket, 2)
        await wall.sees("BITTE KOMMEN")
        assert rung == [1]
        ok(serving.recall(office.session("aydin"), called.ticket))
        await wall.sees("NOCHMALS AUFGERUFEN: BITTE KOMMEN")
        assert rung == [1, 1]
        wall.app._settle()
        await wait_until(wall.pilot, lambda: "KOMMEN" not in wall.picture)


async def test_it_shows_no_name_and_nothing_else_of_anybody(office: Office) -> None:
    async with at_the_wall(lambda: office.session("kaya"), (160, 48)) as wall:
        await wall.sees_large("A05", 4)
        words = set(re.findall(r"[^\W\d_]{2,}", wall.picture))
    assert words <= {"IHK", "Mittleres", "Ruhrgebiet", "Do", "Nummer", "Platz"}


async def test_outside_the_day_it_is_closed_and_says_when_it_opens(office: Office) -> None:
    office.now += timedelta(days=1)
    async with at_the_wall(lambda: office.session("kaya")) as wall:
        await wall.sees_large("geschlossen", 1, WORDS)
        assert "Nächster" not in wall.picture, "yesterday's day, not closed yet, is no next one"


async def test_before_the_day_it_names_the_next_one(empty_office: Office) -> None:
    async with at_the_wall(lambda: empty_office.session("kaya")) as wall:
        await wall.sees("Nächster Sprechtag: Do., 05.11.2026, 08:30–16:00 Uhr")
        ok(days.open_day(empty_office.session("kaya")))
        await wall.sees("Zurzeit ist niemand aufgerufen.")


async def test_it_comes_back_by_itself(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board_app, "RETRY", 0.05)
    broken = [True]

    def opened() -> Session:
        if broken[0]:
            raise StoreTrouble(Words("weg", "gone"))
        return office.session("kaya")

    async with at_the_wall(opened) as wall:
        await wall.sees("Die Anzeige ist gerade nicht aktuell. Bitte achten Sie auf den Aufruf.")
        broken[0] = False
        await wall.sees_large("A05", 2)


async def test_a_small_terminal_gets_plain_lines(office: Office) -> None:
    async with at_the_wall(lambda: office.session("kaya"), (30, 8)) as wall:
        await wall.sees("A05   Platz")


async def test_english(office: Office) -> None:
    async with at_the_wall(lambda: office.session("kaya"), language="en") as wall:
        await wall.sees("Number", "Desk")


def test_letters_are_as_tall_as_asked_and_equally_wide() -> None:
    drawn = large("T03", 3)
    assert len(drawn) == 15 and len({len(line) for line in drawn}) == 1
    assert set("".join(drawn)) == {"█", " "}
    assert len({large(sign) for sign in "0123456789AT"}) == 12


def test_whoever_is_called_stands_before_all_who_are_served(office: Office) -> None:
    from ihk_tui.domain.board import calls

    found = calls(office.visits())
    assert (found[0].ticket, found[0].waiting) == ("A05", True)
    assert all(isinstance(call, Call) and call.desk for call in found)
    states = {v.ticket: v.state for v in office.visits()}
    assert {states[call.ticket] for call in found} <= {"called", "serving"}


def _view(office: Office, *found: tuple[str, int]) -> BoardView:
    made = [Call(ticket, desk, office.now - timedelta(minutes=n)) for n, (ticket, desk) in enumerate(found)]
    day = office.day()
    assert day is not None
    return BoardView(office.now, day, tuple(made))


@pytest.mark.parametrize("size", [Size(78, 23), Size(118, 39), Size(198, 59), Size(158, 47), Size(40, 15)])
@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 12])
def test_every_number_that_is_called_stands_there_whole(office: Office, size: Size, count: int) -> None:
    found = [(f"{'AT'[n % 2]}{11 + n * 7 % 89:02}", 1 + n * 5 % 14) for n in range(count)]
    lines = [line.plain for line in draw(_view(office, *found), True, size, "de")]
    assert len(lines) <= size.rows and all(len(line) <= size.columns for line in lines)
    for ticket, desk in found:
        plain = any(line.split() == [ticket, "Platz", str(desk)] for line in lines)
        sizes = [(large(ticket, scale), large(str(desk), scale)) for scale in range(1, 7)]
        assert plain or any(_stands(lines, number) and _stands(lines, place) for number, place in sizes)


@pytest.mark.parametrize("awaited", [1, 2])
def test_no_letter_is_cut_off_at_the_edge(office: Office, awaited: int) -> None:
    view = _view(office, ("A11", 1), ("A40", 10))
    calls = tuple(call._replace(waiting=n < awaited) for n, call in enumerate(view.calls))
    for columns in range(20, 80):
        lines = draw(view._replace(calls=calls), True, Size(columns, 23), "de")
        assert max(map(len, lines)) <= columns


IN_A_ROW = [(Size(78, 23), 3), (Size(118, 35), 1), (Size(118, 35), 4), (Size(158, 47), 5), (Size(198, 59), 1)]


@pytest.mark.parametrize(("size", "awaited"), [*IN_A_ROW, (Size(78, 23), 1), (Size(158, 47), 1)])
def test_a_number_stands_with_its_own_desk(office: Office, size: Size, awaited: int) -> None:
    """Between two calls in a row at least twice as much is blank as anywhere within one."""
    found = (("A05", 2), ("A18", 4), ("T05", 1), ("A17", 3), ("A42", 6))
    view = _view(office, *found)
    calls = tuple(call._replace(waiting=n < awaited) for n, call in enumerate(view.calls))
    lines = [line.plain for line in draw(view._replace(calls=calls), False, size, "de")]
    rows = [_calls_in(row, found[1:]) for row in _rows(lines[lines.index("") + 1 :])]
    assert sum(map(len, rows)) >= max(1, awaited - 1)
    assert any(len(row) > 1 for row in rows) == ((size, awaited) in IN_A_ROW)
    for row in rows:
        for one, other in pairwise(row):
            assert other.start - one.stop >= 2 * max(one.gap, other.gap)


class Stretch(NamedTuple):
    """From where to where a number and its desk stand, and the most that is blank in between."""

    start: int
    stop: int
    gap: int


def _rows(lines: list[str]) -> list[list[str]]:
    """The rows of large letters, which blank lines part."""
    parted = (list(row) for some, row in groupby(lines, key=bool) if some)
    return [[line.ljust(max(map(len, row))) for line in row] for row in parted]


def _calls_in(row: list[str], found: Sequence[tuple[str, int]]) -> list[Stretch]:
    """Each number of a row with the desk that follows it, which has to be its own."""
    scale = len(row) // 5
    columns = ["".join(column) for column in zip(*row, strict=True)]
    stretches = []
    for ticket, desk in found:
        number, place = (list(zip(*large(text, scale), strict=True)) for text in (ticket, str(desk)))
        starts = [x for x in range(len(columns)) if _there(columns, x, number)]
        for start in starts:
            middle = start + len(number)
            last = next(x for x in range(middle, len(columns)) if _there(columns, x, place))
            blanks = [len(list(run)) for ink, run in groupby(columns[start:last], key=str.strip) if not ink]
            stretches.append(Stretch(start, last + len(place), max(blanks)))
    return sorted(stretches)


def _there(columns: list[str], x: int, drawn: Sequence[Sequence[str]]) -> bool:
    return columns[x : x + len(drawn)] == ["".join(column) for column in drawn]


def _stands(lines: list[str], drawn: tuple[str, ...]) -> bool:
    """Whether a drawn text stands somewhere, every line of it below the one before."""
    width = len(drawn[0])
    return any(
        all(lines[top + n][left : left + width].ljust(width) == line for n, line in enumerate(drawn))
        for top in range(len(lines) - len(drawn) + 1)
        for left in range(max(map(len, lines)))
    )


def test_what_does_not_even_fit_as_a_list_is_counted(office: Office) -> None:
    lines = draw(_view(office, *((f"A{n:02}", n) for n in range(1, 13))), False, Size(20, 5), "de")
    assert lines[-1].plain.startswith("und 8 weitere")


async def test_a_call_after_an_undo_rings_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[int] = []
    monkeypatch.setattr(BoardApp, "bell", lambda app: rung.append(1))
    async with at_the_wall(lambda: office.session("kaya")) as wall:
        await wall.sees_large("A05", 2)
        office.now += timedelta(minutes=1)
        called = ok(serving.call(office.session("aydin")))
        await wall.sees("BITTE KOMMEN")
        ok(undo(office.session("aydin")))
        await wait_until(wall.pilot, lambda: wall.app.view and wall.app.view.calls[0].ticket == "A05")
        office.now += timedelta(minutes=1)
        assert ok(serving.call(office.session("aydin"))).ticket == called.ticket
        await wait_until(wall.pilot, lambda: rung == [1, 1])


async def test_settings_that_cannot_be_read_for_a_moment_do_not_end_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_app, "RETRY", 0.05)
    answers = [BadInput("data", Words("weg", "gone")), None]

    def opened() -> Session:
        if trouble := answers.pop(0):
            raise trouble
        return office.session("kaya")

    async with at_the_wall(opened) as wall:
        await wall.sees_large("A05", 2)


async def test_without_colours_it_shows_by_reverse_video(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with at_the_wall(lambda: office.session("kaya")) as wall:
        await wall.sees_large("A05", 2)
        styles = [segment.style for _, _, segment in segments(wall.app) if segment.style]
        assert not any(style.color or style.bgcolor for style in styles)
        assert any(style.reverse for style in styles), "its title"


async def test_with_sixteen_colours_all_can_be_read(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    async with at_the_wall(lambda: office.session("kaya")) as wall:
        await wall.sees_large("A05", 2)
        assert wall.app.theme == FEW.name
        read = list(pieces(wall.app, ColorSystem.STANDARD))
        assert read and all(piece.contrast >= 4.5 for piece in read)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What goes over the line."""
    written: list[str] = []

    def send(app: App[int], screen: object, picture: Any) -> None:
        if isinstance(picture, CompositorUpdate) and (text := picture.render_segments(app.console)):
            written.append(text)

    monkeypatch.setattr(App, "_display", send)
    return written


def size_of(sent: list[str]) -> int:
    """How many bytes that are."""
    return len("".join(sent).encode())


async def stands_still(wall: Wall, sent: list[str]) -> None:
    """Wait until the board was sent, and drawing it again sends nothing."""
    await wait_until(wall.pilot, lambda: "█" in "".join(sent))
    for _ in range(20):
        sent.clear()
        with wall.app._context():
            wall.app._draw()
            await wall.pilot.pause()
        if not sent:
            return
    raise AssertionError(f"{size_of(sent)} bytes are sent again and again")


FULL = 160 * 48
"""The whole picture takes at least a byte for each of its cells."""


@pytest.mark.parametrize(
    ("later", "time", "least", "most"),
    [
        pytest.param(timedelta(minutes=1), "10:21", 1, FULL // 20, id="a minute sends little"),
        pytest.param(timedelta(hours=1), "11:20", FULL, 3 * FULL, id="an hour sends everything anew"),
    ],
)
async def test_the_time_goes_on(
    office: Office, sent: list[str], later: timedelta, time: str, least: int, most: int
) -> None:
    async with at_the_wall(lambda: office.session("kaya"), (160, 48)) as wall:
        await stands_still(wall, sent)
        office.now += later
        with wall.app._context():
            wall.app._follow()
        await wall.sees(time)
        await wait_until(wall.pilot, lambda: size_of(sent) >= least)
        assert size_of(sent) <= most


async def test_a_terminal_that_comes_back_gets_the_whole_picture(office: Office, sent: list[str]) -> None:
    async with at_the_wall(lambda: office.session("kaya"), (160, 48)) as wall:
        await stands_still(wall, sent)
        with wall.app._context():
            wall.app.post_message(AppFocus())
            await wall.pilot.pause()
            wall.app._draw()
        await wait_until(wall.pilot, lambda: size_of(sent) >= FULL)
