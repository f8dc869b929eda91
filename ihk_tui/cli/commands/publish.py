"""The office's calendars for others to subscribe to: files for a web server, and a CalDAV calendar."""

from __future__ import annotations

from pathlib import Path

from ihk_tui.cli.arguments import Arguments
from ihk_tui.cli.output import say
from ihk_tui.cli.progress import Progress
from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.cli.values.publication import publication_text, publication_value
from ihk_tui.domain.words import Words


def arguments(args: Arguments) -> None:
    """Where to, and for how long; what is published is set in office.toml under [publish]."""
    args.text(
        "--folder",
        Words(
            "nur in diesen Ordner (statt dem in office.toml)", "to this folder only (not that of office.toml)"
        ),
        metavar=Words("ORDNER", "DIR"),
    )
    args.flag("--caldav", Words("nur in den CalDAV-Kalender", "to the CalDAV calendar only"))
    args.flag(
        "--watch", Words("weiterlaufen, bei Änderungen neu veröffentlichen", "go on, and again on changes")
    )
    args.flag(
        "--overwrite",
        Words("auch ersetzen, was andere im Kalender änderten", "also replace what others changed there"),
    )


def run(request: Request) -> Result:
    """Publish once, or whenever something changes."""
    given = request.given
    publisher = request.host.publisher(request.options, request.session)
    publisher.choose(Path(given.folder).expanduser() if given.folder else None, given.caldav)
    if given.watch:
        from ihk_tui.cli.publishing import watch

        return watch(request, publisher)
    with Progress(request.say(Words("Kalender", "Calendar"))) as progress:
        done = publisher.publish(overwrite=given.overwrite, progress=progress)
    text = publication_text(request, done)
    if not request.json:
        for words in done.troubles:
            say(request.say(words), to_errors=True)
    trouble = bool(done.troubles or (done.events and done.events.rejected))
    return Answer(publication_value(request, done), "\n".join(text), trouble=trouble)
