"""The earlier generations beside the journal: backups, and the record of who did what."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from ihk_tui.store import generation
from ihk_tui.store.folder import Folder, sync
from ihk_tui.store.record import Entry
from ihk_tui.store.trouble import NOT_OPENED, said_plainly


class Archive:
    """The folder of earlier generations, each under its number."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def files(self) -> list[Path]:
        """The kept generations, in no order."""
        return list(self._folder.generations.glob("*.jsonl"))

    def keep(self, number: int) -> None:
        """Give the journal a second name here, durably. Raises OSError.

        A file that has the number already, as after putting an old generation back, is not replaced.
        """
        journal = self._folder.journal
        for copy in count(1):
            name = f"{number}.jsonl" if copy == 1 else f"{number}-{copy}.jsonl"
            kept = self._folder.generations / name
            if not kept.exists():
                os.link(journal, kept)
            elif not kept.samefile(journal):
                continue
            sync(self._folder.generations)
            return

    def set_aside(self, torn: bytes, seq: int) -> None:
        """Keep the torn end of a journal, which would have been transaction `seq`. Raises OSError."""
        file = self._folder.generations / f"torn-{seq}"
        descriptor = self._folder.open(file, os.O_WRONLY | os.O_APPEND)
        try:
            generation.write_all(descriptor, torn)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def entries(self, current: bytes) -> Iterator[Entry]:
        """Every transaction of the kept generations and the current one, oldest first, each once.

        Raises `StoreTrouble` where a file is damaged or cannot be read.
        """
        with said_plainly(NOT_OPENED, folder=self._folder.path):
            kept = [(file, file.read_bytes()) for file in self.files()]
        heads = [(generation.read_head(file, data), file, data) for file, data in kept]
        heads.sort(key=lambda each: (each[0].header.generation, each[0].header.seq))
        heads.append((generation.read_head(self._folder.journal, current), self._folder.journal, current))
        last = 0
        for head, file, data in heads:
            rest = data[head.spot.offset :]
            found, _ = generation.read_on(file, rest, head.spot, head.header.seq, generation.entries)
            for entry in found:
                if entry.seq > last:
                    last = entry.seq
                    yield entry
