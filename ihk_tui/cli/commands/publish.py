"""The office's calendars for others to subscribe to: files for a web server, and a CalDAV calendar."""

from __future__ import annotations

from pathlib import Path

from ihk_tui.cli.arguments import Arguments
from ihk_tui.cli.host import Publisher
from ihk_tui.cli.output import say
from ihk_tui.cli.progress import Progress
from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.cli.values.publication import publication_text, publication_value
from ihk_tui.domain.words import BadInput, Words


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


_NOWHERE = Words(
    "Wohin, steht nicht fest: in office.toml fehlt unter [publish] folder oder caldav_url. Das trägt ein, wer"
    " den Rechner betreut.",
    "Where to is not settled: office.toml lacks folder or caldav_url under [publish]. Whoever looks after the"
    " machine puts it there.",
)


def run(request: Request) -> Result:
    """Publish once, or whenever something changes."""
    given = request.given
    publisher = request.host.publisher(request.options, request.session)
    _choose(request, publisher)
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


def _choose(request: Request, publisher: Publisher) -> None:
    """Choose where to; over SSH nobody is told to name a folder of this machine."""
    given = request.given
    try:
        publisher.choose(Path(given.folder).expanduser() if given.folder else None, given.caldav)
    except BadInput as problem:
        if request.options.over_ssh and not problem.field:  # no setting is wrong: there is none
            raise BadInput("", _NOWHERE) from None
        raise
