"""What happened to the files below a folder, in order. Files and folders are known by number, not by name."""

from __future__ import annotations

from typing import NamedTuple

ROOT = 0
"""The number of the folder that is watched; it is there from the beginning."""


class Made(NamedTuple):
    """A file came to be: empty, and without a name so far."""

    file: int


class Wrote(NamedTuple):
    """Bytes came into a file."""

    file: int
    offset: int
    data: bytes


class Cut(NamedTuple):
    """A file got this size: the rest is gone, or zeros were added."""

    file: int
    size: int


class Edit(NamedTuple):
    """A name in a folder now means this file or folder, or nothing."""

    folder: int
    name: str
    target: int | None


class Named(NamedTuple):
    """Names changed, all of them at once."""

    edits: tuple[Edit, ...]


class Synced(NamedTuple):
    """The system said that a file's bytes or a folder's names are on the disk; None stands for everything."""

    target: int | None
    whole: bool
    """False for fdatasync."""


class SyncFailed(NamedTuple):
    """The system said that it could not bring them to the disk. Asking it again proves nothing."""

    target: int


class Said(NamedTuple):
    """The command wrote to its stdout."""

    text: str


Event = Made | Wrote | Cut | Named | Synced | SyncFailed | Said

Tree = dict[str, bytes | None]
"""What stands below a folder, by path from there; None for a folder."""
