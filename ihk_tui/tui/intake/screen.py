"""The intake form: two keys and two letters for the least case, everything else without being asked for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import ClassVar, NamedTuple

from msgspec.structs import replace
from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from ihk_tui.domain.formats import show_time
from ihk_tui.domain.intake import FIELDS, Intake, fields_for, read_intake, show_phone
from ihk_tui.domain.visitors import ANSWER_WORDS, KINDS, Company
from ihk_tui.domain.visits import Visit
from ihk_tui.domain.words import BadInput, Language, Refusal, Words
from ihk_tui.office import reception
from ihk_tui.office.session import Session
from ihk_tui.tui.actions import INTAKE, PLACES, bindings
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.dialogs.form_draft import EMPTIED, NONE, NOTHING, THERE, FormDraft
from ihk_tui.tui.intake.picker import Choice, Picker, TopicPicker
from ihk_tui.tui.shown import content
from ihk_tui.tui.widgets.form import Form, Line
from ihk_tui.tui.widgets.keybar import KeyBar
from ihk_tui.tui.widgets.status import StatusLine
from ihk_tui.tui.widgets.titlebar import TitleBar


class Filled(NamedTuple):
    """A form that was understood."""

    intake: Intake
    urgent: str


_WHO = Words("Bitte wählen, wer kommt: der Buchstabe genügt.", "Please choose who comes: the letter will do.")

Save = Callable[[Filled], Awaitable[Visit | None]]
"""Saves a form; None when that was not possible, which has been said, and the form stays."""


class IntakeScreen(ModalScreen[Visit | None]):
    """Who comes and why; gives the visit that was saved, or None."""

    DEFAULT_CSS = """
    IntakeScreen { background: $background; }
    IntakeScreen #hints { height: auto; padding: 0 1; color: $warning; display: none; }
    IntakeScreen #fields { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    IntakeScreen Picker { margin-bottom: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(PLACES["intake"][1], "intake"))
    app = getters.app(SprechtagApp)
    place = "intake"

    kind = getters.query_one("#kind", Picker)
    topic = getters.query_one(TopicPicker)

    def __init__(self, title: Words, save: Save, visit: Visit | None = None) -> None:
        super().__init__()
        self._title, self._save, self._visit = title, save, visit
        self._companies: dict[str, Company] = {}
        self._anonymous = self._saving = False
        self._hints: list[str] = []
        self._said = ""
        """What was wrong when it was to be saved."""
        self._form: Form | None = None
        self._known = as_typed(visit, self.app.session.language) if visit else {}
        self._typed: dict[str, str] = {}
        form = f"visit {visit.day} {visit.id}" if visit else "intake"
        self._draft = FormDraft(self.app, form, self._known)

    def compose(self) -> ComposeResult:
        """Kind, topic, fields."""
        session, language = self.app.session, self.app.session.language
        yield TitleBar()
        yield Picker(
            self.app.say(Words("Wer kommt", "Who comes")),
            [Choice(kind.letter, kind.code, kind.label.to(language)) for kind in KINDS],
            2,
            id="kind",
        )
        groups = session.catalogue.groups
        yield TopicPicker(
            self.app.say(Words("Thema", "Topic")),
            [Choice(g.letter, g.code, session.catalogue.label(g.code).to(language)) for g in groups],
            {
                g.code: [
                    Choice(t.code[2:], t.code, session.catalogue.label(t.code).to(language)) for t in g.topics
                ]
                for g in groups
            },
            self.app.say(
                Words(
                    "Ziffer: genauer · +: weiteres Thema · Tab: Angaben · Eingabe: Nummer geben",
                    "digit: finer · +: another topic · Tab: details · Enter: give number",
                )
            ),
        )
        yield Static(id="hints")
        yield VerticalScroll(id="fields", can_focus=False)
        yield StatusLine()
        yield KeyBar(INTAKE, language)

    async def on_mount(self) -> None:
        """Begin with the kind, or with what is known of the visit."""
        self.query_one(TitleBar).show(self.app.say(self._title))
        self._offer()
        await self._begin()

    async def _begin(self) -> None:
        await self._put(self._known)
        self.set_focus(self.query("#fields Input").first(Input) if self._visit else self.kind)

    @work
    async def _offer(self) -> None:
        """Say that there is a draft, and suggest the firms that came before."""
        if kept := await self._draft.next():
            name = kept.typed.get("company") or kept.typed.get("name") or kept.typed.get("organisation")
            key = self.app.key("restore", "intake")
            self.app.tell(THERE.fill(what=f" ({name})" if name else "", key=key))
        companies = await self.app.ask(_companies) or []
        self._companies = {company.name: company for company in companies}
        for line in self.query("#field-company").results(Input):
            line.suggester = SuggestFromList(list(self._companies), case_sensitive=False)

    async def _lay_out(self) -> None:
        """Show the fields of the kind; what was typed stays."""
        language = self.app.session.language
        lines = [
            Line(
                field.name,
                field.label,
                field.hint if field.form == "line" else _YES_NO_HINT[field.form],
                self._typed.get(field.name, ""),
                self._suggestions(field.suggests),
            )
            for field in fields_for(self.kind.code)
        ]
        urgent = Words("Dringend, weil …", "Urgent because …")
        lines.append(Line("urgent", urgent, value=self._typed.get("urgent", "")))
        fields = self.query_one("#fields", VerticalScroll)
        await fields.remove_children()
        self._form = Form(lines, language)
        await fields.mount(self._form)
        self._show_hints()

    def _suggestions(self, which: str) -> list[str]:
        if which == "company":
            return list(self._companies)
        return list(self.app.session.catalogue.occupations) if which == "occupation" else []

    def _show_hints(self) -> None:
        hints = self._understood(quiet=True)
        texts = [self.app.say(h) for h in hints.intake.hints] if hints else []
        if self._anonymous:
            texts.insert(0, self.app.say(Words("Möchte anonym bleiben.", "Wishes to stay anonymous.")))
        if texts == self._hints:
            return  # an update lays the whole screen out anew
        self._hints = texts
        line = self.query_one("#hints", Static)
        line.display = bool(texts)
        line.update(content("  ".join(f"→ {text}" for text in texts)))

    @on(Picker.Picked)
    async def _picked(self, event: Picker.Picked) -> None:
        if event.picker is self.kind:
            await self._lay_out()
            if not self._visit:
                self.topic.focus()
        status = self.query_one(StatusLine)
        if status.message == self._said:  # it may be right by now, or is said again
            status.tell("")
        self._keep()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        if event.input.id == "field-company" and event.value in self._companies:
            for line in self.query("#field-postcode").results(Input):
                line.value = line.value or self._companies[event.value].postcode
        self._typed |= self._form_typed()
        self._show_hints()
        self._keep()

    def _form_typed(self) -> dict[str, str]:
        return self._form.typed if self._form else {}

    def _keep(self) -> None:
        chosen = {"kind": self.kind.code, "topics": " ".join(self.topic.codes)}
        begun = self.topic.codes or any(self._typed.values())
        self._draft.keep(self._typed | chosen if begun else {})

    @work
    async def action_restore(self) -> None:
        """Bring back the draft."""
        before = dict(self._typed)
        kept = await self._draft.next()
        if self._typed != before:  # the store may be held up, and typing goes on
            return
        if kept:
            await self._put(self._draft.go_on_with(kept))
        restore, empty = self.app.key("restore", "intake"), self.app.key("empty", "intake")
        self.app.tell(kept.words(restore, empty) if kept else NONE, bad=kept is None)

    @work
    async def action_empty(self) -> None:
        """Begin anew; what was typed comes back only while the form is open."""
        if self._draft.empty() is None:
            self.app.tell(NOTHING, bad=True)
            return
        await self._begin()
        self.app.tell(EMPTIED.fill(key=self.app.key("restore", "intake")))

    async def _put(self, form: Mapping[str, str]) -> None:
        """Let the whole form say that; whoever was in a field stays there."""
        there = self.focused.id if self.focused else None
        self._typed = dict(form)
        self.kind.pick(self._typed.pop("kind", ""))
        self.topic.set_codes(tuple(self._typed.pop("topics", "").split()))
        await self._lay_out()
        for field in self.query(f"#fields #{there}").results(Input):
            field.focus()

    def action_anonymous(self) -> None:
        """Lift what is mandatory, or not."""
        self._anonymous = not self._anonymous
        self._show_hints()

    def _understood(self, quiet: bool = False) -> Filled | None:
        shown = self._form_typed()
        typed = {name: text for name, text in shown.items() if name != "urgent"}
        result = read_intake(
            self.kind.code, self.topic.codes, typed, self.app.session.catalogue, anonymous=self._anonymous
        )
        if isinstance(result, Intake):
            return Filled(result, shown.get("urgent", ""))
        if not quiet:
            self._show_problems(result)
        return None

    def _show_problems(self, problems: list[BadInput]) -> None:
        if self._form:
            self._form.show_problems(problems)
        said = [_WHO if problem.field == "kind" else problem.words for problem in problems]
        self._said = self.app.say(said[0])
        self.query_one(StatusLine).tell(self._said, bad=True)
        for picker, field in ((self.topic, "topic"), (self.kind, "kind")):
            wrong = next((words for p, words in zip(problems, said, strict=True) if p.field == field), None)
            picker.show_problem(self.app.say(wrong) if wrong else "")
            if wrong:
                picker.focus()

    @on(Input.Submitted)
    @work
    async def action_submit(self) -> None:
        """Save, or say what is wrong; a second key press meanwhile saves nothing twice."""
        filled = None if self._saving else self._understood()
        if filled is None:
            return
        self._saving = True
        try:
            saved = await self._save(filled)
        finally:
            self._saving = False
        if saved:
            self._draft.drop()
            self.dismiss(saved)

    def action_cancel(self) -> None:
        """Back without saving; what was typed stays as a draft."""
        self.dismiss(None)


