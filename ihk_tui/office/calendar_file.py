"""Writing a calendar file so that a reader sees the old one or the new one, never a half."""

from __future__ import annotations

from pathlib import Path

from ihk_tui.domain.words import BadInput, Words
from ihk_tui.files import put


def write_file(path: Path, content: bytes, field: str) -> None:
    """Write a file readable for its owner only, by a rename within its folder.

    Raises BadInput for `field`, where the path was typed.

    What is no regular file (`/dev/stdout`, a pipe) is written to as it stands.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            put(path, content, 0o600)
    except OSError as error:
        raise BadInput(
            field,
            Words("{path} lässt sich nicht schreiben: {why}.", "Cannot write {path}: {why}.").fill(
                path=path, why=error.strerror
            ),
        ) from None
