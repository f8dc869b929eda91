"""Every form in which an office gives its calendar away, beside what it has to say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from ihk_tui.config import MailSettings, PublishSettings
from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.ical.export import sources
from ihk_tui.ical.identity import OfficeIdentity
from ihk_tui.ical.publish.resources import resources
from ihk_tui.mailing import Postman
from ihk_tui.office import days, inviting
from ihk_tui.office.publishing import CALLED_OFF_BEFORE, diary
from ihk_tui.publishing import Publisher
from tests.mail.server import MailServer
from tests.office.office import ok
from tests.readers.office import FIRST, LAST, Office, berlin
from tests.readers.scene import KIM, Scene
from tests.readers.seen import Seen
from tests.readers.told import Told
from tests.readers.typed import EVERYTHING

_PUBLISHED = timedelta(days=30)


class Form(NamedTuple):
    """One calendar."""

    name: str
    content: bytes
    meant: list[Seen]


def exported(office: Office) -> list[Form]:
    """What the command `export` writes, for whoever it is."""
    told, held = office.told, [a for a in office.appointments if FIRST <= a.day <= LAST]
    year = planned(office, FIRST, LAST)
    reception = next(person.id for person in office.config.people if person.role == "reception")
    forms = [
        Form("staff", office.export(), told.staff(held, year)),
        Form(
            "staff for the reception", office.export("--as", reception), told.staff(held, year, notes=False)
        ),
        Form("busy", office.export("--profile", "busy"), told.busy(held)),
    ]
    for adviser in office.advisers:
        theirs = [a for a in held if a.adviser == adviser]
        forms += [
            Form(f"staff, {adviser}", office.export("--adviser", adviser), told.staff(theirs, year)),
            Form(
                f"busy, {adviser}",
                office.export("--profile", "busy", "--adviser", adviser),
                told.busy(theirs),
            ),
        ]
    return forms


def visitors(office: Office) -> list[Form]:
    """What single visitors take along."""
    first, moved, *_, cancelled = (
        [a for a in office.appointments if a.status == "booked" and not a.sequence][:1]
        + [a for a in office.appointments if a.sequence == 2]
        + [a for a in office.appointments if a.status == "cancelled"]
    )
    return [
        Form(
            f"visitor {a.id}",
            office.export("--profile", "visitor", "--appointment", str(a.id)),
            [office.told.visitor(a)],
        )
        for a in (first, moved, cancelled)
    ]


def published(office: Office, folder: Path) -> Iterator[Form]:
    """The files in a folder that a web server shows, with names and without."""
    told, today = office.told_to_subscribers, office.session.today()
    held = [a for a in office.appointments if a.day >= today - _PUBLISHED or _called_off(a, today)]
    ahead = planned(office, today - _PUBLISHED, date(LAST.year + 1, 12, 31))
    for profile in ("staff", "busy"):
        settings = replace(office.config, publish=PublishSettings(profile=profile))
        publisher = Publisher(office.session, office.folder, settings, office.session.catalogue, {})
        publisher.choose(folder / profile, caldav=False)
        assert not publisher.publish().troubles
        for adviser in ("", *office.advisers):
            theirs = [a for a in held if adviser in ("", a.adviser)]
            meant = told.busy(theirs) if profile == "busy" else told.staff(theirs, ahead, notes=False)
            file = folder / profile / f"{adviser or 'office'}.ics"
            yield Form(f"{profile} file {adviser}".rstrip(), file.read_bytes(), meant)


def _called_off(appointment: Appointment, today: date) -> bool:
    return appointment.status == "cancelled" and appointment.day >= today - CALLED_OFF_BEFORE


def on_a_server(office: Office) -> list[Form]:
    """What a calendar on a CalDAV server is given: a resource for each event."""
    held, house = diary(office.session, _PUBLISHED.days), office.config.office
    chosen = sources(
        held.appointments, held.days, profile="staff", catalogue=office.session.catalogue,
        names={person.id: person.name for person in office.config.people}, language=office.language,
        office=OfficeIdentity(house.name, house.place, house.domain, house.secret.encode()),
        now=office.now,
    )  # fmt: skip
    made = resources(chosen, {})
    return [Form(f"resource {event.uid}", made[event.uid].content, [event]) for event in shared(office)]


def shared(office: Office) -> list[Seen]:
    """What stands in a calendar that the staff share: everything without remarks."""
    ahead = planned(office, office.session.today() - _PUBLISHED, date(LAST.year + 1, 12, 31))
    return office.told.staff(office.appointments, ahead, notes=False)


def mailed(folder: Path) -> list[Form]:
    """Invitations, changes and cancellations as they arrive, of an office of their own."""
    server, scene = MailServer().start(), Scene(folder, "de")
    english = Told(scene.config, scene.session.catalogue, "en", scene.now)
    mail = MailSettings(host="127.0.0.1", port=server.port, sender="buero@example.org", starttls=False)
    postman = Postman(replace(scene.config, mail=mail), folder, lambda: scene.now, {})
    forms: list[Form] = []

    def send() -> None:
        for letter in inviting.send(scene.session, postman).sent:
            told = scene.told if letter.appointment.visitor.language != "en" else english
            name = f"{letter.method} {letter.sequence} {letter.appointment.id}"
            content = server.received[len(forms)].calendar
            assert f"\r\nMETHOD:{letter.method}\r\n".encode() in content
            forms.append(Form(name, content, [told.visitor(letter.appointment)]))

    try:
        october = date(2026, 10, 25)
        starts = [berlin(october, "2:30"), berlin(october, "2:30", fold=1), berlin(date(2026, 5, 4), "9:00")]
        booked = [scene.book(start, visitor=KIM) for start in starts]
        booked.append(scene.book(berlin(date(2026, 7, 1), "9:00"), visitor=replace(KIM, language="en")))
        booked += [
            scene.book(starts[-1], place=typed.text, visitor=replace(KIM, name=typed.text))
            for typed in EVERYTHING
        ]
        for each in booked:
            ok(inviting.invite(scene.session, each.id))
        send()
        booked = [scene.move(each, each.start + timedelta(days=7)) for each in booked[:4]]
        send()
        for each in booked:
            scene.cancel(each)
        send()
    finally:
        server.stop()
        scene.close()
    assert len(forms) == len(EVERYTHING) + 3 * 4
    return forms


def planned(office: Office, first: date, last: date) -> list[ConsultationDay]:
    """The consultation days of a span."""
    found = [day for year in range(first.year, last.year + 1) for day in days.plan(office.session, year)]
    return [day for day in found if first <= day.day <= last]
