"""A disk of its own that can lose its power: ext4 on a loop device, cut off by the kernel itself."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.lacking import lacking
from tests.processes.until import until

_SIZE = "96M"
_SHUTDOWN = 0x8004587D  # FS_IOC_SHUTDOWN
_NOLOGFLUSH = 2  # what was not committed to the file system's journal is gone


class Disk:
    """A small ext4; `path` is where it is mounted."""

    def __init__(self, image: Path, path: Path) -> None:
        self.path = path
        _run("truncate", "--size", _SIZE, str(image))
        _run("mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0,lazy_journal_init=0", str(image))
        self._device = _run("losetup", "--find", "--show", str(image))
        path.mkdir()
        try:
            self.mount()
        except BaseException:
            _run("losetup", "--detach", self._device)
            raise

    def mount(self) -> None:
        """Switch it on: the file system repeats what its journal holds."""
        _run("mount", "-t", "ext4", "-o", "noatime", self._device, str(self.path))

    def cut(self) -> None:
        """Take the power away: nothing reaches the disk from now on."""
        root = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.ioctl(root, _SHUTDOWN, struct.pack("I", _NOLOGFLUSH))
        finally:
            os.close(root)

    def unmount(self) -> None:
        """Take it off, once nobody uses it any more."""
        said = [""]

        def gone() -> bool:
            done = subprocess.run(["umount", str(self.path)], capture_output=True, text=True, check=False)
            said[0] = done.stderr
            return done.returncode == 0

        until(gone, lambda: f"still in use: {said[0]}")

    def close(self) -> None:
        """Remove it, whatever state it is in."""
        subprocess.run(["umount", "--lazy", str(self.path)], capture_output=True, check=False)
        subprocess.run(["losetup", "--detach", self._device], capture_output=True, check=False)


@contextmanager
def ext4(tmp_path: Path) -> Iterator[Disk]:
    """A disk for the length of a block."""
    if os.geteuid() != 0 or not shutil.which("mkfs.ext4") or not shutil.which("losetup"):
        lacking("mounting an ext4 needs root, mkfs.ext4 and losetup: apt-get install e2fsprogs mount")
    try:
        disk = Disk(tmp_path / "disk.img", tmp_path / "disk")
    except subprocess.CalledProcessError as error:
        lacking(f"this machine mounts no loop devices: {error.stderr}")
        raise
    try:
        yield disk
    finally:
        disk.close()


@contextmanager
def tmpfs(path: Path, size: str) -> Iterator[Path]:
    """A disk of this size in memory, for the length of a block."""
    if os.geteuid() != 0:
        lacking("only root may mount")
    path.mkdir(exist_ok=True)
    _run("mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(path))
    try:
        yield path
    finally:
        _run("umount", "--lazy", str(path))


@contextmanager
def filled(folder: Path) -> Iterator[None]:
    """Leave no byte free on a folder's disk for the length of a block."""
    ballast = folder / "ballast"
    with open(ballast, "wb", buffering=0) as stream:
        for size in (4096, 1):
            try:
                while True:
                    stream.write(b"x" * size)
            except OSError as error:
                assert error.errno == errno.ENOSPC
    try:
        yield
    finally:
        ballast.unlink()


@contextmanager
def second_mount(folder: Path, path: Path) -> Iterator[Path]:
    """The folder under a second path, which `set_read_only` can protect alone."""
    if os.geteuid() != 0:
        lacking("only root may mount")
    path.mkdir()
    _run("mount", "--bind", str(folder), str(path))
    try:
        yield path
    finally:
        _run("umount", "--lazy", str(path))


def set_read_only(path: Path, read_only: bool) -> None:
    """Protect a second mount from writing, or no longer."""
    _run("mount", "-o", f"remount,bind,{'ro' if read_only else 'rw'}", str(path))


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
