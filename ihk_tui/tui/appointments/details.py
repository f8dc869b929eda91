"""Everything about one appointment: whom to call when it has to be moved, and where to go."""

from __future__ import annotations

from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.widgets import Static

from ihk_tui.domain.appointments import APPOINTMENT_STATUS_WORDS, APPOINTMENT_WORDS, Appointment
from ihk_tui.domain.formats import show_date, show_span
from ihk_tui.domain.intake import show_phone
from ihk_tui.domain.invitations import STANDING_WORDS
from ihk_tui.domain.privacy import appointment_seen_by
from ihk_tui.domain.rights import may
from ihk_tui.domain.visitors import KIND
from ihk_tui.domain.words import Words
from ihk_tui.office.inviting import Posted, invitation_to
from ihk_tui.tui.appointments.correct import correct_appointment
from ihk_tui.tui.appointments.present import at_present
from ihk_tui.tui.appointments.take_along import copy_slip, take_along
from ihk_tui.tui.dialogs.base import Dialog
from ihk_tui.tui.shown import content, literal
from ihk_tui.tui.widgets.status import StatusLine


class Details(Dialog[None]):
    """One appointment, to read and to take along."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "take_along", show=False),
        Binding("z", "slip", show=False),
        Binding("b,f2", "edit", show=False),
    ]

    def __init__(self, appointment: Appointment, posted: Posted | None = None) -> None:
        super().__init__()
        self._appointment, self._posted = appointment, posted

    def compose(self) -> ComposeResult:
        """A line for each thing that is known."""
        session, language = self.app.session, self.app.session.language
        a = appointment_seen_by(session.person, self._appointment)
        visitor, kind = a.visitor, KIND.get(a.visitor_kind)
        travel = Words("{n} min je Weg", "{n} min each way").fill(n=a.travel).to(language)
        rows = (
            (Words("Wann", "When"), f"{show_date(a.day, language)}, {show_span(a.start, a.end, language)}"),
            (Words("Stand", "Status"), APPOINTMENT_STATUS_WORDS[a.status].to(language)),
            (Words("Wer", "Who"), kind.label.to(language) if kind else ""),
            (Words("Betrieb", "Company"), visitor.company or visitor.organisation),
            (Words("Name", "Name"), visitor.name),
            (Words("Telefon", "Phone"), show_phone(visitor.phone) if visitor.phone else ""),
            (Words("E-Mail", "E-mail"), visitor.email),
            (Words("Einladung", "Invitation"), self._invitation()),
            (
                Words("Thema", "Topic"),
                f"{a.topic} {session.catalogue.label(a.topic).to(language)}" if a.topic else "",
            ),
            (Words("Beratung", "Adviser"), session.name(a.adviser) if a.adviser else ""),
            (Words("Ort", "Place"), a.place),
            (Words("Fahrzeit", "Travel"), travel if a.travel else ""),
            (Words("Bemerkung", "Remark"), a.note),
        )
        listed = Table.grid(padding=(0, 2, 0, 0))
        for label, text in rows:
            if text:
                listed.add_row(Text(self.say(label), "bold"), Text(literal(text)))
        with VerticalGroup(classes="box") as box:
            title = Words("{kind} Nr. {n}", "{kind} no. {n}").fill(kind=APPOINTMENT_WORDS[a.kind], n=a.id)
            box.border_title = content(self.say(title))
            yield Static(listed)
            yield StatusLine()
            keys = [] if may(session.person.role, "book") else [Words("b: bearbeiten", "b: edit")]
            keys += [Words("m: mitnehmen · z: Zettel · Esc: zurück", "m: take along · z: slip · Esc: back")]
            yield Static(content(self.say(Words.joined(" · ", keys))), classes="keys")

    def _invitation(self) -> str:
        if self._posted is None:
            return ""
        reason = self._posted.invitation.reason
        return f"{self.say(STANDING_WORDS[self._posted.standing])}{f' ({reason})' if reason else ''}"

    @work(exclusive=True, group="action")
    async def action_edit(self) -> None:
        """Correct it, and show what holds then."""
        if refusal := may(self.app.session.person.role, "book"):
            self.app.tell(refusal.words, bad=True)
            return
        await correct_appointment(self.app, self._appointment)
        present = await self.app.ask(at_present, self._appointment.id)
        if present is None or present == self._appointment:
            return
        self._appointment = present
        self._posted = await self.app.ask(invitation_to, present.id)
        told = self.query_one(StatusLine)
        await self.recompose()
        self.query_one(StatusLine).tell(told.message, told.has_class("-bad"))

    @work(exclusive=True, group="action")
    async def action_take_along(self) -> None:
        """Show it as a QR code."""
        await take_along(self.app, self._appointment.id)

    @work(exclusive=True, group="action")
    async def action_slip(self) -> None:
        """Copy what the visitor has to know."""
        await copy_slip(self.app, self._appointment.id)
