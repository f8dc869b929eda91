"""What is to happen, in the order of time, and the clock that goes with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import count

Action = Callable[[], object]


class Events:
    """A simulated clock that jumps from one event to the next."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)
        self._heap: list[tuple[datetime, int, Action]] = []
        self._order = count()

    def now(self) -> datetime:
        """The simulated moment, in UTC as the office's own clock gives it."""
        return self._now

    def at(self, moment: datetime, action: Action) -> None:
        """Let something happen at a moment; what is said first comes first at equal ones."""
        heappush(self._heap, (moment.astimezone(UTC), next(self._order), action))

    def after(self, minutes: float, action: Action) -> None:
        """Let something happen so many minutes from now, to the second."""
        self.at(self._now + timedelta(seconds=round(minutes * 60)), action)

    def run(self, until: datetime) -> None:
        """Let everything happen that is due by then, and leave the clock there."""
        until = until.astimezone(UTC)
        while self._heap and self._heap[0][0] <= until:
            moment, _, action = heappop(self._heap)
            self._now = max(self._now, moment)
            action()
        self._now = max(self._now, until)
