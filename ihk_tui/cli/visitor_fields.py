"""The fields of the intake as options, made from their declaration."""

from __future__ import annotations

from argparse import Namespace

from ihk_tui.cli.arguments import Arguments
from ihk_tui.domain.intake import FIELDS
from ihk_tui.domain.words import Words

_NAMES = tuple(dict.fromkeys(field.name for field in FIELDS))


def visitor_arguments(args: Arguments) -> None:
    """Declare one option for each field, whatever the kind of visitor."""
    for name in _NAMES:
        args.text(f"--{name.replace('_', '-')}", _help(name), default=None)


def _help(name: str) -> Words:
    """The label, what may be typed, and for which kinds of visitor it is asked."""
    declared = [field for field in FIELDS if field.name == name]
    field = declared[0]
    kinds = sorted(code for each in declared for code in each.kinds or ())
    notes = [field.hint, Words(", ".join(kinds), ", ".join(kinds))]
    return Words(*(_noted(field.label[i], [note[i] for note in notes if note[i]]) for i in (0, 1)))


def _noted(label: str, notes: list[str]) -> str:
    return f"{label} ({'; '.join(notes)})" if notes else label


def typed_fields(given: Namespace) -> dict[str, str]:
    """The fields that were given, by name."""
    return {name: value for name in _NAMES if (value := getattr(given, name)) is not None}
