"""What a visitor takes along as text."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ihk_tui.domain.house import House
from ihk_tui.domain.queue import Estimate
from ihk_tui.domain.slips import appointment_slip, language_of, ticket_slip
from ihk_tui.domain.visitors import Visitor
from tests.domain.making import at, walk_in
from tests.ical.calendars import BOOKED

HOUSE = House("IHK in Hattingen", "Bahnhofstraße 1")


def test_an_appointment_says_when_where_and_with_whom_and_nothing_else() -> None:
    assert appointment_slip(BOOKED, HOUSE, "Derya Aydin", "de") == (
        "Beratung: IHK in Hattingen\nDo., 07.05.2026, 14:00–14:30 Uhr\n"
        "Bahnhofstraße 1\nEs berät Sie: Derya Aydin"
    )
    assert appointment_slip(replace(BOOKED, place="Werk 2", adviser=""), House(), "", "en") == (
        "Consultation\nThu, 2026-05-07, 14:00–14:30\nWerk 2"
    )
    off = replace(BOOKED, status="cancelled")
    assert appointment_slip(off, HOUSE, "", "de").startswith("ABGESAGT\n")


@pytest.mark.parametrize(("spoken", "written"), [("", "de"), ("de", "de"), ("tr", "de"), ("en", "en")])
def test_visitors_are_written_to_in_german_unless_they_speak_english(spoken: str, written: str) -> None:
    assert language_of(Visitor(language=spoken)) == written


def test_a_number_says_its_day_and_how_long_it_may_take() -> None:
    visit = walk_in("10:15", 7, "VE2")
    slip = ticket_slip(visit, Estimate(5, 15), HOUSE, at("10:20"), "de")
    assert slip.splitlines() == [
        "Ihre Nummer: A07",
        "Sprechtag Do., 03.09.2026",
        "IHK in Hattingen",
        "Bahnhofstraße 1",
        "Voraussichtlich noch 5–15 min (Stand 10:20)",
    ]
    assert "Waiting time not known yet (as of 10:20)" in ticket_slip(visit, None, HOUSE, at("10:20"), "en")
