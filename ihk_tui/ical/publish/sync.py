"""Bringing a calendar on a server up to date: one resource an event, changed only where something changed.

Ours are the events that were sent there before, by their record. When the record is lost, they are those
whose UID the office made. Everything else in the calendar is somebody else's and is not even looked at.
Whoever changes one of our events in a calendar program is not overruled unseen: their change stays, and is
told, until the office itself changes the event again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from typing import Protocol

from ihk_tui.domain.publication import EventsPublished
from ihk_tui.domain.words import Words
from ihk_tui.ical.publish.record import Sent
from ihk_tui.ical.publish.resources import Resource, meaning, resource_name

_GONE = Words("ein Termin, den es hier nicht mehr gibt", "an appointment that is no longer here")
_SAVE_EVERY = 25
_ATTEMPTS = 3


class Changed(Exception):
    """Somebody else was there since we looked."""


class Rejected(Exception):
    """The server does not take this event."""


class Server(Protocol):
    """One calendar on a server; every method raises PublishTrouble when it does not answer.

    A path is the name of a resource within the calendar.
    """

    def etags(self) -> dict[str, str]:
        """Every resource there is, and the server's name for its version."""

    def look(self, path: str) -> tuple[str, bytes] | None:
        """The version and the content of a resource; None when it is not there."""

    def put(self, path: str, content: bytes, instead_of: str | None) -> str:
        """Write a resource in place of this version, or a new one; give its version.

        Raises Changed when it is another version by now, or when there is one already (perhaps elsewhere
        under the same UID); Rejected when the server does not take the content.
        """

    def delete(self, path: str, version: str) -> None:
        """Remove this version of a resource. Raises Changed when it is another by now."""

    def find(self, uid: str) -> str | None:
        """Where the event with this UID is."""


def waiting(wanted: Mapping[str, Resource], sent: Mapping[str, Sent]) -> int:
    """How many events have to be sent or taken away, as far as the record of what was sent says."""
    new = sum(uid not in sent or sent[uid].content != each.fingerprint for uid, each in wanted.items())
    return new + len(sent.keys() - wanted.keys())


