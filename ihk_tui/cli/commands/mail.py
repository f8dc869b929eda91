"""The invitations: which wait, and sending them."""

from __future__ import annotations

from ihk_tui.cli.arguments import Arguments
from ihk_tui.cli.mailing import round_text, round_value, watch
from ihk_tui.cli.output import say
from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.cli.table import table
from ihk_tui.cli.values.invitation import posted_value
from ihk_tui.domain.formats import show_date, show_time
from ihk_tui.domain.invitations import STANDING_WORDS
from ihk_tui.domain.words import Words
from ihk_tui.office.inviting import Posted, outbox, send

_HEADS = Words("Nr.|Termin|Stand|Versuche|Antwort", "No.|Appointment|State|Tries|Reply")
_NONE = Words(
    "Niemand ist eingeladen. Einladen: ihk-tui invite N", "Nobody is invited. To do so: ihk-tui invite N"
)


def arguments(args: Arguments) -> None:
    """Whether to send, to go on sending, or to look."""
    args.flag("--list", Words("nur zeigen, nichts verschicken", "only show, send nothing"))
    args.flag("--watch", Words("weiterlaufen und verschicken, was dazukommt", "go on, and send what comes"))


def run(request: Request) -> Result:
    """Send what waits, each letter once."""
    session, given = request.session, request.given
    if given.list:
        posted = outbox(session)
        heads = request.say(_HEADS).split("|")
        text = table(heads, (_row(request, each) for each in posted)) if posted else request.say(_NONE)
        return Answer([posted_value(each) for each in posted], text)
    postman = request.host.postman(request.options)
    if given.watch:
        return watch(request, postman)
    done = send(session, postman)
    if done.trouble and not request.json:
        say(request.say(done.trouble), to_errors=True)
    return Answer(round_value(request, done), round_text(request, done), trouble=bool(done.trouble))


def _row(request: Request, posted: Posted) -> tuple[str, ...]:
    appointment, invitation = posted.appointment, posted.invitation
    return (
        str(appointment.id),
        f"{show_date(appointment.day, request.language)} {show_time(appointment.start)}",
        request.say(STANDING_WORDS[posted.standing]),
        str(invitation.tries or ""),
        invitation.reason,
    )