_YES_NO_HINT = {
    "yes_no": Words("j / n", "y / n"),
    "yes_no_unknown": Words("j / n / u", "y / n / u"),
}


def as_typed(visit: Visit, language: Language) -> dict[str, str]:
    """What is known of a visit, as it would be typed."""
    visitor = visit.visitor
    typed = {name: str(getattr(visitor, name) or "") for name in visitor.__struct_fields__}
    typed["phone"] = show_phone(visitor.phone) if visitor.phone else ""
    for field in FIELDS:
        if field.form != "line":
            typed[field.name] = ANSWER_WORDS[typed[field.name]].to(language)
    topics = " ".join(topic.code for topic in visit.topics)
    return {**typed, "urgent": visit.urgent, "kind": visit.kind, "topics": topics}


def _companies(session: Session) -> list[Company]:
    return reception.companies(session.read())


async def register(app: SprechtagApp) -> None:
    """Take in a walk-in, from within a worker."""

    async def save(filled: Filled) -> Visit | None:
        return _saved(app, await app.ask(reception.check_in, filled.intake, filled.urgent))

    visit = await app.push_screen_wait(IntakeScreen(Words("Neuer Besuch", "New visit"), save))
    if visit:
        app.tell(
            Words("{ticket} gegeben um {time}.", "{ticket} given at {time}.").fill(
                ticket=visit.ticket, time=show_time(visit.since)
            )
        )
        await app.look()


