"""How the watched folder stands for the processes that use it, whatever the disk has of it."""

from __future__ import annotations

import os

from tests.crash.events import ROOT, Cut, Edit, Event, Made, Named, Tree, Wrote


class Present:
    """Names and bytes as of now, and the events that made them so."""

    def __init__(self, root: str, before: Tree) -> None:
        self.root = root
        self.events: list[Event] = []
        self.names: dict[tuple[int, str], int] = {}
        self.contents: dict[int, bytearray] = {}
        self._folders = {ROOT}
        self._last = ROOT
        for path, data in sorted(before.items()):
            self.names[self.place(os.path.join(root, path))] = self.new(data)
        self.events.clear()

    def inside(self, path: str) -> bool:
        """Whether a path is the folder or below it."""
        return path == self.root or path.startswith(self.root + "/")

    def place(self, path: str) -> tuple[int, str]:
        """The folder of a path, and the name in it."""
        *folders, name = path[len(self.root) + 1 :].split("/")
        number = ROOT
        for folder in folders:
            number = self.names[number, folder]
        return number, name

    def new(self, data: bytes | None = b"") -> int:
        """Make a file with these bytes, or a folder for None. It has no name yet."""
        self._last += 1
        if data is None:
            self._folders.add(self._last)
        else:
            self.contents[self._last] = bytearray(data)
            self.events.append(Made(self._last))
        return self._last

    def name(self, *edits: Edit) -> None:
        """Change names, all at once."""
        for folder, name, target in edits:
            if target is None:
                del self.names[folder, name]
            else:
                self.names[folder, name] = target
        self.events.append(Named(edits))

    def put(self, file: int, offset: int, data: bytes) -> None:
        """Write bytes into a file."""
        content = self.contents[file]
        content.extend(bytes(max(0, offset - len(content))))
        content[offset : offset + len(data)] = data
        self.events.append(Wrote(file, offset, data))

    def cut(self, file: int, size: int) -> None:
        """Give a file a size."""
        content = self.contents[file]
        if len(content) != size:
            content.extend(bytes(max(0, size - len(content))))
            del content[size:]
            self.events.append(Cut(file, size))

    def tree(self) -> Tree:
        """What stands below the folder."""
        found: Tree = {}
        ahead = [("", ROOT)]
        while ahead:
            path, folder = ahead.pop()
            for (parent, name), target in self.names.items():
                if parent == folder:
                    found[path + name] = None if target in self._folders else bytes(self.contents[target])
                    if target in self._folders:
                        ahead.append((f"{path}{name}/", target))
        return found
