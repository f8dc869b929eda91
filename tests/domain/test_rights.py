"""Roles and what they may do."""

from __future__ import annotations

from typing import get_args

import pytest

from ihk_tui.domain.people import Person, may_read_notes
from ihk_tui.domain.rights import (
    RIGHT_WORDS,
    RIGHTS,
    ROLE_WORDS,
    Right,
    Role,
    holders,
    may,
    may_see_entry,
)
from ihk_tui.domain.words import Refusal

ROLES: tuple[Role, ...] = get_args(Role)


def test_every_role_has_a_name_and_rights() -> None:
    assert set(RIGHTS) == set(ROLE_WORDS) == set(ROLES)


def test_every_right_is_explained() -> None:
    assert set(RIGHT_WORDS) == set(get_args(Right))


def test_no_role_has_what_belongs_to_the_account() -> None:
    assert holders("account") == []


def test_the_lead_may_do_whatever_anybody_may() -> None:
    assert set().union(*RIGHTS.values()) == RIGHTS["lead"]


@pytest.mark.parametrize("role", ROLES)
def test_the_older_rules_agree_with_the_table(role: Role) -> None:
    person = Person("p", "P", role)
    assert (may_read_notes(person) is None) == (role in holders("note"))
    assert person.advises == ({"serve", "note"} <= RIGHTS[role])


def test_notes_are_for_advice_only() -> None:
    assert holders("note") == ["adviser", "lead"]


def test_the_administration_advises_nobody() -> None:
    assert RIGHTS["admin"].isdisjoint({"receive", "book", "serve", "day", "note"})


def test_a_refusal_names_who_may() -> None:
    refusal = may("reception", "note")
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.words) == (
        "role",
        ("Das darf nur: Beratung, Leitung.", "Only for: adviser, lead."),
    )
    assert may("adviser", "note") is None


@pytest.mark.parametrize(("role", "all_of_it"), [(role, role in ("lead", "admin")) for role in ROLES])
def test_the_log_shows_colleagues_only_to_who_answers_for_the_office(role: Role, all_of_it: bool) -> None:
    assert may_see_entry(role, False, "call") is all_of_it
    assert may_see_entry(role, True, "call")
    assert may_see_entry(role, False, "repair")
