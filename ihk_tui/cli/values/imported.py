"""What an import brought, as a value for programs."""

from __future__ import annotations

from typing import Any

from ihk_tui.cli.request import Request
from ihk_tui.domain.incoming import CalendarFile
from ihk_tui.office.importing import Imported


def imported_value(
    request: Request, file: CalendarFile, imported: Imported, adviser: str, dry_run: bool
) -> dict[str, Any]:
    """Counts, and every time that is new, changed, removed or rejected."""
    return {
        "dry_run": dry_run,
        "stored": imported.stored,
        "adviser": adviser or None,
        "new": imported.count("new"),
        "changed": imported.count("changed"),
        "removed": imported.count("removed"),
        "same": imported.same,
        "ignored": imported.ignored,
        "changes": [change._asdict() for change in imported.changes],
        "rejected": [
            {
                "uid": rejected.uid or None,
                "start": rejected.start,
                "reason": rejected.code,
                "message": request.say(rejected.words),
            }
            for rejected in imported.rejected
        ],
        "clashes": [appointment.id for appointment in imported.clashes],
        "warnings": [request.say(warning) for warning in file.warnings],
    }
