"""The picture of the call display for a terminal of any size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.text import Text

from ihk_tui.domain.board import Call
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.formats import date_words, local
from ihk_tui.domain.words import Language, Words
from ihk_tui.office.board import BoardView
from ihk_tui.tui.board.letters import HEIGHT, WORDS, large, width

NUMBER, DESK = Words("Nummer", "Number"), Words("Platz", "Desk")
NOBODY = Words("Zurzeit ist niemand aufgerufen.", "Nobody is being called at the moment.")
CLOSED = Words("geschlossen", "closed")
NEXT = Words(
    "Nächster Sprechtag: {day}, {opens}–{closes} Uhr", "Next consultation day: {day}, {opens}–{closes}"
)
COME = Words(" BITTE KOMMEN ", " PLEASE COME ")
AGAIN = Words(" NOCHMALS AUFGERUFEN: BITTE KOMMEN ", " CALLED AGAIN: PLEASE COME ")
STALE = Words(
    "Die Anzeige ist gerade nicht aktuell. Bitte achten Sie auf den Aufruf.",
    "The display is not up to date. Please listen for your number.",
)
MORE = Words("und {n} weitere: bitte auf den Aufruf achten", "and {n} more: please listen for your number")
GAP = 6
"""Columns between a number and its desk."""
LARGEST = 6


class Size(NamedTuple):
    """The room there is."""

    columns: int
    rows: int


def draw(view: BoardView | None, fresh: bool, size: Size, language: Language) -> list[Text]:
    """Give the lines: the newest call as large as fits, earlier ones below. None: it is not up to date."""
    if view is None:
        return _middle([STALE.to(language)], size)
    if not view.is_open:
        ahead = [_next(view.day, language)] if view.day.day >= local(view.now).date() else []
        return _closed(ahead, size, language)
    if not view.calls:
        return _middle([NOBODY.to(language)], size)
    for scale in range(LARGEST, 0, -1):
        if lines := _drawn(view.calls, scale, fresh, size, language):
            return lines
    return _listed(view.calls, size, language)


def _drawn(
    calls: Sequence[Call], scale: int, fresh: bool, size: Size, language: Language
) -> list[Text] | None:
    """The newest call at this scale, the others half as large; None when not all who are awaited fit."""
    newest, *earlier = calls
    if _across(newest, scale) > size.columns:
        return None
    small = max(1, scale // 2)
    lines = [_heads(newest, scale, language), *_block([newest], scale, "bold")]
    lines.append(_flash(newest, language) if fresh and newest.waiting else Text(""))
    shown = 1
    for row in _rows(earlier, small, size.columns):
        if len(lines) + 1 + HEIGHT * small > size.rows:
            break
        lines += [Text(""), *_block(row, small, "")]
        shown += len(row)
    awaited = sum(call.waiting for call in calls)
    return lines if len(lines) <= size.rows and shown >= awaited else None


def _rows(calls: Sequence[Call], scale: int, columns: int) -> Iterator[list[Call]]:
    """As many calls in a row as stand there whole."""
    row: list[Call] = []
    taken = 0
    for call in calls:
        width = _across(call, scale)
        if row and taken + GAP + width > columns:
            yield row
            row, taken = [], 0
        taken += (GAP if row else 0) + width
        row.append(call)
    if row:
        yield row


def _listed(calls: Sequence[Call], size: Size, language: Language) -> list[Text]:
    """Plain lines where large ones do not fit; how many more there are, when even those do not."""
    lines = [Text(f"{call.ticket}   {DESK.to(language)} {call.desk}", "bold") for call in calls]
    if len(lines) <= size.rows:
        return lines
    kept = max(0, size.rows - 1)
    more = MORE.fill(n=len(lines) - kept).to(language)
    return [*lines[:kept], Text(more)]


def _across(call: Call, scale: int) -> int:
    return width(call.ticket, scale) + GAP * scale // 2 + width(str(call.desk), scale)


def _heads(call: Call, scale: int, language: Language) -> Text:
    at = width(call.ticket, scale) + GAP * scale // 2
    return Text(f"{NUMBER.to(language):<{at}}{DESK.to(language)}")


def _flash(call: Call, language: Language) -> Text:
    return Text((COME if call.times == 1 else AGAIN).to(language), "reverse bold")


def _block(calls: Sequence[Call], scale: int, style: str) -> list[Text]:
    lines = [""] * (HEIGHT * scale)
    for call in calls:
        gap = " " * (GAP * scale // 2)
        number, desk = large(call.ticket, scale), large(str(call.desk), scale)
        drawn = [f"{left}{gap}{right}" for left, right in zip(number, desk, strict=True)]
        before = " " * GAP if lines[0] else ""
        lines = [f"{line}{before}{more}" for line, more in zip(lines, drawn, strict=True)]
    return [Text(line, style, no_wrap=True) for line in lines]


def _next(day: ConsultationDay, language: Language) -> str:
    words = NEXT.fill(
        day=date_words(day.day),
        opens=f"{day.opens:%H:%M}",
        closes=f"{day.closes:%H:%M}",
    )
    return words.to(language)


def _closed(ahead: Sequence[str], size: Size, language: Language) -> list[Text]:
    word = CLOSED.to(language)
    scale = next((s for s in (3, 2, 1) if width(word, s, WORDS) <= size.columns), 0)
    return _middle([*(large(word, scale, WORDS) if scale else [word]), "", *ahead], size)


def _middle(lines: Sequence[str], size: Size) -> list[Text]:
    above = max(0, (size.rows - len(lines)) // 2)
    return [Text("")] * above + [Text(line.center(size.columns), "bold", no_wrap=True) for line in lines]
