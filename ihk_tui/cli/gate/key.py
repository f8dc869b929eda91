"""A public key as `ssh-keygen` writes it (RFC 4253 §6.6), checked before it is let into `authorized_keys`."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import NamedTuple

from ihk_tui.domain.words import BadInput, Words

LONGEST = 16384
"""Characters; an RSA key of 16,384 bits has less than 3,000."""
SHORTEST_RSA = 2048
"""Bits; what many tokens still hold."""

_POINTS = {"nistp256": 65, "nistp384": 97, "nistp521": 133}
"""Bytes of an uncompressed point on each curve (RFC 5656 §3.1)."""
_COMMENT = re.compile(r"[^\w.@+-]+", re.ASCII)

_ONE = Words(
    "Bitte genau einen öffentlichen Schlüssel in einer Zeile eingeben, wie ihn ssh-keygen in id_ed25519.pub"
    " schreibt; nichts davor.",
    "Please give exactly one public key on one line, as ssh-keygen writes it to id_ed25519.pub; nothing"
    " before it.",
)
_KIND = Words(
    "Schlüssel dieser Art gehen nicht: {kind}. Neu: ssh-keygen -t ed25519",
    "Keys of this kind are not taken: {kind}. A new one: ssh-keygen -t ed25519",
)
_DAMAGED = Words("Der Schlüssel ist beschädigt.", "The key is damaged.")
_WEAK = Words(
    "Der RSA-Schlüssel ist zu kurz. Neu: ssh-keygen -t ed25519",
    "The RSA key is too short. A new one: ssh-keygen -t ed25519",
)


class PublicKey(NamedTuple):
    """Its kind, its bytes in Base64, and whose it is said to be, with nothing that sshd would obey."""

    kind: str
    encoded: str
    comment: str

    def __str__(self) -> str:
        return " ".join(part for part in self if part)


def read_key(text: str) -> PublicKey:
    """Read one key. Raises BadInput."""
    lines = text.strip("\r\n").splitlines()
    if len(text) > LONGEST or len(lines) != 1:
        raise BadInput("", _ONE)
    kind, _, rest = lines[0].strip().partition(" ")
    encoded, _, comment = rest.partition(" ")
    if kind not in _KINDS:
        known = re.fullmatch(r"(ssh|sk-ssh|ecdsa|sk-ecdsa)-[a-z0-9@.-]{1,60}", kind)
        raise BadInput("", _KIND.fill(kind=kind) if known else _ONE)
    try:
        blob = base64.b64decode(encoded, validate=True)
        first, *parts = list(_parts(blob))
    except (binascii.Error, ValueError):
        raise BadInput("", _DAMAGED) from None
    if first.decode("latin-1") != kind or not _fits(kind, parts):
        raise BadInput("", _DAMAGED)
    if kind == "ssh-rsa" and int.from_bytes(parts[1], "big").bit_length() < SHORTEST_RSA:
        raise BadInput("", _WEAK)
    return PublicKey(kind, encoded, _COMMENT.sub("_", comment.strip())[:64])


def _parts(blob: bytes) -> Iterator[bytes]:
    """The strings of RFC 4251 §5 that a blob consists of. Raises ValueError."""
    while blob:
        size = int.from_bytes(blob[:4], "big")
        if len(blob) < 4 + size:
            raise ValueError
        yield blob[4 : 4 + size]
        blob = blob[4 + size :]


_KINDS = (
    "ssh-ed25519",
    "sk-ssh-ed25519@openssh.com",
    *(f"ecdsa-sha2-{curve}" for curve in _POINTS),
    "sk-ecdsa-sha2-nistp256@openssh.com",
    "ssh-rsa",
)


def _fits(kind: str, parts: list[bytes]) -> bool:
    """Whether the parts after the name are those of the kind, by their number and sizes."""
    if kind.startswith("sk-"):  # followed by the application, which a token asks for
        if len(parts) < 2 or not parts[-1].startswith(b"ssh:"):
            return False
        parts = parts[:-1]
    sizes = [len(part) for part in parts]
    if "ed25519" in kind:
        return sizes == [32]
    if kind == "ssh-rsa":
        return len(sizes) == 2 and all(part and part[0] < 0x80 for part in parts)
    curve = kind.partition("nistp")[2].partition("@")[0]
    name = f"nistp{curve}"
    return sizes == [8, _POINTS[name]] and parts[0] == name.encode() and parts[1][0] == 4
