"""A real CalDAV server of its own: Radicale on the loopback, with accounts, killed at will."""

from __future__ import annotations

import base64
import http.client
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from icalendar import Calendar, Event

from tests.ports import free_port
from tests.processes.until import until

USER = "büro"
PASSWORD = "geheim-4711-ß"
_MADE = 201
_CALENDAR = (
    '<?xml version="1.0" encoding="utf-8"?>'
    '<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">'
    "<D:set><D:prop><D:displayname>Sprechtag</D:displayname></D:prop></D:set></C:mkcalendar>"
)
_CONFIG = """
[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {users}
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = {storage}
[logging]
level = warning
"""


class Radicale:
    """A server with one account and one calendar."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        self.port = free_port()
        users = folder / "users"
        users.write_text(f"{USER}:{PASSWORD}\n", encoding="utf-8")
        config = _CONFIG.format(port=self.port, users=users, storage=folder / "storage")
        (folder / "config").write_text(config, encoding="utf-8")
        self.path = f"/{quote(USER)}/sprechtag/"
        self.url = f"http://127.0.0.1:{self.port}{self.path}"
        self.start()
        assert self.ask("MKCALENDAR", self.path, _CALENDAR)[0] == _MADE

    def start(self) -> None:
        """Start and wait until it answers."""
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "radicale", "--config", str(self._folder / "config")],
                stdout=log,
                stderr=log,
            )
        until(self._answers, lambda: (self._folder / "log").read_text())

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._process.kill()
        self._process.wait()

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str]:
        """Do a request as the account's owner would, with another program than ours."""
        account = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            said = {"Authorization": f"Basic {account}"} | {
                k.replace("_", "-"): v for k, v in headers.items()
            }
            connection.request(method, path, body.encode(), said)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def put(self, name: str, content: str) -> None:
        """Put a resource there, as somebody else's calendar program does."""
        status, _ = self.ask("PUT", self.path + quote(name), content, Content_Type="text/calendar")
        assert status in (201, 204)

    def get(self, name: str) -> str:
        """The content of a resource."""
        status, content = self.ask("GET", self.path + quote(name))
        assert status == 200, name
        return content

    def delete(self, name: str) -> None:
        """Remove a resource."""
        assert self.ask("DELETE", self.path + quote(name))[0] == 200

    def names(self) -> set[str]:
        """What the resources are called, seen on the server's disk."""
        kept = self._folder / "storage" / "collection-root" / USER / "sprechtag"
        return {file.name for file in kept.glob("*.ics")}

    def event(self, uid: str) -> Event:
        """The one event of a UID, under its name."""
        (event,) = Calendar.from_ical(self.get(f"{uid}.ics")).walk("VEVENT")
        assert isinstance(event, Event)
        assert event.uid == uid
        return event

    def start_of(self, uid: str) -> datetime:
        """When an event begins, in UTC."""
        start = self.event(uid).start
        assert isinstance(start, datetime)
        return start.astimezone(UTC)

    def change(self, uid: str, before: str, after: str) -> str:
        """Change the text of a resource, and give the new one."""
        content = self.get(f"{uid}.ics")
        assert before in content
        self.put(f"{uid}.ics", content.replace(before, after))
        return self.get(f"{uid}.ics")

    def _answers(self) -> bool:
        assert self._process.poll() is None, (self._folder / "log").read_text()
        try:
            return self.ask("OPTIONS", "/")[0] == 200
        except OSError:
            return False
