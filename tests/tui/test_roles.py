"""Nobody is offered what their role may not do, and whoever presses the key reads who may."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from ihk_tui.domain.intake import Intake
from ihk_tui.domain.people import Role
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.visits import Outcome
from ihk_tui.domain.words import Refusal
from ihk_tui.office import booking, days, inviting, notes, planning, reception, serving
from ihk_tui.office.booking import Booking
from ihk_tui.office.session import Session
from ihk_tui.tui.actions import PLACES, Action
from ihk_tui.tui.actions.needs import NEEDS, needed, offered
from ihk_tui.tui.app import SprechtagApp
from tests.tui.office import DAY, Office, moment
from tests.tui.seat import Seat, seated

ROLES: tuple[Role, ...] = ("reception", "adviser", "lead", "admin")
"""Those who may open the program."""
WAYS = {"day": (), "visit": ("enter",), "appointments": ("t",), "planner": ("j",)}


def _app(office: Office, role: Role) -> SprechtagApp:
    session = office.session("kaya")
    return SprechtagApp(session._replace(person=replace(session.person, role=role)))


def _withheld(place: str, role: Role) -> list[Action]:
    actions = PLACES[place][1]
    return [action for action in actions if action not in offered(actions, place, role)]


def test_every_action_that_needs_a_right_is_there() -> None:
    assert {place: set(actions) for place, actions in NEEDS.items()} == {
        place: {action.id for action in PLACES[place][1] if needed(place, action.id)} for place in NEEDS
    }


def test_the_lead_is_offered_everything() -> None:
    assert all(offered(actions, place, "lead") == actions for place, (_, actions) in PLACES.items())


NOBODY = Booking("consultation", moment("14:30"))
VERBS: dict[tuple[str, str], Callable[[Session], object]] = {
    ("day", "new"): lambda s: reception.check_in(s, Intake("XX", ("VE",), Visitor())),
    ("day", "call"): serving.call,
    ("day", "start"): serving.start,
    ("day", "recall"): serving.recall,
    ("day", "no_show"): serving.no_show,
    ("day", "defer"): serving.defer,
    ("day", "resume"): lambda s: serving.resume(s, "A02"),
    ("day", "transfer"): lambda s: serving.transfer(s, "A04", "berger"),
    ("day", "finish"): lambda s: serving.finish(s, "A04", Outcome(kind="solved")),
    ("day", "leave"): lambda s: reception.leave(s, "A06"),
    ("day", "pause"): serving.take_desk,
    ("day", "open_day"): days.open_day,
    ("day", "close_day"): lambda s: days.close_day(s, {}),
    ("visit", "note"): lambda s: notes.write(s, "A04", "x"),
    ("appointments", "check_in"): lambda s: reception.check_in_appointment(s, 1),
    ("appointments", "book"): lambda s: booking.book(s, NOBODY),
    ("appointments", "call_off"): lambda s: booking.cancel(s, 1),
    ("appointments", "missed"): lambda s: booking.missed(s, 1),
    ("appointments", "invite"): lambda s: inviting.invite(s, 1),
    ("planner", "call_off"): lambda s: planning.call_off(s, DAY),
}
"""What an action does in the end, or the first thing that it does."""


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("place", "action"), VERBS)
def test_what_is_withheld_is_what_the_office_refuses(
    office: Office, role: Role, place: str, action: str
) -> None:
    result = VERBS[place, action](_app(office, role).session)
    refused = isinstance(result, Refusal) and result.code == "role"
    assert refused == (action in {each.id for each in _withheld(place, role)})


async def _reads_who_may(seat: Seat, action: Action) -> None:
    screen = seat.place
    with seat.app._context():
        seat.app.tell(action.label)
    await seat.press(action.keys[0])
    await seat.is_told("Das darf nur: ")
    assert seat.place == screen, "nothing was opened that leads nowhere"


@pytest.mark.slow
@pytest.mark.parametrize("place", WAYS)
async def test_every_key_that_is_not_offered_says_who_may(office: Office, place: str) -> None:
    role: Role = "reception" if place == "planner" else "admin"
    async with seated(_app(office, role)) as seat:
        await seat.press(*WAYS[place])
        withheld = _withheld(place, role)
        assert withheld
        for action in withheld:
            await _reads_who_may(seat, action)


async def test_a_key_that_is_not_offered_says_who_may(office: Office) -> None:
    async with seated(_app(office, "admin")) as seat:
        assert "n Neu" not in seat.text and "a Aufrufen" not in seat.picture.splitlines()[-1]
        await seat.press("n")
        await seat.is_told("Das darf nur: Empfang, Beratung, Leitung.")
        assert seat.place == "DayScreen"
        await seat.until(lambda: [entry.subject for entry in office.log("refused")] == ["new"])
        await seat.press("n")
        await seat.settle()
        assert len(office.log("refused")) == 1, "a key that is held down fills no log"


async def test_who_may_call_nobody_is_not_told_the_key(office: Office) -> None:
    async with seated(_app(office, "admin")) as seat:
        await seat.sees("A02")
        assert "Bei Ihnen" not in seat.text
    async with seated(_app(office, "admin"), (120, 36)) as seat:
        await seat.sees("In Ihrer Rolle (Verwaltung) wird", "niemand aufgerufen.")
        assert "Bei Ihnen" not in seat.text
    async with seated(_app(office, "reception"), (120, 36)) as seat:
        await seat.sees("Bei Ihnen ist gerade niemand.", "a ruft auf.")


async def test_the_help_leaves_it_out_and_names_it_at_the_end(office: Office) -> None:
    async with seated(_app(office, "reception"), (80, 60)) as seat:
        await seat.press("j", "question_mark")
        await seat.sees("Hilfe: Jahresplan")
        assert "Den Vorschlag annehmen" not in seat.text
        await seat.sees("Nicht in Ihrer Rolle (Empfang): Festlegen, Verlegen, Fällt aus, Neu, Zeiten.")
    async with seated(_app(office, "lead"), (80, 60)) as seat:
        await seat.press("j", "question_mark")
        await seat.sees("Den Vorschlag annehmen")
        assert "Nicht in Ihrer Rolle" not in seat.text


async def test_the_palette_leaves_it_out(office: Office) -> None:
    async with seated(_app(office, "admin")) as seat:
        await seat.press("ctrl+p")
        await seat.sees("Termine")
        assert "Aufrufen" not in seat.text


async def test_an_empty_day_names_no_key_that_one_may_not_use(empty_office: Office) -> None:
    async with seated(_app(empty_office, "admin")) as seat:
        await seat.sees("zeigt die Termine.")
        assert "öffnet" not in seat.text.replace("geöffnet", "") and "nimmt" not in seat.text
