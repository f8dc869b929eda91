"""A camera in front of a terminal: what is drawn with half blocks becomes pixels that ZXing reads."""

from __future__ import annotations

from collections.abc import Sequence

import zxingcpp

_HALVES = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}
PIXELS = 4
"""Pixels a module and side."""


def photographed(lines: Sequence[str], ink: int = 255, ground: int = 0) -> memoryview:
    """The picture of lines of half blocks; every character of them must be one."""
    colour = {1: ink, 0: ground}
    rows = [[colour[_HALVES[c][half]] for c in line] for line in lines for half in (0, 1)]
    pixels = b"".join(bytes(grey for grey in row for _ in range(PIXELS)) * PIXELS for row in rows)
    return memoryview(pixels).cast("B", (len(rows) * PIXELS, len(rows[0]) * PIXELS))


def read(lines: Sequence[str], ink: int = 255, ground: int = 0) -> str:
    """What ZXing reads, dark on light only, as the strictest cameras do."""
    found = zxingcpp.read_barcodes(
        photographed(lines, ink, ground),
        formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]),
        try_invert=False,
        try_rotate=False,
        text_mode=zxingcpp.TextMode.Plain,
    )
    assert len(found) == 1, f"{len(found)} codes in\n" + "\n".join(lines)
    text: str = found[0].text
    return text
