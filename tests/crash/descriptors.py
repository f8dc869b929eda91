"""The descriptors of the processes that are watched."""

from __future__ import annotations

from dataclasses import dataclass

STDOUT = -1
"""Stands for the stdout of the command where the number of a file is expected."""


@dataclass
class Opened:
    """An open file: what it is, where the next read or write happens."""

    file: int
    append: bool = False
    position: int = 0


class Table:
    """What the numbers of one process mean. Those that lead elsewhere than below the folder are not in it."""

    def __init__(self) -> None:
        self.opened: dict[int, Opened] = {1: Opened(STDOUT)}
        self._not_inherited: set[int] = set()

    def copy(self) -> Table:
        """The table of a child: numbers of its own for the same open files."""
        child = Table()
        child.opened = dict(self.opened)
        child._not_inherited = set(self._not_inherited)
        return child

    def give(self, number: int, opened: Opened | None, inherited: bool) -> None:
        """Let a number mean an open file; None for one that does not matter."""
        self.close(number)
        if opened is not None:
            self.opened[number] = opened
            if not inherited:
                self._not_inherited.add(number)

    def close(self, number: int) -> None:
        """Forget a number."""
        self.opened.pop(number, None)
        self._not_inherited.discard(number)

    def close_range(self, first: int, last: int) -> None:
        """Forget all numbers of a range."""
        for number in [n for n in self.opened if first <= n <= last]:
            self.close(number)

    def set_inherited(self, number: int, inherited: bool) -> None:
        """Say whether a number outlives an exec."""
        (self._not_inherited.discard if inherited else self._not_inherited.add)(number)

    def exec(self) -> None:
        """Another program begins: what it does not inherit is closed."""
        for number in list(self._not_inherited):
            self.close(number)


class Processes:
    """The tables of all processes; threads share one."""

    def __init__(self) -> None:
        self._tables: dict[int, Table] = {}
        self._coming: list[Table] = []

    def table(self, process: int) -> Table:
        """The table of a process; a new one belongs to the clone that has not returned yet."""
        if process not in self._tables:
            self._tables[process] = self._coming.pop(0) if self._coming else Table()
        return self._tables[process]

    def cloning(self, process: int, arguments: str) -> None:
        """A process begins to make a child, whose number is not known yet."""
        self._coming.append(self._childs(process, arguments))

    def cloned(self, process: int, child: int, arguments: str) -> None:
        """A process made a child."""
        if child in self._tables:
            return
        if self._coming:
            self._tables[child] = self._coming.pop(0)
        else:
            self._tables[child] = self._childs(process, arguments)

    def _childs(self, process: int, arguments: str) -> Table:
        table = self.table(process)
        return table if "CLONE_FILES" in arguments else table.copy()
