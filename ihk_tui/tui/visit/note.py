"""The note of a topic: a text that is drafted while it is written and saved when it is left."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from ihk_tui.domain.notes import VisitNotes
from ihk_tui.domain.visits import Visit
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office import notes
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.dialogs.choose import Option, choose
from ihk_tui.tui.shown import literal

_UNSAVED = Words("Das war noch nicht gespeichert: Esc speichert es.", "This was not saved: Esc saves it.")
_OVERTAKEN = Words(
    "Ungespeichert, und es gibt eine neuere Fassung: Esc zeigt beide.",
    "Not saved, and there is a newer version: Esc shows both.",
)


class NoteArea(TextArea):
    """A plain text area that knows which note it holds and whether it was changed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False, priority=True)]
    app = getters.app(SprechtagApp)

    class Left(Message):
        """Esc was pressed."""

    def __init__(self) -> None:
        super().__init__(soft_wrap=True, show_line_numbers=False, tab_behavior="focus", compact=True)
        self.cursor_blink = False
        self.topic = ""
        self.base = 0
        self._saved_text = self._draft = ""
        self._drafted = False

    @property
    def changed(self) -> bool:
        """Whether something was typed that is not saved."""
        return bool(self.topic) and self.text != self._saved_text

    def show(self, visit: Visit, topic: str, text: str, base: int) -> None:
        """Show a note and what of it was not saved the last time, unless the same one is written here."""
        if self.topic == topic and (self.changed or text == self._saved_text):
            return
        ahead = "" if self.topic else self.text  # typed before the note came
        self.topic, self.base, self._saved_text = topic, base, text
        self._draft, self._drafted = f"note {visit.day} {visit.id} {topic}", False
        self._put(text)
        self._restore(ahead)

    def _put(self, text: str) -> None:
        self.load_text(text)
        self.move_cursor(self.document.end)

    @work(exclusive=True)
    async def _restore(self, ahead: str) -> None:
        name = self._draft
        draft = await self.app.drafts.load(name)
        if draft and name == self._draft and not self.changed and draft["text"] != self.text:
            newest, self.base = self.base, min(int(draft.get("base", self.base)), self.base)
            self._put(draft["text"])
            self.app.tell(_UNSAVED if self.base == newest else _OVERTAKEN, bad=True)
        if ahead and name == self._draft:
            self._put("\n".join(part for part in (self.text, ahead) if part))

    def saved(self, topic: str, text: str, base: int) -> None:
        """Remember what is saved now."""
        if topic == self.topic:
            self._saved_text, self.base = text, base
            if not self.changed:
                self.app.drafts.drop(self._draft)

    def forget(self, topic: str) -> None:
        """Take the text away: it was decided what becomes of it."""
        if topic == self.topic:
            self.load_text("")
            self.saved(topic, "", 0)

    def on_text_area_changed(self) -> None:
        """Keep a draft; none any more when all was taken back."""
        if self.changed:
            self.app.drafts.keep(self._draft, {"text": self.text, "base": str(self.base)})
        elif self._drafted:  # not by the text as it came: the draft of earlier is still to be asked for
            self.app.drafts.drop(self._draft)
        self._drafted = self.changed

    def edit(self, edit: Edit) -> EditResult:
        """Change the text; what is pasted loses its control characters before the terminal sees them."""
        edit.text = literal(edit.text)
        return super().edit(edit)

    def action_leave(self) -> None:
        """Say that the note is left."""
        self.post_message(self.Left())


async def resolve(app: SprechtagApp, visit: Visit, topic: str, mine: str) -> VisitNotes | None:
    """Show both versions of a note and save what the person decides; None when nothing was decided."""
    held = await app.ask(notes.of_visit, visit)
    if not isinstance(held, VisitNotes):
        return None
    theirs = held.text(topic)
    last = held.topics[topic][-1]
    await app.ask(notes.record_reading, visit, held)
    choice = await choose(
        app,
        Words("Zwei Fassungen", "Two versions"),
        Words(
            "{who} hat diese Notiz inzwischen gespeichert:\n\n{theirs}\n\nIhre Fassung:\n\n{mine}",
            "{who} has saved this note meanwhile:\n\n{theirs}\n\nYour version:\n\n{mine}",
        ).fill(who=app.session.name(last.by), theirs=theirs, mine=mine),
        [
            Option("b", Words("beide behalten, Ihre unter der anderen", "keep both, yours below"), "both"),
            Option("i", Words("Ihre speichern, die andere bleibt als Fassung", "save yours"), "mine"),
            Option("a", Words("die andere behalten, Ihre verwerfen", "keep the other, drop yours"), "theirs"),
        ],
    )
    if choice is None:
        return None
    if choice == "theirs":
        return held
    text = mine if choice == "mine" else f"{theirs}\n\n{mine}"
    result = await app.ask(notes.write, visit.ticket, text, topic, held.revision(topic), visit.day)
    if isinstance(result, Refusal):
        app.tell(result.words, bad=True)
        return None
    return result
