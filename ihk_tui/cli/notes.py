"""Notes as they are shown and as values for programs."""

from __future__ import annotations

from typing import Any

from ihk_tui.cli.request import Request
from ihk_tui.domain.formats import show_time
from ihk_tui.domain.notes import VisitNotes
from ihk_tui.domain.words import Words


def note_values(notes: VisitNotes) -> list[dict[str, Any]]:
    """The newest version for each topic, and how many there are."""
    return [
        {
            "topic": code,
            "text": versions[-1].text,
            "by": versions[-1].by,
            "at": versions[-1].at,
            "versions": len(versions),
        }
        for code, versions in notes.topics.items()
    ]


def notes_shown(request: Request, notes: VisitNotes) -> str:
    """Each topic's newest text under a line that says whose it is."""
    parts = []
    for code, versions in notes.topics.items():
        newest = versions[-1]
        heading = Words("{code}, {who}, {time} Uhr:", "{code}, {who}, {time}:").fill(
            code=code, who=request.session.name(newest.by), time=show_time(newest.at)
        )
        parts.append(f"{request.say(heading)}\n{newest.text}")
    return "\n\n".join(parts)
