"""An office on disk at 10:20 of a consultation day: people, a clock, a store for everyone who sits down."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import TypeVar

from ihk_tui.config import new_config, read_catalogue
from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.formats import BERLIN, read_time
from ihk_tui.domain.house import House
from ihk_tui.domain.intake import Intake
from ihk_tui.domain.notes import VisitNotes
from ihk_tui.domain.people import Desk, Person
from ihk_tui.domain.policy import Policy
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.visits import Outcome, Visit
from ihk_tui.domain.words import Language, Refusal
from ihk_tui.office import booking, days, notes, reception, serving
from ihk_tui.office.booking import Booking
from ihk_tui.office.session import Session
from ihk_tui.office.work import Entry
from ihk_tui.store.kinds import PLACES
from ihk_tui.store.store import Store
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.wiring import Calendars

T = TypeVar("T")

DAY = date(2026, 11, 5)
"""A first Thursday."""
CATALOGUE = read_catalogue(Path("/nowhere"))
PEOPLE = {
    person.id: person
    for person in (
        Person("aydin", "Selin Aydın", "lead"),
        Person("berger", "Tom Berger"),
        Person("mueller", "Karl-Friedrich Müller-Lüdenscheidt"),
        Person("kaya", "Ela Kaya", "reception"),
    )
}
CONFIG = new_config("IHK Mittleres Ruhrgebiet", "Hattingen", tuple(PEOPLE.values()), secret="fest")
CALENDARS = Calendars(CONFIG, CATALOGUE)


def ok(result: T | Refusal) -> T:
    """What a verb gave when it allowed what was asked."""
    assert not isinstance(result, Refusal), result.words.en
    return result


def moment(clock: str, day: date = DAY) -> datetime:
    """A moment as the wall clock in Hattingen shows it."""
    return datetime.combine(day, read_time(clock), BERLIN).astimezone(UTC)


class Office:
    """One data folder and one clock; each session opens the folder anew, as another process would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = moment("10:20")
        self._uids = count(1)
        self._stores: list[Store] = []
        with suppress(FileExistsError):
            folder.mkdir()
        if not (folder / "journal.jsonl").exists():
            Store.create(folder, PLACES).close()
        self.store = self._opened()

    def _opened(self) -> Store:
        store = Store.open(self.folder, PLACES)
        self._stores.append(store)
        return store

    def session(self, person: str, language: Language = "de", desk: int = 0) -> Session:
        """Someone at work, with a store of their own on the same folder."""
        return Session(
            store=self._opened(),
            person=PEOPLE[person],
            people=PEOPLE,
            policy=Policy(),
            catalogue=CATALOGUE,
            clock=lambda: self.now,
            new_uid=lambda: f"uid-{next(self._uids)}@test.invalid",
            calendar=CALENDARS,
            language=language,
            desk=desk,
            house=House(CONFIG.office.name, CONFIG.office.place),
            code=CALENDARS.code,
        )

    def app_of(self, person: str, language: Language = "de") -> SprechtagApp:
        """The program as this person starts it."""
        return SprechtagApp(self.session(person, language))

    def close(self) -> None:
        """Let go of every store."""
        for store in self._stores:
            store.close()

    def at(self, clock: str, day: date = DAY) -> None:
        """Set the clock."""
        self.now = moment(clock, day)

    def visit(self, ticket: str) -> Visit:
        """The visit of a number as it stands on disk."""
        return next(v for v in self.visits() if v.ticket == ticket)

    def visits(self, day: date = DAY) -> list[Visit]:
        """All visits of a day as they stand on disk."""
        return self.store.read().all(Visit, day)

    def newest(self) -> Visit:
        """The visit that was registered last."""
        return self.visits()[-1]

    def notes(self, ticket: str) -> VisitNotes:
        """The notes of a visit as they stand on disk."""
        found = self.store.read().get(VisitNotes, self.visit(ticket).id, DAY)
        assert found is not None, f"nothing was noted for {ticket}"
        return found

    def typed(self, person: str, form: str) -> dict[str, str]:
        """What someone typed last into such a form and did not save, as it stands on disk."""
        drafts = self.store.drafts
        names = sorted(name for name in drafts.names(person) if name.partition(" ~")[0] == form)
        return (drafts.load(person, names[-1]) or {}) if names else {}

    def appointments(self) -> list[Appointment]:
        """All appointments as they stand on disk."""
        return self.store.read().all(Appointment)

    def appointment(self, clock: str, day: date = DAY) -> Appointment:
        """The first appointment at a time of the day."""
        return next(a for a in self.appointments() if a.start == moment(clock, day))

    def day(self, on: date = DAY) -> ConsultationDay | None:
        """The consultation day as it stands on disk."""
        return self.store.read().get(ConsultationDay, on)

    def desk_of(self, person: str) -> Desk | None:
        """Where someone sits."""
        desks = self.store.read().all(Desk, DAY)
        return next((d for d in desks if d.adviser == person and d.status != "closed"), None)

    def log(self, verb: str) -> list[Entry]:
        """Every time this was done."""
        return [entry for entry in self.store.log() if entry.verb == verb]