class Sync:
    """One round for one calendar."""

    def __init__(
        self,
        server: Server,
        sent: dict[str, Sent],
        *,
        made_here: Callable[[str], bool],
        overwrite: bool,
        save: Callable[[], None],
        progress: Callable[[int, int], None] | None = None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        """Prepare it.

        `sent` is what was sent there; it is brought up to date as the round goes, and `save` is called now
        and then. `made_here` knows the UIDs of this office. With `overwrite`, changes of others are replaced.
        """
        self._server = server
        self._sent = sent
        self._made_here = made_here
        self._overwrite = overwrite
        self._save = save
        self._progress = progress
        self._stopped = stopped
        self._counts: Counter[str] = Counter()
        self._told: defaultdict[str, list[Words]] = defaultdict(list)
        self._there: dict[str, str] = {}
        self._wanted: Mapping[str, Resource] = {}
        self._complete = False

    def result(self, calendar: str) -> EventsPublished:
        """What it came to, also when it was broken off."""
        counts, told = self._counts, self._told
        left = 0 if self._complete else waiting(self._wanted, self._sent)
        return EventsPublished(
            calendar,
            created=counts["created"],
            updated=counts["updated"],
            deleted=counts["deleted"],
            unchanged=counts["unchanged"],
            kept=tuple(told["kept"]),
            replaced=tuple(told["replaced"]),
            rejected=tuple(told["rejected"]),
            complete=self._complete,
            waiting=left,
        )

    def run(self, wanted: Mapping[str, Resource], known: Collection[str]) -> None:
        """Make the calendar have the wanted events, and no other that is ours.

        `known` are all UIDs of the office, wanted or not: so ours are recognised without a record. Raises
        PublishTrouble and OSError; what was done until then is done and recorded.
        """
        self._wanted = wanted
        self._there = self._server.etags()
        forgotten = {uid for uid in known if self._made_here(uid) and resource_name(uid) in self._there}
        unwanted = sorted((self._sent.keys() | forgotten) - wanted.keys())
        total = len(wanted) + len(unwanted)
        for done, uid in enumerate([*wanted, *unwanted], start=1):
            if self._stopped():
                return
            resource = wanted.get(uid)
            self._one(uid, resource)
            if done % _SAVE_EVERY == 0:
                self._save()
            if self._progress:
                self._progress(done, total)
        self._complete = True

    def _one(self, uid: str, resource: Resource | None) -> None:
        for attempt in range(_ATTEMPTS):
            try:
                if resource is None:
                    self._take_away(uid)
                else:
                    self._bring(resource)
                return
            except Changed:  # look again: somebody is at it at this very moment
                path = self._path(uid)
                seen = self._server.look(path)
                self._there.pop(path, None)
                if seen is not None:
                    self._there[path] = seen[0]
                elif resource is not None and not attempt and self._is_elsewhere(resource):
                    return
            except Rejected:
                break
        if resource is not None:
            self._told["rejected"].append(resource.called)

    def _is_elsewhere(self, resource: Resource) -> bool:
        """Whether the UID stands under another path and has to stay: somebody else brought it there.

        One that was made here, and put there from a file by hand perhaps, becomes ours.
        """
        path = self._server.find(resource.uid)
        seen = self._server.look(path) if path and path != self._path(resource.uid) else None
        if path is None or seen is None:
            return False
        if not self._made_here(resource.uid):
            self._told["kept"].append(resource.called)
            return True
        self._there[path] = seen[0]
        self._sent[resource.uid] = Sent(etag="", content="", meaning="", path=path)
        return False

    def _path(self, uid: str) -> str:
        sent = self._sent.get(uid)
        return sent.path if sent and sent.path else resource_name(uid)

    def _bring(self, resource: Resource) -> None:
        """Make the calendar have an event as it is now."""
        path = self._path(resource.uid)
        version, sent = self._there.get(path), self._sent.get(resource.uid)
        if version is None:
            self._put(resource, path, None)
            self._counts["created"] += 1
        elif sent is None or version != sent.etag:
            self._settle(resource, path)
        elif sent.content != resource.fingerprint:
            self._put(resource, path, version)
            self._counts["updated"] += 1
        else:
            self._counts["unchanged"] += 1

    def _settle(self, resource: Resource, path: str) -> None:
        """Decide about an event that is not as we sent it, or of which we do not know what we sent."""
        seen = self._server.look(path)
        if seen is None:
            raise Changed
        version, content = seen
        theirs, ours = meaning(content), meaning(resource.content)
        sent = self._sent.get(resource.uid)
        recorded = sent is not None and bool(sent.meaning)
        if theirs is None or ours is None or theirs.uid != resource.uid:
            self._told["kept"].append(resource.called)
        elif theirs.fingerprint == ours.fingerprint:
            self._remember(resource, path, version)
            self._counts["unchanged"] += 1
        elif not recorded and not self._made_here(resource.uid):
            self._told["kept"].append(resource.called)
        elif sent is not None and sent.meaning == theirs.fingerprint:  # only what we do not care for is new
            self._put(resource, path, version)
            self._counts["updated"] += 1
        elif self._overwrite or self._is_newer(resource, sent, theirs.version <= ours.version):
            self._put(resource, path, version)
            self._told["replaced"].append(resource.called)
        else:
            self._told["kept"].append(resource.called)

    @staticmethod
    def _is_newer(resource: Resource, sent: Sent | None, by_version: bool) -> bool:
        """Whether the office changed the event since it was sent; without a record, as the versions say."""
        if sent is None or not sent.content:
            return by_version
        return sent.content != resource.fingerprint

    def _take_away(self, uid: str) -> None:
        """Remove an event that is no longer told, however it was changed there."""
        path, sent = self._path(uid), self._sent.get(uid)
        version = self._there.get(path)
        if version is not None and (sent is None or version != sent.etag):
            seen = self._server.look(path)
            theirs = meaning(seen[1]) if seen else None
            version = seen[0] if seen and theirs and theirs.uid == uid else None
            if theirs and sent and version and theirs.fingerprint != sent.meaning:
                self._told["replaced"].append(_GONE)
        if version is not None:
            self._server.delete(path, version)
            self._counts["deleted"] += 1
        self._sent.pop(uid, None)

    def _put(self, resource: Resource, path: str, instead_of: str | None) -> None:
        version = self._server.put(path, resource.content, instead_of)
        self._remember(resource, path, version)

    def _remember(self, resource: Resource, path: str, version: str) -> None:
        said = meaning(resource.content)
        self._sent[resource.uid] = Sent(
            etag=version,
            content=resource.fingerprint,
            meaning=said.fingerprint if said else "",
            path="" if path == resource_name(resource.uid) else path,
        )
