"""Which kind of visitor comes with which group of topics.

DOMAIN.md §7 gives the shares of kinds and of topics apart. Drawn apart, pupils would ask how to become a
training firm; so a table of what fits is scaled in turn to both (iterative proportional fitting).
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
from random import Random

from ihk_tui.demo.presets import KINDS, TOPICS

_MATTERS = {
    "BM": "VE PR SU KO BE DA FO IN ST WB SC GR ZZ",
    "BN": "VE PR SU KO BE DA FO IN ST WB SC GR ZZ",
    "HW": "VE PR KO BE DA FO IN ST ZZ",
    "AZ": "VE PR KO DA FO IN WB SC ZZ",
    "SL": "VE SU FO IN SC WB ZZ",
    "EL": "VE PR SU KO DA FO IN SC ZZ",
    "UM": "SU DA FO VE WB",
    "LK": "PR SU KO IN SC BE",
    "PA": "SU FO IN BE KO ST WB",
    "PV": "ST BE SU IN",
    "EG": "GR BE VE ST FO WB",
    "XX": " ".join(TOPICS),
}
_ROUNDS = 60

Pair = tuple[str, str]


def _fitted() -> dict[Pair, float]:
    """Scale the fitting pairs until both sums are those of DOMAIN.md §7."""
    shares = {(kind, group): 1.0 for kind, groups in _MATTERS.items() for group in groups.split()}
    for _ in range(_ROUNDS):
        for side, wanted in ((0, KINDS), (1, TOPICS)):
            scale = _scale(shares, side, wanted)
            shares = {pair: share * scale[pair[side]] for pair, share in shares.items()}
    return shares


def _scale(shares: Mapping[Pair, float], side: int, wanted: Mapping[str, int]) -> dict[str, float]:
    sums = dict.fromkeys(wanted, 0.0)
    for pair, share in shares.items():
        sums[pair[side]] += share
    return {code: wanted[code] / total for code, total in sums.items()}


class Mix:
    """Draws a kind of visitor together with a group of topics."""

    def __init__(self) -> None:
        self.shares = _fitted()
        self._pairs = list(self.shares)
        self._sums = list(accumulate(self.shares.values()))

    def draw(self, random: Random) -> Pair:
        """Give a kind and a topic group."""
        return random.choices(self._pairs, cum_weights=self._sums)[0]

    def another_matter(self, random: Random, kind: str, but: str) -> str:
        """Give a second group of topics for the same visitor."""
        groups = [pair[1] for pair in self._pairs if pair[0] == kind and pair[1] != but]
        return random.choices(groups, [self.shares[kind, group] for group in groups])[0]
