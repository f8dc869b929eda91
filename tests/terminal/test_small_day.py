"""A small consultation day, done by keys alone from opening to closing."""

from __future__ import annotations

from pathlib import Path

from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.notes import VisitNotes
from tests.ical.calendars import ics_reads, vobject_reads
from tests.processes.office import visits
from tests.terminal.desks import Desks

TODAY = "3.12.2026"


def test_a_small_day_by_keys_alone(desks: Desks, tmp_path: Path) -> None:
    office = desks.office
    who = ("--visitor-kind", "BM", "--topic", "VE2", "--company", "Müßig & Söhne", "--postcode", "45525")
    office.done("book", "--date", TODAY, "--time", "14:00", *who, "--phone", "02324 5678", by="kaya")
    terminal = desks.sit_down("aydin")
    terminal.until("Der Sprechtag am Do., 03.12.2026 ist noch nicht geöffnet.", "o öffnet ihn.")
    terminal.keys("o")
    terminal.until("✓ Der Sprechtag ist geöffnet.", "0 warten", "Noch war niemand da.")

    terminal.keys("n")
    terminal.until("Neuer Besuch", "Wer kommt: –")
    terminal.keys("b")
    terminal.until("BM Betrieb, IHK-Mitglied")
    terminal.keys("v", "2")
    terminal.until("VE2 Eintragung")
    terminal.keys("Tab", "Firma Groß", "Tab", "45525", "Enter")
    terminal.until("✓ A01 gegeben um 09:0", "1 warten", "A01   09:00  Firma Groß")
    terminal.keys("n")
    terminal.until("Neuer Besuch")
    terminal.keys("a", "p", "2", "Enter")
    terminal.until("✓ A02 gegeben", "2 warten")
    terminal.keys("n")
    terminal.until("Neuer Besuch")
    terminal.keys("x", "d", "Enter")
    terminal.until("✓ A03 gegeben", "3 warten", "A03   09:00  anonym")

    terminal.keys("a")
    terminal.until("✓ A01 an Platz 1 aufgerufen.", "2 warten · 1 im Gespräch", "Aydın · Platz 1")
    terminal.until("» A01   09:00  Firma Groß", "Firma Groß · VE2 Eintragung (§§ 34–36)")
    terminal.keys("g")
    terminal.until("✓ Gespräch mit A01 läuft.", "● A01   09:00  Firma Groß")

    terminal.keys("Enter")
    terminal.until("Notiz zu VE2", "im Gespräch · Platz 1")
    terminal.keys("Vertrag liegt vor, Anlage fehlt.")
    terminal.until("Vertrag liegt vor, Anlage fehlt.")
    terminal.keys("Escape")
    terminal.until("Fassung 1")
    terminal.keys("Escape")
    terminal.until("● A01   09:00", "n Neu")

    terminal.keys("f")
    terminal.until("A01 fertig", "Was ist das Ergebnis?")
    terminal.keys("g")
    terminal.until("✓ A01 ist fertig.", "2 warten · 0 im Gespräch")
    terminal.keys("u")
    terminal.until("✓ Zurückgenommen: Selin Aydın: Fertig A01", "● A01", "2 warten · 1 im Gespräch")
    terminal.keys("f")
    terminal.until("Was ist das Ergebnis?")
    terminal.keys("g")
    terminal.until("✓ A01 ist fertig.", "2 warten · 0 im Gespräch")
    terminal.until(gone="● A01")
    shown = office.value("show", "A01", by="aydin")
    assert shown["state"] == "finished"
    assert shown["outcome"]["kind"] == "solved"
    assert shown["visitor"]["company"] == "Firma Groß"
    assert [step["state"] for step in shown["timeline"]] == ["waiting", "called", "serving", "finished"]
    assert "Vertrag liegt vor, Anlage fehlt." in str(shown["notes"])

    terminal.keys("t")
    terminal.until("Termine Do., 03.12.2026", "14:00", "Müßig & Söhne", "1 gebucht")
    terminal.keys("k")
    terminal.until("Kalender speichern", "Von", "Datei")
    terminal.keys("Enter")
    terminal.until("✓ Gespeichert:")
    written = (tmp_path / "sprechtag-2026-12-03.ics").read_bytes()
    (expected,) = office.value("appointments", "--day", TODAY)
    for seen in (vobject_reads(written), ics_reads(written)):
        (booked,) = [event for event in seen if event.uid == expected["uid"]]
        assert booked.summary == "Beratung: Müßig & Söhne"
        assert booked.start.isoformat() == "2026-12-03T13:00:00+00:00"
    terminal.keys("Escape")
    terminal.until("A02", "A03", "n Neu")

    terminal.keys("c")
    terminal.until("Abschluss Do., 03.12.2026", "Noch 3 zu entscheiden.", "kommt noch")
    terminal.keys("c")  # nothing is closed before all is decided
    terminal.keys("Enter")
    terminal.until("Was ist daraus geworden?", "ohne Gespräch weggegangen")
    terminal.keys("w")
    terminal.until("Noch 2 zu entscheiden.", "✓ gegangen")
    terminal.keys("Enter")
    terminal.until("Was ist daraus geworden?")
    terminal.keys("t")
    terminal.until("Noch 1 zu entscheiden.", "✓ abgewiesen")
    terminal.keys("Enter")
    terminal.until("Was ist daraus geworden?", "abgesagt")
    terminal.keys("s")
    terminal.until("Alles entschieden. c schließt den Sprechtag ab.")
    terminal.keys("c")
    terminal.until("Der Sprechtag am Do., 03.12.2026 ist abgeschlossen.")
    terminal.keys("q")
    assert terminal.code() == 0

    session = office.session("aydin")
    (day,) = session.read().all(ConsultationDay)
    assert day.status == "closed"
    there = {visit.ticket or "booked": visit.state for visit in visits(session)}
    assert there == {"A01": "finished", "A02": "left", "A03": "turned_away", "booked": "cancelled"}
    (note,) = session.read().all(VisitNotes, day.day)
    assert note.text("VE2") == "Vertrag liegt vor, Anlage fehlt."
