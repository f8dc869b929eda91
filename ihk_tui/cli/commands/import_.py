"""Bring in a calendar file: busy times of an adviser, and newer versions of our own appointments."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from ihk_tui.cli.arguments import PERSON, Arguments
from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.cli.values.imported import imported_value
from ihk_tui.domain.formats import local, show_date, show_moment, show_span
from ihk_tui.domain.incoming import MAX_BYTES, CalendarFile, Rejected, Window
from ihk_tui.domain.text import one_line
from ihk_tui.domain.words import BadInput, Refusal, Words
from ihk_tui.office.importing import Imported, ImportedTime, bring_in
from ihk_tui.office.people import read_person

STDIN = "-"
LISTED = 40
"""So many times are listed for people; JSON has all."""

_WHAT: dict[str, Words] = {
    "new": Words("neu", "new"),
    "changed": Words("geändert", "changed"),
    "removed": Words("entfällt", "removed"),
}
_PREVIEW = Words("Vorschau, nichts gespeichert.", "A preview, nothing is stored.")
_STORED = Words("Eingelesen.", "Imported.")
_NOTHING = Words("Nichts zu ändern.", "Nothing to change.")
_COUNTS = Words(
    "neu {new} · geändert {changed} · entfällt {removed} · gleich {same} · ohne Belang {ignored}"
    " · abgewiesen {rejected}",
    "new {new} · changed {changed} · removed {removed} · same {same} · irrelevant {ignored}"
    " · rejected {rejected}",
)
_CLASH = Words(
    "Achtung: Termin {number} ({when}) liegt in einer belegten Zeit.",
    "Mind: appointment {number} ({when}) lies in a busy time.",
)
_MORE = Words("… und {count} weitere (alle: --json)", "… and {count} more (all: --json)")
_REJECTED = Words("abgewiesen", "rejected")


def arguments(args: Arguments) -> None:
    """Which file, and whose calendar it is."""
    args.word(
        "file",
        Words("Kalenderdatei (.ics); - für stdin", "calendar file (.ics); - for stdin"),
        optional=False,
    )
    args.text(
        "--adviser",
        Words("wessen Kalender: belegte Zeiten", "whose calendar: busy times"),
        metavar=PERSON,
    )
    args.flag(
        "--whole",
        Words(
            "die Datei ist der ganze Kalender: was fehlt, entfällt",
            "the file is the whole calendar: what is missing is removed",
        ),
    )
    args.flag("--dry-run", Words("nur zeigen, was sich ändern würde", "only show what would change"))


def run(request: Request) -> Result:
    """Read it, show what it brings, and store that unless only a look was wanted."""
    session, given = request.session, request.given
    adviser = read_person(session, given.adviser, "adviser")
    if given.whole and not adviser:
        raise BadInput("--whole", Words("Wessen Kalender? (--adviser)", "Whose calendar? (--adviser)"))
    file = session.read_calendar(_content(given.file), Window.around(session.today()))
    if isinstance(file, Refusal):
        raise _about(given.file, file.words)
    imported = bring_in(session, file, adviser, given.whole, given.dry_run)
    if isinstance(imported, Refusal):
        return imported
    value = imported_value(request, file, imported, adviser, given.dry_run)
    return Answer(value, "\n".join(_lines(request, file, imported)))


def _content(name: str) -> bytes:
    """The bytes of a file, one more than are allowed at most. Raises BadInput."""
    if name == STDIN:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        with Path(name).expanduser().open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        why = error.strerror
        raise _about(name, Words(f"lässt sich nicht lesen: {why}.", f"cannot be read: {why}.")) from None


def _about(name: str, words: Words) -> BadInput:
    called = "stdin" if name == STDIN else one_line(name)
    return BadInput("", Words("{name}: {said}", "{name}: {said}").fill(name=called, said=words))


def _lines(request: Request, file: CalendarFile, imported: Imported) -> Iterator[str]:
    headline = _STORED if imported.stored else _PREVIEW if request.given.dry_run else _NOTHING
    counts = _COUNTS.fill(
        new=imported.count("new"),
        changed=imported.count("changed"),
        removed=imported.count("removed"),
        same=imported.same,
        ignored=imported.ignored,
        rejected=len(imported.rejected),
    )
    yield request.say(headline)
    yield from (request.say(warning) for warning in file.warnings)
    yield request.say(counts)
    told = [_change(request, change) for change in imported.changes]
    told += [_rejection(request, rejected) for rejected in imported.rejected]
    yield from told[:LISTED]
    if len(told) > LISTED:
        yield request.say(_MORE.fill(count=len(told) - LISTED))
    for clash in imported.clashes:
        yield request.say(_CLASH.fill(number=clash.id, when=show_moment(clash.start, request.language)))


def _change(request: Request, change: ImportedTime) -> str:
    language, first = request.language, local(change.start)
    if first.date() == local(change.end).date():
        when = f"{show_date(first.date(), language)}, {show_span(change.start, change.end, language)}"
    else:
        when = f"{show_moment(change.start, language)} – {show_moment(change.end, language)}"
    number = change.appointment
    ours = Words(f" (Termin {number})", f" (appointment {number})").to(language) if number else ""
    return f"  {request.say(_WHAT[change.what])}: {when}{ours}"


def _rejection(request: Request, rejected: Rejected) -> str:
    when = f"{show_moment(rejected.start, request.language)} " if rejected.start else ""
    uid = f"[{one_line(rejected.uid, limit=50)}] " if rejected.uid else ""
    return f"  {request.say(_REJECTED)}: {when}{uid}{request.say(rejected.words)}"
