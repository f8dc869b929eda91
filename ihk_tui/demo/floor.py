"""What those at work on a consultation day share: the clock, who is here, who is told that somebody waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from ihk_tui.demo import presets
from ihk_tui.demo.diary import Diary
from ihk_tui.demo.events import Events
from ihk_tui.demo.visitors import Guest


@dataclass
class Floor:
    """One consultation day in progress."""

    events: Events
    random: Random
    diary: Diary
    lunch: datetime
    """When the first adviser goes to lunch."""
    closes: datetime
    guests: dict[str, Guest] = field(default_factory=dict)
    """Those who are here or were, by ticket."""
    looks: list[Callable[[], bool]] = field(default_factory=list)
    """Makes each adviser look at the queue; gives whether they were idle and took someone."""
    at_work: int = 0
    """How many advisers have not gone home."""

    def now(self) -> datetime:
        """The simulated moment."""
        return self.events.now()

    def chance(self, share: float) -> bool:
        """Draw whether something that happens in this share of cases happens."""
        return self.random.random() < share

    def somebody_waits(self) -> None:
        """Let an idle adviser notice soon; the first who may take the visit does."""
        self.events.after(self.random.uniform(*presets.REACTION), self._one_looks)

    def closing_time(self) -> None:
        """Let everyone who is idle see that nobody comes any more."""
        for look in self.looks:
            look()

    def _one_looks(self) -> None:
        for look in self.random.sample(self.looks, len(self.looks)):
            if look():
                return
