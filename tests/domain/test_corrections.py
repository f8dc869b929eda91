"""What of an appointment was corrected, and what calendars hear of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from ihk_tui.domain.appointments import APPOINTMENT_STATUS_WORDS, Appointment, AppointmentStatus
from ihk_tui.domain.corrections import (
    FIELD_WORDS,
    corrected,
    differences,
    named,
    not_correctable,
    told,
)
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.words import Refusal

BOOKED = datetime(2026, 9, 1, 8, tzinfo=UTC)
NOW = BOOKED + timedelta(days=1)
START = datetime(2026, 9, 8, 7, tzinfo=UTC)
KIM = Visitor(
    name="Kim", company="Werk", postcode="45525", phone="+4923241", phone_typed="02324 1", notice_at=BOOKED
)
VISIT = Appointment(
    id=3, uid="u", kind="company_visit", start=START, end=START + timedelta(minutes=45), created=BOOKED,
    changed=BOOKED, sequence=4, adviser="aydin", topic="BE1", visitor_kind="BM", visitor=KIM, travel=20,
    note="Tor 3",
)  # fmt: skip


def right(**fields: object) -> Appointment:
    """The company visit, with some of it corrected."""
    after = corrected(VISIT, replace(VISIT, **fields), NOW)
    assert not isinstance(after, Refusal)
    return after


def test_every_field_that_is_told_has_a_name() -> None:
    assert set(told(VISIT)) == set(FIELD_WORDS)
    assert named(("company", "minutes")).de == "Betrieb, Dauer"


def test_what_is_told_can_be_typed_again() -> None:
    said = told(VISIT)
    assert (said["phone"], said["minutes"], said["travel"], said["name"]) == ("02324 1", "45", "20", "Kim")
    assert told(replace(VISIT, visitor=replace(KIM, phone_typed="")))["phone"] == "+4923241"


def test_a_number_typed_in_another_way_is_the_same_number() -> None:
    other = replace(VISIT, visitor=replace(KIM, phone_typed="+49 2324 1"), changed=NOW, sequence=9)
    assert differences(VISIT, other) == ()
    assert corrected(VISIT, other, NOW) == VISIT


@pytest.mark.parametrize(
    ("field", "fields", "sequence"),
    [
        ("name", {"visitor": replace(KIM, name="Kim Übler")}, 4),
        ("email", {"visitor": replace(KIM, email="kim@example.org")}, 4),
        ("topic", {"topic": "BE4"}, 4),
        ("note", {"note": ""}, 4),
        ("travel", {"travel": 0}, 4),
        ("minutes", {"end": START + timedelta(minutes=30)}, 5),
        ("place", {"place": "Hafenstraße 1"}, 5),
        ("company", {"visitor": replace(KIM, company="Gießerei")}, 5),  # the visit is at the firm
    ],
)  # fmt: skip
def test_the_sequence_rises_with_time_and_place_alone(
    field: str, fields: dict[str, object], sequence: int
) -> None:
    after = right(**fields)
    assert differences(VISIT, after) == (field,)
    assert (after.uid, after.sequence, after.changed, after.created) == ("u", sequence, NOW, BOOKED)


def test_a_firm_s_name_is_no_place_when_a_place_was_agreed() -> None:
    agreed = replace(VISIT, place="Rathaus")
    after = corrected(agreed, replace(agreed, visitor=replace(KIM, company="Gießerei")), NOW)
    assert isinstance(after, Appointment) and after.sequence == 4


@pytest.mark.parametrize("status", APPOINTMENT_STATUS_WORDS)
def test_only_what_is_booked_is_corrected_and_the_next_step_is_said(status: AppointmentStatus) -> None:
    settled = replace(VISIT, status=status)
    refusal = not_correctable(settled)
    if status == "booked":
        assert refusal is None
        return
    assert corrected(settled, replace(settled, note=""), NOW) == refusal
    assert refusal and refusal.code == "settled"
    assert "itte" in refusal.words.de and "lease" in refusal.words.en
