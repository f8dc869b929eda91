"""Files that are there whole or not at all, whatever happens in between; and why the disk refused."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from ihk_tui.domain.words import Words

_REASONS: dict[int, Words] = {
    errno.ENOSPC: Words("der Datenträger ist voll", "the disk is full"),
    errno.EDQUOT: Words("das Speicherkontingent ist aufgebraucht", "the disk quota is used up"),
    errno.EFBIG: Words("die Datei darf nicht weiter wachsen", "the file is not allowed to grow further"),
    errno.EIO: Words("der Datenträger meldet einen Fehler", "the disk reports an error"),
    errno.EROFS: Words("der Datenträger ist schreibgeschützt", "the disk is read-only"),
    errno.EACCES: Words("die Berechtigung fehlt", "permission is missing"),
    errno.ENOENT: Words("die Datei fehlt", "the file is missing"),
    errno.EEXIST: Words("es gibt sie schon", "it exists already"),
    errno.EISDIR: Words("ein Ordner steht, wo eine Datei sein sollte", "a folder is where a file should be"),
    errno.ENOTDIR: Words("eine Datei steht, wo ein Ordner sein sollte", "a file is where a folder should be"),
    errno.EINTR: Words("der Vorgang wurde unterbrochen", "it was interrupted"),
    errno.EPERM: Words("die Berechtigung fehlt", "permission is missing"),
}


def put(file: Path, content: bytes, mode: int) -> None:
    """Put a file in place durably: with its new content, or as it was before. Raises OSError.

    `mode` are its permissions, whatever the umask.
    """
    new = file.with_name(f"{file.name}.new-{os.getpid()}")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, mode)
    try:
        with open(descriptor, "wb") as stream:
            os.fchmod(descriptor, mode)
            belong(descriptor, file.parent)
            stream.write(content)
            stream.flush()
            os.fsync(descriptor)
        os.rename(new, file)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    sync(file.parent)


def belong(descriptor: int, folder: Path) -> None:
    """Give a file that the administrator makes to the owner of its folder. Raises OSError."""
    if os.geteuid() == 0:
        status = os.stat(folder)
        os.fchown(descriptor, status.st_uid, status.st_gid)


def sync(folder: Path) -> None:
    """Make the names in a folder durable. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folders(folder: Path) -> None:
    """Make a folder and those above it as far as they are missing, durably. Raises OSError."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(exist_ok=True)
        sync(each.parent)


def reason(error: OSError) -> Words:
    """Say in plain words why the operating system refused."""
    text = error.strerror or str(error)
    return _REASONS.get(error.errno or 0, Words(text, text))
