"""What staff do in an office, drawn by dice. Rules refuse a part of it; that is as in life."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from ihk_tui.domain.intake import Intake
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.visits import State
from ihk_tui.office import booking, notes, reception, serving, undoing
from ihk_tui.office.booking import Booking
from ihk_tui.office.session import Session
from tests.crash.scene import OfficeScene
from tests.office.office import NEXT_DAY, SOLVED, STARTED, moment

Verb = Callable[[OfficeScene, Random], object]
ADVISERS = ("aydin", "berger", "becker")
TOPICS = ("VE2", "PR2", "KO1")


def check_in(office: OfficeScene, dice: Random) -> object:
    """Someone comes."""
    topics = tuple(dice.sample(TOPICS, dice.randint(1, 3)))
    visitor = Visitor(name="Kim", company=dice.choice(("", "Müller GmbH", "Yıldız KG")))
    adviser = dice.choice(("", "", "berger"))
    intake = Intake("AZ" if visitor.company else "XX", topics, visitor)
    return reception.check_in(office.empfang, intake, dice.choice(("", "", "Frist")), adviser)


def check_in_appointment(office: OfficeScene, dice: Random) -> object:
    """Someone comes who is booked."""
    return reception.check_in_appointment(office.empfang, dice.randint(1, 4), "walk_in")


def book(office: OfficeScene, dice: Random) -> object:
    """Someone books for the next day."""
    clock = dice.choice(("9:00", "9:30", "10:00", "11:00", "13:00"))
    visitor = Visitor(name="Kim", phone="+49232412345")
    return booking.book(
        office.empfang, Booking("consultation", moment(clock, NEXT_DAY), 0, "", "PR2", "AZ", visitor)
    )


def move(office: OfficeScene, dice: Random) -> object:
    """A booking is moved."""
    return booking.move(office.empfang, dice.randint(1, 4), moment("14:00", NEXT_DAY))


def cancel(office: OfficeScene, dice: Random) -> object:
    """A booking is cancelled."""
    return booking.cancel(office.empfang, dice.randint(1, 4))


def go_on(office: OfficeScene, dice: Random) -> object:
    """The usual next thing at a desk."""
    session, mine = _adviser(office, dice)
    if not mine:
        return serving.call(session)
    if mine == "called":
        return serving.start(session)
    return serving.finish(session, None, dice.choice((SOLVED, STARTED)))


def put_off(office: OfficeScene, dice: Random) -> object:
    """Someone does not come, or comes later."""
    session, mine = _adviser(office, dice)
    return serving.no_show(session) if mine == "called" else serving.defer(session, None, "später")


def take_up(office: OfficeScene, dice: Random) -> object:
    """Someone who was put off is taken up again."""
    session, _ = _adviser(office, dice)
    return serving.resume(session, _ticket(office, dice, "deferred"))


def hand_over(office: OfficeScene, dice: Random) -> object:
    """A visit goes to a colleague."""
    session, _ = _adviser(office, dice)
    return serving.transfer(session, _ticket(office, dice), dice.choice(ADVISERS), False, "bitte", True)


def note(office: OfficeScene, dice: Random) -> object:
    """A note is written: a word, or pages that no sector holds."""
    session, _ = _adviser(office, dice)
    length = dice.choice((1, 20, 400, 1500))
    return notes.write(session, _ticket(office, dice), "Größe " * length, base=dice.choice((0, 1)))


def leave(office: OfficeScene, dice: Random) -> object:
    """Someone goes without having been served."""
    return reception.leave(office.empfang, _ticket(office, dice, "waiting"), dice.random() < 0.3)


def correct(office: OfficeScene, dice: Random) -> object:
    """An entry is put right."""
    visits = office.visits()
    if not visits:
        return None
    found = dice.choice(visits)
    return reception.edit(office.empfang, found.ticket, found, Intake("XX", TOPICS[:2], Visitor(name="Jo")))


def sit_down(office: OfficeScene, dice: Random) -> object:
    """A desk is taken or left for a while."""
    session, _ = _adviser(office, dice)
    return serving.take_desk(session, dice.randint(1, 4), dice.choice(("open", "break")))


def undo(office: OfficeScene, dice: Random) -> object:
    """The last thing is taken back."""
    session = office.session(dice.choice(("empfang", *ADVISERS)))
    return undoing.undo(session)


VERBS: dict[Verb, int] = {
    check_in: 6,
    check_in_appointment: 1,
    book: 2,
    move: 1,
    cancel: 1,
    go_on: 8,
    put_off: 1,
    take_up: 1,
    hand_over: 1,
    note: 4,
    leave: 1,
    correct: 1,
    sit_down: 1,
    undo: 2,
}
"""What happens how often."""


def any_verb(office: OfficeScene, dice: Random) -> None:
    """Do something that changes something, if three tries find it."""
    before = office.store.read().seq
    for _ in range(3):
        (verb,) = dice.choices(list(VERBS), list(VERBS.values()))
        verb(office, dice)
        if office.store.read().seq != before:
            return


def _adviser(office: OfficeScene, dice: Random) -> tuple[Session, State | None]:
    """Someone at work, and how far the visit is that they have, if any."""
    session = office.session(dice.choice(ADVISERS))
    mine = [visit for visit in office.visits() if session.person.id in visit.advisers]
    return session, mine[0].state if mine else None


def _ticket(office: OfficeScene, dice: Random, *states: State) -> str:
    """One of the numbers in these states, or of any, or one that was not given."""
    found = [v.ticket for v in office.visits() if v.ticket and (not states or v.state in states)]
    return dice.choice(found) if found else "A99"
