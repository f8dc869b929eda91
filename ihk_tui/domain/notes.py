"""Topic notes: what was said on each topic of a visit, every saved version kept."""

from __future__ import annotations

from datetime import date, datetime

import msgspec
from msgspec.structs import replace

from ihk_tui.domain.text import clean
from ihk_tui.domain.words import Refusal, Words


class Revision(msgspec.Struct, frozen=True, gc=False):
    """One saved version of a note."""

    at: datetime
    by: str
    text: str


class VisitNotes(msgspec.Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """The notes of one visit by topic code; kept apart from the visit, for those who may read them."""

    day: date
    id: int
    topics: dict[str, tuple[Revision, ...]] = {}

    def text(self, code: str) -> str:
        """The newest version, empty when nothing was noted."""
        found = self.topics.get(code)
        return found[-1].text if found else ""

    def revision(self, code: str) -> int:
        """How many versions there are: what an edit says it is based on."""
        return len(self.topics.get(code, ()))


def write(notes: VisitNotes, code: str, text: str, base: int, at: datetime, by: str) -> VisitNotes | Refusal:
    """Save a new version of a topic's note that was based on version `base`.

    When someone saved in between, nothing is overwritten: the refusal's code is `conflict` and the caller
    shows both versions.
    """
    text = clean(text)
    if text == notes.text(code):
        return notes
    if base != notes.revision(code):
        last = notes.topics[code][-1] if notes.revision(code) else Revision(at, "", "")
        return Refusal(
            "conflict",
            Words(
                "Diese Notiz hat {who} inzwischen geändert.", "{who} has changed this note meanwhile."
            ).fill(who=last.by),
        )
    versions = (*notes.topics.get(code, ()), Revision(at, by, text))
    return replace(notes, topics={**notes.topics, code: versions})
