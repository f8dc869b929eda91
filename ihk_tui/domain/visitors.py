"""Who comes: the kinds of visitor and what may be noted of them (DOMAIN.md §3)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

from ihk_tui.domain.words import Words


class VisitorKind(msgspec.Struct, frozen=True, gc=False):
    """A kind of visitor: its stable code, the letter that picks it, and what it is called."""

    code: str
    letter: str
    label: Words


KINDS: tuple[VisitorKind, ...] = (
    VisitorKind("BM", "b", Words("Betrieb, IHK-Mitglied", "company, IHK member")),
    VisitorKind(
        "BN", "n", Words("Betrieb, Nichtmitglied / freier Beruf", "company, non-member / profession")
    ),
    VisitorKind("HW", "h", Words("Handwerksbetrieb", "craft firm")),
    VisitorKind("AZ", "a", Words("Auszubildende/r", "trainee")),
    VisitorKind("SL", "s", Words("Schüler/in, Suchende", "pupil, looking for training")),
    VisitorKind("UM", "u", Words("Studienabbruch, Umstieg", "leaving university, changing course")),
    VisitorKind("EL", "e", Words("Eltern, gesetzliche Vertretung", "parent, guardian")),
    VisitorKind("LK", "l", Words("Berufsschule, Lehrkraft", "vocational school, teacher")),
    VisitorKind("PA", "p", Words("Partner", "partner body")),
    VisitorKind("PV", "v", Words("Politik, Verwaltung, Verband, Presse", "politics, administration, press")),
    VisitorKind("EG", "g", Words("Existenzgründung", "founding a business")),
    VisitorKind("XX", "x", Words("anonym", "anonymous")),
)
KIND: dict[str, VisitorKind] = {kind.code: kind for kind in KINDS}

FIRMS = frozenset({"BM", "BN", "HW"})
YesNo = Literal["", "yes", "no", "unknown"]
ANSWER_WORDS: dict[str, Words] = {
    "": Words("", ""),
    "yes": Words("ja", "yes"),
    "no": Words("nein", "no"),
    "unknown": Words("unbekannt", "unknown"),
}
"""How an answer is shown, and can be typed again."""


class Visitor(msgspec.Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What a visitor told of themselves. Every field may stay empty; none asks for what DS2 forbids."""

    salutation: str = ""
    name: str = ""
    company: str = ""
    postcode: str = ""
    organisation: str = ""
    phone: str = ""
    """E.164, or as typed when it could not be read."""
    phone_typed: str = ""
    email: str = ""
    ident: str = ""
    """IHK-Identnummer."""
    sector: str = ""
    size: str = ""
    occupation: str = ""
    year: str = ""
    """Year of training, 1–4."""
    chamber: str = ""
    school: str = ""
    group_size: str = ""
    certificate: str = ""
    start_year: str = ""
    language: str = ""
    """ISO 639-1."""
    interpreter: YesNo = ""
    access: str = ""
    accompanied: str = ""
    first_contact: YesNo = ""
    minor: YesNo = ""
    contact_firm: YesNo = ""
    """Whether the firm may be contacted; anything but `yes` means no."""
    contact_email: YesNo = ""
    """Whether appointments may be sent by e-mail; anything but `yes` means no."""
    notice_at: datetime | None = None
    """When the Art. 13 notice was given: with the first personal field."""

    @property
    def reachable(self) -> bool:
        """Whether there is a contact channel."""
        return bool(self.phone or self.email)

    @property
    def known(self) -> bool:
        """Whether anything personal is held."""
        return any(getattr(self, field) for field in self.__struct_fields__ if field != "notice_at")

    def noticed(self, now: datetime) -> Visitor:
        """Record when the Art. 13 notice was given: with the first personal field that is saved (DS3)."""
        return msgspec.structs.replace(self, notice_at=now) if self.known and not self.notice_at else self

    def called(self) -> str:
        """How the visitor is named in a list; empty when anonymous."""
        return self.company or self.organisation or self.name or self.school


class Company(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A firm that came before, to be suggested at the next intake."""

    id: int
    name: str
    postcode: str = ""
    seen: date
