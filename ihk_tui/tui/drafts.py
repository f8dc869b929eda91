"""What someone is typing is kept on disk while they type, so that a lost line loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from threading import Lock
from time import time_ns
from typing import TYPE_CHECKING, NamedTuple

from textual.worker import Worker

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.formats import moment_words
from ihk_tui.domain.rights import may
from ihk_tui.domain.visits import Visit
from ihk_tui.domain.words import StoreTrouble, Words
from ihk_tui.office.days import upcoming
from ihk_tui.office.session import Session
from ihk_tui.tui.actions.needs import needed
from ihk_tui.tui.shown import fit

if TYPE_CHECKING:
    from ihk_tui.tui.app import SprechtagApp

PAUSE = 0.5
"""Seconds after which at the latest what was typed is written."""

Form = Mapping[str, str]

MOST = 5
"""Drafts of one sort of form that outlive the session; those before are not missed any more."""
KEPT = timedelta(days=7)
"""For how long a draft outlives its session: people are named in it."""
_ONE_OF = " ~"
"""Stands in a name between the form and the moment in which it was begun."""
_NAMED, _LONGEST = 3, 24

_NOT_SAVED = Words("Nicht gespeichert: {what}{more}. {how}", "Not saved: {what}{more}. {how}")
_MORE = Words(" und {n} weitere", " and {n} more")
_AT = Words("{keys} und {restore} holen es zurück.", "{keys} and {restore} bring it back.")
_AT_IT = Words("{keys} dort und {restore} holen es zurück.", "{keys} there and {restore} bring it back.")
_HOW = Words(
    "Im Formular holt {restore} es zurück; eine Notiz steht, wo sie war.",
    "In its form {restore} brings it back; a note is where it was.",
)
_THERE = Words("Sie steht dort wieder, wenn Sie sie öffnen.", "It is there again when you open it.")
_INTAKE = Words("Aufnahme{who}", "intake{who}")
_NOTE = Words("Notiz zu {ticket}", "note on {ticket}")
_EDIT = Words("Änderungen an {ticket}", "changes to {ticket}")
_SERVING = {
    "finish": Words("Ergebnis zu {ticket}", "outcome of {ticket}"),
    "defer": Words("Parken von {ticket}", "parking {ticket}"),
    "transfer": Words("Übergabe von {ticket}", "handing over {ticket}"),
}
_WHERE = {
    "intake": ("day", "new"),
    "note": ("visit", "note"),
    "visit": ("day", "edit"),
    "finish": ("day", "finish"),
    "defer": ("day", "defer"),
    "transfer": ("day", "transfer"),
    "book": ("appointments", "book"),
    "appointment": ("appointments", "edit"),
    "move": ("appointments", "move"),
    "held": ("appointments", "check_in"),
    "closing": ("day", "close_day"),
    "plan": ("planner", "add"),
}
"""Where a form is filled in, and by which action."""
_BOOKING = Words("ein Termin", "an appointment")
_APPOINTMENT = Words("Änderungen am Termin {when}", "changes to the appointment of {when}")
_CLOSING = Words("Entscheidungen zum Abschluss", "decisions on closing the day")
_GOES_ON = Words("{keys} geht damit weiter.", "{keys} goes on with them.")
_PLANNING = Words("eine Angabe zum Jahresplan", "an entry in the year plan")


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
        _worker: Worker[None] = self._app.run_worker(self._written)

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

    def new(self, form: str) -> str:
        """A name for a form that is being filled in: later ones come after earlier ones."""
        return f"{form}{_ONE_OF}{time_ns():020d}"

    async def names(self, form: str) -> list[str]:
        """The names under which such forms are kept, the newest first."""
        kept = {*(await self._app.ask(_names) or ()), *self._unwritten}
        gone = {name for name, unwritten in self._unwritten.items() if unwritten is None}
        return sorted((name for name in kept - gone if _form(name) == form), reverse=True)

    async def load(self, name: str) -> Form | None:
        """What was kept, or None."""
        if name in self._unwritten:
            return self._unwritten[name]
        return await self._app.ask(_load, name)


def left_over(session: Session, key: Callable[[str, str], Words]) -> Words | None:
    """What this person was typing when earlier sessions ended, in a sentence; None: nothing.

    What is too old by now, or too much, is forgotten here: nobody comes back to it.
    """
    found: list[tuple[Words, Words]] = []
    for form in _forms(session):
        found += filter(None, [_told(session, key, form, *form.name.split(" "))])
    if not found:
        return None
    if len(found) == 1:
        (what, how), more = found[0], Words("", "")
    else:
        listed = Words.joined(", ", (what for what, _ in found[:_NAMED]))
        more = _MORE.fill(n=len(found) - _NAMED) if len(found) > _NAMED else Words("", "")
        what, how = listed, _HOW.fill(restore=key("restore", "intake"))
    return _NOT_SAVED.fill(what=what, more=more, how=how)


class _Newest(NamedTuple):
    """A form that was not done, and what was typed into it last."""

    name: str
    typed: Form


def _forms(session: Session) -> list[_Newest]:
    """Every form that was not done, those of visitors who may still be there first."""
    drafts, me = session.store.drafts, session.person.id
    found: dict[str, list[str]] = {}
    for name in sorted(drafts.names(me), reverse=True):
        found.setdefault(_form(name), []).append(name)
    for names in found.values():
        for number, name in enumerate(names):
            if number >= MOST or _is_old(name, session.today()):
                drafts.drop(me, name)
    newest = [_Newest(form, drafts.load(me, names[0]) or {}) for form, names in sorted(found.items())]
    return sorted((form for form in newest if form.typed), key=lambda form: form.name != "intake")


def _is_old(name: str, today: date) -> bool:
    """Whether a draft has had its time: since it was begun, or since the day of a note or a closing."""
    form, _, stamp = name.partition(_ONE_OF)
    if stamp:
        return timedelta(microseconds=(time_ns() - int(stamp)) / 1000) > KEPT
    kind, *of = form.split(" ")
    return kind in ("note", "closing") and today - date.fromisoformat(of[0]) > KEPT


def _told(
    session: Session, key: Callable[[str, str], Words], form: _Newest, kind: str, *of: str
) -> tuple[Words, Words] | None:
    """What a form was, and how to go on with it; None when there is nowhere to go on."""
    reader, restore = session.read(), key("restore", "intake")

    def visit(day: str, number: str) -> Visit | None:
        today = upcoming(session, reader).day.isoformat() == day
        return reader.get(Visit, int(number), date.fromisoformat(day)) if today else None

    def open_visit(*of: str) -> Visit | None:
        return found if (found := visit(*of)) and found.is_open else None

    place, action = _WHERE.get(kind, ("", ""))

    def there(shown: bool = True) -> Words:
        keys = [key(action, place)] if shown else [key("settled", place), key(action, place)]
        return _AT_IT.fill(keys=Words.joined(", ", keys), restore=restore)

    right = needed(place, action)
    if right and may(session.person.role, right):
        return None
    match kind, of:
        case "intake", ():
            name = form.typed.get("company") or form.typed.get("name") or form.typed.get("organisation") or ""
            who = fit(name, _LONGEST) if len(name) > _LONGEST else name
            again = _AT.fill(keys=key(action, place), restore=restore)
            return _INTAKE.fill(who=f" {who}" if who else ""), again
        case "note", (day, number, _) if found := visit(day, number):
            return _NOTE.fill(ticket=found.ticket), _THERE
        case "visit", (day, number) if found := visit(day, number):
            return _EDIT.fill(ticket=found.ticket), there(shown=found.is_open)
        case (("finish" | "defer" | "transfer"), (day, number)) if found := open_visit(day, number):
            return _SERVING[kind].fill(ticket=found.ticket), there()
        case "book", (_,):
            keys = Words.joined(", ", (key("appointments", "day"), key(action, place)))
            return _BOOKING, _AT.fill(keys=keys, restore=restore)
        case (("appointment" | "move" | "held"), (number,)):
            held = reader.get(Appointment, int(number))
            if held and held.status == "booked":
                return _APPOINTMENT.fill(when=moment_words(held.start)), there()
        case "closing", (day,) if upcoming(session, reader).day.isoformat() == day:
            return _CLOSING, _GOES_ON.fill(keys=key(action, place))
        case "plan", _:
            return _PLANNING, _AT.fill(keys=key("planner", "day"), restore=restore)
    return None


def _form(name: str) -> str:
    return name.partition(_ONE_OF)[0]


def _names(session: Session) -> list[str]:
    return session.store.drafts.names(session.person.id)


def _load(session: Session, name: str) -> Form | None:
    return session.store.drafts.load(session.person.id, name)
