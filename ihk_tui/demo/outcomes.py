"""What comes of a talk: solved here, or started with a partner, a next step, an owner and a date."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from ihk_tui.demo import presets, texts
from ihk_tui.demo.visitors import Guest
from ihk_tui.domain.outcomes import read_outcome
from ihk_tui.domain.visits import Outcome
from ihk_tui.office.session import Session

_DUE_WEEKS = (1, 2, 3, 4, 6)


def outcome_of(random: Random, guest: Guest, adviser: Session) -> Outcome:
    """Give the outcome that was drawn for a visit, as its adviser would type it."""
    today = adviser.today()
    details: dict[str, str] = {}
    if guest.outcome == "started":
        group = guest.intake.topics[0][:2]
        to_bochum = random.random() < presets.TO_BOCHUM
        details = {
            "partner": texts.BOCHUM if to_bochum else random.choice(texts.PARTNERS[group]),
            "next_step": random.choice(texts.NEXT_STEPS),
            "owner": adviser.person.id,
            "due": (today + timedelta(weeks=random.choice(_DUE_WEEKS))).isoformat(),
        }
    outcome = read_outcome(guest.outcome, adviser.catalogue, today, **details)
    assert isinstance(outcome, Outcome), outcome
    return outcome
