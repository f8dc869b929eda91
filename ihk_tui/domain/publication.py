"""What publishing the office's calendars came to."""

from __future__ import annotations

from typing import NamedTuple

from ihk_tui.domain.words import Words


class PublishTrouble(Exception):
    """A calendar could not be published; what is missing is made up for the next time."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


class FilesPublished(NamedTuple):
    """What became of the calendar files in a folder, by name."""

    folder: str
    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


class EventsPublished(NamedTuple):
    """What became of the events in a calendar on a server."""

    calendar: str
    created: int = 0
    updated: int = 0
    deleted: int = 0
    unchanged: int = 0
    kept: tuple[Words, ...] = ()
    """Events that somebody else changed in the calendar, left as they are there."""
    replaced: tuple[Words, ...] = ()
    """Events that somebody else had changed in the calendar, and that are now as the office has them."""
    rejected: tuple[Words, ...] = ()
    """Events that the server does not take."""
    complete: bool = True
    """Whether the whole calendar was gone through; the server, or whoever ended it, may have been quicker."""
    waiting: int = 0
    """When it is not complete: how many events still differ from what the server has."""


class Publication(NamedTuple):
    """What one round of publishing came to."""

    files: FilesPublished | None
    events: EventsPublished | None
    troubles: tuple[Words, ...] = ()
    """Why something could not be published, a sentence each."""
