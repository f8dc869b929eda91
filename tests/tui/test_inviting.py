"""Inviting by mail from the list of appointments."""

from __future__ import annotations

from msgspec.structs import replace

from ihk_tui.domain.invitations import Delivery
from ihk_tui.domain.visitors import Visitor
from ihk_tui.office import booking, inviting
from tests.tui.office import Office, moment, ok
from tests.tui.seat import seated

LENA = Visitor(name="Lena Weiß", email="lena@example.org")


def _booked(office: Office, visitor: Visitor = LENA) -> int:
    wish = booking.Booking("consultation", moment("13:30"), 0, "aydin", "PR2", "AZ", visitor)
    return ok(booking.book(office.session("kaya"), wish)).id


async def test_e_asks_for_the_consent_and_lets_the_invitation_wait(office: Office) -> None:
    number = _booked(office)
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t")
        await kaya.mark("Lena")
        await kaya.press("e")
        await kaya.sees("Hat Lena Weiß der E-Mail ausdrücklich zugestimmt?")
        await kaya.press("n")
        await kaya.is_told("Ohne ausdrückliches Ja zur E-Mail wird nichts verschickt.")
        assert inviting.invitation_to(office.session("kaya"), number) is None
        await kaya.press("e", "j")
        await kaya.is_told("Die Einladung wartet auf den Versand")
        await kaya.press("e")
        await kaya.is_told("Diese Einladung gibt es schon: wartet auf den Versand.")
    posted = inviting.invitation_to(office.session("kaya"), number)
    assert posted and posted.standing == "waiting"
    assert posted.appointment.visitor.contact_email == "yes"


async def test_the_details_say_how_the_invitation_stands(office: Office) -> None:
    number = _booked(office, replace(LENA, contact_email="yes"))
    kaya = office.session("kaya")
    ok(inviting.invite(kaya, number))
    inviting.send(kaya, lambda letter: Delivery("refused", "550 5.1.1"))
    async with seated(office.app_of("kaya")) as seat:
        await seat.press("t")
        await seat.mark("Lena")
        await seat.press("i")
        await seat.sees("vom Mailserver abgelehnt (550 5.1.1)")


async def test_who_has_no_address_is_not_invited(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t")
        await kaya.mark("Yusuf")
        await kaya.press("e")
        await kaya.is_told("Zu diesem Termin gibt es keine E-Mail.")
