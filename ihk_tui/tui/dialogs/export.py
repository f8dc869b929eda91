"""Saving appointments as an iCalendar file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ihk_tui.domain.formats import read_date, typed_date
from ihk_tui.domain.words import BadInput, Words
from ihk_tui.office.calendar_file import write_file
from ihk_tui.office.exporting import Wanted, gather, write
from ihk_tui.office.people import read_person
from ihk_tui.office.session import Session
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.copying import send_to_terminal
from ihk_tui.tui.dialogs.choose import confirm
from ihk_tui.tui.dialogs.form import ask_form
from ihk_tui.tui.dialogs.working import Progress, do_with_progress
from ihk_tui.tui.widgets.form import Line

PROFILES = ("staff", "busy")
SAVE = Words("Kalender speichern", "Save a calendar")
_EXPLAINED = Words(
    "Eine Datei noch einmal einzulesen ändert in manchen Kalendern die Termine, in anderen verdoppelt "
    "es sie. Wer immer den neuen Stand sehen will, abonniert (ihk-tui publish, auch CalDAV).",
    "Importing a file again changes the appointments in some calendars and doubles them in others. To "
    "see the newest state always, subscribe (ihk-tui publish, also CalDAV).",
)
_AT_HOME = Words(
    "Auf dem eigenen Rechner: ssh … ihk-tui export -o - > termine.ics",
    "On your own computer: ssh … ihk-tui export -o - > appointments.ics",
)
_FROM_AFAR = Words(
    "Die Datei entsteht auf Ihrem Rechner: Speichern sendet den Befehl dafür an Ihr Terminal.",
    "The file is made on your computer: saving sends the command for it to your terminal.",
)
_COMMAND_SENT = Words("An Ihr Terminal gesendet: {command}", "Sent to your terminal: {command}")


class _File(NamedTuple):
    wanted: Wanted
    path: Path

    @property
    def command(self) -> str:
        """What makes the file on the computer from which one came."""
        first, last, adviser, profile, _ = self.wanted
        whose = f" --adviser {adviser}" if adviser else ""
        asked = f"export --from {first} --to {last}{whose} --profile {profile}"
        return f"ssh SPRECHTAG {asked} > sprechtag-{first}.ics"


async def export_calendar(app: SprechtagApp, day: date) -> None:
    """Ask what to export and where to, and write it."""
    session = app.session

    def check(typed: dict[str, str]) -> _File | list[BadInput]:
        return _read(session, typed)

    there = _FROM_AFAR if session.over_ssh else _AT_HOME
    text = Words(f"{_EXPLAINED.de}\n{there.de}", f"{_EXPLAINED.en}\n{there.en}")
    chosen = await ask_form(app, SAVE, text, _lines(session, day), check)
    if chosen is None:
        return
    if session.over_ssh:
        send_to_terminal(app, chosen.command, _COMMAND_SENT.fill(command=chosen.command))
        return
    if chosen.path.is_file() and not await confirm(
        app,
        Words("Überschreiben?", "Overwrite?"),
        Words("{path} gibt es schon. Ersetzen?", "{path} exists. Replace it?").fill(path=chosen.path),
    ):
        return
    gathered = await app.ask(gather, chosen.wanted)
    if gathered is None:
        return

    def save(progress: Progress) -> Words | BadInput:
        written = write(session, gathered, progress)
        try:
            write_file(chosen.path, written, "path")
        except BadInput as problem:
            return problem
        return Words("Gespeichert: {path}", "Saved: {path}").fill(path=chosen.path)

    result = await do_with_progress(app, SAVE, save)
    if result is None:
        app.tell(Words("Abgebrochen, nichts wurde geschrieben.", "Stopped, nothing was written."))
    elif isinstance(result, BadInput):
        app.tell(result.words, bad=True)
    else:
        app.tell(result)


def _lines(session: Session, day: date) -> list[Line]:
    return [
        Line("from", Words("Von", "From"), value=typed_date(day, session.language)),
        Line("to", Words("Bis", "To"), value=typed_date(day, session.language)),
        Line(
            "adviser",
            Words("Beratung (leer: alle)", "Adviser (empty: all)"),
            suggestions=list(session.people),
        ),
        Line(
            "profile",
            Words("Inhalt: staff oder busy", "Content: staff or busy"),
            value="staff",
            suggestions=PROFILES,
        ),
        *([] if session.over_ssh else [Line("path", Words("Datei", "File"), value=str(_usual(day)))]),
    ]


def _usual(day: date) -> Path:
    return Path.home() / f"sprechtag-{day.isoformat()}.ics"


def _read(session: Session, typed: Mapping[str, str]) -> _File | list[BadInput]:
    problems: list[BadInput] = []
    days: list[date] = []
    adviser = ""
    for name in ("from", "to"):
        try:
            days.append(read_date(typed[name], session.today(), name))
        except BadInput as problem:
            problems.append(problem)
    try:
        adviser = read_person(session, typed["adviser"], "adviser")
    except BadInput as problem:
        problems.append(problem)
    profile = typed["profile"].strip()
    if profile not in PROFILES:
        problems.append(BadInput("profile", Words("staff oder busy.", "staff or busy.")))
    path = Path(typed.get("path", "sprechtag.ics")).expanduser()
    if path.suffix != ".ics" or path.name.startswith("."):
        problems.append(BadInput("path", Words("Der Name endet auf .ics.", "The name ends in .ics.")))
    elif not path.parent.is_dir():
        problems.append(BadInput("path", Words("Diesen Ordner gibt es nicht.", "There is no such folder.")))
    if len(days) == 2 and days[1] < days[0]:
        problems.append(BadInput("to", Words("Das liegt vor dem Anfang.", "That is before the start.")))
    return problems or _File(Wanted(days[0], days[1], adviser, profile), path)
