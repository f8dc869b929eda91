"""The way to a log in PostgreSQL for those who do not know whether its driver is there."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ihk_tui.domain.words import StoreTrouble, Words
from ihk_tui.store.drafts import Drafts
from ihk_tui.store.log import Contents, Log

if TYPE_CHECKING:
    from ihk_tui.store.postgres.log import PostgresLog

SCHEMA = "ihk_tui"
"""The schema of an office that says no other; several offices of one database each have their own."""

NO_DRIVER = Words(
    "Für eine Datenbank fehlt psycopg. Bitte einrichten: pip install 'ihk_tui[postgres]'",
    "psycopg is missing, which a database needs. Please install it: pip install 'ihk_tui[postgres]'",
)


def open_postgres(url: str, schema: str = SCHEMA) -> tuple[Log, Drafts]:
    """Open the log of an office and its drafts; closing the log closes both. Raises `StoreTrouble`."""
    log = _log_class()(url, schema)
    return log, log.drafts


def create_postgres(url: str, office: str, schema: str = SCHEMA) -> None:
    """Make an empty log. Raises `StoreTrouble`, also when there is one already."""
    _log_class().create(url, schema, office)


def move_to_postgres(contents: Contents, url: str, now: datetime, schema: str = SCHEMA) -> None:
    """Make a log that goes on where another one is. Raises `StoreTrouble`, also when there is one already."""
    _log_class().take_over(url, schema, contents, now)


def _log_class() -> type[PostgresLog]:
    try:
        from ihk_tui.store.postgres.log import PostgresLog
    except ImportError as error:
        raise StoreTrouble(NO_DRIVER) from error
    return PostgresLog