def a_morning(office: Office) -> None:
    """Let a realistic little morning happen, until 10:20."""
    aydin, berger, mueller, kaya = map(office.session, PEOPLE)
    office.at("9:00", date(2026, 10, 20))
    for clock, name, kind, topic, adviser in (
        ("10:00", "Änne Groß", "EL", "SU2", "berger"),
        ("10:30", "Metallbau Höffken GmbH", "BM", "BE1", ""),
        ("11:00", "Yusuf Çelik", "AZ", "PR5", "aydin"),
        ("11:00", "Maria Magdalena von der Heydt-Wittgenstein", "UM", "SU7", ""),
        ("14:00", "Kim Übler", "AZ", "DA2", ""),
    ):
        who = Visitor(company=name, postcode="45525") if kind == "BM" else Visitor(name=name)
        contact = Visitor(name=who.name, company=who.company, postcode=who.postcode, phone="+49232412345")
        wish = Booking("consultation", moment(clock), 0, adviser, topic, kind, contact)
        ok(booking.book(kaya, wish))
    ok(booking.cancel(kaya, 5))
    office.at("8:30")
    ok(days.open_day(kaya))
    ok(serving.take_desk(aydin, 1))
    ok(serving.take_desk(berger, 2))

    def walk_in(clock: str, kind: str, topics: tuple[str, ...], who: Visitor, urgent: str = "") -> None:
        office.at(clock)
        ok(reception.check_in(kaya, Intake(kind, topics, who), urgent))

    walk_in("8:35", "BM", ("VE2",), Visitor(company="Gärtnerei Grünwald GmbH & Co. KG", postcode="45527"))
    ok(serving.call(berger))
    office.at("8:37")
    ok(serving.start(berger))
    office.at("8:51")
    ok(serving.finish(berger, "A01", Outcome(kind="solved")))
    walk_in("9:00", "XX", ("SU1",), Visitor())
    ok(serving.call(aydin))
    office.at("9:03")
    ok(serving.start(aydin))
    ok(notes.write(aydin, "A02", "Interesse an Mechatronik."))
    office.at("9:18")
    ok(serving.defer(aydin, "A02", "holt Zeugnisse"))
    walk_in("9:20", "BN", ("BE2",), Visitor(company="Zimmermann & Söhne, Ingenieurbüro", postcode="45529"))
    walk_in("9:41", "AZ", ("PR2", "KO1"), Visitor(name="Jörg Öztürk-Weißenfels", minor="no"))
    ok(serving.call(berger))
    ok(serving.call(mueller))
    ok(serving.transfer(mueller, "A04", ""))
    office.at("9:44")
    ok(serving.start(berger, "A03"))
    ok(notes.write(berger, "A03", "Ausbildereignung fehlt noch.\nPrüfung im März."))
    walk_in("10:02", "HW", ("VE1",), Visitor(company="Bäckerei Süß", postcode="58332"))
    walk_in("10:08", "EL", ("SU2",), Visitor(name="Familie Nguyễn", minor="yes"))
    office.at("10:10")
    ok(serving.call(mueller, "A05"))
    walk_in("10:12", "SL", ("SU3",), Visitor(name="Zoë Krämer"), urgent="Bewerbungsfrist endet heute")
    office.at("10:15")
    ok(reception.check_in_appointment(kaya, 2))
    walk_in("10:16", "XX", ("VE",), Visitor())
    office.at("10:20")
