"""What an export gathers."""

from __future__ import annotations

from datetime import date

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.formats import read_time
from ihk_tui.domain.visitors import Visitor
from ihk_tui.ical.identity import OfficeIdentity
from ihk_tui.ical.staff import StaffDay
from ihk_tui.office import booking, planning
from ihk_tui.office.booking import Booking
from ihk_tui.office.exporting import Wanted, gather
from ihk_tui.office.planning import Decision
from ihk_tui.office.timetable import timetable
from tests.office.office import Office, moment, ok


def test_a_day_moved_across_the_turn_of_the_year_stands_there_once(office: Office) -> None:
    january, december = date(2027, 1, 7), date(2026, 12, 17)
    assert isinstance(planning.settle(office.kleine, january, december), Decision)
    held = gather(office.kleine, Wanted(date(2026, 12, 1), date(2027, 1, 31))).days
    assert [day.day for day in held].count(december) == 1
    assert len({day.rule_date for day in held}) == len(held)


def test_a_day_whose_hours_the_clock_change_skips_can_still_be_read(office: Office) -> None:
    """Stored data must never stop a list, an export or the publisher."""
    spring = date(2027, 3, 28)
    with office.store.begin("kleine", "plan", office.now) as work:
        work.put(
            ConsultationDay(day=spring, status="confirmed", opens=read_time("2:30"), closes=read_time("6:00"))
        )
        work.commit("spring")
    rows = timetable(office.empfang, spring).rows
    starts = [row.start for row in rows]
    assert starts[0] == moment("3:30", spring) and starts == sorted(set(starts))
    (day,) = gather(office.empfang, Wanted(spring, spring)).days
    shown = StaffDay.of(day, OfficeIdentity("IHK", "Hattingen", "ihk.example", b"x"), "de")
    assert shown.start == moment("3:30", spring) < shown.end


def test_a_visit_to_a_firm_is_never_at_the_office(office: Office) -> None:
    firm = Visitor(company="Stahlwerk", postcode="45525", phone="+4923241")
    wish = Booking("company_visit", moment("9:00", date(2026, 9, 8)), 60, "aydin", "BE1", "BM", firm)
    visit = ok(booking.book(office.empfang, wish))
    assert visit.location("Im Bruchfeld") == "Stahlwerk 45525"
    there = ok(
        booking.book(office.empfang, wish._replace(start=moment("11:00", date(2026, 9, 8)), place="Tor 3"))
    )
    assert there.location("Im Bruchfeld") == "Tor 3"
    talk = ok(
        booking.book(office.empfang, wish._replace(kind="follow_up", start=moment("14:00", date(2026, 9, 8))))
    )
    assert isinstance(talk, Appointment) and talk.location("Im Bruchfeld") == "Im Bruchfeld"
