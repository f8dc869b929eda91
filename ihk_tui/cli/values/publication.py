"""A publication as JSON, and as sentences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ihk_tui.cli.request import Request
from ihk_tui.domain.publication import EventsPublished, Publication
from ihk_tui.domain.words import Words

_FILES = Words(
    "{folder}: {written} geschrieben, {unchanged} unverändert, {removed} entfernt.",
    "{folder}: {written} written, {unchanged} unchanged, {removed} removed.",
)
_EVENTS = Words(
    "{calendar}: {created} neu, {updated} geändert, {deleted} gelöscht, {unchanged} unverändert.",
    "{calendar}: {created} new, {updated} changed, {deleted} deleted, {unchanged} unchanged.",
)
_SO_FAR = Words("{calendar}: bis dahin {done}.", "{calendar}: until then {done}.")
_DONE = {
    "created": Words("{n} neu", "{n} new"),
    "updated": Words("{n} geändert", "{n} changed"),
    "deleted": Words("{n} gelöscht", "{n} deleted"),
}
_WAITING = Words(
    "{calendar}: {n} Änderungen warten auf den nächsten Versuch.",
    "{calendar}: {n} changes wait for the next attempt.",
)
_ONE_WAITING = Words(
    "{calendar}: 1 Änderung wartet auf den nächsten Versuch.",
    "{calendar}: 1 change waits for the next attempt.",
)
_KEPT = Words(
    "Im Kalender von anderen geändert und dort so gelassen: {what}. Unseren Stand einsetzen: --overwrite.",
    "Changed in the calendar by others and left as it is there: {what}. To put ours in place: --overwrite.",
)
_REPLACED = Words(
    "Im Kalender von anderen geändert, jetzt wieder wie hier: {what}.",
    "Changed in the calendar by others, now as it is here again: {what}.",
)
_REJECTED = Words(
    "Vom Kalenderserver nicht angenommen: {what}.", "Not accepted by the calendar server: {what}."
)


def publication_value(request: Request, done: Publication) -> dict[str, Any]:
    """Everything that was done, and why anything was not."""
    files, events = done.files, done.events
    told = {
        name: [request.say(words) for words in getattr(events, name)] if events else []
        for name in ("kept", "replaced", "rejected")
    }
    return {
        "folder": files._asdict() if files else None,
        "caldav": events._asdict() | told if events else None,
        "troubles": [request.say(words) for words in done.troubles],
    }


def publication_text(request: Request, done: Publication) -> list[str]:
    """What was done, a line each."""
    told: list[Words] = []
    if files := done.files:
        counts = {name: len(getattr(files, name)) for name in ("written", "unchanged", "removed")}
        if any(counts.values()) or not done.troubles:
            told.append(_FILES.fill(folder=files.folder, **counts))
    if events := done.events:
        told += [_EVENTS.fill(**events._asdict())] if events.complete else _broken_off(events)
        for words, which in (
            (_KEPT, events.kept),
            (_REPLACED, events.replaced),
            (_REJECTED, events.rejected),
        ):
            if which:
                told.append(words.fill(what=", ".join(request.say(each) for each in which)))
    return [request.say(words) for words in told]


def _broken_off(events: EventsPublished) -> Iterable[Words]:
    """What came of a calendar that was not gone through: what was done, and what waits."""
    done = [words.fill(n=n) for name, words in _DONE.items() if (n := getattr(events, name))]
    if done:
        yield _SO_FAR.fill(calendar=events.calendar, done=Words.joined(", ", done))
    if events.waiting:
        words = _ONE_WAITING if events.waiting == 1 else _WAITING
        yield words.fill(calendar=events.calendar, n=events.waiting)
