"""What happens between consultation days: shifts are confirmed, appointments booked, moved, called off."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from random import Random

from ihk_tui.demo import presets, texts
from ihk_tui.demo.dates import Dates
from ihk_tui.demo.events import Events
from ihk_tui.demo.people import channel, name
from ihk_tui.demo.plan import Booked, DayPlan
from ihk_tui.demo.staff import Staff, done
from ihk_tui.demo.visitors import Guest, Town
from ihk_tui.domain.appointments import Appointment, AppointmentKind
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.formats import at_time
from ihk_tui.domain.intake import Intake, read_intake
from ihk_tui.domain.visitors import FIRMS
from ihk_tui.domain.words import Refusal
from ihk_tui.office import booking, planning
from ihk_tui.office.booking import Booking
from ihk_tui.office.session import Session

_DECIDED_BEFORE = timedelta(days=80)
"""Before the first booking of a day."""
_LAST_WEEKS = (2, 14)
"""Days before today in which those were booked who come on a day still to come."""
_BOOKED_SO_FAR = (0.5, 0.25)
"""How much of the next days is booked already."""
_AT_LEAST = 2
_ON_SITE, _TRAVEL = 60, 15
_WITHIN = {"follow_up": (5, 25), "company_visit": (3, 14)}
"""Days until another talk, and until a firm is visited (DOMAIN.md §8: within 14 days)."""
_WRITTEN_UP = timedelta(minutes=20)
"""After which an adviser notes that a talk took place."""
_STOOD_UP = 15
"""Of so many talks and visits one finds nobody there."""
_CALLED_BEFORE = 10
_TRIES = 6


class Diary:
    """Puts into the events what is agreed for other days."""

    def __init__(self, events: Events, staff: Staff, dates: Dates, town: Town) -> None:
        self._events, self._staff, self._dates, self._town = events, staff, dates, town

    def decide(self, day: ConsultationDay) -> None:
        """Let the lead confirm a shifted day in good time."""
        rule = day.rule_date
        if day.status == "proposed" and rule is not None:
            moment = self._dates.office_moment(Random(day.day.isoformat()), rule - _DECIDED_BEFORE)
            self._events.at(moment, lambda: done(planning.settle(self._staff.lead, rule, day.day)))

    def fill(self, plan: DayPlan) -> None:
        """Let the appointments of a day be made in the weeks before it."""
        random, day = plan.random, plan.day.day
        least, most, usual = presets.LEAD
        for booked in plan.booked:
            lead = timedelta(days=round(random.triangular(least, most, usual)))
            made = self._dates.office_moment(random, day - lead)
            before = timedelta(days=random.randint(1, least))
            changed = self._dates.office_moment(random, day - before)
            if changed > made and random.random() < presets.MOVED:
                other = random.choice(plan.booked).start
                self._events.at(made, partial(self._book, random, booked, other))
                self._events.at(changed, partial(self._move, booked))
                continue
            self._events.at(made, partial(self._book, random, booked))
            if changed > made and random.random() < presets.CALLED_OFF:
                other_guest = Booked(booked.start, self._town.guest(random, booked=True), None)
                self._events.at(made, partial(self._book, random, other_guest))
                self._events.at(changed, partial(self._cancel, other_guest))

    def fill_when_open(self, plan: DayPlan) -> None:
        """Let the appointments of a day that was not planned be made by telephone once it is open."""
        moment = at_time(plan.day.day, plan.day.opens)
        for booked in plan.booked:
            self._events.at(moment, partial(self._book, plan.random, booked))

    def begin_to_fill(self, plan: DayPlan, place: int) -> None:
        """Book a part of a day that is still to come; `place` counts such days from 0."""
        random, now = plan.random, self._dates.running.day
        count = max(_AT_LEAST, round(len(plan.booked) * _BOOKED_SO_FAR[place]))
        for booked in random.sample(plan.booked, min(count, len(plan.booked))):
            made = self._dates.office_moment(random, now - timedelta(days=random.randint(*_LAST_WEEKS)))
            self._events.at(made, partial(self._book, random, booked))

    def by_telephone(self, plan: DayPlan) -> None:
        """Let advisers agree other talks in the days before a consultation day, for the time after it."""
        random, day = plan.random, plan.day.day
        for kind, times in presets.BY_PHONE.items():
            for _ in range(times):
                before = timedelta(days=random.randint(1, _CALLED_BEFORE))
                made = self._dates.office_moment(random, day - before)
                adviser = random.choice(self._staff.advisers)
                action = self._follow_up if kind == "follow_up" else self._company_visit
                self._events.at(made, partial(action, random, adviser, day))

    def after_talk(self, random: Random, adviser: Session, guest: Guest, started: bool) -> None:
        """Agree what a talk led to: another talk, or a visit to the firm."""
        today = adviser.today()
        if guest.visited:
            self.agree(random, adviser, guest.intake, "company_visit", today)
        if started and guest.again:
            self.agree(random, adviser, guest.intake, "follow_up", today)

    def _follow_up(self, random: Random, adviser: Session, day: date) -> None:
        guest = self._town.guest(random, booked=True)
        self.agree(random, adviser, guest.intake, "follow_up", day)

    def _company_visit(self, random: Random, adviser: Session, day: date) -> None:
        firm, called = self._town.firm(random), name(random)
        told = {"company": firm.name, "postcode": firm.postcode, "name": called, **channel(random, called)}
        intake = read_intake(firm.kind, ("BE4",), told, self._town.catalogue, contact_needed=True)
        assert isinstance(intake, Intake), intake
        self.agree(random, adviser, intake, "company_visit", day)

    def agree(
        self, random: Random, adviser: Session, intake: Intake, kind: AppointmentKind, after: date
    ) -> None:
        """Find a time that suits the adviser. Who left no contact makes no appointment."""
        visitor = intake.visitor
        on_site = kind == "company_visit"
        if not visitor.reachable or (on_site and intake.kind not in FIRMS):
            return
        for _ in range(_TRIES):
            day = after + timedelta(days=random.randint(*_WITHIN[kind]))
            wish = Booking(
                kind=kind,
                start=self._dates.talk_time(random, day),
                minutes=_ON_SITE if on_site else adviser.policy.slot,
                adviser=adviser.person.id,
                topic=intake.topics[0],
                visitor_kind=intake.kind,
                visitor=visitor,
                place=f"{visitor.company}, {visitor.postcode}" if on_site else "",
                travel=_TRAVEL if on_site else 0,
                note=random.choice(texts.ON_SITE) if on_site else "",
            )
            made = booking.book(adviser, wish)
            if isinstance(made, Appointment):
                self._events.at(made.end + _WRITTEN_UP, partial(self._settle, adviser, made))
                return

    def _settle(self, adviser: Session, made: Appointment) -> None:
        """Say what became of a talk or visit; now and then nobody was there."""
        if made.id % _STOOD_UP:
            done(booking.held(adviser, made.id))
        else:
            done(booking.missed(adviser, made.id))

    def _book(self, random: Random, booked: Booked, start: datetime | None = None) -> None:
        """Book at the wished time; a full slot or a busy adviser is overruled as reception would."""
        guest = booked.guest
        wished = random.random() < presets.WISHED_ADVISER
        wish = Booking(
            kind="consultation",
            start=start or booked.start,
            adviser=random.choice(self._staff.advisers).person.id if wished else "",
            topic=guest.intake.topics[0],
            visitor_kind=guest.intake.kind,
            visitor=guest.intake.visitor,
        )
        made = booking.book(self._staff.reception, wish)
        if isinstance(made, Refusal):
            made = done(booking.book(self._staff.reception, wish._replace(adviser=""), overbook=True))
        booked.number = made.id

    def _move(self, booked: Booked) -> None:
        done(booking.move(self._staff.reception, booked.number, booked.start, "", overbook=True))

    def _cancel(self, booked: Booked) -> None:
        done(booking.cancel(self._staff.reception, booked.number))
