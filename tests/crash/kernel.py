"""What the system calls of a command did below one folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from tests.crash.descriptors import STDOUT, Opened, Processes, Table
from tests.crash.events import ROOT, Edit, Said, Synced, SyncFailed, Tree
from tests.crash.present import Present
from tests.crash.strace import CLONES, Call, Silent, descriptor, path_behind, pieces, text


class Kernel:
    """Plays the calls again, one by one; a call that it cannot play but that matters raises `Silent`."""

    def __init__(self, root: Path, before: Tree, cwd: Path) -> None:
        self.present = Present(os.fspath(root), before)
        self._cwd = os.fspath(cwd)
        self._processes = Processes()

    def play(self, calls: Iterable[Call]) -> None:
        """Play calls in their order."""
        for call in calls:
            table = self._processes.table(call.process)
            if call.error or call.injected or call.result == "?":
                if call.name in ("fsync", "fdatasync") and call.error and (opened := _of(table, call, 0)):
                    self.present.events.append(SyncFailed(opened.file))
            elif call.name == "cloning":
                self._processes.cloning(call.process, call.arguments[0])
            elif call.name in CLONES:
                self._processes.cloned(call.process, call.number, ", ".join(call.arguments))
            else:
                getattr(self, f"_{_LIKE.get(call.name, call.name)}")(call, table)

    # Descriptors

    def _openat(self, call: Call, table: Table) -> None:
        path, flags = path_behind(call.result), call.arguments[-2 if "O_CREAT" in call.arguments[-2] else -1]
        if call.name == "creat":
            flags = "O_CREAT|O_WRONLY|O_TRUNC"
        if not self.present.inside(path):
            table.close(call.number)
            return
        if "O_TMPFILE" in flags:
            raise Silent("O_TMPFILE")
        number: int | None = ROOT
        if path != self.present.root:
            place = self.present.place(path)
            number = self.present.names.get(place)
            if number is None:
                number = self.present.new()
                self.present.name(Edit(*place, number))
            elif "O_TRUNC" in flags:
                self.present.cut(number, 0)
        assert number is not None
        table.give(call.number, Opened(number, "O_APPEND" in flags), "O_CLOEXEC" not in flags)

    def _close(self, call: Call, table: Table) -> None:
        table.close(descriptor(call.arguments[0]))

    def _close_range(self, call: Call, table: Table) -> None:
        first, last, flags = call.arguments
        if flags == "0":
            table.close_range(int(first, 0), int(last, 0) if last[0].isdigit() else 1 << 31)

    def _dup(self, call: Call, table: Table) -> None:
        opened = table.opened.get(descriptor(call.arguments[0]))
        table.give(call.number, opened, "O_CLOEXEC" not in call.arguments)

    def _fcntl(self, call: Call, table: Table) -> None:
        opened, command = _of(table, call, 0), call.arguments[1]
        if command.startswith("F_DUPFD"):
            table.give(call.number, opened, "CLOEXEC" not in command)
        elif command == "F_SETFD" and opened:
            table.set_inherited(descriptor(call.arguments[0]), call.arguments[2] == "0")
        elif command == "F_SETFL" and opened:
            opened.append = "O_APPEND" in call.arguments[2]

    def _execve(self, call: Call, table: Table) -> None:
        table.exec()

    def _chdir(self, call: Call, table: Table) -> None:
        self._cwd = os.path.join(self._cwd, text(call.arguments[0]).decode())

    def _fchdir(self, call: Call, table: Table) -> None:
        self._cwd = path_behind(call.arguments[0])

    def _lseek(self, call: Call, table: Table) -> None:
        if opened := _of(table, call, 0):
            opened.position = call.number

    def _read(self, call: Call, table: Table) -> None:
        if opened := _of(table, call, 0):
            opened.position += call.number

    def _mmap(self, call: Call, table: Table) -> None:
        _, _, protection, flags, file, _ = call.arguments
        if "MAP_SHARED" in flags and "PROT_WRITE" in protection and file != "-1" and _of(table, call, 4):
            raise Silent("a shared mapping that may be written to")

    # Bytes

    def _write(self, call: Call, table: Table) -> None:
        opened = _of(table, call, 0)
        if opened is None:
            return
        data = pieces(call.arguments[1])[: call.number]
        if opened.file == STDOUT:
            self.present.events.append(Said(data.decode("utf-8", "replace")))
            return
        if opened.append:
            opened.position = len(self.present.contents[opened.file])
        self.present.put(opened.file, opened.position, data)
        opened.position += len(data)

    def _pwrite(self, call: Call, table: Table) -> None:
        if opened := _of(table, call, 0):
            offset = int(call.arguments[3], 0)
            if opened.append:  # as Linux does, whatever POSIX says
                offset = len(self.present.contents[opened.file])
            self.present.put(opened.file, offset, pieces(call.arguments[1])[: call.number])

    def _sendfile(self, call: Call, table: Table) -> None:
        to, source, start, _ = call.arguments
        self._copy(call, table, (source, start), (to, "NULL"))

    def _copy_file_range(self, call: Call, table: Table) -> None:
        source, start, to, offset, *_ = call.arguments
        self._copy(call, table, (source, start), (to, offset))

    def _copy(self, call: Call, table: Table, source: tuple[str, str], to: tuple[str, str]) -> None:
        there, here = (table.opened.get(descriptor(file)) for file, _ in (source, to))
        if here is None:
            return
        if there is None:
            raise Silent("bytes that come from outside of the folder")
        begin, end = (
            opened.position if where == "NULL" else int(re.findall(r"\d+", where)[0])
            for opened, where in ((there, source[1]), (here, to[1]))
        )
        self.present.put(
            here.file, end, bytes(self.present.contents[there.file][begin : begin + call.number])
        )
        there.position += call.number if source[1] == "NULL" else 0
        here.position += call.number if to[1] == "NULL" else 0

    def _ftruncate(self, call: Call, table: Table) -> None:
        if opened := _of(table, call, 0):
            self.present.cut(opened.file, int(call.arguments[1], 0))

    def _truncate(self, call: Call, table: Table) -> None:
        (path,) = self._paths(call)
        if self.present.inside(path):
            self.present.cut(self.present.names[self.present.place(path)], int(call.arguments[1], 0))

    def _fsync(self, call: Call, table: Table) -> None:
        if opened := _of(table, call, 0):
            self.present.events.append(Synced(opened.file, call.name == "fsync"))

    def _sync(self, call: Call, table: Table) -> None:
        self.present.events.append(Synced(None, True))

    def _unknown(self, call: Call, table: Table) -> None:
        """A call that is not played. It must have nothing to do with the folder."""
        if any(map(self.present.inside, [*map(path_behind, call.arguments), *self._paths(call)])):
            raise Silent(f"{call.name} is not played")

    # Names

    def _rename(self, call: Call, table: Table) -> None:
        before, after = self._paths(call)
        if self.present.inside(before) != self.present.inside(after):
            raise Silent("a file that leaves or enters the folder")
        if not self.present.inside(before):
            return
        old, new, names = self.present.place(before), self.present.place(after), self.present.names
        if names.get(new) != names[old]:  # two names of one file: nothing happens, says POSIX
            swapped = names[new] if "RENAME_EXCHANGE" in call.arguments[-1] else None
            self.present.name(Edit(*new, names[old]), Edit(*old, swapped))

    def _link(self, call: Call, table: Table) -> None:
        there, name = self._paths(call)
        if self.present.inside(name):
            self.present.name(Edit(*self.present.place(name), self.present.names[self.present.place(there)]))

    def _unlink(self, call: Call, table: Table) -> None:
        (path,) = self._paths(call)
        if self.present.inside(path):
            self.present.name(Edit(*self.present.place(path), None))

    def _mkdir(self, call: Call, table: Table) -> None:
        (path,) = self._paths(call)
        if self.present.inside(path):
            self.present.name(Edit(*self.present.place(path), self.present.new(None)))

    def _paths(self, call: Call) -> list[str]:
        """The paths of a call; before each may stand the descriptor of the folder from which it leads."""
        found: list[str] = []
        base = self._cwd
        for argument in call.arguments:
            if argument.startswith('"'):
                path = text(argument).decode("utf-8", "surrogateescape")
                found.append(os.path.normpath(os.path.join(base, path)))
                base = self._cwd
            else:
                base = path_behind(argument) or base
        return found


def _of(table: Table, call: Call, place: int) -> Opened | None:
    """The open file that an argument of a call means, when it is below the folder or the command's stdout."""
    return table.opened.get(descriptor(call.arguments[place]))


_UNKNOWN = "splice fallocate symlink symlinkat mknod mknodat io_uring_setup io_setup"
_LIKE = {
    "open": "openat",
    "openat2": "openat",
    "creat": "openat",
    "dup2": "dup",
    "dup3": "dup",
    "readv": "read",
    "writev": "write",
    "pwrite64": "pwrite",
    "pwritev": "pwrite",
    "pwritev2": "pwrite",
    "fdatasync": "fsync",
    "syncfs": "sync",
    "renameat": "rename",
    "renameat2": "rename",
    "linkat": "link",
    "unlinkat": "unlink",
    "rmdir": "unlink",
    "mkdirat": "mkdir",
    **dict.fromkeys(_UNKNOWN.split(), "unknown"),
}
"""Calls that are played like another, or not at all."""
