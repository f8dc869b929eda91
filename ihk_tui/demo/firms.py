"""Invented firms and bodies of Hattingen and around."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from ihk_tui.demo.presets import HATTINGEN

_WORDS = (
    "Isenfuchs", "Ruhrlibelle", "Kohlmeise", "Schleusenlicht", "Silberdohle", "Hügelwerk", "Wiesenstolle",
    "Grubenspatz", "Hammertaler", "Flussbogen", "Altstadtkrone", "Schieferhase", "Nachtigallenhof",
    "Fachwerkstern", "Eisenlerche", "Winzerbogen",
)  # fmt: skip


class _Trade(NamedTuple):
    kind: str
    branch: str
    sector: str
    forms: tuple[str, ...]


_COMPANY = ("GmbH", "GmbH & Co. KG", "KG")
_TRADER = ("e. K.", "OHG", "GmbH")
_FREE = ("PartG mbB", "& Partner")
_TRADES = (
    _Trade("BM", "Feinblech", "Metall", _COMPANY),
    _Trade("BM", "Werkzeugbau", "Metall", _COMPANY),
    _Trade("BM", "Armaturen", "Metall", _COMPANY),
    _Trade("BM", "Logistik", "Verkehr", _COMPANY),
    _Trade("BM", "Systemhaus", "IT", _COMPANY),
    _Trade("BM", "Medizintechnik", "Industrie", _COMPANY),
    _Trade("BM", "Wohnwelt", "Handel", _TRADER),
    _Trade("BM", "Feinkost", "Handel", _TRADER),
    _Trade("BM", "Gasthof", "Gastgewerbe", _TRADER),
    _Trade("BM", "Reisen", "Dienstleistung", _TRADER),
    _Trade("BN", "Steuerberatung", "freier Beruf", _FREE),
    _Trade("BN", "Ingenieure", "freier Beruf", _FREE),
    _Trade("BN", "Zahnarztpraxis", "freier Beruf", ("MVZ", "& Kollegen")),
    _Trade("HW", "Dachbau", "Handwerk", _TRADER),
    _Trade("HW", "Heizung & Bad", "Handwerk", _TRADER),
    _Trade("HW", "Backstube", "Handwerk", _TRADER),
)
_SIZES = ("1–9", "10–49", "50–249", "250 und mehr")
_SIZE_WEIGHTS = (45, 35, 15, 5)
_AT_HOME = ("45525", "45527", "45529")
_AROUND = ("44787", "44801", "58452", "45549", "58256", "58285", "45257")
_FIRMS = 120
"""About as many as there are training sites (116 in Hattingen about 2022, DOMAIN.md §8)."""
_WITH_NUMBER = 0.5

ORGANISATIONS = {
    "PA": ("Bildungswerk Isenfuchs", "Jugendhilfe Ruhrlibelle", "Lernwerkstatt Hügelwerk"),
    "PV": ("Ratsfraktion Muster", "Werbering Altstadtkrone", "Hügelland-Bote"),
}
SCHOOLS = ("Berufskolleg am Isenfuchs", "Gesamtschule Schleusenlicht", "Realschule Flussbogen")


class Firm(NamedTuple):
    """A firm that may come, and the kind of visitor it is then."""

    kind: str
    name: str
    postcode: str
    sector: str
    size: str
    ident: str


def firms(random: Random) -> tuple[Firm, ...]:
    """Draw the firms of the town, each name once."""
    names = [(word, trade) for word in _WORDS for trade in _TRADES]
    return tuple(_firm(random, word, trade) for word, trade in random.sample(names, _FIRMS))


def _firm(random: Random, word: str, trade: _Trade) -> Firm:
    near = random.random() < HATTINGEN
    return Firm(
        trade.kind,
        f"{word} {trade.branch} {random.choice(trade.forms)}",
        random.choice(_AT_HOME if near else _AROUND),
        trade.sector,
        random.choices(_SIZES, _SIZE_WEIGHTS)[0],
        f"{random.randrange(10**9):010d}" if trade.kind == "BM" and random.random() < _WITH_NUMBER else "",
    )
