"""The documents at the head of a log, decoded table by table when first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import msgspec

from ihk_tui.store.record import Doc, Documents

RawTable = bytes | memoryview | msgspec.Raw
"""A table as JSON text: an object of documents by id."""

_TABLES_KEPT = 256  # decoded tables that stay in memory; a day has about four, so years can be leafed through

_decoder = msgspec.json.Decoder(dict[str, Doc])


class Snapshot:
    """Every table as of one sequence number. Opening ten years costs no more than reading the bytes."""

    def __init__(self, seq: int, raw: Mapping[str, RawTable]) -> None:
        self.seq = seq
        self.raw = raw
        self.documents = lru_cache(_TABLES_KEPT)(self._decoded)

    def _decoded(self, table: str) -> Documents:
        raw = self.raw.get(table)
        return {} if raw is None else _decoder.decode(raw)
