"""What the day screen says about the day as a whole."""

from __future__ import annotations

from collections.abc import Callable

from ihk_tui.domain.days import STATUS_WORDS
from ihk_tui.domain.formats import date_words, local
from ihk_tui.domain.people import desk_of
from ihk_tui.domain.rights import Right, may
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
    """How things stand when the list is empty, and what to do for those who may."""
    day = view.day
    on = date_words(day.day)
    right: Right = "day"
    if day.status == "open" and view.figures.visits:
        right = "receive"
        fact = Words("Niemand wartet.", "Nobody is waiting.")
        do = Words(
            "{new} nimmt einen Besuch auf, {appointments} zeigt die Termine, {settled} die Erledigten.",
            "{new} registers a visit, {appointments} shows appointments, {settled} what is settled.",
        )
    elif day.status == "open":
        right = "receive"
        fact = Words("Noch war niemand da.", "Nobody has come yet.")
        do = Words(
            "{new} nimmt den ersten Besuch auf, {appointments} zeigt die Termine.",
            "{new} registers the first visit, {appointments} shows the appointments.",
        )
    elif day.status == "closed":
        fact = Words("Der Sprechtag am {on} ist abgeschlossen.", "The consultation day on {on} is closed.")
        do = Words(
            "{settled} zeigt die Besuche, {open_day} öffnet ihn wieder.",
            "{settled} shows the visits, {open_day} opens it again.",
        )
    elif day.day == session.today():
        fact = Words(
            "Der Sprechtag am {on} ist noch nicht geöffnet.", "The consultation day on {on} is not open yet."
        )
        do = Words("{open_day} öffnet ihn.", "{open_day} opens it.")
    else:
        why = day.reason or Words("", "")
        shift = Words(" (verlegt: {why})", " (shifted: {why})").fill(why=why) if day.reason else Words("", "")
        fact = Words(
            "Der nächste Sprechtag ist am {on}{shift}.", "The next consultation day is on {on}{shift}."
        ).fill(on=on, shift=shift)
        do = Words(
            "{appointments} zeigt seine Termine, {open_day} öffnet heute einen zusätzlichen.",
            "{appointments} shows its appointments, {open_day} opens an extra day today.",
        )
    if may(session.person.role, right):
        do = Words("{appointments} zeigt die Termine.", "{appointments} shows the appointments.")
    caps = {action: key(action) for action in ("new", "appointments", "settled", "open_day")}
    return Words.joined("\n\n", (fact, do)).fill(on=on, **caps)
