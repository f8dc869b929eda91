"""What is typed into a form is kept until it is done, and comes back by a key."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from ihk_tui.domain.visits import Visit
from ihk_tui.domain.words import Words
from ihk_tui.tui.app import SprechtagApp

KEY, EMPTY_KEY = "ctrl+r", "ctrl+n"
THERE = Words("Es gibt einen Entwurf{what}: {key} holt ihn.", "There is a draft{what}: {key} brings it back.")
BACK = Words(
    "Entwurf zurückgeholt. {empty} leert das Formular.", "Draft brought back. {empty} empties the form."
)
BACK_OF_MORE = Words(
    "Entwurf zurückgeholt. {key} holt den nächsten, {empty} leert.",
    "Draft brought back. {key} brings the next one, {empty} empties.",
)
EMPTIED = Words("Geleert. {key} holt zurück, was hier stand.", "Emptied. {key} brings back what stood here.")
NOTHING = Words("Hier ist nichts zu leeren.", "There is nothing to empty.")
NONE = Words("Es gibt keinen Entwurf.", "There is no draft.")


class Kept(NamedTuple):
    """A draft: under which name it is kept, what was typed, and whether there are others."""

    name: str
    typed: Mapping[str, str]
    more: bool

    def words(self, key: Words, empty: Words) -> Words:
        """What to say once it is brought back; the keys bring the next one and empty the form."""
        return (BACK_OF_MORE if self.more else BACK).fill(key=key, empty=empty)


class FormDraft:
    """One form's draft: no more than what differs from what stood there, so that nothing else comes back.

    Every form that is filled in has a draft of its own, so that none takes the place of one that was not
    done: of another visitor, of a line that was lost, of another session. What was found and is typed on
    becomes this form's own, as the form it comes from may still be open elsewhere. The lines `along` belong
    to whatever was typed, and are kept with it: a time is one of its day.
    """

    def __init__(
        self, app: SprechtagApp, form: str, stood: Mapping[str, str], along: Collection[str] = ()
    ) -> None:
        self._app, self._form, self._stood, self._along = app, form, dict(stood), along
        self._name = ""
        self._found: Mapping[str, str] | None = None
        """What was brought back, as long as nobody typed on."""
        self._last: Mapping[str, str] = {}
        self._emptied: Mapping[str, str] = {}

    async def next(self) -> Kept | None:
        """The newest draft of such a form, or the one before that which is gone on with; None: no other.

        What the form was emptied of comes first.
        """
        names = await self._app.drafts.names(self._form)
        if self._emptied:
            return Kept("", self._emptied, bool(names))
        here = names.index(self._name) + 1 if self._name in names else 0
        others = [name for name in (*names[here:], *names[:here]) if name != self._name]
        for name in others:
            if typed := await self._app.drafts.load(name):
                return Kept(name, typed, len(others) > 1)
        return None

    def go_on_with(self, kept: Kept) -> Mapping[str, str]:
        """Take a draft up: what is typed from now on is kept in its place. Gives what is to stand there."""
        self._name, self._found, self._emptied = kept.name, kept.typed if kept.name else None, {}
        return {**self._stood, **kept.typed}

    def keep(self, typed: Mapping[str, str], **beside: str) -> None:
        """Keep what is typed, and `beside` it what does not count alone; nothing any more when all was taken
        back."""
        changed = {name: text for name, text in typed.items() if text != self._stood.get(name, "")}
        if not changed:
            self.drop()
            return
        form = {**changed, **{name: typed[name] for name in self._along}, **beside}
        self._last = form
        if form == self._found:
            return
        found = self._name if self._found is not None else ""
        if found or not self._name:
            self._name, self._found = self._app.drafts.new(self._form), None
        self._app.drafts.keep(self._name, form)
        if found:
            self._app.drafts.drop(found)

    def stands(self, stood: Mapping[str, str]) -> None:
        """Something else stands there by now: what is typed differs from that."""
        self._stood = dict(stood)

    def drop(self) -> None:
        """Forget it: it was done, or taken back."""
        if self._name:
            self._app.drafts.drop(self._name)
        self._name, self._found = "", None

    def empty(self) -> Mapping[str, str] | None:
        """Forget it, but for `next` of this form. Gives what is to stand; None when nothing was typed."""
        if not self._name:
            return None
        self._emptied = self._last
        self.drop()
        return self._stood


def draft_on(app: SprechtagApp, action: str, visit: Visit) -> FormDraft:
    """The draft of what is typed for an action on a visit."""
    return FormDraft(app, f"{action} {visit.day} {visit.id}", {})
