"""Invented people: those who work in the simulated office, and those who come."""

from __future__ import annotations

from random import Random

from ihk_tui.domain.people import Person

ADVISERS = (
    Person("aydin", "Elif Aydin"),
    Person("berger", "Jonas Berger"),
    Person("becker", "Martina Becker"),
    Person("demir", "Cem Demir"),
    Person("vogt", "Katrin Vogt"),
)
LEAD = Person("sander", "Gesa Sander", "lead")
RECEPTION = Person("empfang", "Petra Lorenz", "reception")
STAFF = (*ADVISERS, LEAD, RECEPTION)
"""An adviser stands first: who opens the demo without saying as whom sits at a desk."""

_FIRST = (
    "Mia", "Noah", "Lina", "Emil", "Zeynep", "Yusuf", "Hannah", "Luca", "Aleksandra", "Pawel", "Sofia",
    "Matteo", "Charlotte", "Finn", "Olena", "Bohdan", "Amira", "Samir", "Greta", "Jannik", "Nele", "Tom",
    "Birgit", "Holger", "Sabine", "Dirk", "Renate", "Uwe", "Claudia", "Thorsten", "Aylin", "Mehmet",
)  # fmt: skip
_LAST = (
    "Öztürk", "Schürmann", "Weiß", "Großmann", "Kowalski", "Nowak", "Hölscher", "Brüggemann", "Al-Masri",
    "Kovalenko", "Petrescu", "Rüsing", "Lindner", "Vormann", "Stratmann", "Dreier", "Yıldız",
    "Haarmann", "Köster", "Siepmann", "Wiemer", "Althoff", "Böving", "Niehues", "Tigges", "Rosendahl",
    "Çelik", "D'Angelo", "Müller-Sieg", "Quast", "Zander",
)  # fmt: skip

_PHONE = "030 23125{number:03d}"
"""Numbers nobody has: kept for film and print (Bundesnetzagentur, Mitteilung 148/2021)."""
_MAIL = "{first}.{last}@example.org"
"""A domain nobody has (RFC 2606)."""
_ASCII = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ı": "i", "ç": "c", "'": "", "-": ""})
_MAIL_ONLY = 0.3


def name(random: Random) -> str:
    """Draw a name."""
    return f"{random.choice(_FIRST)} {random.choice(_LAST)}"


def channel(random: Random, called: str) -> dict[str, str]:
    """Draw how a person can be reached: the typed field and what is typed there."""
    if random.random() >= _MAIL_ONLY:
        return {"phone": _PHONE.format(number=random.randrange(1000))}
    first, last = called.casefold().translate(_ASCII).split(" ", 1)
    return {"email": _MAIL.format(first=first, last=last)}
