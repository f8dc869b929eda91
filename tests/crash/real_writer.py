"""What the processes of the nursery do: everyday work in random order, each deed reported once acknowledged.

A report is "seq person verb subject token", separated by tabs; the token is a text that only this deed wrote.
"see 17" says that a reader was shown transaction 17, which therefore must never be lost either.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import timedelta
from io import StringIO
from itertools import count
from pathlib import Path
from random import Random
from threading import Event

import msgspec
from tinydb import TinyDB

from ihk_tui.cli.host import Options
from ihk_tui.cli.main import run
from ihk_tui.domain.intake import Intake
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.visits import Outcome, Visit
from ihk_tui.domain.words import Refusal, StoreTrouble
from ihk_tui.office import booking, notes, reception, serving, undoing
from ihk_tui.office.booking import Booking
from ihk_tui.office.days import open_now
from ihk_tui.store.work import Work
from ihk_tui.wiring import Program
from tests.crash.real_job import Job, Report
from tests.crash.real_traps import dies_at, never_forces

SOLVED = Outcome(kind="solved")
TAB = "\t"


class Clerk:
    """One person at work; `committed` is what the store acknowledged of the verb that is going on."""

    def __init__(self, job: Job, report: Report) -> None:
        self.session = Program().session(Options(data=Path(job.folder), person=job.person))
        self.report = report
        self.seed = job.seed
        self.chance = Random(job.seed)
        self.committed: list[int] = []
        self.deeds = {**DEEDS, compact: job.compacting}

    def work(self) -> None:
        """Do verbs until killed, or until the disk is gone."""
        deeds, weights = list(self.deeds), list(self.deeds.values())
        for number in count(1):
            (deed,) = self.chance.choices(deeds, weights)
            try:
                deed(self, f"{self.seed}.{number}")
            except StoreTrouble as trouble:
                self.report(f"trouble {trouble.words.en}")
                return

    def tell(self, verb: str, subject: object, token: str = "") -> None:
        """Report a deed that was acknowledged."""
        (seq,) = self.committed
        self.report(TAB.join((str(seq), self.session.person.id, verb, str(subject), token)))
        self.committed.clear()

    def told(self, verb: str, result: Visit | Refusal, token: str = "") -> None:
        """Report a deed with a visit, unless a rule refused it; then nothing may have happened."""
        if isinstance(result, Refusal):
            assert not self.committed, f"{verb} was refused ({result.code}) and committed"
        else:
            self.tell(verb, result.ticket, token)


def check_in(clerk: Clerk, token: str) -> None:
    """Give a number to a visitor with a name of their own."""
    intake = Intake("XX", ("VE2",), Visitor(name=token))
    clerk.told("checkin", reception.check_in(clerk.session, intake), token)


def call(clerk: Clerk, _: str) -> None:
    """Call the next."""
    clerk.told("call", serving.call(clerk.session))


def start(clerk: Clerk, _: str) -> None:
    """Begin the talk."""
    clerk.told("start", serving.start(clerk.session))


def finish(clerk: Clerk, _: str) -> None:
    """Finish who is here."""
    clerk.told("finish", serving.finish(clerk.session, None, SOLVED))


def note(clerk: Clerk, token: str) -> None:
    """Write a version of the note on the visit that is here."""
    reader = clerk.session.read()
    day = open_now(reader)
    assert day is not None
    for mine in serving.current(reader, day.day, clerk.session.person.id)[:1]:
        held = notes.of_visit(clerk.session, mine)
        assert not isinstance(held, Refusal)
        written = notes.write(clerk.session, mine.ticket, token, base=held.revision("VE2"))
        if isinstance(written, Refusal):
            assert not clerk.committed
        else:
            clerk.tell("note", f"{mine.ticket} VE2", token)


def undo(clerk: Clerk, _: str) -> None:
    """Take back what this person did last."""
    undone = undoing.undo(clerk.session)
    if isinstance(undone, Refusal):
        assert not clerk.committed
    else:
        clerk.tell("undo", " ".join(entry.subject for entry in reversed(undone.entries)))


def book(clerk: Clerk, token: str) -> None:
    """Book an appointment."""
    start = clerk.session.now() + timedelta(days=clerk.chance.randrange(1, 9))
    visitor = Visitor(phone="02324 5678", name=token)
    made = booking.book(clerk.session, Booking("follow_up", start, visitor=visitor), overbook=True)
    assert not isinstance(made, Refusal), made
    clerk.tell("book", made.id, token)


def see(clerk: Clerk, _: str) -> None:
    """Look, and say what was shown."""
    if recent := clerk.session.read().recent():
        clerk.report(f"see {recent[-1].seq}")


def compact(clerk: Clerk, _: str) -> None:
    """Begin a fresh generation."""
    clerk.session.store.compact(clerk.session.now())
    clerk.report("compact")


DEEDS: dict[Callable[[Clerk, str], None], int] = {
    check_in: 24,
    call: 16,
    start: 14,
    note: 14,
    finish: 14,
    undo: 5,
    book: 4,
    see: 6,
}
"""What one does, and how often."""


@contextmanager
def watched(clerk: Clerk, early: bool = False) -> Iterator[None]:
    """Learn the numbers under which the store acknowledges; `early` claims them before there is anything."""
    commit = Work.commit

    def noted(work: Work, subject: str = "", undoes: tuple[int, ...] = ()) -> int:
        if early:
            clerk.committed.append(work.recent()[-1].seq + 1)
            clerk.tell("checkin", subject)
        seq = commit(work, subject, undoes)
        clerk.committed[:] = [] if early else [seq]
        return seq

    Work.commit = noted  # type: ignore[method-assign, assignment]
    yield


def writer(job: Job, report: Report) -> None:
    """Work until killed."""
    clerk = Clerk(job, report)
    if not job.durable:
        never_forces()
    if job.fatal_call:
        dies_at(job.fatal_call, Random(job.seed))
    with watched(clerk):
        clerk.work()


def boaster(job: Job, report: Report) -> None:
    """The control: says that it is done before it is."""
    clerk = Clerk(job, report)
    dies_at(job.fatal_call, Random(job.seed))
    with watched(clerk, early=True):
        while True:
            reception.check_in(clerk.session, Intake("XX", ("VE2",), Visitor()))


def stock(job: Job, report: Report) -> None:
    """The control: TinyDB as it comes."""
    database = TinyDB(f"{job.folder}/stock.json")
    for number in count(1):
        database.insert({"token": f"{job.seed}.{number}", "text": "x" * 200})
        report(f"{job.seed}.{number}")


def holder(job: Job, report: Report) -> None:
    """Freeze in the middle of a transaction, and commit it when woken."""
    clerk = Clerk(job, report)
    with clerk.session.begin("hold") as work:
        report("frozen")
        os.kill(os.getpid(), signal.SIGSTOP)
        work.count("held")
        work.commit("held")
    report("gone on")


def saturate(job: Job, report: Report) -> None:
    """Freeze; once woken, register visitors without a pause until SIGTERM; tell how long each took in µs."""
    session = Program().session(Options(data=Path(job.folder), person=job.person))
    intake = Intake("XX", ("VE2",), Visitor())
    over, took = Event(), []
    signal.signal(signal.SIGTERM, lambda *_: over.set())
    report("ready")
    os.kill(os.getpid(), signal.SIGSTOP)
    while not over.is_set():
        begun = time.perf_counter_ns()
        visit = reception.check_in(session, intake)
        took.append((time.perf_counter_ns() - begun) // 1000)
        assert not isinstance(visit, Refusal), visit
    report(" ".join(map(str, took)))


def command(job: Job, report: Report) -> None:
    """Run a plain command on SIGUSR1, and tell its exit code and what it printed."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    report("ready")
    signal.sigwait({signal.SIGUSR1})
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(["--data", job.folder, "--as", job.person, *job.words], Program())
    report(msgspec.json.encode((code, out.getvalue(), err.getvalue())).decode())


JOBS: dict[str, Callable[[Job, Report], None]] = {
    job.__name__: job for job in (writer, boaster, stock, holder, saturate, command)
}
