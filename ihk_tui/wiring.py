"""The one place where settings, clock, person, store and calendar become an office.

What a command does not use is not loaded: the help answers before any library is there.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from ihk_tui.cli.host import DemoPlan, Options
    from ihk_tui.config import Config
    from ihk_tui.domain.appointments import Appointment
    from ihk_tui.domain.codes import Code
    from ihk_tui.domain.days import ConsultationDay
    from ihk_tui.domain.incoming import CalendarFile, Window
    from ihk_tui.domain.invitations import Delivery, Letter
    from ihk_tui.domain.keymap import Cards
    from ihk_tui.domain.people import Person
    from ihk_tui.domain.topics import Catalogue
    from ihk_tui.domain.words import Language, Refusal
    from ihk_tui.housekeeping import Housekeeping
    from ihk_tui.office.session import Session
    from ihk_tui.office.work import Entry, Holder
    from ihk_tui.publishing import Publisher
    from ihk_tui.store.store import Store


class Calendars:
    """Writes iCalendar files in the office's name; what was written once is kept per revision."""

    def __init__(self, config: Config, catalogue: Catalogue) -> None:
        self._office, self._catalogue = config.office, catalogue
        self._names = {person.id: person.name for person in config.people}
        self._cache: dict[Any, bytes] = {}

    def __call__(
        self,
        appointments: Iterable[Appointment],
        days: Iterable[ConsultationDay],
        profile: str,
        language: Language,
        now: datetime,
        progress: Callable[[int, int], None] | None = None,
    ) -> bytes:
        """Write the appointments and days in one profile."""
        import msgspec

        from ihk_tui.ical.export import Profile, calendar
        from ihk_tui.ical.identity import OfficeIdentity

        office = self._office
        return calendar(
            appointments,
            days,
            profile=msgspec.convert(profile, Profile),  # ValidationError for any other word
            catalogue=self._catalogue,
            names=self._names,
            language=language,
            office=OfficeIdentity(office.name, office.place, office.domain, office.secret.encode()),
            now=now,
            progress=progress,
            cache=self._cache,
        )

    def read(self, content: bytes, window: Window) -> CalendarFile | Refusal:
        """Read a calendar file of whomever, in a process of its own."""
        from ihk_tui.ical.incoming.process import read_calendar

        return read_calendar(content, window, self._office.domain)

    def code(self, appointment: Appointment, tight: bool = False) -> Code:
        """Make the QR code of an appointment."""
        from ihk_tui.ical.qr import ROOMY, TIGHT, TakenAlong, code

        place = appointment.location(self._office.place)
        event = TakenAlong(appointment.start, appointment.end, self._office.name, place)
        return code(event, TIGHT if tight else ROOMY)


