"""A form: labelled lines in columns, with what is wrong said beside each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import ItemGrid, VerticalGroup
from textual.suggester import SuggestFromList
from textual.widgets import Static

from ihk_tui.domain.words import BadInput, Language, Words
from ihk_tui.tui.shown import content
from ihk_tui.tui.widgets.line import LineInput


class Line(NamedTuple):
    """A field of a form."""

    name: str
    label: Words
    hint: Words = Words("", "")
    value: str = ""
    suggestions: Sequence[str] = ()
    secret: bool = False
    """Whether what is typed is not shown."""


class FormLine(VerticalGroup):
    """A label, what is wrong with it, and the line to type in."""

    DEFAULT_CSS = """
    FormLine { height: auto; }
    FormLine Static { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    FormLine.-wrong Static { height: auto; max-height: 3; text-wrap: wrap; color: $error; text-style: bold; }
    """

    def __init__(self, line: Line, language: Language) -> None:
        super().__init__(id=f"line-{line.name}")
        self.line = line
        self._language: Language = language
        self.input = LineInput(
            line.value,
            placeholder=line.hint.to(language),
            max_length=500,
            password=line.secret,
            id=f"field-{line.name}",
            suggester=SuggestFromList(line.suggestions, case_sensitive=False) if line.suggestions else None,
        )
        """Where it is typed. A form is read with every letter, and a query would look through the screen."""

    def compose(self) -> ComposeResult:
        """The label above the line."""
        yield Static(self._label())
        yield self.input

    def _label(self, problem: Words | None = None) -> str:
        label = self.line.label.to(self._language)
        return f"{label} ! {problem.to(self._language)}" if problem else label

    def show_problem(self, problem: Words | None) -> None:
        """Say what is wrong with the line, or nothing any more."""
        self.set_class(problem is not None, "-wrong")
        self.query_one(Static).update(content(self._label(problem)))


class Form(ItemGrid):
    """Lines in as many columns as fit."""

    DEFAULT_CSS = """
    Form { height: auto; grid-gutter: 0 2; }
    """

    def __init__(self, lines: Iterable[Line], language: Language, min_column_width: int = 34) -> None:
        super().__init__(min_column_width=min_column_width)
        self._rows = tuple(FormLine(line, language) for line in lines)

    def compose(self) -> ComposeResult:
        """A widget a line."""
        yield from self._rows

    @property
    def typed(self) -> dict[str, str]:
        """What stands in each line."""
        return {row.line.name: row.input.value for row in self._rows}

    def fill(self, values: Mapping[str, str]) -> None:
        """Put text into lines, as far as they are there."""
        for row in self._rows:
            if row.line.name in values:
                row.input.value = values[row.line.name]

    def show_problems(self, problems: Iterable[BadInput]) -> None:
        """Say beside each line what is wrong, and go to the first of them."""
        wrong = {problem.field: problem.words for problem in problems}
        first = None
        for row in self._rows:
            row.show_problem(wrong.get(row.line.name))
            if row.line.name in wrong and first is None:
                first = row
        if first is not None:
            first.input.focus()
