"""What the day screen says about the day as a whole."""

from __future__ import annotations

from collections.abc import Callable

from ihk_tui.domain.days import STATUS_WORDS
from ihk_tui.domain.formats import date_words, local
from ihk_tui.domain.people import desk_of
from ihk_tui.domain.words import Words
from ihk_tui.office.session import Session
from ihk_tui.office.views import DayView

Key = Callable[[str], Words]
"""The key of an action, as it stands on the keyboard."""


def standing(view: DayView, key: Key) -> Words:
    """How the day stands: who waits, who is served, how long it takes."""
    figures = view.figures
    if view.day.status != "open":
        return STATUS_WORDS[view.day.status]
    if view.day.day < local(view.now).date():
        return Words("noch nicht abgeschlossen ({key})", "not closed yet ({key})").fill(key=key("close_day"))
    return Words(
        "{waiting} warten · {serving} im Gespräch · Ø {mean} min",
        "{waiting} waiting · {serving} in talks · Ø {mean} min",
    ).fill(waiting=figures.waiting, serving=figures.serving + figures.called, mean=figures.wait_mean)


def whereabouts(session: Session, view: DayView) -> Words:
    """Who I am and where I sit."""
    me = session.surname(session.person.id)
    desk = desk_of(view.desks, session.person.id)
    if desk is None:
        return Words(me, me)
    words = Words("{me} · Platz {n}", "{me} · desk {n}")
    if desk.status == "break":
        words = Words("{me} · Platz {n}: Pause", "{me} · desk {n}: break")
    return words.fill(me=me, n=desk.number)


def empty_day(session: Session, view: DayView, key: Key) -> Words:
    """What to do when the list is empty."""
    day = view.day
    on = date_words(day.day)
    caps = {action: key(action) for action in ("new", "appointments", "settled", "open_day")}
    if day.status == "open" and view.figures.visits:
        return Words(
            "Niemand wartet.\n\n{new} nimmt einen Besuch auf, {appointments} zeigt die Termine, "
            "{settled} die Erledigten.",
            "Nobody is waiting.\n\n{new} registers a visit, {appointments} shows appointments, "
            "{settled} what is settled.",
        ).fill(**caps)
    if day.status == "open":
        return Words(
            "Noch war niemand da.\n\n{new} nimmt den ersten Besuch auf, {appointments} zeigt die Termine.",
            "Nobody has come yet.\n\n{new} registers the first visit, {appointments} shows the appointments.",
        ).fill(**caps)
    if day.status == "closed":
        return Words(
            "Der Sprechtag am {on} ist abgeschlossen.\n\n"
            "{settled} zeigt die Besuche, {open_day} öffnet ihn wieder.",
            "The consultation day on {on} is closed.\n\n"
            "{settled} shows the visits, {open_day} opens it again.",
        ).fill(on=on, **caps)
    if day.day == session.today():
        return Words(
            "Der Sprechtag am {on} ist noch nicht geöffnet.\n\n{open_day} öffnet ihn.",
            "The consultation day on {on} is not open yet.\n\n{open_day} opens it.",
        ).fill(on=on, **caps)
    why = day.reason or Words("", "")
    shift = Words(" (verlegt: {why})", " (shifted: {why})").fill(why=why) if day.reason else Words("", "")
    return Words(
        "Der nächste Sprechtag ist am {on}{shift}.\n\n"
        "{appointments} zeigt seine Termine, {open_day} öffnet heute einen zusätzlichen.",
        "The next consultation day is on {on}{shift}.\n\n"
        "{appointments} shows its appointments, {open_day} opens an extra day today.",
    ).fill(on=on, shift=shift, **caps)
