"""Someone at work in a process of their own: `python -m tests.processes.worker FOLDER PERSON`.

Says "ready", then does what each line of its input asks for ("checkin 250"). Every verb is answered with a
line once it is acknowledged ("checkin A07", or "call !nobody_waiting" when a rule refused it), every line of
the input with "done".
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event

from ihk_tui.cli.host import Options
from ihk_tui.domain.intake import Intake
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.visits import Outcome, Visit
from ihk_tui.domain.words import Refusal
from ihk_tui.office import notes, reception, serving
from ihk_tui.office.days import open_now
from ihk_tui.office.session import Session
from ihk_tui.wiring import Program

ANONYMOUS = Intake("XX", ("VE2",), Visitor())
SOLVED = Outcome(kind="solved")


def say(line: str) -> None:
    """Tell the one who asked."""
    print(line, flush=True)


def told(verb: str, result: Visit | Refusal) -> bool:
    """Answer what came of a verb, and give whether it was done."""
    say(f"{verb} !{result.code}" if isinstance(result, Refusal) else f"{verb} {result.ticket}")
    return isinstance(result, Visit)


def check_in(session: Session, count: int) -> None:
    """Give so many numbers."""
    for _ in range(count):
        told("checkin", reception.check_in(session, ANONYMOUS))


def call(session: Session, count: int) -> None:
    """Call the next."""
    for _ in range(count):
        told("call", serving.call(session))


def start(session: Session, count: int) -> None:
    """Begin the talk."""
    for _ in range(count):
        told("start", serving.start(session))


def finish(session: Session, count: int) -> None:
    """Finish who is here."""
    for _ in range(count):
        told("finish", serving.finish(session, None, SOLVED))


def park(session: Session, count: int) -> None:
    """Park who is here, and take them up again."""
    for _ in range(count):
        parked = serving.defer(session)
        if told("defer", parked) and isinstance(parked, Visit):
            told("resume", serving.resume(session, parked.ticket))


def serve(session: Session, count: int) -> None:
    """Call and finish so many visits; when nobody waits, wait for someone to come."""
    changed = Event()
    stop = session.store.watch(changed.set)
    while count:
        changed.clear()
        if told("call", serving.call(session)):
            start(session, 1)
            finish(session, 1)
            count -= 1
        else:
            changed.wait()
    stop()


def note(session: Session, count: int) -> None:
    """Write so many versions of the note on the visit that is here."""
    day = open_now(session.read())
    assert day is not None
    (mine,) = serving.current(session.read(), day.day, session.person.id)
    for revision in range(count):
        written = notes.write(session, mine.ticket, f"Fassung {revision + 1}", base=revision)
        assert not isinstance(written, Refusal), written
        say(f"note {revision + 1}")


def receive(session: Session, count: int) -> None:
    """Give so many numbers, and compact the store after every tenth."""
    for _ in range(count // 10):
        check_in(session, 10)
        session.store.compact(session.now())


JOBS: dict[str, Callable[[Session, int], None]] = {
    "checkin": check_in,
    "call": call,
    "start": start,
    "finish": finish,
    "park": park,
    "serve": serve,
    "note": note,
    "receive": receive,
}


def main() -> None:
    """Do what is asked until the input ends."""
    folder, person = sys.argv[1:]
    session = Program().session(Options(data=Path(folder), person=person))
    say("ready")
    for line in sys.stdin:
        job, count = line.split()
        JOBS[job](session, int(count))
        say("done")


if __name__ == "__main__":
    main()
