"""Where appointments are found by date, without reading all years."""

from __future__ import annotations

from datetime import date, timedelta

from ihk_tui.domain.appointments import Agenda, Appointment
from ihk_tui.office.work import Reader, Work


def on_day(reader: Reader, day: date) -> list[Appointment]:
    """The appointments of a date by time, cancelled ones among them."""
    agenda = reader.get(Agenda, day)
    found = (reader.get(Appointment, number) for number in (agenda.appointments if agenda else ()))
    return sorted((a for a in found if a), key=lambda a: (a.start, a.id))


def between(reader: Reader, first: date, last: date) -> list[Appointment]:
    """The appointments from `first` to `last`, both included."""
    if (last - first).days > 366:
        dates = [a.day for a in reader.all(Agenda) if first <= a.day <= last]
    else:
        dates = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [appointment for day in dates for appointment in on_day(reader, day)]


def keep(work: Work, appointment: Appointment) -> None:
    """Put an appointment into the store and onto the agenda of its date only."""
    before = work.get(Appointment, appointment.id)
    if before and before.day != appointment.day:
        old = work.get(Agenda, before.day) or Agenda(before.day)
        work.put(Agenda(before.day, tuple(n for n in old.appointments if n != appointment.id)))
    agenda = work.get(Agenda, appointment.day) or Agenda(appointment.day)
    if appointment.id not in agenda.appointments:
        work.put(Agenda(appointment.day, (*agenda.appointments, appointment.id)))
    work.put(appointment)