async def correct(app: SprechtagApp, visit: Visit) -> None:
    """Change what is known of a visit, from within a worker.

    When a colleague changed it meanwhile, the form stays as it is, and saving once more keeps what is typed.
    """
    base = visit

    async def save(filled: Filled) -> Visit | None:
        nonlocal base
        result = await app.ask(reception.edit, visit.ticket, base, filled.intake, filled.urgent)
        if isinstance(result, Refusal) and result.code == "conflict":
            newest = await app.ask(_on_ticket, visit.ticket)
            if isinstance(
                newest, Visit
            ):  # what the form changed of topics and urgency is seen from its start
                base = replace(newest, topics=base.topics, urgent=base.urgent)
        return _saved(app, result)

    title = Words("{ticket} bearbeiten", "Edit {ticket}").fill(ticket=visit.ticket)
    changed = await app.push_screen_wait(IntakeScreen(title, save, visit))
    if changed:
        app.tell(Words("{ticket} geändert.", "{ticket} changed.").fill(ticket=changed.ticket))
        await app.look()


def _on_ticket(session: Session, number: str) -> Visit | Refusal:
    return reception.on_ticket(session.read(), number)


def _saved(app: SprechtagApp, result: Visit | Refusal | None) -> Visit | None:
    if isinstance(result, Refusal):
        app.tell(result.words, bad=True)
        return None
    return result
