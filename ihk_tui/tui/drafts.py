"""What someone is typing is kept on disk while they type, so that a lost line loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.formats import moment_words
from ihk_tui.domain.visits import Visit
from ihk_tui.domain.words import StoreTrouble, Words
from ihk_tui.office.days import upcoming
from ihk_tui.office.session import Session

if TYPE_CHECKING:
    from ihk_tui.tui.app import SprechtagApp

PAUSE = 0.5
"""Seconds after which at the latest what was typed is written."""

Form = Mapping[str, str]

_INTAKE = Words(
    "Nicht gespeichert: Aufnahme{who}. {new} und {restore} holen es zurück.",
    "Not saved: intake{who}. {new} and {restore} bring it back.",
)
_NOTE = Words(
    "Nicht gespeichert: Notiz zu {ticket}. Sie steht dort wieder, wenn Sie sie öffnen.",
    "Not saved: note on {ticket}. It is there again when you open it.",
)
_BOOKING = Words(
    "Nicht gespeichert: ein Termin. {list}, {book} und Strg+R holen ihn zurück.",
    "Not saved: an appointment. {list}, {book} and Ctrl+R bring it back.",
)
_CORRECTION = Words(
    "Nicht gespeichert: Änderungen am Termin {when}. {edit} dort und Strg+R holen sie zurück.",
    "Not saved: changes to the appointment of {when}. {edit} there and Ctrl+R bring them back.",
)


class Drafts:
    """The unfinished forms of this person, by name; None stands for one that is done."""

    def __init__(self, app: SprechtagApp) -> None:
        self._app = app
        self._unwritten: dict[str, Form | None] = {}
        self._timed = False
        self._writing = Lock()

    def keep(self, name: str, form: Form) -> None:
        """Write a form soon."""
        self._later(name, dict(form))

    def drop(self, name: str) -> None:
        """Forget a form: it was done."""
        self._later(name, None)

    def _later(self, name: str, form: Form | None) -> None:
        self._unwritten[name] = form
        if not self._timed:
            self._timed = True
            self._app.set_timer(PAUSE, self._write_soon)

    def _write_soon(self) -> None:
        self._timed = False
        self._app.run_worker(self._written())

    async def _written(self) -> None:
        for name, form in (await self._app.ask(self._write) or {}).items():
            if self._unwritten.get(name, self) is form:  # nothing newer
                del self._unwritten[name]

    def write_now(self) -> None:
        """Write what is not written yet, here and at once: the program ends."""
        try:
            self._write(self._app.session)
        except StoreTrouble as trouble:
            self._app.tell(trouble.words, bad=True)

    def _write(self, session: Session) -> Mapping[str, Form | None]:
        """Write what there is; forgotten here only once it is on disk."""
        with self._writing:
            forms = dict(self._unwritten)
            for name, form in forms.items():
                if form is None:
                    session.store.drafts.drop(session.person.id, name)
                else:
                    session.store.drafts.save(session.person.id, name, form)
        return forms

    async def load(self, name: str) -> Form | None:
        """What was kept, or None."""
        if name in self._unwritten:
            return self._unwritten[name]
        return await self._app.ask(_load, name)


def left_over(session: Session, key: Callable[[str, str], Words]) -> Words | None:
    """What this person was typing when their last session ended, in a sentence; None: nothing."""
    names = session.store.drafts.names(session.person.id)
    found = (_told(session, key, *name.split(" ")) for name in sorted(names, key=_urgency))
    return next((words for words in found if words), None)


def _urgency(name: str) -> bool:
    return not name.startswith("intake")


def _told(session: Session, key: Callable[[str, str], Words], form: str, *of: str) -> Words | None:
    """The sentence for one form; None when there is nowhere to go on with it."""
    reader, restore = session.read(), key("restore", "intake")
    match form, of:
        case "intake", ():
            draft = session.store.drafts.load(session.person.id, form) or {}
            name = draft.get("company") or draft.get("name") or draft.get("organisation") or ""
            return _INTAKE.fill(who=f" {name}" if name else "", new=key("new", "day"), restore=restore)
        case "note", (day, number, _) if day == upcoming(session, reader).day.isoformat():
            visit = reader.get(Visit, int(number), date.fromisoformat(day))
            return _NOTE.fill(ticket=visit.ticket) if visit else None
        case "book", (_,):
            return _BOOKING.fill(list=key("appointments", "day"), book=key("book", "appointments"))
        case "appointment", (number,):
            found = reader.get(Appointment, int(number))
            if found and found.status == "booked":
                return _CORRECTION.fill(when=moment_words(found.start), edit=key("edit", "appointments"))
    return None


def _load(session: Session, name: str) -> Form | None:
    return session.store.drafts.load(session.person.id, name)
