"""Steps of the workloads, beside what staff do (`verbs`)."""

from __future__ import annotations

import os
import signal
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from ihk_tui.domain.formats import local
from ihk_tui.domain.intake import Intake
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.visits import Visit
from ihk_tui.office import reception
from ihk_tui.store import backup, counters, repair
from ihk_tui.store.kinds import PLACES
from ihk_tui.store.record import ERASE, RESTORE
from ihk_tui.store.store import Store
from tests.crash import opening, verbs
from tests.crash.scene import OfficeScene, documents
from tests.office.office import DAY, ok

SECRET = "Geheimrat"
"""A name that is to be erased."""


def open_day(office: OfficeScene, dice: Random) -> None:
    """Open the day, which compacts the store before."""
    office.open_day()


def compact(office: OfficeScene, dice: Random) -> None:
    """Write a fresh generation."""
    office.store.compact(office.now)


def create(office: OfficeScene, dice: Random) -> None:
    """Make the office's folder."""
    if office.folder:
        office.use(Store.create(office.folder, PLACES))


def init(office: OfficeScene, dice: Random) -> None:
    """Make the office as `ihk-tui init` does."""
    if office.folder:
        opening.init(office.folder)
        office.use(Store.open(office.folder, PLACES))


def without_forcing(office: OfficeScene, dice: Random) -> None:
    """Go on in a store that does not wait for the disk. A negative control."""
    if office.folder:
        office.use(Store.open(office.folder, PLACES, durable=False))


def reopen(office: OfficeScene, dice: Random) -> None:
    """Go on as another process would, which knows nothing of what this one went through."""
    if office.folder:
        office.use(Store.open(office.folder, PLACES))


def killed_colleague(office: OfficeScene, dice: Random) -> None:
    """A colleague's process is killed before the disk has confirmed; whoever sees the line vouches for it."""
    if office.folder is None:
        verbs.check_in(office, dice)
        return
    if child := os.fork():
        os.waitpid(child, 0)
        office.store.read()
        return
    office.use(Store.open(office.folder, PLACES))
    setattr(os, "fdatasync", lambda descriptor: os.kill(os.getpid(), signal.SIGKILL))  # noqa: B010
    verbs.check_in(office, dice)
    os._exit(1)


def compact_meeting_a_colleague(office: OfficeScene, dice: Random) -> None:
    """Write a fresh generation while a colleague commits, between preparing it and putting it in force."""
    if office.folder is None:
        verbs.check_in(office, dice)
        return
    colleague = OfficeScene(office.folder)
    colleague.now, colleague.policy = office.now, office.policy
    log: Any = office.store._log
    prepare = log.prepare

    def prepare_and_wait(*arguments: object) -> object:
        prepared = prepare(*arguments)
        verbs.check_in(colleague, dice)
        return prepared

    log.prepare = prepare_and_wait
    office.store.compact(office.now)
    log.prepare = prepare


def secret_comes(office: OfficeScene, dice: Random) -> None:
    """Someone comes whose name is to be erased later."""
    ok(reception.check_in(office.empfang, Intake("AZ", ("VE2",), Visitor(name=SECRET))))


def erase(office: OfficeScene, dice: Random) -> None:
    """Take the name out of the documents; the files still have it."""
    (visit,) = (visit for visit in office.visits() if visit.visitor.name == SECRET)
    with office.store.begin("kleine", ERASE, office.now) as work:
        found = work.get(Visit, visit.id, DAY)
        assert found is not None
        work.remove(found)
        work.commit()


def forget(office: OfficeScene, dice: Random) -> None:
    """Take it out of the files."""
    office.store.forget(office.now)


def compact_a_month_later(office: OfficeScene, dice: Random) -> None:
    """Write a fresh generation when nothing is recent any more."""
    office.now += timedelta(days=30)
    office.store.compact(office.now)


def back_up(office: OfficeScene, dice: Random) -> None:
    """Copy the office into its own folder of backups."""
    office.saved, office.backed_up = documents(office.store), office.now
    if office.folder:
        backup.back_up(office.store.contents(office.now), {}, office.folder / "backups", office.now)


def restore(office: OfficeScene, dice: Random) -> None:
    """Bring the backup back; in memory, put the same documents there in one transaction."""
    if office.folder:
        (made,) = (office.folder / "backups").iterdir()
        repair.restore(office.folder, made, shared=False, person="kleine", now=office.now)
        office.use(Store.open(office.folder, PLACES))
        return
    with office.store.begin("kleine", RESTORE, office.now) as work:
        for name in {*work.tables.tables(), *office.saved}:
            table, saved = work.tables.table(name), office.saved.get(name, {})
            if name == counters.TABLE:  # numbers given since are not given again
                saved = counters.highest([saved, table.documents()])
            table.remove(doc_ids=[int(doc_id) for doc_id in table.documents() if doc_id not in saved])
            for doc_id, document in saved.items():
                table.put(int(doc_id), document)
        work.commit(f"{local(office.backed_up):%Y-%m-%dT%H%M}")


def prepared(office: OfficeScene) -> None:
    """Be in the middle of a day."""
    office.begin(0)
    ok(office.open_day())
    for number in range(12):
        verbs.any_verb(office, Random(number))


def torn(folder: Path) -> None:
    """Lose power in the middle of a line."""
    with (folder / "journal.jsonl").open("ab") as journal:
        journal.write(b'01234567 {"n":' + b"x" * 1500)
