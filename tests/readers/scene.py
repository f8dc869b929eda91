"""An office whose year has everything in it that a calendar can get wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

from ihk_tui.config import new_config, write_config
from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.people import Person
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.words import Language
from ihk_tui.office import booking, planning
from ihk_tui.office.booking import Booking
from ihk_tui.store.kinds import PLACES
from ihk_tui.store.store import Store
from tests.office.office import ok
from tests.readers.office import Office, berlin
from tests.readers.typed import EVERYTHING, LONGEST

PEOPLE = (
    Person("aydin", "Selin Aydın", "lead"),
    Person("berger", "Jörg Berger; Müßig, Söhne"),
    Person("kaya", "Ela Kaya", "reception"),
)
NOW = berlin(date(2026, 2, 2), "9:00")
CORPUS_CHRISTI = date(2026, 6, 4)
"""A first Thursday and a public holiday."""
NOVEMBER = date(2026, 11, 5)
KIM = Visitor(name="Kim Übler", phone="+4923241234", email="kim@example.org", contact_email="yes")


def weeks_of_change() -> Iterator[date]:
    """The days around both changes of the clock."""
    for sunday in (date(2026, 3, 29), date(2026, 10, 25)):
        yield from (sunday + timedelta(days=n) for n in range(-3, 4))


class Scene(Office):
    """An office of one's own, to book in."""

    def __init__(self, folder: Path, language: Language) -> None:
        """Make an office without appointments."""
        Store.create(folder, PLACES).close()
        made = new_config(
            "IHK in Hattingen; Büro, 1", "Bahnhofstraße 1, 45525 Hattingen", PEOPLE, language=language,
            secret="fest", default_person="aydin",
        )  # fmt: skip
        write_config(folder, replace(made, office=replace(made.office, domain="hattingen.example")))
        super().__init__(folder, language, NOW)

    def book(
        self, start: datetime, minutes: int = 30, kind: str = "follow_up", **details: object
    ) -> Appointment:
        """Book an appointment, whatever else is at that time."""
        wish = Booking("follow_up", start, minutes, "aydin", "VE2", "BM", KIM)
        wish = wish._replace(kind=kind, **details)  # type: ignore[arg-type]  # any field of a booking
        return ok(booking.book(self.session, wish, overbook=True))

    def move(self, appointment: Appointment, start: datetime) -> Appointment:
        """Give an appointment another time."""
        return ok(booking.move(self.session, appointment.id, start, overbook=True))

    def cancel(self, appointment: Appointment) -> Appointment:
        """Call an appointment off."""
        return ok(booking.cancel(self.session, appointment.id))

    def fill(self) -> None:
        """Book a year: both clock changes, a holiday, what was moved and called off, hostile texts."""
        for day, clock in ((date(2026, 5, 7), "14:00"), (date(2026, 12, 3), "10:00")):
            self.book(berlin(day, clock), kind="consultation")
        for clock in ("9:00", "9:30"):  # one after the other without a gap
            self.book(berlin(date(2026, 9, 1), clock))
        self._around_the_changes()
        self._days()
        moved = self.book(berlin(date(2026, 4, 1), "9:00"))
        self.move(self.move(moved, berlin(date(2026, 5, 4), "9:00")), berlin(date(2026, 12, 1), "9:00"))
        self._texts()

    def _around_the_changes(self) -> None:
        for day in weeks_of_change():
            self.book(berlin(day, "10:00"), adviser="berger")
        march, october = date(2026, 3, 29), date(2026, 10, 25)
        for start, minutes in (
            (berlin(march, "1:30"), 30), (berlin(march, "1:30"), 60), (berlin(march, "3:00"), 30),
            (berlin(march, "3:30"), 60), (berlin(october, "1:30"), 30), (berlin(october, "1:30"), 120),
            (berlin(october, "2:00"), 30), (berlin(october, "2:30"), 30), (berlin(october, "2:30"), 60),
            (berlin(october, "2:00", fold=1), 30), (berlin(october, "2:30", fold=1), 30),
            (berlin(october, "3:00"), 30), (berlin(october, "3:30"), 30), (berlin(march, "23:30"), 60),
        ):  # fmt: skip
            self.book(start, minutes, "company_visit", travel=15, place="Hüttenstraße 4; Tor 2, Bochum")

    def _days(self) -> None:
        """Move a shifted day once more, with its bookings; have another one not take place."""
        ok(planning.settle(self.session, CORPUS_CHRISTI, date(2026, 6, 11)))
        kept = self.book(berlin(date(2026, 6, 11), "14:00"), kind="consultation")
        gone = self.cancel(self.book(berlin(date(2026, 6, 11), "14:30"), kind="consultation"))
        lost = self.book(berlin(NOVEMBER, "10:00"), kind="consultation")
        self.now += timedelta(days=1)
        ok(planning.settle(self.session, CORPUS_CHRISTI, date(2026, 6, 18)))
        ok(planning.call_off(self.session, NOVEMBER))
        held = {each.id: each for each in self.appointments}
        assert (held[kept.id].start, held[kept.id].sequence) == (berlin(date(2026, 6, 18), "14:00"), 1)
        assert (held[gone.id].start, held[gone.id].sequence) == (gone.start, 1)
        assert (held[lost.id].status, held[lost.id].sequence) == ("cancelled", 1)

    def _texts(self) -> None:
        for number, typed in enumerate(EVERYTHING):
            start = berlin(date(2026, 7, 1) + timedelta(days=number), "11:00")
            visitor = Visitor(name=typed.text, company=typed.text, phone="+492324", email="x@example.org")
            called = Visitor(name=typed.text, phone="+492324", email="x@example.org", language="en")
            self.book(start, visitor=visitor, place=typed.text, note=typed.text)
            self.cancel(self.book(start, visitor=called, adviser="berger", note=typed.text))
        self.book(berlin(date(2026, 8, 3), "9:00"), note=LONGEST.text)
