"""What the log is made of: one record a transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

Doc = dict[str, Any]
"""A document as JSON knows it. Once committed it is never altered, only replaced."""

Documents = Mapping[str, Doc]
"""The documents of a table by id; ids are whole numbers written as text, as TinyDB and JSON keep them."""

AfterImages = Mapping[str, Mapping[str, Doc | None]]
"""The documents a transaction changed, by table and id, as they are after it; None where one was removed."""


ERASE = "erase"
"""The verb of a transaction after which what it replaced must be found nowhere."""


MOVE = "move_store"
"""The verb of a log's last transaction: everything went to another log."""

REPAIR, RESTORE = "repair", "restore"
"""The verbs of what tells in a log that it was put together anew."""


class Entry(msgspec.Struct, frozen=True, kw_only=True, rename={"seq": "n", "person": "by"}):
    """Who did what to which and when: a transaction without its contents."""

    seq: int
    at: datetime
    person: str
    verb: str
    subject: str = ""
    undoes: tuple[int, ...] = ()

    def bare(self) -> Entry:
        """Who did what, without what it changed."""
        return Entry(**{name: getattr(self, name) for name in Entry.__struct_fields__})


class Record(Entry, frozen=True, kw_only=True, rename={"seq": "n", "person": "by"}):
    """A transaction with the documents it changed."""

    docs: dict[str, dict[str, Doc | None]]


class Holder(msgspec.Struct, frozen=True):
    """Who is at work in the store right now, for those who wait. `since` is when their turn was asked for."""

    pid: int
    person: str
    verb: str
    since: datetime
