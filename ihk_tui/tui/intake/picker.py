"""A choice among a dozen, each by its letter; folds to one line when something is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.events import Key
from textual.message import Message
from textual.widgets import Static

from ihk_tui.tui.shown import content, fit


class Choice(NamedTuple):
    """Something to pick: its letter, code and label."""

    letter: str
    code: str
    label: str


class Picker(Static, can_focus=True):
    """Letters pick, arrows move, what is picked shows in one line as long as the focus is elsewhere."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,right", "step(1)", show=False),
        Binding("up,left", "step(-1)", show=False),
    ]
    DEFAULT_CSS = """
    Picker { height: auto; padding: 0 1; }
    Picker:focus { background: $panel; }
    Picker.-wrong { color: $error; }
    """

    class Picked(Message):
        """Something was picked."""

        def __init__(self, picker: Picker) -> None:
            super().__init__()
            self.picker = picker

        @property
        def control(self) -> Picker:
            """The picker it was picked in."""
            return self.picker

    def __init__(self, label: str, choices: Sequence[Choice], columns: int, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.label = label
        self.choices = tuple(choices)
        self.code = ""
        self.problem = ""
        self._columns = columns

    def on_mount(self) -> None:
        """Draw it."""
        self.draw()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Unfold and fold."""
        super().watch_has_focus(_has_focus)
        self.draw()

    def on_resize(self) -> None:
        """Fit the columns to the width."""
        self.draw()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters and digits are meant for it, however fast they are typed."""
        return character is not None and character.isalnum()

    def on_key(self, event: Key) -> None:
        """Pick by letter."""
        found = next(
            (c for c in self.choices if event.character and event.character.casefold() == c.letter), None
        )
        if found:
            event.stop()
            self.pick(found.code)
            self.post_message(self.Picked(self))

    def action_step(self, by: int) -> None:
        """Pick the one beside."""
        codes = [choice.code for choice in self.choices]
        at = codes.index(self.code) + by if self.code in codes else 0
        self.pick(codes[at % len(codes)])

    def pick(self, code: str) -> None:
        """Show this one as picked."""
        self.code = code
        self.problem = ""
        self.draw()

    def show_problem(self, problem: str) -> None:
        """Say that a choice is missing or wrong."""
        self.problem = problem
        self.draw()

    def chosen(self) -> str:
        """What is picked, in one line."""
        choice = next((c for c in self.choices if c.code == self.code), None)
        return f"{choice.code} {choice.label}" if choice else "–"

    def draw(self) -> None:
        """Draw it folded or unfolded."""
        self.set_class(bool(self.problem), "-wrong")
        parts: list[str | tuple[str, str]] = [(f"{self.label}: ", "bold"), self.chosen()]
        if self.problem:
            parts.append((f"  ! {self.problem}", "bold $error"))
        if self.has_focus:
            parts += self._unfolded()
        self.update(content(*parts))

    def _unfolded(self) -> list[str | tuple[str, str]]:
        widths = self._label_widths((self.size.width or 76) - 3 * self._columns)
        parts: list[str | tuple[str, str]] = []
        for place, choice in enumerate(self.choices):
            parts.append("\n" if place % self._columns == 0 else "")
            mark = "●" if choice.code == self.code else " "
            parts.append((f"{mark}{choice.letter} ", "bold $accent"))
            parts.append(fit(choice.label, widths[place % self._columns]))
        return parts

    def _label_widths(self, room: int) -> list[int]:
        """Each column as wide as its longest label; the last takes what is left."""
        longest = [
            max(len(choice.label) for choice in self.choices[column :: self._columns]) + 1
            for column in range(self._columns)
        ]
        taken = sum(longest[:-1])
        return [*longest[:-1], room - taken] if taken + 10 < room else [room // self._columns] * self._columns


class TopicPicker(Picker):
    """Picks a topic group by letter, then a topic of it by digit; `+` adds another topic."""

    def __init__(
        self, label: str, choices: Sequence[Choice], topics: dict[str, Sequence[Choice]], more: str
    ) -> None:
        super().__init__(label, choices, 3, id="topic")
        self._topics = topics
        self._more = more
        self.kept: tuple[str, ...] = ()
        """Topics picked before the one that is being picked."""

    @property
    def codes(self) -> tuple[str, ...]:
        """All topics picked."""
        return (*self.kept, self.code) if self.code and self.code not in self.kept else self.kept

    def on_key(self, event: Key) -> None:
        """Digits pick within the group, `+` begins another topic, Backspace takes one back."""
        group = self.code[:2]
        if event.character == "+" and self.code:
            event.stop()
            self.kept, self.code = self.codes, ""
            self.draw()
        elif event.key == "backspace":
            event.stop()
            codes = self.codes[:-1]
            self.kept, self.code = codes[:-1], codes[-1] if codes else ""
            self.draw()
        elif event.character and event.character.isdigit() and group:
            event.stop()
            event.prevent_default()
            wanted = f"{group}{event.character}"
            if wanted in {topic.code for topic in self._topics[group]}:
                self.pick(wanted)
                self.post_message(self.Picked(self))

    def set_codes(self, codes: tuple[str, ...]) -> None:
        """Show these topics as picked."""
        self.kept, self.code = codes[:-1], codes[-1] if codes else ""
        self.draw()

    def chosen(self) -> str:
        """What is picked, in one line."""
        labels = {c.code: c.label for c in self.choices}
        labels |= {topic.code: topic.label for topics in self._topics.values() for topic in topics}
        named = [f"{code} {labels.get(code, '')}".strip() for code in self.codes]
        return ", ".join(named) + (", +" if self.kept and not self.code else "") or "–"

    def _unfolded(self) -> list[str | tuple[str, str]]:
        if not self.code:
            return super()._unfolded()
        parts: list[str | tuple[str, str]] = []
        for topic in self._topics[self.code[:2]]:
            mark = "●" if topic.code == self.code else " "
            parts.append((f"\n{mark}{topic.code[2:]} ", "bold $accent"))
            parts.append(topic.label)
        parts.append((f"\n {self._more}", "dim"))
        return parts

    def action_step(self, by: int) -> None:
        """Go through the groups, not through the topics of one."""
        codes = [choice.code for choice in self.choices]
        at = codes.index(self.code[:2]) + by if self.code[:2] in codes else 0
        self.pick(codes[at % len(codes)])
