"""User text on the screen, shown to the letter. The one place that makes text into what Textual draws.

Textual reads strings as markup in most widgets: a visitor called `[/]` would crash the screen. `Content` and
`rich.text.Text` are taken literally.
"""

from __future__ import annotations

from rich.text import Text
from textual.content import Content

from ihk_tui.domain.text import clean


def content(*parts: str | tuple[str, str]) -> Content:
    """Join literal texts, some with a style (`("Termin", "bold")`), for Static and Label."""
    return Content.assemble(*map(_cleaned, parts))


def _cleaned(part: str | tuple[str, str]) -> str | tuple[str, str]:
    return literal(part) if isinstance(part, str) else (literal(part[0]), part[1])


def literal(text: str) -> str:
    """Remove control characters once more; spaces at the ends belong to the layout here."""
    stripped = text.strip(" \n")
    if not stripped:
        return text
    start = text.index(stripped)
    return text[:start] + clean(stripped, len(stripped)) + text[start + len(stripped) :]


def fit(text: str, width: int) -> str:
    """Make a text exactly `width` columns wide: filled with spaces, or ending in an ellipsis."""
    made = Text(literal(text))
    made.truncate(width, overflow="ellipsis", pad=True)
    return made.plain


def cell(text: str, width: int, style: str = "", right: bool = False) -> Text:
    """Make a table cell of at most `width` columns; what does not fit ends in an ellipsis."""
    made = Text(literal(text).replace("\n", " "), style=style, no_wrap=True, overflow="ellipsis")
    made.truncate(width, overflow="ellipsis")
    if right:
        made.align("right", width)
    return made
