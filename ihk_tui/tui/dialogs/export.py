"""Saving appointments as an iCalendar file."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from pathlib import Path

from ihk_tui.domain.formats import read_date
from ihk_tui.domain.words import BadInput, Words
from ihk_tui.office import booking
from ihk_tui.office.calendar_file import write_file
from ihk_tui.office.session import Session
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.dialogs.choose import confirm
from ihk_tui.tui.dialogs.form import ask_form
from ihk_tui.tui.widgets.form import Line

PROFILES = ("staff", "busy")


def _write(
    session: Session, chosen: tuple[date, date, str, str, Path], progress: Callable[[int, int], None]
) -> Path | BadInput:
    first, last, adviser, profile, path = chosen
    written = booking.export(session, first, last, adviser, profile, progress=progress)
    try:
        write_file(path, written, "path")
    except BadInput as problem:
        return problem
    return path


async def export_calendar(app: SprechtagApp, day: date) -> None:
    """Ask what to export and where to, and write it."""
    session = app.session
    today = session.today()

    def check(typed: dict[str, str]) -> tuple[date, date, str, str, Path] | list[BadInput]:
        problems: list[BadInput] = []
        days: list[date] = []
        for name in ("from", "to"):
            try:
                days.append(read_date(typed[name], today, name))
            except BadInput as problem:
                problems.append(problem)
        adviser, profile = typed["adviser"].strip(), typed["profile"].strip()
        if adviser and adviser not in session.people:
            known = ", ".join(session.people)
            problems.append(
                BadInput("adviser", Words("Hier arbeiten: {k}.", "Working here: {k}.").fill(k=known))
            )
        if profile not in PROFILES:
            problems.append(BadInput("profile", Words("staff oder busy.", "staff or busy.")))
        path = Path(typed["path"]).expanduser()
        if path.suffix != ".ics" or path.name.startswith("."):
            problems.append(BadInput("path", Words("Der Name endet auf .ics.", "The name ends in .ics.")))
        elif not path.parent.is_dir():
            problems.append(
                BadInput("path", Words("Diesen Ordner gibt es nicht.", "There is no such folder."))
            )
        if len(days) == 2 and days[1] < days[0]:
            problems.append(BadInput("to", Words("Das liegt vor dem Anfang.", "That is before the start.")))
        return problems or (days[0], days[1], adviser, profile, path)

    chosen = await ask_form(
        app,
        Words("Kalender speichern", "Save a calendar"),
        Words(
            "Dieselbe Datei noch einmal einzulesen kann in manchen Kalendern Termine verdoppeln.\n"
            "Auf dem eigenen Rechner: ssh … ihk-tui export -o - > termine.ics",
            "Importing a file twice may double its appointments in some calendars.\n"
            "On your own computer: ssh … ihk-tui export -o - > appointments.ics",
        ),
        [
            Line("from", Words("Von", "From"), value=f"{day:%d.%m.%Y}"),
            Line("to", Words("Bis", "To"), value=f"{day:%d.%m.%Y}"),
            Line(
                "adviser",
                Words("Beratung (leer: alle)", "Adviser (empty: all)"),
                suggestions=list(session.people),
            ),
            Line(
                "profile",
                Words("Inhalt: staff (alles), busy (Belegt)", "Content: staff (all), busy"),
                value="staff",
                suggestions=PROFILES,
            ),
            Line("path", Words("Datei", "File"), value=str(Path.home() / f"sprechtag-{day.isoformat()}.ics")),
        ],
        check,
    )
    if chosen is None:
        return
    if chosen[-1].is_file() and not await confirm(
        app,
        Words("Überschreiben?", "Overwrite?"),
        Words("{path} gibt es schon. Ersetzen?", "{path} exists. Replace it?").fill(path=chosen[-1]),
    ):
        return
    loop = asyncio.get_running_loop()

    def progress(done: int, total: int) -> None:
        words = Words("Kalender: {done} von {total} …", "Calendar: {done} of {total} …")
        loop.call_soon_threadsafe(app.tell, words.fill(done=done, total=total))

    result = await app.ask(_write, chosen, progress)
    if isinstance(result, BadInput):
        app.tell(result.words, bad=True)
    elif result is not None:
        app.tell(Words("Gespeichert: {path}", "Saved: {path}").fill(path=result))
