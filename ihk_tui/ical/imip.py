"""An appointment as a mail that calendars understand (iMIP, RFC 6047; iTIP, RFC 5546 §3.2).

METHOD, ORGANIZER and ATTENDEE stand here and in no file, feed or CalDAV resource. A mail that is sent again
after a crash tells the same under the same Message-ID.
"""

from __future__ import annotations

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from typing import NamedTuple

from icalendar import vCalAddress

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.formats import show_date, show_span
from ihk_tui.domain.house import House
from ihk_tui.domain.invitations import Letter
from ihk_tui.domain.slips import appointment_slip
from ihk_tui.domain.text import one_line
from ihk_tui.domain.words import Language, Words
from ihk_tui.ical.event import component
from ihk_tui.ical.export import BARE_HEAD, END
from ihk_tui.ical.identity import OfficeIdentity
from ihk_tui.ical.timezone import VTIMEZONE
from ihk_tui.ical.visitor import VisitorAppointment

_NAME_LIMIT = 80
"""Longest name in a header or parameter; mail servers refuse lines over 998 octets (RFC 5321 §4.5.3.1.6)."""
_SUBJECTS = {
    "new": Words("Ihr Termin: {when}", "Your appointment: {when}"),
    "changed": Words("Ihr Termin hat sich geändert: {when}", "Your appointment has changed: {when}"),
    "cancelled": Words("Ihr Termin ist abgesagt: {when}", "Your appointment is cancelled: {when}"),
}
_VISIT = Words(
    "Guten Tag,\n\nwir kommen zu diesem Termin zu Ihnen:", "Hello,\n\nwe come to you at this time:"
)
_BODIES = {
    "new": Words(
        "Guten Tag,\n\nwir erwarten Sie zu diesem Termin:", "Hello,\n\nwe expect you for this appointment:"
    ),
    "changed": Words(
        "Guten Tag,\n\nIhr Termin hat sich geändert. Jetzt gilt:",
        "Hello,\n\nyour appointment has changed. It is now:",
    ),
    "cancelled": Words(
        "Guten Tag,\n\ndieser Termin findet nicht statt:", "Hello,\n\nthis appointment does not take place:"
    ),
}
_CLOSING = Words(
    "Passt es Ihnen nicht? Bitte antworten Sie auf diese E-Mail oder rufen Sie an.\n"
    "Sie erhalten sie, weil Sie dem zugestimmt haben; ein Wort genügt, und wir schreiben nicht mehr.",
    "Does it not suit you? Please answer this e-mail or give us a call.\n"
    "You get it because you agreed to; one word, and we write no more.",
)


class Writer(NamedTuple):
    """Who writes."""

    office: OfficeIdentity
    sender: str
    """The office's address."""


def compose(
    letter: Letter, recipient: str, adviser: str, writer: Writer, language: Language, now: datetime
) -> EmailMessage:
    """Write the mail of a letter to an ASCII address; `adviser` is a name or empty.

    Raises ValueError when an address is none.
    """
    appointment, office = letter.appointment, writer.office
    occasion = "cancelled" if letter.method == "CANCEL" else "changed" if letter.update else "new"
    name = _name(appointment.visitor.name)
    when = (
        f"{show_date(appointment.day, language)}, {show_span(appointment.start, appointment.end, language)}"
    )
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(_name(office.name), addr_spec=writer.sender)
    mail["To"] = Address(name, addr_spec=recipient)
    mail["Subject"] = _SUBJECTS[occasion].fill(when=when).to(language)
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = message_id(letter, office)
    mail["Auto-Submitted"] = "auto-generated"  # nobody's absence shall answer it (RFC 3834)
    slip = appointment_slip(appointment, House(office.name, office.place), adviser, language)
    body = _VISIT if (occasion, appointment.kind) == ("new", "company_visit") else _BODIES[occasion]
    parts = (
        body.to(language),
        slip,
        "" if occasion == "cancelled" else _CLOSING.to(language),
        office.name,
    )
    mail.set_content("\n\n".join(part for part in parts if part) + "\n", cte="quoted-printable")
    mail.add_alternative(
        itip(letter, recipient, adviser, writer, language),
        maintype="text",
        subtype="calendar",
        cte="base64",
        params={"charset": "utf-8", "method": letter.method, "component": "VEVENT"},
    )
    mail["Content-Language"] = language  # last: adding a part moves such headers into the first one
    return mail


def message_id(letter: Letter, office: OfficeIdentity) -> str:
    """Name a mail after what it tells, so that the same told twice is one message (RFC 5322 §3.6.4)."""
    told = sha256(letter.appointment.uid.encode()).hexdigest()[:32]
    return f"<{told}.{letter.sequence}.{letter.method.lower()}@{office.domain}>"


def itip(letter: Letter, recipient: str, adviser: str, writer: Writer, language: Language) -> bytes:
    """Write the calendar of a letter: METHOD, the time zone, one VEVENT with who invites whom."""
    appointment: Appointment = letter.appointment
    event = component(VisitorAppointment(appointment, adviser, writer.office, language).entry())
    event.add("ORGANIZER", vCalAddress.new(writer.sender, cn=_name(writer.office.name) or None))
    event.add(
        "ATTENDEE",
        vCalAddress.new(
            recipient,
            cn=_name(appointment.visitor.name) or None,
            role="REQ-PARTICIPANT",
            partstat="NEEDS-ACTION",
            rsvp=False,  # nobody reads what calendars answer; people answer the mail
        ),
    )
    method = f"METHOD:{letter.method}\r\n".encode()
    body: bytes = event.to_ical()
    return b"".join((BARE_HEAD, method, VTIMEZONE, body, END))


def _name(text: str) -> str:
    """A name for a header or parameter: one line, no quotes, not too long."""
    return one_line(text.replace('"', "'"), limit=_NAME_LIMIT)
