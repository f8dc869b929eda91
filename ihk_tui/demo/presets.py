"""How much goes on, and the shares it is made of: the figures of DOMAIN.md §7 (all of them proposals)."""

from __future__ import annotations

from typing import NamedTuple


class Preset(NamedTuple):
    """Visits of an average day, those booked among them, and the desks they come to."""

    visits: int
    desks: int


PRESETS: dict[str, Preset] = {
    "quiet": Preset(20, 2),
    "normal": Preset(30, 3),
    "busy": Preset(45, 3),
    "peak": Preset(60, 5),
}

DAYS_A_YEAR = 12
MONTH_FACTORS = (0.75, 0.95, 0.95, 0.75, 1.05, 1.1, 1.15, 1.15, 1.4, 1.0, 0.9, 0.85)
"""January to December; they apply to the past, the running day has what its preset says."""
ARRIVALS = (6, 10, 12, 12, 10, 8, 6, 3, 3, 5, 7, 7, 6, 4, 1)
"""Weights of the half hours in which walk-ins come, from opening on."""
HALF_HOUR = 30.0

BOOKED = 0.35
BOOKED_HOURS = range(9, 15)
"""Hours in which appointments begin."""
PUNCTUALITY = (-4.0, 6.0)
"""When booked visitors come, in minutes from their time: mean and deviation."""
NO_SHOW = 0.12

SHORT_SHARE, SHORT_TALK = 0.15, 6.0
"""One in seven only asks a short question, whatever the topic; the other means are the catalogue's."""
TALK_SPREAD = (0.40, 0.45)
"""σ of the lognormal lengths of talks."""
TALK_LIMITS = (3.0, 75.0)
NOTES_TIME = 2.0
"""Minutes an adviser needs after a talk."""
LUNCH_HOUR, LUNCH = 12, 30.0
"""Lunch breaks follow each other from this hour; minutes."""

KINDS = {
    "BM": 24, "BN": 6, "HW": 4, "AZ": 24, "SL": 16, "EL": 8,
    "UM": 4, "LK": 3, "PA": 4, "PV": 2, "EG": 3, "XX": 2,
}  # fmt: skip
TOPICS = {
    "VE": 16, "PR": 15, "SU": 16, "KO": 12, "BE": 11, "DA": 7,
    "FO": 6, "IN": 6, "ST": 4, "WB": 3, "SC": 2, "GR": 1, "ZZ": 1,
}  # fmt: skip
OUTCOMES = {"solved": 62, "started": 30, "not_responsible": 5, "aborted": 3}
TO_BOCHUM = 0.5
"""Of what is started, this goes to the IHK in Bochum and the rest to partners."""
COMPANY_VISIT = 0.15
"""Of talks with firms."""
MINORS = {"SL": 0.70, "AZ": 0.25}
HATTINGEN = 0.80
"""Of postcodes."""
ANONYMOUS = 0.25
"""Of all visits; only walk-ins can be."""
PATIENCE, IMPATIENT = 40.0, 0.30
"""After so many minutes of waiting this share leaves."""
DEFERRED = 0.04

# What §7 leaves open; chosen so that every verb of the office occurs now and then.
WAY = (0.4, 1.5)
"""Minutes from the call to the desk."""
REACTION = (0.1, 0.6)
"""Minutes until an idle adviser sees that somebody waits."""
NOT_HEARD, ABSENT = 0.05, 0.3
"""Calls that need a second one, and the share of these that nobody answers."""
PATIENT_CALL = 1.5
"""Minutes between a call and the next, and before giving up."""
SECOND_TOPIC = 0.10
HANDED_OVER = 0.03
"""Talks after which a colleague takes over."""
NOTED = 0.40
FOLLOW_UP = 0.40
"""Of what is started: a talk on another day."""
WISHED_ADVISER = 0.20
CALLED_OFF, MOVED = 0.05, 0.05
"""Bookings that are called off again, and that were made for another time first."""
AWAY = (12.0, 30.0)
"""Minutes for which a parked visit is gone."""
LEAD = (2, 70, 14)
"""Days between booking and appointment: least, most, usual."""
BY_PHONE = {"follow_up": 3, "company_visit": 2}
"""Other appointments that are agreed by telephone in the days before a consultation day."""
