"""PINs: what unlocks somebody's own screen. Each person chooses whether to have one (DOMAIN.md §5, DS15)."""

from __future__ import annotations

import msgspec

from ihk_tui.domain.words import BadInput, Words

DIGITS = range(4, 13)
"""How many digits a PIN has."""


class Pin(msgspec.Struct, frozen=True, kw_only=True):
    """A person's PIN as it is kept: nobody can read it back."""

    person: str
    salt: str
    """Hexadecimal."""
    digest: str

    @property
    def id(self) -> int:
        """A number made of the person: one PIN each."""
        from hashlib import sha256  # loads OpenSSL, which only a new PIN needs

        return int.from_bytes(sha256(self.person.encode()).digest()[:6], "big")


def read_pin(typed: str) -> str:
    """Read a new PIN. Raises BadInput."""
    pin = typed.strip()
    if pin.isascii() and pin.isdecimal() and len(pin) in DIGITS:
        return pin
    raise BadInput("pin", Words("Eine PIN hat vier bis zwölf Ziffern.", "A PIN has four to twelve digits."))


def kept(person: str, pin: str, salt: bytes) -> Pin:
    """Make of a PIN what is kept; takes some 50 ms on purpose."""
    return Pin(person=person, salt=salt.hex(), digest=_digest(pin, salt))


def fits(pin: Pin, typed: str) -> bool:
    """Whether what was typed is the PIN; takes as long."""
    from hmac import compare_digest

    return compare_digest(_digest(typed.strip(), bytes.fromhex(pin.salt)), pin.digest)


def _digest(pin: str, salt: bytes) -> str:
    from hashlib import scrypt

    return scrypt(pin.encode(), salt=salt, n=2**14, r=8, p=1).hex()
