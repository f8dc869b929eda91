"""Those who come: drawn with everything that will happen to them before their day begins."""

from __future__ import annotations

from math import log
from random import Random
from typing import NamedTuple

from ihk_tui.demo import presets, texts
from ihk_tui.demo.firms import ORGANISATIONS, SCHOOLS, Firm
from ihk_tui.demo.mix import Mix
from ihk_tui.demo.people import channel, name
from ihk_tui.domain.intake import Intake, read_intake
from ihk_tui.domain.topics import Catalogue
from ihk_tui.domain.visitors import FIRMS

_CERTIFICATES = ("Hauptschulabschluss", "mittlerer Schulabschluss", "Fachabitur", "Abitur")
_CHAMBERS = ("IHK Mittleres Ruhrgebiet", "HWK Dortmund")
_LANGUAGES = ("uk", "tr", "ar", "pl", "en")
_TELLS_NAME, _TELLS_CHANNEL, _TELLS_FIRM, _SOMETIMES = 0.6, 0.6, 0.4, 0.3
"""Shares of those who say so much of themselves; DOMAIN.md leaves them open."""


class Guest(NamedTuple):
    """Who comes, about what, and what will come of it."""

    intake: Intake
    talk: float
    """Minutes."""
    impatient: bool
    parked: bool
    handed: bool
    second: str
    """The topic that is talked about after the first; empty for one."""
    note: str
    outcome: str
    again: bool
    """Whether something started is talked about again on another day."""
    visited: bool
    """Whether the firm is visited."""


class Town:
    """Everyone who may come to the office."""

    def __init__(self, catalogue: Catalogue, firms: tuple[Firm, ...]) -> None:
        self.catalogue = catalogue
        self._mix = Mix()
        self._codes = {group.code: [topic.code for topic in group.topics] for group in catalogue.groups}
        self._firms = {kind: [firm for firm in firms if firm.kind == kind] for kind in FIRMS}
        self._outcomes, self._weights = list(presets.OUTCOMES), list(presets.OUTCOMES.values())

    def guest(self, random: Random, booked: bool = False) -> Guest:
        """Draw a visitor. A booked one can be reached and has a name."""
        kind, group = self._mix.draw(random)
        while booked and kind == "XX":
            kind, group = self._mix.draw(random)
        code = random.choice(self._codes[group])
        second = ""
        if random.random() < presets.SECOND_TOPIC:
            second = random.choice(self._codes[self._mix.another_matter(random, kind, group)])
        anonymous = not booked and random.random() < presets.ANONYMOUS / (1 - presets.BOOKED)
        typed = {} if anonymous or kind == "XX" else self._told(random, kind, group, booked)
        intake = read_intake(
            kind, (code, second) if second else (code,), typed, self.catalogue, anonymous, booked
        )
        assert isinstance(intake, Intake), intake
        return Guest(
            intake=intake,
            talk=self._talk(random, group),
            impatient=random.random() < presets.IMPATIENT,
            parked=random.random() < presets.DEFERRED,
            handed=random.random() < presets.HANDED_OVER,
            second=second,
            note=random.choice(texts.notes_on(code)) if random.random() < presets.NOTED else "",
            outcome=random.choices(self._outcomes, self._weights)[0],
            again=random.random() < presets.FOLLOW_UP,
            visited=kind in FIRMS and random.random() < presets.COMPANY_VISIT,
        )

    def firm(self, random: Random) -> Firm:
        """Draw a member firm."""
        return random.choice(self._firms["BM"])

    def _talk(self, random: Random, group: str) -> float:
        found = self.catalogue.group(group)
        assert found is not None
        mean = presets.SHORT_TALK if random.random() < presets.SHORT_SHARE else float(found.talk)
        spread = random.uniform(*presets.TALK_SPREAD)
        shortest, longest = presets.TALK_LIMITS
        return min(max(random.lognormvariate(log(mean) - spread**2 / 2, spread), shortest), longest)

    def _told(self, random: Random, kind: str, group: str, booked: bool) -> dict[str, str]:
        """What the visitor says of themselves, as reception types it."""

        def maybe(share: float) -> bool:
            return random.random() < share

        called = name(random)
        told = self._of_kind(random, kind)
        if booked or maybe(_TELLS_NAME):
            told["name"] = called
        if booked or maybe(_TELLS_CHANNEL):
            told |= channel(random, called)
        if maybe(presets.MINORS.get(kind, 0.0)):
            told["minor"] = "ja"
        if maybe(_SOMETIMES):
            told["first_contact"] = random.choice(("ja", "nein"))
        if group == "IN" and maybe(_SOMETIMES):
            told |= {"language": random.choice(_LANGUAGES), "interpreter": random.choice(("ja", "nein"))}
        return told

    def _of_kind(self, random: Random, kind: str) -> dict[str, str]:
        if kind in FIRMS:
            firm = random.choice(self._firms[kind])
            return {
                "company": firm.name,
                "postcode": firm.postcode,
                "sector": firm.sector,
                "size": firm.size,
                "ident": firm.ident,
            }
        if kind in ORGANISATIONS:
            return {"organisation": random.choice(ORGANISATIONS[kind])}
        occupation = random.choice(self.catalogue.occupations)
        if kind == "AZ":
            told = {"occupation": occupation, "year": random.choice("123")}
            told["chamber"] = random.choice(_CHAMBERS)
            if random.random() < _TELLS_FIRM:
                told |= {"company": self.firm(random).name, "contact_firm": "nein"}
            return told
        if kind in ("SL", "UM"):
            return {"occupation": occupation, "certificate": random.choice(_CERTIFICATES)}
        if kind == "LK":
            return {"school": random.choice(SCHOOLS), "group_size": str(random.randint(12, 28))}
        return {}
