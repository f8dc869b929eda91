"""Nothing reaches a widget as a plain string that could hold user text: Textual would read it as markup."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import ihk_tui.tui

FOLDER = Path(ihk_tui.tui.__file__).parent
SHOWS = {
    "Static",
    "Label",
    "ListOption",
    "Option",
    "update",
    "notify",
    "add_row",
    "add_column",
    "update_cell",
}
SHOWS |= {"Button", "Checkbox", "RadioButton", "Select", "Tree", "set_options", "DiscoveryHit", "Hit"}
ATTRIBUTES = {"border_title", "border_subtitle", "tooltip"}
SAFE = {"content", "cell", "Text", "partial", "mine_line"}
"""Makers of what is taken literally."""
KNOWN = {
    ("form.py", "self._label()"): "a label of the program; what is wrong with it goes through content()",
    ("app.py", "drawn"): "lines of Text",
    ("help.py", "listed"): "a table of Text",
    ("details.py", "listed"): "a table of Text",
    ("table.py", "*cells"): "cells are Text by type",
    ("table.py", "text"): "cells are Text by type",
    ("table.py", "key"): "a row's key is not shown",
    ("palette.py", "matcher.highlight(label)"): "labels of actions",
    ("palette.py", "label"): "labels of actions",
    ("palette.py", "score"): "a number",
}
"""Arguments that are no plain user text for another reason."""


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _is_safe(value: ast.expr) -> bool:
    """A literal, the program's own words (`say(Words("…", "…"))`), or what a maker of literal text made."""
    if isinstance(value, ast.Constant):
        return True
    if isinstance(value, ast.GeneratorExp):
        return _is_safe(value.elt)
    if isinstance(value, ast.Starred):
        return _is_safe(value.value)
    if not isinstance(value, ast.Call):
        return False
    name = _name(value)
    if name == "say":
        made = value.args[0]
        if isinstance(made, ast.Call):
            return _name(made) == "Words" and all(isinstance(word, ast.Constant) for word in made.args)
        return _is_constant(made)
    return name in SAFE or (name in SHOWS and not list(_unsafe_in(value, "")))


def _is_constant(value: ast.expr) -> bool:
    """A module's constant, or a local that holds words without values (`keys`)."""
    return isinstance(value, ast.Name) and (value.id.isupper() or value.id == "keys")


def _unsafe_in(call: ast.Call, file: str) -> Iterator[str]:
    ours = _name(call) == "Option" and len(call.args) == 3  # an answer of ihk_tui.tui.dialogs.choose
    if _name(call) in SHOWS and not ours:
        for value in call.args[:1] if _name(call) != "update_cell" else call.args[2:]:
            if not _is_safe(value) and (file, ast.unparse(value)) not in KNOWN:
                yield f"{file}:{call.lineno} {ast.unparse(call)[:90]}"


def unsafe(source: str, file: str) -> list[str]:
    """Every place at which something reaches a widget that could hold user text."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and not (
            isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name)
            and node.func.value.id in ("typed", "values")
        ):  # fmt: skip
            found += _unsafe_in(node, file)
        if isinstance(node, ast.Assign):
            target = node.targets[0]
            if isinstance(target, ast.Attribute) and target.attr in ATTRIBUTES and not _is_safe(node.value):
                found.append(f"{file}:{node.lineno} {ast.unparse(node)[:90]}")
    return found


@pytest.mark.parametrize("file", sorted(FOLDER.rglob("*.py")), ids=lambda file: str(file.relative_to(FOLDER)))
def test_user_text_reaches_widgets_only_through_shown(file: Path) -> None:
    assert unsafe(file.read_text(encoding="utf-8"), file.name) == []


@pytest.mark.parametrize(
    "line",
    [
        'Static(f"{visit.visitor.name}")',
        "Static(name)",
        "self.query_one(Static).update(name)",
        'self.notify(f"{name} da")',
        "table.add_row(name, topic)",
        "ListOption(name)",
        "box.border_title = title",
        'Static(self.say(Words("{n}", "{n}").fill(n=name)))',
        "OptionList(*(ListOption(point.name) for point in points))",
    ],
)
def test_the_rule_can_fail(line: str) -> None:
    assert unsafe(line, "any.py")


@pytest.mark.parametrize(
    "line",
    [
        "Static(content(name))",
        'Static("fest")',
        'Static(self.say(Words("a", "b")))',
        "box.border_title = content(name)",
    ],
)
def test_the_rule_lets_safe_text_pass(line: str) -> None:
    assert unsafe(line, "any.py") == []
