"""The key card: which key does what at every place, for the person at work; to be printed."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

from ihk_tui.cli.arguments import Arguments, naming, one_of
from ihk_tui.cli.output import say, to_json, wrong
from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.domain.words import BadInput, Words

if TYPE_CHECKING:
    from ihk_tui.domain.keymap import Card, Line

WIDTH = 78
"""Columns that fit on A4 upright."""
_KEY, _LABEL = 14, 16
"""Columns for the key and for the name of what it does."""


def arguments(args: Arguments) -> None:
    """One place, or all."""
    place = Words("nur diesen Ort (day, visit, …)", "only this place (day, visit, …)")
    args.text("--place", place, metavar=Words("ORT", "PLACE"))


def run(request: Request) -> Result:
    """Show the keys in force; what of the settings does not count is said besides, with exit code 2."""
    session, wanted = request.session, request.given.place
    found = request.host.keys(session)
    known = [card.place for card in found.places]
    if wanted:
        naming("--place", one_of(known))(wanted)
    cards = [card for card in found.places if wanted in ("", card.place)]
    value = [_value(request, card) for card in cards]
    title = Words("{office}: Tasten, {who}", "{office}: keys, {who}").fill(
        office=session.house.name or "ihk-tui", who=session.name(session.person.id)
    )
    text = "\n\n".join([_fit(request.say(title)), *(_shown(request, card) for card in cards)])
    if not found.troubles:
        return Answer(value, text)
    say(to_json(value) if request.json else text, to_errors=False)
    return wrong([BadInput("", trouble) for trouble in found.troubles], request.language)


def _value(request: Request, card: Card) -> dict[str, Any]:
    return {
        "place": card.place,
        "title": request.say(card.title),
        "actions": [
            {
                "action": line.action,
                "keys": [request.say(key) for key in line.keys],
                "label": request.say(line.label),
                "help": request.say(line.help),
            }
            for line in card.lines
        ],
    }


def _shown(request: Request, card: Card) -> str:
    lines = [request.say(card.title), "-" * WIDTH]
    for line in card.lines:
        lines += _row(request, line)
    return "\n".join(lines)


def _row(request: Request, line: Line) -> list[str]:
    keys = "  ".join(request.say(key) for key in line.keys)
    label, explained = request.say(line.label), wrap(request.say(line.help), WIDTH - _KEY - _LABEL)
    first = f"{keys:<{_KEY}}{label:<{_LABEL}}{explained[0]}"
    if len(keys) >= _KEY or len(label) >= _LABEL:
        first, explained = f"{keys:<{_KEY}} {label}".rstrip(), ["", *explained]
    return [first, *(" " * (_KEY + _LABEL) + more for more in explained[1:])]


def _fit(text: str) -> str:
    return text if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…"
