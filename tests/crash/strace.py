"""Running a command under strace and reading what it noted."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

CALLS = (
    "open,openat,openat2,creat,close,close_range,dup,dup2,dup3,fcntl,read,readv,write,pwrite64,writev,pwritev,"
    "pwritev2,sendfile,copy_file_range,splice,fallocate,lseek,ftruncate,truncate,rename,renameat,renameat2,link,"
    "linkat,symlink,symlinkat,unlink,unlinkat,mkdir,mkdirat,rmdir,mknod,mknodat,fsync,fdatasync,sync,syncfs,mmap,"
    "chdir,fchdir,clone,clone3,fork,vfork,execve,io_uring_setup,io_setup"
)
"""Every call that may change a file, a name or a descriptor."""
CLONES = ("clone", "clone3", "fork", "vfork")


class Call(NamedTuple):
    """A system call that has returned."""

    process: int
    name: str
    arguments: tuple[str, ...]
    result: str
    """As strace writes it: a number, for descriptors with the path behind it."""
    error: str
    """Why it failed ("EIO"), or nothing."""
    injected: bool
    """Whether strace stood in for the kernel, so that nothing was done."""

    @property
    def number(self) -> int:
        """The result as a number."""
        return int(re.split("<| ", self.result)[0], 0)


class Silent(Exception):
    """strace could not be understood; to go on would be to overlook something."""


def run(
    command: Sequence[str],
    notes: Path,
    *,
    inject: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, with its system calls noted in a file.

    `inject` has strace's own expressions, such as "fdatasync:error=EIO:when=3".
    """
    faults = [word for each in inject for word in ("-e", f"inject={each}")]
    watched = ["strace", "-f", "--seccomp-bpf", "-yy", "-xx", "-s", "16777216", "-e", "raw=read,readv"]
    watched += ["-e", f"trace={CALLS}", *faults, "-o", str(notes), "--", *command]
    return subprocess.run(
        watched,
        env=environment,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def calls(lines: Iterator[str]) -> Iterator[Call]:
    """The calls in the order in which they returned.

    A clone that has not returned when its child is already at work is given first as a call "cloning".
    """
    unfinished: dict[str, str] = {}
    for line in lines:
        process, _, rest = line.rstrip("\n").partition(" ")
        rest = rest.lstrip()
        if rest.startswith(("+++", "---")):
            continue
        if rest.endswith("<unfinished ...>"):
            unfinished[process] = begun = rest.removesuffix("<unfinished ...>")
            name, _, arguments = begun.partition("(")
            if name in CLONES:
                yield Call(int(process), "cloning", (arguments,), "0", "", False)
            continue
        if resumed := _RESUMED.match(rest):
            rest = unfinished.pop(process) + rest[resumed.end() :]
        yield _call(int(process), rest)


def text(argument: str) -> bytes:
    """The bytes of a string argument."""
    if not argument.startswith('"') or argument.endswith("..."):
        raise Silent(f"no whole string: {argument[:80]}")
    return _bytes(argument[1:-1])


def pieces(argument: str) -> bytes:
    """The bytes of all strings in an argument, such as those of a writev."""
    if '"...' in argument:
        raise Silent(f"no whole string: {argument[:80]}")
    return b"".join(_bytes(found) for found in _STRING.findall(argument))


def descriptor(argument: str) -> int:
    """The number of a descriptor."""
    return int(argument.partition("<")[0], 0)


def path_behind(argument: str) -> str:
    """The path that strace gives with a descriptor, or nothing."""
    found = re.search("<([^<>]*)>", argument)
    return _bytes(found[1]).decode("utf-8", "surrogateescape") if found else ""


def _call(process: int, line: str) -> Call:
    shape = _CALL.fullmatch(line)
    if shape is None:
        raise Silent(f"not understood: {line[:200]}")
    name, arguments, result, rest = shape.groups()
    error = _ERROR.match(rest) if result == "-1" else None
    injected = "(INJECTED)" in rest
    return Call(process, name, tuple(_split(arguments)), result, error[1] if error else "", injected)


def _split(arguments: str) -> Iterator[str]:
    """The arguments, which commas outside of brackets separate; the bytes of strings are all escaped."""
    depth, start = 0, 0
    for mark in re.finditer(r"[\[{(]|[\]})]|, ", arguments):
        if mark[0] != ", ":
            depth += 1 if mark[0] in "[{(" else -1
        elif not depth:
            yield arguments[start : mark.start()]
            start = mark.end()
    if arguments:
        yield arguments[start:]


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", "")) if escaped.startswith("\\x") else escaped.encode()


_RESUMED = re.compile(r"<\.\.\. \w+ resumed>")
_CALL = re.compile(r"(\w+)\((.*)\)\s+= (\?|-?\w+(?:<[^<>]*>)?)(.*)", re.DOTALL)
_STRING = re.compile(r'"([^"]*)"')
_ERROR = re.compile(r"\s*(\w+)")
