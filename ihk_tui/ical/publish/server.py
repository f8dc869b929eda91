"""One calendar on a CalDAV server (RFC 4791), by the `caldav` library.

Every write says which version it replaces (RFC 9110 §13.1), so nobody's change is ever overwritten unseen.
No message quotes the library or the server: their words may hold addresses with passwords, and names.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from ihk_tui.domain.publication import PublishTrouble
from ihk_tui.domain.words import Words
from ihk_tui.ical.publish.sync import Changed, Rejected

if TYPE_CHECKING:  # 0.3 s that only those who publish to a server need
    from caldav.response import DAVResponse

_TIMEOUT = 15  # seconds without a word from the server
_VERSIONS = (
    '<?xml version="1.0" encoding="utf-8"?>'
    '<D:propfind xmlns:D="DAV:"><D:prop><D:resourcetype/><D:getetag/></D:prop></D:propfind>'
)
_ETAG, _TYPE, _CALENDAR = "{DAV:}getetag", "{DAV:}resourcetype", "{urn:ietf:params:xml:ns:caldav}calendar"
_CALENDAR_DATA = {"Content-Type": "text/calendar; charset=utf-8"}
_ADVICE = Words(
    "Nichts ist verloren: was fehlt, wird beim nächsten Mal nachgeholt.",
    "Nothing is lost: what is missing is made up for the next time.",
)


def _trouble(de: str, en: str) -> Words:
    return Words(f"{de} {_ADVICE.de}", f"{en} {_ADVICE.en}")


_NO_ANSWER = _trouble(
    "Der Kalenderserver {host} ist nicht erreichbar.", "The calendar server {host} cannot be reached."
)
_SLOW = _trouble(
    "Der Kalenderserver {host} antwortet nicht rechtzeitig.",
    "The calendar server {host} does not answer in time.",
)
_UNTRUSTED = _trouble(
    "Der Kalenderserver {host} weist sich nicht gültig aus (TLS-Zertifikat).",
    "The calendar server {host} does not prove who it is (TLS certificate).",
)
_BROKEN = _trouble(
    "Der Kalenderserver {host} antwortet mit einem Fehler{status}.",
    "The calendar server {host} answers with an error{status}.",
)
_NOT_LET_IN = _trouble(
    "Der Kalenderserver {host} lehnt die Anmeldung von „{user}“ ab: Benutzer oder Passwort stimmt nicht.",
    'The calendar server {host} does not let "{user}" in: user or password is wrong.',
)
_NOT_ALLOWED = _trouble(
    "„{user}“ darf in diesen Kalender auf {host} nicht schreiben.",
    '"{user}" may not write to this calendar on {host}.',
)
_NO_CALENDAR = _trouble(
    "Unter caldav_url ist auf {host} kein Kalender. Bitte dort einen anlegen und seine Adresse eintragen.",
    "There is no calendar at caldav_url on {host}. Please make one there and enter its address.",
)
_NOT_INSTALLED = Words(
    "Für CalDAV fehlt eine Bibliothek. Installieren: pip install 'ihk_tui[caldav]'.",
    "A library for CalDAV is missing. To install it: pip install 'ihk_tui[caldav]'.",
)


class CalendarServer:
    """A calendar and whoever may write to it."""

    def __init__(self, url: str, user: str, password: str) -> None:
        """Nothing is asked of the server yet. Raises PublishTrouble when the library is missing."""
        try:
            from caldav.collection import Calendar
            from caldav.davclient import DAVClient
            from caldav.lib import error
        except ImportError:
            raise PublishTrouble(_NOT_INSTALLED) from None
        error.debug_dump_communication = False  # would write the password to a file, if the environment says
        for name in ("caldav", "niquests", "urllib3", "urllib3_future"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self._url = url if url.endswith("/") else url + "/"
        self._folder = unquote(urlsplit(self._url).path)
        self._host = urlsplit(url).hostname or ""
        self._user = user
        self._errors, self._Calendar = error, Calendar
        self._client = DAVClient(
            self._url,
            username=user or None,
            password=password or None,
            timeout=_TIMEOUT,
            enable_rfc6764=False,
        )

    def close(self) -> None:
        """Hang up."""
        self._client.close()

    def etags(self) -> dict[str, str]:
        """Every resource in the calendar, and the server's name for its version."""
        with self._said_plainly():
            answer = self._client.propfind(self._url, _VERSIONS, depth=1)
            if answer.status in (404, 405, 410):
                raise self._trouble(_NO_CALENDAR)
            self._expect(answer, 207)
            found = {self._name(each.href): getattr(each, "properties", {}) for each in answer.results or ()}
            if _CALENDAR not in (found.get("", {}).get(_TYPE) or ()):
                raise self._trouble(_NO_CALENDAR)
            return {name: str(said[_ETAG]) for name, said in found.items() if name and said.get(_ETAG)}

    def look(self, path: str) -> tuple[str, bytes] | None:
        """The version and the content of a resource; None when it is not there."""
        with self._said_plainly():
            answer = self._client.request(self._address(path), "GET")
            if answer.status in (404, 410):
                return None
            self._expect(answer, 200)
            return str(answer.headers.get("ETag", "")), answer.raw.encode()

    def put(self, path: str, content: bytes, instead_of: str | None) -> str:
        """Write a resource in place of a version, or a new one; see `sync.Server`."""
        condition = {"If-None-Match": "*"} if instead_of is None else _if_match(instead_of)
        with self._said_plainly():
            answer = self._client.put(self._address(path), content.decode(), _CALENDAR_DATA | condition)
            if answer.status == 412 or (answer.status == 409 and instead_of is None):
                raise Changed
            if answer.status in (400, 409, 413, 415, 422):
                raise Rejected
            self._expect(answer, 200, 201, 204)
            version = str(answer.headers.get("ETag", ""))
        if version:
            return version
        seen = self.look(path)  # it wrote something else than we sent, and wants us to look (RFC 4791 §5.3.4)
        return seen[0] if seen else ""

    def delete(self, path: str, version: str) -> None:
        """Remove this version of a resource; one that is gone already is fine."""
        with self._said_plainly():
            answer = self._client.delete(self._address(path), _if_match(version))
            if answer.status == 412:
                raise Changed
            self._expect(answer, 200, 204, 404, 410)

    def find(self, uid: str) -> str | None:
        """Where the event with this UID is."""
        with self._said_plainly():
            try:
                event = self._Calendar(self._client, self._url).get_event_by_uid(uid)
            except self._errors.NotFoundError:
                return None
            return self._name(urlsplit(str(getattr(event, "url", ""))).path)

    def _name(self, href: str) -> str | None:
        """The name of a resource within the calendar; empty for the calendar itself."""
        path = unquote(href)
        if path.rstrip("/") == self._folder.rstrip("/"):
            return ""
        return path.removeprefix(self._folder) if path.startswith(self._folder) else None

    def _address(self, path: str) -> str:
        return self._url + quote(path, safe="")

    def _trouble(self, words: Words, status: int | None = None) -> PublishTrouble:
        shown = f" ({status})" if status else ""
        return PublishTrouble(words.fill(host=self._host, user=self._user, status=shown))

    def _expect(self, answer: DAVResponse, *good: int) -> None:
        if answer.status not in good:
            raise self._trouble(_BROKEN, answer.status)

    @contextmanager
    def _said_plainly(self) -> Iterator[None]:
        """Turn what the library raises into PublishTrouble."""
        try:
            yield
        except self._errors.AuthorizationError as error:
            raise self._trouble(_NOT_ALLOWED if error.status == 403 else _NOT_LET_IN) from None
        except self._errors.DAVError as error:
            raise self._trouble(_BROKEN, error.status) from None
        except OSError as error:  # all errors of the HTTP library are
            kinds = {kind.__name__ for kind in type(error).__mro__}
            words = _SLOW if "Timeout" in kinds else _UNTRUSTED if "SSLError" in kinds else _NO_ANSWER
            raise self._trouble(words) from None
        except (ValueError, SyntaxError):  # no XML, no address
            raise self._trouble(_BROKEN) from None


def _if_match(version: str) -> dict[str, str]:
    """A weak version cannot be asked for (RFC 9110 §13.1.1); it was looked at just now."""
    return {"If-Match": version} if version and not version.startswith("W/") else {}
