"""The picture of the call display for a terminal of any size."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rich.text import Text

from ihk_tui.domain.board import Call
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.formats import date_words, local
from ihk_tui.domain.words import Language, Words
from ihk_tui.office.board import BoardView
from ihk_tui.tui.board.letters import WORDS, arrow, blank, large, width

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
APART = 6
"""Columns between two calls in a row, times their scale: at least twice as many as are blank in a call."""
LARGEST = 6
Joint = Callable[[int], Sequence[str]]
"""Draws what stands between a number and its desk, at a scale."""


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
        for joint in (arrow, blank):
            if lines := _drawn(view.calls, scale, joint, fresh, size, language):
                return lines
    return _listed(view.calls, size, language)


def _drawn(
    calls: Sequence[Call], scale: int, joint: Joint, fresh: bool, size: Size, language: Language
) -> list[Text] | None:
    """The newest call at this scale, the others half as large; None when not all who are awaited fit.

    The newest has words over number and desk; the others have none, so an arrow leads from one to the other
    unless it takes the room of somebody who is awaited.
    """
    newest, *earlier = calls
    lines = [_heads(newest, scale, language), *_block([newest], scale, blank, "bold")]
    if max(map(len, lines)) > size.columns:
        return None
    small = max(1, scale // 2)
    lines.append(_flash(newest, language) if fresh and newest.waiting else Text(""))
    shown = 1
    for row in _rows(earlier, small, joint, size.columns):
        block = _block(row, small, joint, "")
        if len(lines) + 1 + len(block) > size.rows or len(block[0]) > size.columns:
            break
        lines += [Text(""), *block]
        shown += len(row)
    awaited = sum(call.waiting for call in calls)
    return lines if len(lines) <= size.rows and shown >= awaited else None


def _rows(calls: Sequence[Call], scale: int, joint: Joint, columns: int) -> Iterator[list[Call]]:
    """As many calls in a row as stand there whole."""
    row: list[Call] = []
    taken = 0
    for call in calls:
        width = _across(call, scale, joint)
        if row and taken + APART * scale + width > columns:
            yield row
            row, taken = [], 0
        taken += (APART * scale if row else 0) + width
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


def _across(call: Call, scale: int, joint: Joint) -> int:
    return len(_one(call, scale, joint)[0])


def _heads(call: Call, scale: int, language: Language) -> Text:
    at = width(call.ticket, scale) + len(blank(scale)[0])
    return Text(f"{NUMBER.to(language):<{at}}{DESK.to(language)}")


def _flash(call: Call, language: Language) -> Text:
    return Text((COME if call.times == 1 else AGAIN).to(language), "reverse bold")


def _block(calls: Sequence[Call], scale: int, joint: Joint, style: str) -> list[Text]:
    drawn = zip(*(_one(call, scale, joint) for call in calls), strict=True)
    return [Text((" " * APART * scale).join(lines), style, no_wrap=True) for lines in drawn]


def _one(call: Call, scale: int, joint: Joint) -> list[str]:
    drawn = large(call.ticket, scale), joint(scale), large(str(call.desk), scale)
    return ["".join(lines) for lines in zip(*drawn, strict=True)]


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
