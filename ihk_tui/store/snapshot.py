"""The documents at the head of a log, looked into table by table when first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from ihk_tui.store.documents import RawTable, Read
from ihk_tui.store.record import Documents

_TABLES_KEPT = 256  # tables that stay at hand; a day has about four, so years can be leafed through


class Snapshot:
    """Every table as of one sequence number. Opening ten years costs no more than reading the bytes."""

    def __init__(self, seq: int, raw: Mapping[str, RawTable]) -> None:
        self.seq = seq
        self.raw = raw
        self.documents = lru_cache(_TABLES_KEPT)(self._read)

    def _read(self, table: str) -> Documents:
        raw = self.raw.get(table)
        return {} if raw is None else Read(raw)
