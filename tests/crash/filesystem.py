"""What is certain to be on the disk after each event, and what waits to be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, Literal, NamedTuple, TypeVar

from tests.crash.events import ROOT, Cut, Event, Made, Named, Said, Synced, SyncFailed, Tree, Wrote
from tests.crash.present import Present

Kind = Literal["strict", "ext4"]
"""`strict`: a name is on the disk once its folder was synced, and not before. `ext4`: a file's fsync brings
every name of the file system along, and names come in the order in which they were made."""


class Grown(NamedTuple):
    """A file has at least this size: the disk knows of it, but not (yet) of the bytes. No event, a mishap."""

    file: int
    size: int


Piece = Wrote | Cut | Grown
T = TypeVar("T")


class Waiting(NamedTuple, Generic[T]):
    """A change and what is known of it."""

    change: T
    certain: bool = False
    """On the disk; it is kept here because an earlier one is not."""
    doubtful: bool = False
    """The disk failed to confirm it. The system counts it as clean, so that no later sync covers it."""

    def synced(self) -> Waiting[T]:
        """The change after its file or folder was synced."""
        return self if self.doubtful else self._replace(certain=True)

    def failed(self) -> Waiting[T]:
        """The change after a sync of its file or folder failed."""
        return self if self.certain else self._replace(doubtful=True)


class File(NamedTuple):
    """A file's bytes on the disk, and what waits to change them."""

    settled: bytes
    waiting: tuple[Waiting[Piece], ...] = ()

    def loose(self) -> list[int]:
        """Which of the waiting may be missing after a crash."""
        return [place for place, each in enumerate(self.waiting) if not each.certain]

    def synced(self) -> File:
        """The file after a sync."""
        return self._sorted(each.synced() for each in self.waiting)

    def failed(self) -> File:
        """The file after a sync that failed."""
        return self._sorted(each.failed() for each in self.waiting)

    def with_(self, pieces: Iterable[Piece]) -> bytes:
        """The bytes when these pieces came to the disk, in this order."""
        content = bytearray(self.settled)
        for piece in pieces:
            if isinstance(piece, Wrote):
                content.extend(bytes(max(0, piece.offset - len(content))))
                content[piece.offset : piece.offset + len(piece.data)] = piece.data
            else:
                content.extend(bytes(max(0, piece.size - len(content))))
                if isinstance(piece, Cut):
                    del content[piece.size :]
        return bytes(content)

    def _sorted(self, waiting: Iterable[Waiting[Piece]]) -> File:
        done, rest = _settled(waiting)
        return File(self.with_(done), rest)


Names = Mapping[tuple[int, str], int]


class Disk(NamedTuple):
    """All files and names. Never altered, so that each moment of a recording can be looked at."""

    kind: Kind
    files: Mapping[int, File]
    names: Names
    waiting: tuple[Waiting[Named], ...]

    @classmethod
    def holding(cls, tree: Tree, kind: Kind) -> Disk:
        """A disk on which a tree is complete. Its files have the numbers that `Present` gives them."""
        present = Present("/disk", tree)
        files = {number: File(bytes(data)) for number, data in present.contents.items()}
        return cls(kind, files, present.names, ())

    def after(self, event: Event) -> Disk:
        """The disk after one more event."""
        match event:
            case Made(file):
                return self._with(file, File(b""))
            case Wrote(file) | Cut(file):
                before = self.files[file]
                return self._with(file, before._replace(waiting=(*before.waiting, Waiting(event))))
            case Named():
                return self._replace(waiting=(*self.waiting, Waiting(event)))
            case Synced(target, whole):
                return self._synced(target, whole)
            case SyncFailed(target):
                failed = self._with(target, self.files[target].failed()) if target in self.files else self
                return failed._named(lambda each: each.failed() if _leads(each.change, target) else each)
            case Said():
                return self

    def after_all(self, events: Iterable[Event]) -> Iterator[Disk]:
        """The disk after each of the events."""
        disk = self
        for event in events:
            disk = disk.after(event)
            yield disk

    def tree(self, contents: Callable[[int], bytes], changes: Iterable[Named]) -> Tree:
        """What stands there when these changes of names came to the disk and the files have these bytes."""
        names = dict(self.names)
        for change in changes:
            for folder, name, target in change.edits:
                if target is None:
                    names.pop((folder, name), None)
                else:
                    names[folder, name] = target
        below: dict[int, list[tuple[str, int]]] = {}
        for (folder, name), target in names.items():
            below.setdefault(folder, []).append((name, target))
        found: Tree = {}
        ahead = [("", ROOT)]
        while ahead:
            path, folder = ahead.pop()
            for name, target in below.get(folder, ()):
                if target in self.files:
                    found[path + name] = contents(target)
                else:
                    found[path + name] = None
                    ahead.append((f"{path}{name}/", target))
        return found

    def _synced(self, target: int | None, whole: bool) -> Disk:
        if target is None:
            files = {number: file.synced() for number, file in self.files.items()}
            return self._replace(files=files)._named(Waiting.synced)
        file = self.files.get(target)
        disk = self if file is None else self._with(target, file.synced())
        if self.kind == "strict":
            return disk._named(lambda each: each.synced() if _leads(each.change, target) else each)
        if file is None or whole or _size_changed(file):
            return disk._named(Waiting.synced)
        return disk

    def _with(self, number: int, file: File) -> Disk:
        return self._replace(files={**self.files, number: file})

    def _named(self, known: Callable[[Waiting[Named]], Waiting[Named]]) -> Disk:
        done, rest = _settled(map(known, self.waiting))
        names = dict(self.names)
        for change in done:
            for folder, name, target in change.edits:
                if target is None:
                    names.pop((folder, name), None)
                else:
                    names[folder, name] = target
        return self._replace(names=names, waiting=rest)


def _settled(waiting: Iterable[Waiting[T]]) -> tuple[list[T], tuple[Waiting[T], ...]]:
    """The changes at the beginning that are certain, and those that still have to be told apart."""
    rest = list(waiting)
    count = next((place for place, each in enumerate(rest) if not each.certain), len(rest))
    return [each.change for each in rest[:count]], tuple(rest[count:])


def _leads(change: Named, folder: int) -> bool:
    """Whether syncing a folder makes a change of names certain: its first edit, what appears, is there."""
    return change.edits[0].folder == folder


def _size_changed(file: File) -> bool:
    size = len(file.settled)
    return any(
        len(piece.data) + piece.offset > size if isinstance(piece, Wrote) else True
        for piece, *_ in file.waiting
    )
