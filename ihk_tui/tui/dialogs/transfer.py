"""Handing a visit to a colleague."""

from __future__ import annotations

from ihk_tui.domain.people import at_desk
from ihk_tui.domain.visits import Visit
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office.serving import transfer
from ihk_tui.tui.again import again
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.dialogs.ask import ask_line
from ihk_tui.tui.dialogs.choose import Option, choose
from ihk_tui.tui.dialogs.form_draft import draft_on


async def hand_over(app: SprechtagApp, visit: Visit) -> None:
    """Ask to whom, whether next, and with what note; an absent colleague is pointed out."""
    session, view, ticket = app.session, app.view, visit.ticket
    draft = draft_on(app, "transfer", visit)
    desks = view.desks if view else ()
    colleagues = [p for p in session.people.values() if p.advises and p.id != session.person.id]
    options = []
    for number, person in enumerate(colleagues, 1):
        desk = at_desk(desks, person.id)
        where = (
            Words("{name} · Platz {n}", "{name} · desk {n}").fill(name=person.name, n=desk.number)
            if desk
            else Words("{name} · nicht am Platz", "{name} · not at a desk").fill(name=person.name)
        )
        options.append(Option(str(number), where, person.id))
    options.append(Option("0", Words("an alle zurück", "back to all"), ""))
    title = Words("{n} übergeben", "Hand over {n}").fill(n=ticket)
    to = await choose(app, title, Words("An wen?", "To whom?"), options)
    if to is None:
        return
    comes_next = False
    note = ""
    if to:
        when = await choose(
            app,
            title,
            Words("Wann ist der Besuch dort an der Reihe?", "When is its turn there?"),
            [
                Option("n", Words("als Nächstes", "next"), True),
                Option("r", Words("der Reihe nach", "in turn"), False),
            ],
        )
        if when is None:
            return
        comes_next = when
        question = Words("Notiz dazu (darf leer bleiben)", "A note (may stay empty)")
        typed = await ask_line(app, title, question, draft=draft)
        if typed is None:
            return
        note = typed

    def done(visit: Visit) -> Words:
        where = Words("alle", "all") if not to else Words(session.name(to), session.name(to))
        return Words("{ticket} an {to} übergeben.", "{ticket} handed to {to}.").fill(
            ticket=visit.ticket, to=where
        )

    result = await app.act(done, transfer, ticket, to, comes_next, note)
    if isinstance(result, Visit):
        draft.drop()
        app.again = again(done, transfer, (ticket, to, comes_next, note))
    if isinstance(result, Refusal) and result.code == "absent":
        anyway = await choose(
            app,
            title,
            result.words,
            [
                Option("w", Words("dort warten lassen", "let it wait there"), True),
                Option("a", Words("an alle zurückgeben", "return it to all"), False),
            ],
        )
        if anyway is None:
            return
        to = to if anyway else ""
        result = await app.act(done, transfer, ticket, to, comes_next and anyway, note, anyway=True)
        if isinstance(result, Visit):
            draft.drop()
