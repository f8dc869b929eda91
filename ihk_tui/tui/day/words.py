"""What the day screen says about the day as a whole."""

from __future__ import annotations

from ihk_tui.domain.days import STATUS_WORDS
from ihk_tui.domain.formats import local, show_date
from ihk_tui.domain.words import Words
from ihk_tui.office.session import Session
from ihk_tui.office.views import DayView


def standing(view: DayView) -> Words:
    """How the day stands: who waits, who is served, how long it takes."""
    figures = view.figures
    if view.day.status != "open":
        return STATUS_WORDS[view.day.status]
    if view.day.day < local(view.now).date():
        return Words("noch nicht abgeschlossen (c)", "not closed yet (c)")
    return Words(
        "{waiting} warten · {serving} im Gespräch · Ø {mean} min",
        "{waiting} waiting · {serving} in talks · Ø {mean} min",
    ).fill(waiting=figures.waiting, serving=figures.serving + figures.called, mean=figures.wait_mean)


def whereabouts(session: Session, view: DayView) -> Words:
    """Who I am and where I sit."""
    me = session.surname(session.person.id)
    desk = next((d for d in view.desks if d.adviser == session.person.id and d.status != "closed"), None)
    if desk is None:
        return Words(me, me)
    words = Words("{me} · Platz {n}", "{me} · desk {n}")
    if desk.status == "break":
        words = Words("{me} · Platz {n}: Pause", "{me} · desk {n}: break")
    return words.fill(me=me, n=desk.number)


def empty_day(session: Session, view: DayView) -> Words:
    """What to do when the list is empty."""
    day = view.day
    on = Words(show_date(day.day, "de"), show_date(day.day, "en"))
    if day.status == "open" and view.figures.visits:
        return Words(
            "Niemand wartet.\n\nn nimmt einen Besuch auf, t zeigt die Termine, e die Erledigten.",
            "Nobody is waiting.\n\nn registers a visit, t shows appointments, e what is settled.",
        )
    if day.status == "open":
        return Words(
            "Noch war niemand da.\n\nn nimmt den ersten Besuch auf, t zeigt die Termine.",
            "Nobody has come yet.\n\nn registers the first visit, t shows the appointments.",
        )
    if day.status == "closed":
        return Words(
            "Der Sprechtag am {on} ist abgeschlossen.\n\ne zeigt die Besuche, o öffnet ihn wieder.",
            "The consultation day on {on} is closed.\n\ne shows the visits, o opens it again.",
        ).fill(on=on)
    if day.day == session.today():
        return Words(
            "Der Sprechtag am {on} ist noch nicht geöffnet.\n\no öffnet ihn.",
            "The consultation day on {on} is not open yet.\n\no opens it.",
        ).fill(on=on)
    why = day.reason or Words("", "")
    shift = Words(" (verlegt: {why})", " (shifted: {why})").fill(why=why) if day.reason else Words("", "")
    return Words(
        "Der nächste Sprechtag ist am {on}{shift}.\n\n"
        "t zeigt seine Termine, o öffnet heute einen zusätzlichen.",
        "The next consultation day is on {on}{shift}.\n\n"
        "t shows its appointments, o opens an extra day today.",
    ).fill(on=on, shift=shift)
