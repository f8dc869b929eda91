"""Our store, and the office's own verb above it."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

from msgspec.structs import replace

from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.intake import Intake
from ihk_tui.domain.policy import Policy
from ihk_tui.domain.visits import Visit
from ihk_tui.domain.words import Refusal
from ihk_tui.office import reception
from ihk_tui.office.days import open_now
from ihk_tui.office.session import Session
from ihk_tui.store.kinds import PLACES
from ihk_tui.store.store import Store
from tests.bench.engine import LINE, Engine
from tests.bench.history import TODAY, arrival, drop_generations, make, morning, visitor
from tests.office.office import CATALOGUE, PEOPLE, no_calendar, ok


class OurStore(Engine):
    """The bare transaction of the store."""

    name = "ours, store"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.store = self._open()

    @classmethod
    def prepare(cls, folder: Path, history: int) -> None:
        """Copy a folder that is made once for each length of the past."""
        template = folder.parent / f"past-{history}"
        if not template.exists():
            make(template, history)
        shutil.copytree(template, folder)

    def check_in(self) -> int:
        """A number and a visit."""
        now = morning(self.day)
        with self.store.begin("empfang", "checkin", now) as work:
            visit = arrival(self.day, work.count("visits", self.day), now)
            work.put(visit)
            work.commit(visit.ticket)
        return visit.id

    def settle(self) -> None:
        """Compact, as the office does when it opens a day."""
        self.store.compact(morning(self.day))
        self._drop_generations()

    def arrived(self) -> int:
        """Visits of today and later."""
        reader, day, count = self.store.read(), TODAY, 0
        while visits := reader.all(Visit, day):
            count += len(visits)
            day += timedelta(days=1)
        return count

    def visits(self, first: date, last: date) -> list[Visit]:
        """Visits from a day to a day."""
        reader, days = self.store.read(), (last - first).days + 1
        return [visit for n in range(days) for visit in reader.all(Visit, first + timedelta(days=n))]

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def _open(self) -> Store:
        return Store.open(self.folder, PLACES)

    def _drop_generations(self) -> None:
        drop_generations(self.folder)


class OurOffice(OurStore):
    """The whole verb, as screen and command line call it: find the open day, number, ticket, visit, firm."""

    name = "ours, office"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._session = Session(
            store=self.store,
            person=PEOPLE["empfang"],
            people=PEOPLE,
            policy=Policy(),
            catalogue=CATALOGUE,
            clock=lambda: morning(self.day),
            new_uid=str,
            calendar=no_calendar,
        )
        self._number = 0
        self._open_day()

    def check_in(self) -> int:
        """Check a walk-in in."""
        self._number += 1
        intake = Intake("BM", ("VE2",), visitor(self._number))
        visit = reception.check_in(self._session, intake)
        if isinstance(visit, Refusal):  # a colleague has begun another day
            self._open_day()
            visit = ok(reception.check_in(self._session, intake))
        return visit.id

    def next_day(self) -> None:
        """Close the open day and open the next, unless a colleague did."""
        super().next_day()
        self._open_day()

    def _open_day(self) -> None:
        now = morning(self.day)
        with self.store.begin("kleine", "open_day", now) as work:
            still = open_now(work)
            if still and still.day >= self.day:
                self.day = still.day
                return
            if still:
                work.put(replace(still, status="closed", closed_at=now))
            work.put(ConsultationDay(day=self.day, status="open", opened_at=now))
            work.commit(self.day.isoformat())


def keep_line(root: Path) -> int:
    """Keep a line of our journal for the bare append, and give its length in bytes."""
    folder = root / "sample"
    OurStore.prepare(folder, 0)
    ours = OurStore(folder)
    for _ in range(10):
        ours.check_in()
    ours.close()
    line = (folder / "journal.jsonl").read_bytes().splitlines(keepends=True)[-1]
    (root / LINE).write_bytes(line)
    shutil.rmtree(folder)
    return len(line)
