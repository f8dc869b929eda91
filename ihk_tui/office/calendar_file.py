"""Writing a calendar file so that a reader sees the old one or the new one, never a half."""

from __future__ import annotations

import os
from pathlib import Path

from ihk_tui.domain.words import BadInput, Words


def write_file(path: Path, content: bytes, field: str) -> None:
    """Write a file readable for its owner only, by a rename within its folder.

    Raises BadInput for `field`, where the path was typed.

    What is no regular file (`/dev/stdout`, a pipe) is written to as it stands.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            _replace(path, content)
    except OSError as error:
        raise BadInput(
            field,
            Words("{path} lässt sich nicht schreiben: {why}.", "Cannot write {path}: {why}.").fill(
                path=path, why=error.strerror
            ),
        ) from None


def _replace(path: Path, content: bytes) -> None:
    import tempfile  # 3 ms that only an export needs

    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise
