"""The planner: a year's consultation days, each key with what is stored and what is seen."""

from __future__ import annotations

import asyncio
from datetime import date, time

import pytest
from msgspec.structs import replace

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.hours import Hours
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.words import Words
from ihk_tui.office import booking, planning, planning_year
from ihk_tui.office.booking import Booking
from ihk_tui.tui.app import SprechtagApp
from tests.tui.office import Office, moment, ok
from tests.tui.seat import Seat, seated

DECEMBER, MOVED = date(2026, 12, 3), date(2026, 12, 10)
ASCENSION, PROPOSED = date(2027, 5, 6), date(2027, 5, 13)
NOTHING = Words("", "")


def book(office: Office, day: date, clock: str, name: str = "Kim Übler", adviser: str = "") -> Appointment:
    who = Visitor(name=name, phone="+49232412345")
    wish = Booking("consultation", moment(clock, day), 0, adviser, "PR2", "AZ", who)
    return ok(booking.book(office.session("kaya"), wish))


def stored(office: Office, number: int) -> Appointment:
    return next(a for a in office.appointments() if a.id == number)


async def planner(seat: Seat, year: int = 2026) -> None:
    await seat.press("j", *["full_stop"] * (year - 2026))
    await seat.sees(f"Jahresplan {year}", f"07.01.{year}" if year == 2027 else "05.02.2026")


async def test_the_year_begins_at_the_open_day_with_what_is_known_of_it(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await planner(aydin)
        await aydin.is_at("PlannerScreen")
        assert aydin.line("05.11.2026") == "Do., 05.11.2026 ● geöffnet 08:30–16:00 30×2 4"
        assert "04.06. Fron" in aydin.line("11.06.2026") and "? Vorschlag" in aydin.line("11.06.2026")
        await aydin.sees(
            "Do., 05.11.2026: geöffnet, erster Donnerstag des Monats.",
            "3 Plätze, alle 30 min bis zu 2 Termine.",
            "Im selben Monat: 01.11. Allerheiligen.",
            "Dieser Tag lässt sich nicht mehr planen.",
        )
        await aydin.press("escape")
        await aydin.is_at("DayScreen")


async def test_moving_in_the_year_tells_of_each_day(office: Office) -> None:
    book(office, DECEMBER, "14:00")
    async with seated(office.app_of("aydin")) as aydin:
        await planner(aydin)
        await aydin.press("down")
        await aydin.sees("Do., 03.12.2026: geplant", "Beim Verlegen: 1 Termin würde mitziehen.")
        await aydin.press("home")
        await aydin.sees("Do., 08.01.2026: Vorschlag statt Do., 01.01.2026 (Neujahr).")
        await aydin.press("down", "down")
        await aydin.sees("Do., 05.03.2026", "Im selben Monat: keine Feiertage.", "ist vorbei")
        await aydin.press("end")
        await aydin.sees("Do., 03.12.2026: geplant")


async def test_turning_years_and_going_to_a_date(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await planner(aydin)
        await aydin.press("full_stop")
        await aydin.sees("Jahresplan 2027", "06.05.")
        await aydin.press("comma", "comma")
        await aydin.sees("Jahresplan 2025")
        await aydin.press("d", *"2027", "enter")
        await aydin.sees("Jahresplan 2027", "Do., 07.01.2027: geplant")
        await aydin.press("d", *"6.5.2027", "enter")
        await aydin.sees("Do., 13.05.2027: Vorschlag statt Do., 06.05.2027 (Christi Himmelfahrt)")
        await aydin.press("d", *"Martini", "enter")
        await aydin.sees("„Martini“ ist kein Datum.")
        assert aydin.field("date").value == "Martini"
        await aydin.press("ctrl+u", *"morgen", "enter")
        await aydin.sees("Jahresplan 2026", "Do., 03.12.2026: geplant")


async def test_enter_shows_the_appointments_of_the_marked_day(office: Office) -> None:
    book(office, DECEMBER, "14:00")
    async with seated(office.app_of("aydin")) as aydin:
        await planner(aydin)
        await aydin.press("down", "enter")
        await aydin.is_at("AppointmentsScreen")
        await aydin.sees("Do., 03.12.2026", "Kim Übler")
        await aydin.press("escape")
        await aydin.is_at("PlannerScreen")
        await aydin.sees("Do., 03.12.2026: geplant")


async def test_f_settles_a_proposal(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await planner(aydin, 2027)
        await aydin.mark("13.05.2027")
        await aydin.sees("1 zu entscheiden", "f nimmt den Vorschlag an")
        await aydin.press("f")
        await aydin.is_told("Do., 13.05.2027 steht fest.")
        assert "✓ bestätigt" in aydin.line("13.05.2027  ✓")
        await aydin.press("f")
        await aydin.is_told("Dieser Tag steht schon fest.")
    day = office.day(PROPOSED)
    assert day and (day.status, day.rule_date, day.sequence) == ("confirmed", ASCENSION, 1)


async def test_x_asks_and_says_how_many_bookings_go_and_f_brings_the_day_back(office: Office) -> None:
    due = [book(office, DECEMBER, clock) for clock in ("9:00", "14:00")]
    async with seated(office.app_of("aydin")) as aydin:
        await planner(aydin)
        await aydin.press("down", "x")
        await aydin.sees("Soll der Sprechtag am Do., 03.12.2026 ausfallen? 2 Termine werden abgesagt.")
        await aydin.press("n")
        assert office.day(DECEMBER) is None
        await aydin.press("x", "j")
        await aydin.is_at("WhomToTell")
        await aydin.sees("Zu benachrichtigen: 2", "Do., 03.12.2026, 14:00 Uhr → abgesagt")
        await aydin.press("enter")
        await aydin.is_at("PlannerScreen")
        await aydin.is_told("Do., 03.12.2026 fällt aus. u nimmt es zurück.")
        assert "× fällt aus" in aydin.line("03.12.2026  ×")
        await aydin.sees("abgesagte Termine bleiben abgesagt")
        await aydin.press("x")
        await aydin.is_told("Dieser Tag fällt schon aus.")
        await aydin.press("f")
        await aydin.is_told("Do., 03.12.2026 findet wieder statt.")
    assert [stored(office, a.id).status for a in due] == ["cancelled", "cancelled"]
    day = office.day(DECEMBER)
    assert day and (day.status, day.sequence) == ("confirmed", 2)


async def test_the_sentences_name_the_keys_that_are_in_force(office: Office) -> None:
    own = {"settle": "ü", "move": "ö", "undo": "ä"}
    app = SprechtagApp(office.session("aydin")._replace(keys={"planner": own}))
    async with seated(app) as aydin:
        await planner(aydin, 2027)
        await aydin.mark("13.05.2027")
        await aydin.sees("ü nimmt den Vorschlag an, ö legt ein anderes Datum fest")
        await aydin.press("x", "j")
        await aydin.is_told("Do., 13.05.2027 fällt aus. ä nimmt es zurück.")
        await aydin.sees("ü setzt ihn wieder an")


async def test_the_year_and_the_day_count_the_same_bookings(office: Office) -> None:
    """Whoever called off or did not come is none; the other appointments of the date go by themselves."""
    book(office, DECEMBER, "14:00")
    ok(booking.cancel(office.session("kaya"), book(office, DECEMBER, "9:30").id))
    visit = Booking("company_visit", moment("11:00", DECEMBER), 60, "", "BE1", "BM", Visitor(phone="+4923"))
    ok(booking.book(office.session("kaya"), visit))
    missed = book(office, DECEMBER, "10:00")
    with office.session("aydin").begin("missed") as work:
        work.put(replace(missed, status="no_show"))
        work.commit()
    async with seated(office.app_of("aydin")) as aydin:
        await planner(aydin)
        await aydin.press("down")
        await aydin.sees("Beim Verlegen: 1 Termin würde mitziehen.")
        await aydin.press("enter")
        await aydin.sees("Termine Do., 03.12.2026", "1 gebucht, 1 weitere")


async def test_v_moves_a_day_with_its_bookings_and_lists_whom_to_tell(office: Office) -> None:
    due = book(office, DECEMBER, "14:00")
    async with seated(office.app_of("aydin")) as aydin:
        await planner(aydin)
        await aydin.press("down", "v")
        await aydin.sees("Verlegen: Do., 03.12.2026", "1 Termin würde mitziehen, zur selben Uhrzeit.")
        assert aydin.field("date").value == "10.12.2026"
        await aydin.press("enter")
        await aydin.is_at("WhomToTell")
        await aydin.sees(
            "Kim Übler 02324 12345 · E-Mail: nein", "03.12.2026, 14:00 Uhr → Do., 10.12.2026, 14:00 Uhr"
        )
        await aydin.press("z")
        await aydin.is_told("Liste an Ihr Terminal gesendet, zum Einfügen.")
        await aydin.press("escape")
        await aydin.is_told("Verlegt auf Do., 10.12.2026.")
        await aydin.sees("Do., 10.12.2026: bestätigt statt Do., 03.12.2026.")
        assert aydin.app.clipboard == (
            "Kim Übler: 02324 12345 (E-Mail: nein)\n  Do., 03.12.2026, 14:00 Uhr → Do., 10.12.2026, 14:00 Uhr"
        )
    moved = stored(office, due.id)
    assert (moved.start, moved.uid, moved.sequence) == (moment("14:00", MOVED), due.uid, 1)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("bald", "„bald“ ist kein Datum."),
        ("25.12.2026", "Das ist ein Feiertag: Erster Weihnachtstag."),
        ("5.11.2026", "An diesem Datum ist schon ein Sprechtag."),
        ("1.1.2027", "Das ist ein Feiertag: Neujahr."),
        ("5.2.2027", "höchstens vier Wochen"),
    ],
)
async def test_a_wrong_date_is_said_beside_it_and_not_lost(office: Office, typed: str, says: str) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await planner(aydin)
        await aydin.press("down", "v")
        await aydin.fill("date", typed)
        await aydin.press("enter")
        await aydin.sees("Verlegen: Do., 03.12.2026", says)
        assert aydin.field("date").value == typed
        await aydin.press("escape")
        await aydin.is_at("PlannerScreen")
    assert not office.log("plan")


async def test_what_only_the_office_knows_brings_the_form_back(office: Office) -> None:
    planning.add(office.session("aydin"), date(2026, 12, 28))
    async with seated(office.app_of("aydin")) as aydin:
        await planner(aydin, 2027)
        await aydin.mark("07.01.2027")
        await aydin.press("v")
        await aydin.fill("date", "28.12.2026")
        await aydin.press("enter")
        await aydin.sees("Verlegen: Do., 07.01.2027", "An diesem Datum ist schon ein Sprechtag.")
        assert aydin.field("date").value == "28.12.2026"


async def test_a_move_that_clashes_is_asked(office: Office) -> None:
    book(office, DECEMBER, "14:00", adviser="berger")
    talk = Booking("company_visit", moment("13:30", MOVED), 60, "berger", "BE1", "BM", Visitor(phone="+4923"))
    ok(booking.book(office.session("kaya"), talk))
    async with seated(office.app_of("aydin")) as aydin:
        await planner(aydin)
        await aydin.press("down", "v", "enter")
        await aydin.sees("Trotzdem?", "14:00 Kim Übler", "13:30–14:30 Uhr")
        await aydin.press("n")
        await aydin.sees("Verlegen: Do., 03.12.2026", "Noch nicht entschieden.")
        assert aydin.field("date").value == "10.12.2026"
        assert not office.log("plan")
        await aydin.press("enter", "j")
        await aydin.is_at("WhomToTell")
    assert office.day(MOVED) is not None


async def test_n_adds_a_day_and_asks_about_a_holiday(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await planner(aydin)
        await aydin.press("n")
        await aydin.sees("Zusätzlicher Sprechtag", "Mit den üblichen Zeiten.")
        await aydin.press(*"3.12.2026", "enter")
        await aydin.sees("An diesem Datum ist schon ein Sprechtag.")
        await aydin.fill("date", "15.12.2026")
        await aydin.press("enter")
        await aydin.is_told("Zusätzlicher Sprechtag: Di., 15.12.2026.")
        await aydin.sees("Di., 15.12.2026: bestätigt, ein zusätzlicher Sprechtag.")
        assert aydin.line("Di., 15.12.2026").endswith("zusätzlich")
        await aydin.press("n", *"26.12.2026", "enter")
        await aydin.sees("Trotzdem?", "Das ist ein Feiertag: Zweiter Weihnachtstag.")
        await aydin.press("j")
        await aydin.is_told("Zusätzlicher Sprechtag: Sa., 26.12.2026.")
    assert office.day(date(2026, 12, 15)) and office.day(date(2026, 12, 26))


async def test_b_changes_hours_and_says_what_is_wrong_beside_the_field(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await planner(aydin)
        await aydin.press("down", "b")
        await aydin.sees("Zeiten: Do., 03.12.2026")
        assert [aydin.field(name).value for name in ("hours", "slot", "desks", "capacity")] == [
            "08:30–16:00", "30", "3", "",
        ]  # fmt: skip
        await aydin.fill("hours", "16-9")
        await aydin.fill("slot", "zwei")
        await aydin.press("enter")
        await aydin.sees("Zeiten ! Das Ende liegt vor dem Anfang.", "Bitte eine Zahl.")
        assert aydin.field("hours").value == "16-9"
        await aydin.fill("hours", "9-15")
        await aydin.fill("slot", "20")
        await aydin.fill("desks", "4")
        await aydin.press("enter")
        await aydin.is_told("Zeiten geändert: Do., 03.12.2026.")
        assert "09:00–15:00 20×3" in aydin.line("03.12.2026  ")
    day = office.day(DECEMBER)
    assert day and (day.opens, day.closes, day.slot, day.places, day.sequence) == (
        time(9),
        time(15),
        20,
        3,
        1,
    )


async def test_hours_that_leave_bookings_outside_are_asked(office: Office) -> None:
    book(office, DECEMBER, "14:00")
    async with seated(office.app_of("aydin")) as aydin:
        await planner(aydin)
        await aydin.press("down", "b")
        await aydin.fill("hours", "9-12")
        await aydin.press("enter")
        await aydin.sees("Trotzdem?", "14:00 Kim Übler: liegt dann außerhalb der Zeiten oder des Rasters")
        await aydin.press("n")
        await aydin.sees("Noch nicht entschieden.")
        assert aydin.field("hours").value == "09:00–12:00"
        await aydin.press("enter", "j")
        await aydin.is_told("Zeiten geändert")
    day = office.day(DECEMBER)
    assert day and day.closes == time(12)


async def test_a_colleague_s_hours_are_not_overwritten_by_the_form(office: Office) -> None:
    lead = office.session("aydin")
    async with seated(office.app_of("aydin")) as aydin:
        await planner(aydin)
        await aydin.press("down", "b")
        await aydin.fill("slot", "20")
        usual = Hours(time(8, 30), time(16), 30, 3, None)
        planning.arrange(lead, DECEMBER, usual._replace(desks=5))
        await aydin.press("enter")
        await aydin.sees("Inzwischen geändert: Do., 03.12.2026, 08:30–16:00, Raster 30 min, 5 Plätze")
        assert (aydin.field("slot").value, aydin.field("desks").value) == ("20", "5")
        await aydin.press("enter")
        await aydin.is_told("Zeiten geändert: Do., 03.12.2026.")
    day = office.day(DECEMBER)
    assert day and (day.slot, day.desks, day.sequence) == (20, 5, 2)


async def test_u_takes_the_last_decision_back_with_its_bookings(office: Office) -> None:
    due = book(office, DECEMBER, "14:00")
    async with seated(office.app_of("aydin")) as aydin:
        await planner(aydin)
        await aydin.press("down", "v", "enter", "escape")
        await aydin.sees("Do., 10.12.2026: bestätigt")
        await aydin.press("u")
        await aydin.is_at("WhomToTell")
        await aydin.sees(
            "Zu benachrichtigen: 1",
            "Kim Übler 02324 12345",
            "10.12.2026, 14:00 Uhr → Do., 03.12.2026, 14:00 Uhr",
        )
        await aydin.press("escape")
        await aydin.is_at("PlannerScreen")
        await aydin.is_told("Zurückgenommen: Selin Aydın: Planung 10.12.2026")
        await aydin.sees("Do., 03.12.2026: geplant", "1 Termin würde mitziehen")
    back = stored(office, due.id)
    assert (back.start, back.sequence) == (due.start, 2)


async def test_an_opened_day_is_not_planned_any_more(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await planner(aydin)
        for key in "fvxb":
            aydin.app.tell(NOTHING)
            await aydin.press(key)
            await aydin.is_told("Dieser Sprechtag wurde schon geöffnet.")
            await aydin.is_at("PlannerScreen")
    assert not office.log("plan")


async def test_a_colleague_s_decision_is_seen_and_moves_no_cursor(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await planner(aydin)
        await aydin.press("home", "down", "down", "down")
        await aydin.sees("Do., 02.04.2026: geplant")
        planning.add(office.session("aydin"), date(2026, 11, 20))
        planning.settle(office.session("aydin"), DECEMBER, MOVED)
        await aydin.sees("Fr., 20.11.2026", "Do., 10.12.2026")
        await aydin.sees("Do., 02.04.2026: geplant")
        await aydin.press("down")
        await aydin.sees("Do., 07.05.2026: geplant")


async def test_a_marked_day_that_a_colleague_moves_stays_marked(office: Office) -> None:
    planning.add(office.session("aydin"), date(2026, 12, 8))
    async with seated(office.app_of("aydin")) as aydin:
        await planner(aydin)
        await aydin.mark("03.12.2026")
        planning.settle(office.session("aydin"), DECEMBER, MOVED)
        await aydin.sees("Do., 10.12.2026: bestätigt statt Do., 03.12.2026")


async def test_a_form_stays_while_a_colleague_decides_and_hears_of_it_when_it_is_sent(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await planner(aydin)
        await aydin.press("down", "v")
        await aydin.fill("date", "11.12.2026")
        planning.add(office.session("aydin"), date(2026, 12, 11))
        await aydin.press("enter")
        await aydin.sees("Verlegen: Do., 03.12.2026", "An diesem Datum ist schon ein Sprechtag.")
        assert aydin.field("date").value == "11.12.2026"
    assert len(office.log("plan")) == 1


async def test_a_long_list_scrolls_and_long_hostile_names_are_shown_to_the_letter(office: Office) -> None:
    for n in range(12):
        clock = f"{9 + n // 4}:{'00' if n % 4 < 2 else '30'}"
        book(office, DECEMBER, clock, f"[/] Nr{n:02} {'Wittgenstein-' * 8}")
    async with seated(office.app_of("aydin")) as aydin:
        await planner(aydin)
        await aydin.press("down", "x", "j")
        await aydin.sees("Zu benachrichtigen: 12", "[/] Nr00")
        assert "Nr11" not in aydin.text
        await aydin.press("end")
        await aydin.until(lambda: "Nr11" in aydin.text)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_everything_is_english_too(office: Office, size: tuple[int, int]) -> None:
    book(office, DECEMBER, "14:00")
    async with seated(office.app_of("aydin", "en"), size) as aydin:
        await aydin.press("j")
        await aydin.sees("Year plan 2026", "Instead of", "Corpus", "? proposed")
        await aydin.press("down")
        await aydin.sees("Thu, 2026-12-03: planned, first Thursday of the month.", "1 booking would go along")
        await aydin.press("x")
        await aydin.sees("Cancel the consultation day on Thu, 2026-12-03? 1 booking is called off.")
        await aydin.press("y")
        await aydin.sees("To be told: 1", "→ called off")


async def test_the_holidays_load_beside_the_screen(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading them takes 190 ms: the screen's own thread never does."""
    real, loops = planning_year.year, list[bool]()

    def watched(session: object, number: int) -> planning_year.Year:
        try:
            asyncio.get_running_loop()
            loops.append(True)
        except RuntimeError:
            loops.append(False)
        return real(session, number)  # type: ignore[arg-type]

    monkeypatch.setattr(planning_year, "year", watched)
    async with seated(office.app_of("aydin")) as aydin:
        await planner(aydin)
    assert loops and not any(loops)
