"""The office as visitors know it."""

from __future__ import annotations

from typing import NamedTuple


class House(NamedTuple):
    """What the office is called, and where people come to."""

    name: str = ""
    place: str = ""
