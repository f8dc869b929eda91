"""The visit screen: topics with their advisers, the note of each, and what happened when."""

from __future__ import annotations

import asyncio

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ihk_tui.domain.formats import minutes
from ihk_tui.domain.notes import VisitNotes
from ihk_tui.domain.privacy import visit_seen_by
from ihk_tui.domain.visits import OUTCOME_WORDS, STATE_WORDS, Visit, VisitTopic
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office import notes, serving
from ihk_tui.office.views import DayView
from ihk_tui.tui.actions import VISIT
from ihk_tui.tui.day.rows import who
from ihk_tui.tui.serving import ServingActions
from ihk_tui.tui.shown import content
from ihk_tui.tui.visit.details import details
from ihk_tui.tui.visit.note import NoteArea, resolve
from ihk_tui.tui.widgets.keybar import KeyBar
from ihk_tui.tui.widgets.status import StatusLine
from ihk_tui.tui.widgets.titlebar import TitleBar

STAYS_A_DRAFT = Words(
    "Nochmals Esc geht zurück; der Text bleibt hier als Entwurf.",
    "Esc once more goes back; the text stays here as a draft.",
)


class VisitScreen(ServingActions):
    """One visit; keys act on it whatever else is with me."""

    DEFAULT_CSS = """
    VisitScreen #middle { height: 1fr; }
    VisitScreen #work { width: 1fr; }
    VisitScreen #topics {
        height: auto; max-height: 8; scrollbar-size-vertical: 0; border: none; padding: 0;
        background: $background;
    }
    VisitScreen #note-title { height: auto; padding: 0 1; background: $surface; }
    VisitScreen NoteArea { height: 1fr; padding: 0 1; }
    VisitScreen #known { width: 34; border-left: solid $secondary; padding: 0 1; scrollbar-size-vertical: 1; }
    VisitScreen.-wide #known { width: 44; }
    """
    AUTO_FOCUS = "#topics"
    place = "visit"

    topics = getters.query_one("#topics", OptionList)
    note = getters.query_one(NoteArea)

    def __init__(self, visit: Visit) -> None:
        super().__init__()
        self.visit = visit
        self.notes: VisitNotes | None = None
        self._too_long = ""
        self._saving = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """Topics and note on the left, what is known and what happened on the right."""
        yield TitleBar()
        with Horizontal(id="middle"):
            with Vertical(id="work"):
                yield OptionList(id="topics")
                yield Static(id="note-title")
                yield NoteArea()
            with VerticalScroll(id="known", can_focus=False):
                yield Static(id="details")
        yield StatusLine()
        yield KeyBar(VISIT, self.app.session.language)

    def on_mount(self) -> None:
        """Show the visit and follow what happens to it."""
        self.app.viewed.subscribe(self, self._viewed)
        self.draw()
        mine = self.app.session.person.id in self.visit.advisers
        if mine and self.visit.state == "serving":
            self.action_note()  # at once: what is typed ahead is the note
        self._load_notes()

    def _viewed(self, view: DayView) -> None:
        if view.day.day != self.visit.day:
            if self.app.work_stack[-1] is self:
                self.dismiss(None)  # the day was closed and another one began; a note is kept as a draft
            return
        found = next((v for v in view.visits if v.id == self.visit.id), None)
        if found:
            self.visit = found
            self.draw()
            self._load_notes()

    def target(self) -> Visit | None:
        """This visit."""
        return self.visit

    def after(self, visit: Visit) -> None:
        """Show what became of it, as far as this person may see it."""
        self.visit = visit_seen_by(self.app.session.person, visit)
        self.draw()

    @property
    def code(self) -> str:
        """The chosen topic."""
        index = self.topics.highlighted
        return self.visit.topics[index or 0].code

    def draw(self) -> None:
        """Draw everything but the note."""
        session, now = self.app.session, self.app.session.now()
        visit = self.visit
        state = self.say(STATE_WORDS[visit.state])
        since = minutes(visit.lasting(now))
        desk = self.say(Words("Platz {n}", "desk {n}").fill(n=visit.desk)) if visit.desk else ""
        right = " · ".join(part for part in (state, desk, f"{since} min") if part)
        self.query_one(TitleBar).show(f"{visit.ticket}  {who(visit, self.say)}", right)
        chosen = self.topics.highlighted
        self.topics.clear_options()
        self.topics.add_options([Option(content(self._topic_line(t)), id=t.code) for t in visit.topics])
        self.topics.highlighted = min(chosen or 0, len(visit.topics) - 1)
        self.query_one("#details", Static).update(content(*details(session, visit, now)))

    def _topic_line(self, topic: VisitTopic) -> str:
        session = self.app.session
        label = session.catalogue.label(topic.code).to(session.language)
        parts = [f"{topic.code} {label}"]
        if topic.adviser:
            parts.append(session.name(topic.adviser))
        if topic.talks:
            parts.append(f"{minutes(topic.talked(session.now()))} min")
        if topic.outcome:
            parts.append(self.say(OUTCOME_WORDS[topic.outcome.kind]))
        return f"{'●' if topic.talking else ' '} {' · '.join(parts)}"

    @work(group="notes")
    async def _load_notes(self) -> None:
        """Fetch the notes beside all keys: the store may be held up."""
        held = await self.app.ask(notes.of_visit, self.visit)
        if isinstance(held, Refusal):
            self.note.display = False
            self.query_one("#note-title", Static).update(content((self.say(held.words), "dim")))
        elif held is not None:
            self.notes = held
            self._show_note()
            await self.app.ask(notes.record_reading, self.visit, held)

    def _show_note(self) -> None:
        if self.notes is None:
            return
        code = self.code
        self.note.show(self.visit, code, self.notes.text(code), self.notes.revision(code))
        title = Words("Notiz zu {code}", "Note on {code}")
        versions = self.notes.revision(code)
        history = Words(" · Fassung {n}", " · version {n}").fill(n=versions) if versions else Words("", "")
        keys = Words(" · Esc speichert", " · Esc saves")
        self.query_one("#note-title", Static).update(
            content((self.say(title.fill(code=code)), "bold"), self.say(history), self.say(keys))
        )

    @on(OptionList.OptionHighlighted)
    @work(group="notes")
    async def _topic_chosen(self) -> None:
        left = self.note.topic
        if left and left != self.code and not await self._save():
            self.topics.highlighted = next(i for i, t in enumerate(self.visit.topics) if t.code == left)
            self.note.focus()
            return
        self._show_note()

    @on(OptionList.OptionSelected)
    def action_note(self) -> None:
        """Write the note."""
        if self.note.display:
            self.note.focus()

    def action_copy_note(self) -> None:
        """Copy the note of the chosen topic as it stands there, saved or not."""
        from ihk_tui.tui.copying import send_to_terminal

        if not self.note.display or not self.note.text:
            self.app.tell(Words("Hier ist nichts notiert.", "Nothing is noted here."), bad=True)
            return
        label = self.app.session.catalogue.label(self.code).to(self.app.session.language)
        text = f"{self.visit.ticket}, {self.code} {label}:\n{self.note.text}"
        send_to_terminal(
            self.app,
            text,
            Words("Notiz an Ihr Terminal gesendet, zum Einfügen.", "Note sent to your terminal, to paste."),
        )

    @work(group="notes")
    async def action_save(self) -> None:
        """Save the note and go on writing."""
        if await self._save():
            self.app.tell(Words("Notiz gespeichert.", "Note saved."))

    async def _save(self) -> bool:
        """Save what was typed; False when it could not be saved and is still only in the field."""
        async with self._saving:
            while self.note.changed:  # and what was typed while it was saved
                if not await self._write():
                    return False
            return True

    async def _write(self) -> bool:
        text, base, topic = self.note.text, self.note.base, self.note.topic
        result = await self.app.ask(notes.write, self.visit.ticket, text, topic, base, self.visit.day)
        if isinstance(result, VisitNotes):
            self.notes = result
            self.note.saved(topic, text, result.revision(topic))
            return True
        if isinstance(result, Refusal) and result.code == "conflict":
            self._resolve(topic, text)
        elif isinstance(result, Refusal) and result.code == "too_long":
            self._too_long = text
            self.app.tell(Words.joined(" ", (result.words, STAYS_A_DRAFT)), bad=True)
        elif isinstance(result, Refusal):
            self.app.tell(result.words, bad=True)
        return False

    @work(exclusive=True, group="conflict")
    async def _resolve(self, topic: str, mine: str) -> None:
        """Someone saved another version meanwhile: show both and lose neither."""
        merged = await resolve(self.app, self.visit, topic, mine)
        if merged is not None:
            self.notes = merged
            self.note.forget(topic)
            self._show_note()

    @on(NoteArea.Left)
    @work(group="notes")
    async def _note_left(self) -> None:
        """Esc in the note saves it and goes to the topics."""
        if self._left_too_long or await self._save():
            self.topics.focus()

    @work(group="action")
    async def action_call(self) -> None:
        """Call this visit."""
        await self._do(
            Words("{ticket} an Platz {desk} aufgerufen.", "{ticket} called to desk {desk}."),
            serving.call,
            self.visit.ticket,
        )

    @work(group="action")
    async def action_start(self) -> None:
        """Begin the talk on the chosen topic, or go on to it."""
        await self._start(self.visit.ticket, self.code)

    @work(group="notes")
    async def action_back(self) -> None:
        """Save the note and go back to the day."""
        if (self._left_too_long or await self._save()) and self.is_current:
            self.dismiss(None)

    @property
    def _left_too_long(self) -> bool:
        """Whether the note was refused as it stands: whoever leaves all the same finds it here again."""
        return self.note.changed and self.note.text == self._too_long
