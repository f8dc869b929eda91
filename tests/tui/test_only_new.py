"""What is sent adds up to what Textual painted, and is no more than what changed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from ihk_tui.tui.only_new import Shown, _pieces
from tests.tui.office import Office
from tests.tui.seat import seated
from tests.tui.test_pictures import places
from tests.tui.test_too_small import pull

OTHERS = (
    "visit_mine",
    "day_with_a_visit",
    "intake_wrong",
    "outcome",
    "appointments",
    "slot_grid_cell",
    "planner",
    "take_along",
)
PLACES = places("intake_fields", "closing_choice", only=OTHERS)
"""Every sort of screen: lists, a grid, lines and texts being typed, dialogs, a picture."""


class Paper:
    """A screen that is written on, cell by cell."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], tuple[str, Style]] = {}
        self.written = 0

    def write(self, pieces: Iterator[tuple[int, int, Strip]]) -> None:
        """Write every piece at its place."""
        for x, y, strip in pieces:
            for text, style, _ in strip:
                for character in text:
                    look = (style or Style()).clear_meta_and_links()
                    self.cells[x, y] = (character, look)
                    for beside in range(1, cell_len(character)):
                        self.cells[x + beside, y] = ("", look)
                    x += cell_len(character)
                    self.written += 1


@pytest.mark.parametrize(("person", "keys"), PLACES)
async def test_the_terminal_shows_every_picture_as_it_was_painted(
    office: Office, monkeypatch: pytest.MonkeyPatch, person: str, keys: tuple[str, ...]
) -> None:
    painted, sent = Paper(), Paper()

    def both(shown: Shown, update: CompositorUpdate) -> CompositorUpdate:
        if isinstance(update, LayoutUpdate | ChopsUpdate):
            painted.write(_pieces(update))
            sent.write(shown.changes(update))
            assert sent.cells == painted.cells
        return update

    monkeypatch.setattr(Shown, "only_new", both)
    async with seated(office.app_of(person)) as seat:
        for key in keys:
            await seat.press(key)
        await pull(seat, 120, 36)
        await pull(seat, 80, 24)
        await seat.press("escape")
        await seat.press("down", "up", "e", "e")
    assert 0 < sent.written < painted.written


def picture(*lines: str) -> LayoutUpdate:
    return LayoutUpdate([[Strip([Segment(line, Style(bold=True))])] for line in lines], Region(0, 0, 5, 2))


def test_what_is_shown_already_is_not_sent_again() -> None:
    shown = Shown()
    assert [strip.text for _, _, strip in shown.changes(picture("eins ", "zwei "))] == ["eins ", "zwei "]
    assert list(shown.changes(picture("eins ", "zwei "))) == []
    assert [(x, y, s.text) for x, y, s in shown.changes(picture("eins ", "drei "))] == [(0, 1, "drei ")]


def test_another_look_of_the_same_letters_is_sent() -> None:
    shown = Shown()
    list(shown.changes(picture("eins ", "zwei ")))
    plain = LayoutUpdate([[Strip([Segment("eins ")])]], Region(0, 0, 5, 1))
    assert [strip.text for _, _, strip in shown.changes(plain)] == ["eins "]


def test_a_piece_of_a_line_is_compared_at_its_place() -> None:
    shown = Shown()
    list(shown.changes(picture("abcde", "zwei ")))

    def piece(text: str) -> ChopsUpdate:
        strip = Strip([Segment(text, Style(bold=True))])
        return ChopsUpdate([{0: None, 2: strip, 4: None}], [(0, 2, 4)], [[2, 4, 5]])

    assert list(shown.changes(piece("cd"))) == []
    assert [(x, s.text) for x, _, s in shown.changes(piece("xy"))] == [(2, "xy")]
    assert [s.text for _, _, s in shown.changes(picture("abcde", "zwei "))] == ["abcde"]


def test_after_forgetting_everything_is_sent() -> None:
    shown = Shown()
    list(shown.changes(picture("eins ", "zwei ")))
    shown.forget()
    assert len(list(shown.changes(picture("eins ", "zwei ")))) == 2


def test_neighbours_that_look_the_same_are_sent_as_one() -> None:
    """Textual marks every cell of a list with its row and column."""
    cells = [Segment(text, Style(bold=True, meta={"column": text})) for text in ("ab", "cd", "e")]
    other = Segment("f", Style(bold=False))
    sent = list(Shown().changes(LayoutUpdate([[Strip([*cells, other])]], Region(0, 0, 6, 1))))
    assert [
        (x, [(text, bool(style and style.bold)) for text, style, _ in strip]) for x, _, strip in sent
    ] == [(0, [("abcde", True), ("f", False)])]


def test_a_line_is_known_from_wherever_it_was_first_painted() -> None:
    shown = Shown()
    piece = LayoutUpdate([[Strip([Segment("cd", Style(bold=True))])]], Region(2, 0, 2, 1))
    list(shown.changes(piece))
    assert list(shown.changes(piece)) == []
    assert [s.text for _, _, s in shown.changes(picture("abcd "))] == ["abcd "]
