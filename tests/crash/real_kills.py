"""Four writers at work in one office, killed at random moments and replaced."""

from __future__ import annotations

import select
import signal
import time
from pathlib import Path
from random import Random

from tests.crash.real_job import Job
from tests.crash.real_nursery import Child, Nursery
from tests.crash.real_office import SEED, STAFF, Ledger
from tests.processes.until import PATIENCE

MOST_DEEDS = 20
"""Deeds after which a process is killed at the latest."""
MOST_CALLS = 150
"""System calls of the store after which a process kills itself at the latest."""
LATEST = 0.003
"""Seconds after a deed at which the kill comes at the latest: a deed takes a third of a millisecond."""


class Seat:
    """The place of one person: their process, and when it is to be killed."""

    def __init__(self, crew: Crew, person: str) -> None:
        self._crew, self._person, self._lives = crew, person, 0
        self.child = self._born()

    def _born(self) -> Child:
        chance, crew = self._crew.chance, self._crew
        self._lives += 1
        inside = chance.random() < 0.5
        self.moment = float("inf")
        self.heard = time.monotonic()
        self._deeds_left = 0 if inside else chance.randint(1, MOST_DEEDS)
        return crew.nursery.fork(
            Job(
                name=crew.job,
                folder=str(crew.folder),
                person=self._person,
                seed=f"{SEED}.{crew.name}.{self._person}.{self._lives}",
                fatal_call=chance.randint(1, MOST_CALLS) if inside else 0,
                compacting=crew.compacting,
            )
        )

    def listen(self) -> bool:
        """Take down what it reports; give whether it was killed, then another one sits here."""
        lines = self.child.read()
        if lines is None:
            assert self.child.reap() == -signal.SIGKILL, f"{self._person} ended"
            self.child = self._born()
            return True
        self.heard = time.monotonic()
        for line in lines:
            self._crew.ledger.note(line)
            self._deeds_left -= 1
            if self._deeds_left == 0:
                self.moment = time.monotonic() + self._crew.chance.uniform(0, LATEST)
        return False

    def kill(self) -> None:
        """Kill the process; its end is heard of later."""
        self.moment = float("inf")
        self.child.signal(signal.SIGKILL)


class Crew:
    """The writers of one office."""

    def __init__(
        self, nursery: Nursery, folder: Path, name: str, job: str = "writer", compacting: int = 3
    ) -> None:
        self.nursery, self.folder, self.name = nursery, folder, name
        self.job, self.compacting = job, compacting
        self.chance = Random(f"{SEED}.{name}")
        self.ledger = Ledger()
        self._seats = [Seat(self, person.id) for person in STAFF]

    def lose(self, kills: int) -> None:
        """Work until so many were killed; whoever is left goes on meanwhile."""
        while kills > 0:
            now = time.monotonic()
            silent = [seat for seat in self._seats if now - seat.heard > PATIENCE]
            assert not silent, f"seed {SEED}: {len(silent)} of {len(self._seats)} do not get on"
            first = min(seat.moment for seat in self._seats)
            for seat in select.select(
                [each.child for each in self._seats], [], [], min(max(first - now, 0), 1)
            )[0]:
                kills -= next(each for each in self._seats if each.child is seat).listen()
            for due in self._seats:
                if due.moment <= time.monotonic():
                    due.kill()

    def go(self) -> None:
        """Kill all of them at once."""
        for seat in self._seats:
            seat.child.signal(signal.SIGKILL)
        for seat in self._seats:
            for line in seat.child.rest():
                self.ledger.note(line)
            assert seat.child.reap() == -signal.SIGKILL
