"""Calendar files in a folder that a web server shows: each whole, and written only when it has news.

Only files made here are ever replaced or removed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from ihk_tui.domain.publication import FilesPublished
from ihk_tui.domain.words import Words
from ihk_tui.files import make_folders, put, reason
from ihk_tui.ical.export import PRODID

OFFICE = "office.ics"
"""The calendar of everybody."""

_CANNOT = Words(
    "In {folder} lässt sich nichts veröffentlichen: {why}.", "Nothing can be published to {folder}: {why}."
)
_FOREIGN = Words(
    "{file} ist nicht von diesem Programm und bleibt, wie es ist. Bitte anderswohin legen.",
    "{file} was not made by this program and stays as it is. Please put it elsewhere.",
)
_OURS = re.compile(
    rb"BEGIN:VCALENDAR\r\n(?:[^\r\n]+\r\n){0,8}?PRODID:" + re.escape(PRODID.encode()) + rb"\r\n"
)


def file_name(person: str) -> str:
    """Name the file of an adviser after their id, whatever is in it, and apart from everybody's."""
    safe = person if re.fullmatch(r"\w[\w.-]*", person) else quote(person, safe="").replace(".", "%2E")
    return f"adviser-{safe}.ics" if f"{safe}.ics".lower() == OFFICE else f"{safe}.ics"


def publish(
    folder: Path, files: Mapping[str, bytes], made: list[str], mode: int
) -> tuple[FilesPublished, list[Words]]:
    """Put the files in place and remove those `made` earlier that are no longer wanted.

    `made` is brought up to date as it goes. `mode` are the permissions of a file that is written. Gives what
    was done, and why anything was not.
    """
    written: list[str] = []
    unchanged: list[str] = []
    removed: list[str] = []
    troubles: list[Words] = []
    try:
        make_folders(folder)
        _clear(folder, {*files, *made})
        for name in [name for name in made if name not in files]:
            if (folder / name).exists() and _is_ours(folder / name):
                (folder / name).unlink()
                removed.append(name)
            made.remove(name)
        for name, content in files.items():
            file = folder / name
            before = file.read_bytes() if file.exists() else None
            if before == content:
                unchanged.append(name)
            elif before is None or _OURS.match(before):
                put(file, content, mode)
                written.append(name)
            else:
                troubles.append(_FOREIGN.fill(file=file))
                continue
            if name not in made:
                made.append(name)
    except OSError as error:
        troubles.append(_CANNOT.fill(folder=folder, why=reason(error)))
    return FilesPublished(str(folder), tuple(written), tuple(unchanged), tuple(removed)), troubles


def _clear(folder: Path, names: set[str]) -> None:
    """Remove what an interrupted writing of these files left."""
    for left in folder.iterdir():
        name, interrupted, process = left.name.rpartition(".new-")
        if interrupted and name in names and process.isdigit():
            left.unlink(missing_ok=True)


def _is_ours(file: Path) -> bool:
    """Whether this program wrote it: it says so itself, wherever the record of it went."""
    with file.open("rb") as stream:
        return bool(_OURS.match(stream.read(4096)))
