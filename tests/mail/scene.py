"""An office that invites: one appointment in ten days, whoever agreed to e-mail, and a postman."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from ihk_tui.config import MailSettings, new_config
from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.invitations import Delivery, Letter
from ihk_tui.domain.visitors import Visitor
from ihk_tui.mailing import Postman
from ihk_tui.office import booking, inviting
from ihk_tui.office.booking import Booking
from ihk_tui.office.inviting import Round
from tests.mail.server import MailServer, Received
from tests.office.office import NEXT_DAY, PEOPLE, Office, moment, ok

SENDER = "sprechtag@ihk.example.org"
KIM = Visitor(name="Kim Übler", email="kim@example.org", phone="+49232412345", contact_email="yes")


class Scene:
    """The office, its mail server, and what came there."""

    def __init__(self, server: MailServer, folder: Path) -> None:
        self.office = Office()
        self.server, self.folder = server, folder
        self.mail = MailSettings(host="127.0.0.1", port=server.port, sender=SENDER, starttls=False)
        self.environment: dict[str, str] = {}

    @property
    def postman(self) -> Postman:
        """What hands letters to the server as it is set up now."""
        config = new_config("IHK Mittleres Ruhrgebiet", "Hattingen", tuple(PEOPLE.values()), secret="fest")
        config = replace(config, mail=self.mail, office=replace(config.office, domain="ihk.example.org"))
        return Postman(config, self.folder, lambda: self.office.now, self.environment)

    def booked(self, clock: str = "10:00", visitor: Visitor = KIM, day: date = NEXT_DAY) -> Appointment:
        """An appointment of a visitor."""
        wish = Booking("consultation", moment(clock, day), 0, "aydin", "PR2", "AZ", visitor)
        return ok(booking.book(self.office.empfang, wish))

    def invited(self, clock: str = "10:00", visitor: Visitor = KIM) -> Appointment:
        """An appointment to whose visitor an invitation waits."""
        appointment = self.booked(clock, visitor)
        ok(inviting.invite(self.office.empfang, appointment.id))
        return appointment

    def send(self, patient: bool = False) -> Round:
        """Send what waits."""
        return inviting.send(self.office.aydin, self.postman, patient)

    def moved(self, number: int, clock: str) -> Appointment:
        """Give an appointment another time."""
        return ok(booking.move(self.office.empfang, number, moment(clock, NEXT_DAY)))

    def standing(self, number: int) -> str:
        """How an invitation stands."""
        posted = inviting.invitation_to(self.office.aydin, number)
        assert posted
        return posted.standing

    def reason(self, number: int) -> str:
        """What the server said last, as far as it is kept."""
        posted = inviting.invitation_to(self.office.aydin, number)
        assert posted
        return posted.invitation.reason

    @property
    def received(self) -> list[Received]:
        """What came to the server."""
        return self.server.received


def dies(letter: Letter) -> Delivery:
    """A sender whose process is killed over a letter."""
    raise KeyboardInterrupt