class Program:
    """The program around the plain commands (`ihk_tui.cli.host.Host`)."""

    def language(self, options: Options) -> Language:
        """The language to speak: asked for, else the environment's, else German."""
        wanted = options.language or os.environ.get("IHK_TUI_LANG", "de")
        return "en" if wanted.startswith("en") else "de"

    def folder(self, options: Options) -> Path:
        """The data folder: asked for, else the environment's, else the account's own."""
        from pathlib import Path

        if options.data:
            return options.data
        if given := os.environ.get("IHK_TUI_DATA"):
            return Path(given)
        import platformdirs

        return platformdirs.user_data_path("ihk_tui", appauthor=False)

    def person(self, options: Options) -> Person:
        """Who acts, without opening the office."""
        from ihk_tui import config

        return config.read_config(self.folder(options)).person(options.person)

    def session(self, options: Options) -> Session:
        """Open the office for a person."""
        from ihk_tui import config
        from ihk_tui.domain.house import House
        from ihk_tui.office.session import Session
        from ihk_tui.standing import Standing

        folder = self.folder(options)
        settings = config.read_config(folder)
        person = settings.person(options.person)
        catalogue = config.read_catalogue(folder)
        language = options.language or os.environ.get("IHK_TUI_LANG") or settings.office.language
        calendars = Calendars(settings, catalogue)
        return Session(
            store=open_store(folder, settings),
            person=person,
            people={p.id: p for p in settings.people},
            policy=settings.policy,
            catalogue=catalogue,
            clock=config.clock(settings.clock, os.environ),
            new_uid=lambda: _new_uid(settings.office.domain),
            calendar=calendars,
            read_calendar=calendars.read,
            language="en" if language.startswith("en") else "de",
            desk=options.desk,
            house=House(settings.office.name, settings.office.place),
            code=calendars.code,
            over_ssh=options.over_ssh,
            keys=settings.keys,
            standing=Standing(folder, person),
        )

    def run_app(self, session: Session) -> int:
        """Open the full-screen program and give its exit code."""
        from ihk_tui.tui.app import run

        return run(session)

    def run_board(self, options: Options, language: Language, bell: bool) -> int:
        """Show the public call display and give its exit code; it opens the office as often as needed."""
        from ihk_tui.standing import Standing
        from ihk_tui.tui.board.app import run

        standing = Standing(self.folder(options), self.person(options))
        return run(lambda: self.session(options), language, bell, standing)

    def keys(self, session: Session) -> Cards:
        """The keys in force for the person at work."""
        from ihk_tui.tui.keymap import Keymap

        return Keymap(session.keys, session.person.id, session.people).cards(session.person.role)

    def init(
        self,
        folder: Path,
        name: str,
        place: str,
        people: tuple[Person, ...],
        language: Language,
        shared: bool,
    ) -> None:
        """Make a new office. Raises BadInput when there is one already."""
        from ihk_tui import config
        from ihk_tui.domain.words import BadInput, Words
        from ihk_tui.store.kinds import PLACES
        from ihk_tui.store.store import Store
        from ihk_tui.store.trouble import NOT_SAVED, said_plainly

        if (folder / config.OFFICE_FILE).exists() or not _is_empty(folder, shared):
            raise BadInput(
                "data",
                Words(
                    "In {folder} liegt schon eine Geschäftsstelle.", "There is an office in {folder} already."
                ).fill(folder=folder),
            )
        if not (folder / "journal.jsonl").exists():
            Store.create(folder, PLACES, shared=shared).close()
        settings = config.new_config(
            name, place, people, language=language, shared=shared, default_person=people[0].id
        )
        with said_plainly(NOT_SAVED):
            config.write_config(folder, settings)  # last: an office is one that has settings

    def build_demo(self, folder: Path, plan: DemoPlan, progress: Callable[[int, int], None]) -> None:
        """Simulate an office into an empty folder."""
        from ihk_tui.demo.build import build

        build(folder, **plan._asdict(), progress=progress)

    def stats(self, session: Session) -> dict[str, Any]:
        """What the store holds and how large it is."""
        import msgspec

        from ihk_tui.store.store import Store

        assert isinstance(session.store, Store)
        built: dict[str, Any] = msgspec.to_builtins(session.store.stats())
        return built

    def holder(self, options: Options) -> Holder | None:
        """Who is in a transaction right now; None as well when nobody can say."""
        from ihk_tui import config
        from ihk_tui.store.folder import Folder
        from ihk_tui.store.journal import holder
        from ihk_tui.store.postgres.opening import open_postgres

        settings = config.read_config(self.folder(options)).store
        if not settings.url:
            return holder(Folder(self.folder(options)))
        log, _ = open_postgres(settings.url, settings.schema)
        try:
            return log.holder()
        finally:
            log.close()

    def housekeeping(self, options: Options) -> Housekeeping:
        """The data folder itself, whether or not the office opens."""
        from ihk_tui import config
        from ihk_tui.domain.words import BadInput
        from ihk_tui.housekeeping import Housekeeping

        folder, clock = self.folder(options), config.ClockSettings()
        with suppress(BadInput):  # its settings may be what is damaged
            clock = config.read_config(folder).clock

        return Housekeeping(folder, options.person, config.clock(clock, os.environ), open_store)

    def publisher(self, options: Options, session: Session) -> Publisher:
        """What publishes the calendars of an office that is open."""
        from ihk_tui import config
        from ihk_tui.publishing import Publisher

        folder = self.folder(options)
        return Publisher(session, folder, config.read_config(folder), session.catalogue)

    def postman(self, options: Options) -> Callable[[Letter], Delivery]:
        """What hands letters to the mail server of the settings."""
        from ihk_tui import config
        from ihk_tui.mailing import Postman

        folder = self.folder(options)
        settings = config.read_config(folder)
        return Postman(settings, folder, config.clock(settings.clock, os.environ))

    def log(self, session: Session) -> Iterable[Entry]:
        """Every transaction that is kept and that the person may see, oldest first."""
        from ihk_tui.domain.rights import may_see_entry

        person = session.person
        return (e for e in session.store.log() if may_see_entry(person.role, e.person == person.id, e.verb))


def _is_empty(folder: Path, shared: bool) -> bool:
    """Whether nothing was ever done here: no journal, or one of an `init` that was interrupted."""
    if not (folder / "journal.jsonl").exists():
        return True
    from ihk_tui.store.kinds import PLACES
    from ihk_tui.store.store import Store

    store = Store.open(folder, PLACES, shared=shared)
    try:
        return store.read().seq == 0
    finally:
        store.close()


def open_store(folder: Path, settings: Config) -> Store:
    """Open the store that the settings name. Raises StoreTrouble."""
    from ihk_tui.store.kinds import PLACES
    from ihk_tui.store.store import Store

    if settings.store.url:
        from ihk_tui.store.postgres.opening import open_postgres

        log, drafts = open_postgres(settings.store.url, settings.store.schema)
        return Store(log, drafts, PLACES, folder / "backups")
    return Store.open(folder, PLACES, shared=settings.office.shared)


def _new_uid(domain: str) -> str:
    import uuid  # 8 ms that only a booking needs

    return f"{uuid.uuid4()}@{domain}"


def main() -> int:
    """Run what was asked for on the command line."""
    from ihk_tui.memory import loading

    loading()
    from ihk_tui.cli.main import run

    return run(sys.argv[1:], Program())
