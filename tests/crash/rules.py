"""What must hold beside the documents: of backups, and of what was erased."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.crash import opening


class Allowed(NamedTuple):
    """What may be found at one moment."""

    digests: frozenset[str]
    words: str
    done: int
    """How many steps have ended."""
    earlier: frozenset[str]
    """What was there at any time so far, as a backup may still have it."""
    changed: bool
    """Whether the workload had changed what is outside of the folder."""


Rule = Callable[[Path, Allowed], str]
"""Looks into a folder as the crash left it, and gives what is wrong, or nothing."""


def backups_are_whole(made_by: int) -> Rule:
    """Every backup opens and holds what once was; after so many steps there is one.

    What has a dot or "new-" in its name is not a backup yet.
    """

    def rule(folder: Path, now: Allowed) -> str:
        found = [
            path for path in folder.glob("backups/*") if "." not in path.name and "new-" not in path.name
        ]
        if now.done >= made_by and not found:
            return "the backup is gone"
        for backup in found:
            held = opening.office(backup)
            if held not in now.earlier:
                return f"the backup {backup.name} holds {held}"
        return ""

    return rule


def erased(text: str, by: int) -> Rule:
    """After so many steps no file anywhere in the folder has this text."""

    def rule(folder: Path, now: Allowed) -> str:
        if now.done < by:
            return ""
        found = [path for path in folder.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]
        return f"still in {', '.join(path.name for path in found)}" if found else ""

    return rule
