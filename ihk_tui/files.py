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
    errno.EXDEV: Words("dort ist ein anderer Datenträger", "that is another disk"),
    errno.EMLINK: Words("die Datei hat schon zu viele Namen", "the file has too many names already"),
    errno.EOPNOTSUPP: Words("das Dateisystem kann das nicht", "the file system cannot do that"),
    errno.ELOOP: Words("dort steht eine Verknüpfung", "there is a link in that place"),
    errno.ENAMETOOLONG: Words("der Name ist zu lang", "the name is too long"),
    errno.ENOTEMPTY: Words("der Ordner ist nicht leer", "the folder is not empty"),
}
_NO_FOLDER = Words("den Ordner {folder} gibt es nicht", "there is no folder {folder}")


def put(file: Path, content: bytes, mode: int) -> None:
    """Put a file in place durably: with its new content, or as it was before. Raises OSError.

    `mode` are its permissions, whatever the umask.
    """
    new = file.with_name(f"{file.name}.new-{os.getpid()}")
    new.unlink(missing_ok=True)
    descriptor = make_file(new, os.O_WRONLY, mode, file.parent)
    try:
        with open(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(descriptor)
        os.rename(new, file)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    sync(file.parent)


def make_file(file: Path, flags: int, mode: int, like: Path) -> int:
    """Make a file that is not there yet, with these permissions whatever the umask; give its descriptor.

    One that the administrator makes belongs to the owner of `like`. A link that somebody laid there is never
    followed. Raises OSError.
    """
    descriptor = os.open(file, flags | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    os.fchmod(descriptor, mode)
    _belong(descriptor, like)
    return descriptor


def make_folder(folder: Path, mode: int, like: Path) -> None:
    """Make a folder that is not there yet, durably, as `make_file` makes a file. Raises OSError."""
    folder.mkdir(mode)
    if os.geteuid() == 0:  # by descriptor: a link may stand there by now
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            _belong(descriptor, like)
            os.fchmod(descriptor, mode)  # a change of owner takes the sticky group away
        finally:
            os.close(descriptor)
    else:
        folder.chmod(mode)
    sync(folder.parent)


def _belong(descriptor: int, like: Path) -> None:
    if os.geteuid() == 0:
        status = os.stat(like)
        os.fchown(descriptor, status.st_uid, status.st_gid)


def sync(folder: Path) -> None:
    """Make the names in a folder durable. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folders(folder: Path) -> None:
    """Make a folder and those above it as far as they are missing, durably. Raises OSError.

    What the administrator makes belongs to the owner of the folder above.
    """
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(exist_ok=True)
        if os.geteuid() == 0:
            status = each.parent.stat()
            os.chown(each, status.st_uid, status.st_gid, follow_symlinks=False)
        sync(each.parent)


def reason(error: OSError) -> Words:
    """Say in plain words why the operating system refused."""
    if error.errno == errno.ENOENT and isinstance(error.filename, str | Path):
        folder = Path(error.filename).parent
        if not folder.exists():
            return _NO_FOLDER.fill(folder=folder)
    text = error.strerror or str(error)
    return _REASONS.get(error.errno or 0, Words(text, text))
