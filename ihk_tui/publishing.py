"""Publishing the office's calendars: to a folder that a web server shows, and to a CalDAV calendar."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ihk_tui.config import Config
from ihk_tui.credentials import is_this_machine, password
from ihk_tui.domain.publication import EventsPublished, FilesPublished, Publication, PublishTrouble
from ihk_tui.domain.topics import Catalogue
from ihk_tui.domain.words import BadInput, Words
from ihk_tui.files import reason
from ihk_tui.office.publishing import Diary, diary
from ihk_tui.office.session import Session

PASSWORD = "IHK_TUI_CALDAV_PASSWORD"
"""The environment variable that may hold the password of the CalDAV calendar."""

_SECTION = "office.toml [publish]"
_NOWHERE = Words(
    "Wohin? Bitte --folder ORDNER, oder in office.toml unter [publish]: folder, caldav_url.",
    "Where to? Please --folder DIR, or in office.toml under [publish]: folder, caldav_url.",
)
_NO_URL = Words(
    "In office.toml fehlt unter [publish] die caldav_url.", "office.toml lacks caldav_url under [publish]."
)
_NO_ADDRESS = Words(
    "caldav_url ist keine Adresse wie https://server/kalender/.",
    "caldav_url is no address like https://server/calendar/.",
)
_SECRET_IN_URL = Words(
    "Benutzer und Passwort gehören nicht in caldav_url, sondern in user und password_file.",
    "User and password do not belong into caldav_url but into user and password_file.",
)
_READABLE = Words(
    "Über http ginge das Passwort lesbar durchs Netz; caldav_url muss mit https beginnen.",
    "By http the password would cross the network readable; caldav_url has to begin with https.",
)
_NOT_RECORDED = Words(
    "Was veröffentlicht ist, lässt sich nicht festhalten: {why}.",
    "What is published cannot be recorded: {why}.",
)


class Publisher:
    """The published calendars of one office, seen from one process."""

    def __init__(
        self,
        session: Session,
        data: Path,
        settings: Config,
        catalogue: Catalogue,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self._session = session
        self._data = data
        self._config = settings
        self._settings = settings.publish
        self._catalogue = catalogue
        self._environment = environment
        self._cache: dict[Any, bytes] = {}
        self._folder: Path | None = None
        self._server: Callable[[], Any] | None = None

    def choose(self, folder: Path | None, caldav: bool) -> None:
        """Choose where to publish; with neither, everywhere the settings say.

        Raises BadInput when that is nowhere, or when the settings are wrong.
        """
        everywhere = folder is None and not caldav
        if everywhere and self._settings.folder:
            folder = self._data / Path(self._settings.folder).expanduser()
        if everywhere and not folder and not self._settings.caldav_url:
            raise BadInput("", _NOWHERE)
        self._folder = folder.absolute() if folder else None
        if caldav or (everywhere and self._settings.caldav_url):
            self._server = self._calendar_server()

    def publish(
        self,
        *,
        overwrite: bool = False,
        files_only: bool = False,
        thorough: bool = True,
        progress: Callable[[int, int], None] | None = None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Publication:
        """Publish what changed, wherever that was chosen. Raises StoreTrouble.

        Trouble with one place does not keep the other from being served. Without `thorough`, the server is
        asked only when there is something to send.
        """
        from ihk_tui.ical.publish.record import RecordFile

        told = diary(self._session, self._settings.past_days)
        files, events, troubles = None, None, list[Words]()
        recorded = RecordFile(self._data, shared=self._config.office.shared)
        try:
            with recorded.held():
                if self._folder:
                    files, wrong = self._to_folder(told, recorded, self._folder)
                    troubles += wrong
                if self._server and not files_only:
                    how = (overwrite, thorough, progress, stopped)
                    events, wrong = self._to_calendar(told, recorded, self._server, *how)
                    troubles += wrong
        except OSError as error:
            troubles.append(_NOT_RECORDED.fill(why=reason(error)))
        return Publication(files, events, tuple(troubles))

    def _to_folder(self, told: Diary, recorded: Any, folder: Path) -> tuple[FilesPublished, list[Words]]:
        from ihk_tui.ical.publish import folder as files

        wanted = {files.OFFICE: self._file(told)}
        for person in self._config.people:
            if person.advises:
                wanted[files.file_name(person.id)] = self._file(told, person.id, person.name)
        made = recorded.record.folders.setdefault(str(folder), [])
        mode = 0o644 if self._settings.profile == "busy" else 0o640
        return files.publish(folder, wanted, made, mode)

    def _file(self, told: Diary, adviser: str = "", name: str = "") -> bytes:
        """Write the calendar of an adviser, or of everybody."""
        from datetime import timedelta

        from ihk_tui.ical.export import Subscription, calendar

        refresh = timedelta(minutes=self._settings.refresh_minutes)
        return calendar(
            [a for a in told.appointments if not adviser or a.adviser == adviser],
            told.days,
            profile=self._settings.profile,
            subscription=Subscription(refresh, name, adviser),
            cache=self._cache,
            **self._writing(),
        )

    def _to_calendar(
        self,
        told: Diary,
        recorded: Any,
        connect: Callable[[], Any],
        overwrite: bool,
        thorough: bool,
        progress: Callable[[int, int], None] | None,
        stopped: Callable[[], bool],
    ) -> tuple[EventsPublished | None, list[Words]]:
        """Bring the calendar up to date; None when there was nothing to ask the server for."""
        from ihk_tui.ical.export import sources
        from ihk_tui.ical.identity import day_uid
        from ihk_tui.ical.publish.resources import resources
        from ihk_tui.ical.publish.sync import Sync, waiting

        url, domain = self._settings.caldav_url, self._config.office.domain
        sent = recorded.record.calendars.setdefault(url, {})
        chosen = sources(told.appointments, told.days, profile="staff", **self._writing())
        wanted = resources(chosen, self._cache)
        left = waiting(wanted, sent)
        if not left and not thorough:
            return None, []
        office = self._writing()["office"]
        sync = None
        try:
            with closing(connect()) as server:
                sync = Sync(
                    server,
                    sent,
                    made_here=lambda uid: uid.endswith(f"@{domain}"),
                    overwrite=overwrite,
                    save=recorded.save,
                    progress=progress,
                    stopped=stopped,
                )
                sync.run(wanted, told.uids | {day_uid(day, office) for day in told.days})
        except PublishTrouble as trouble:
            broken_off = sync.result(url) if sync else EventsPublished(url, complete=False, waiting=left)
            return broken_off, [trouble.words]
        return sync.result(url), []

    def _writing(self) -> dict[str, Any]:
        """What every calendar is written with; always the office's language, whoever publishes."""
        from ihk_tui.ical.identity import OfficeIdentity

        office = self._config.office
        return {
            "catalogue": self._catalogue,
            "names": {person.id: person.name for person in self._config.people},
            "language": office.language,
            "office": OfficeIdentity(office.name, office.place, office.domain, office.secret.encode()),
            "now": self._session.now(),
        }

    def _calendar_server(self) -> Callable[[], Any]:
        """Read who and where; give what connects. Raises BadInput."""
        url, user = self._settings.caldav_url, self._settings.user
        if not url:
            raise BadInput(_SECTION, _NO_URL)
        parts = None
        with suppress(ValueError):
            parts = urlsplit(url)
        if parts is None or parts.scheme not in ("http", "https") or not parts.hostname or " " in url:
            raise BadInput(_SECTION, _NO_ADDRESS)
        if "@" in parts.netloc:
            raise BadInput(_SECTION, _SECRET_IN_URL)
        if parts.scheme == "http" and not is_this_machine(parts.hostname):
            raise BadInput(_SECTION, _READABLE)
        file = self._settings.password_file
        secret = password(
            self._environment, PASSWORD, self._data / Path(file).expanduser() if file else None, _SECTION
        )

        def connect() -> Any:
            from ihk_tui.ical.publish.server import CalendarServer

            return CalendarServer(url, user, secret)

        return connect
