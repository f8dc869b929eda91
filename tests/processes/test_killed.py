"""Processes that are killed in the middle of their work (scenario 23)."""

from __future__ import annotations

from random import Random
from threading import Timer

import pytest

from ihk_tui.domain.notes import VisitNotes
from ihk_tui.domain.visits import Visit
from tests.processes.office import Office, tickets, visits
from tests.processes.staff import Staff, Worker

ROUNDS = 20
LATEST = 0.15
"""Seconds of work after which a process is killed at the latest."""
ENDLESS = 1_000_000


@pytest.mark.slow
def test_what_was_acknowledged_survives_and_work_goes_on_at_once(office: Office, staff: Staff) -> None:
    chance = Random(23)
    colleague = office.session("celik")
    given = [answer.removeprefix("checkin ") for answer in staff.come("kaya")[0].does("checkin", 2)]
    before: dict[str, Visit] = {}
    for round_ in range(ROUNDS):
        aydin, berger = staff.come("aydin", "berger")
        for adviser in (aydin, berger):
            if before:
                take_up(adviser, before)
            (called,) = adviser.does("call")
            assert adviser.does("start") == [called.replace("call", "start")]
        before = {visit.ticket: visit for visit in visits(colleague) if visit.state == "serving"}
        assert len(before) == 2

        aydin.asks("note", ENDLESS)
        berger.asks("receive", ENDLESS)
        moments = [Timer(chance.uniform(0, LATEST), each.process.kill) for each in (aydin, berger)]
        for moment in moments:
            moment.start()
        noted, received = aydin.last_words(), berger.last_words()
        assert (aydin.process.returncode, berger.process.returncode) == (-9, -9)

        new = office.value("checkin", "--anonymous", "--topic", "VE2", by="kaya")["ticket"]
        given += [answer.removeprefix("checkin ") for answer in received if answer != "done"] + [new]
        there = visits(colleague)
        assert [visit.ticket for visit in there] == tickets(len(there)), f"round {round_}"
        unheard = {visit.ticket for visit in there} - set(given)
        assert set(given) <= {visit.ticket for visit in there}
        assert len(unheard) <= 1  # the last before the kill may be there without having been told of
        given += unheard

        # still served by the same people since the same moments
        assert {visit.ticket: visit for visit in there if visit.state == "serving"} == before
        mine = next(visit for visit in before.values() if "aydin" in visit.advisers)
        held = colleague.read().get(VisitNotes, mine.id, mine.day) or VisitNotes(day=mine.day, id=mine.id)
        revision = held.revision("VE2")
        assert len(noted) <= revision <= len(noted) + 1
        assert held.text("VE2") == (f"Fassung {revision}" if revision else "")
    for ticket, visit in before.items():
        shown = office.value("show", ticket, by="celik")
        assert (shown["state"], {shown["adviser"]}) == ("serving", set(visit.advisers))
        assert shown["timeline"][-1]["at"] == shown["since"]
    assert sorted(office.logged("checkin")) == sorted(given)


def take_up(adviser: Worker, served: dict[str, Visit]) -> None:
    """Someone who starts the program again goes on with the visit that was with them."""
    parked, resumed = adviser.does("park")
    ticket = parked.removeprefix("defer ")
    assert resumed == f"resume {ticket}"
    assert ticket in served
    assert adviser.does("finish") == [f"finish {ticket}"]
