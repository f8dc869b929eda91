"""One visit: its topics, its notes and what happened when."""

from __future__ import annotations

from datetime import timedelta

from ihk_tui.domain.notes import VisitNotes
from ihk_tui.office import days, notes, serving
from ihk_tui.tui.visit.note import NoteArea
from tests.tui.office import DAY, Office, ok
from tests.tui.seat import Seat, seated


async def open_note(seat: Seat, ticket: str) -> NoteArea:
    await seat.mark(ticket)
    await seat.press("enter")
    await seat.is_at("VisitScreen")
    return seat.app.screen.query_one(NoteArea)


async def test_what_is_known_and_what_happened_when(office: Office) -> None:
    async with seated(office.app_of("berger")) as berger:
        note = await open_note(berger, "A03")
        await berger.sees(
            "A03 Zimmermann & Söhne",
            "BE2 Eignung (§§ 28–30) · Tom Berger · 36 min",
            "Notiz zu BE2",
            "Fassung 1",
            "09:20 wartet",
            "09:41 aufgerufen Platz 2",
            "09:44 im Gespräch Platz 2",
            "Warten 21 min",
        )
        assert note.text == "Ausbildereignung fehlt noch.\nPrüfung im März."
        assert note.has_focus  # the talk is mine: what is typed is the note


async def test_esc_saves_the_note_and_leads_back(office: Office) -> None:
    async with seated(office.app_of("berger")) as berger:
        await open_note(berger, "A03")
        await berger.type(" [Wichtig]")
        await berger.press("escape")
        await berger.until(lambda: not berger.app.screen.query_one(NoteArea).has_focus)
        await berger.sees("Fassung 2")
        await berger.press("escape")
        await berger.is_at("DayScreen")
    assert office.notes("A03").text("BE2") == "Ausbildereignung fehlt noch.\nPrüfung im März. [Wichtig]"


async def test_strg_s_saves_and_writing_goes_on(office: Office) -> None:
    async with seated(office.app_of("berger")) as berger:
        note = await open_note(berger, "A03")
        await berger.type(" Eins")
        await berger.press("ctrl+s")
        await berger.is_told("Notiz gespeichert.")
        assert office.notes("A03").text("BE2").endswith("Eins")
        assert note.has_focus
        await berger.type(" zwei")
        await berger.press("escape", "escape")
        await berger.is_at("DayScreen")
    assert office.notes("A03").text("BE2").endswith("Eins zwei")
    assert office.notes("A03").revision("BE2") == 3


async def test_a_note_that_was_not_changed_is_not_saved_again(office: Office) -> None:
    async with seated(office.app_of("berger")) as berger:
        await open_note(berger, "A03")
        await berger.press("escape", "escape")
        await berger.is_at("DayScreen")
    assert office.notes("A03").revision("BE2") == 1


async def test_reception_sees_no_note(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        note = await open_note(kaya, "A03")
        await kaya.sees("Notizen sieht nur die Beratung und die Leitung.")
        assert not note.display and note.text == ""
        assert "Ausbildereignung" not in kaya.text
        await kaya.press("n")
        assert not note.has_focus
    async with seated(office.app_of("kaya"), (120, 36)) as wide:
        assert "Ausbildereignung" not in wide.text


async def test_each_topic_has_its_own_note_and_the_talk_begins_on_the_chosen_one(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        note = await open_note(aydin, "A04")
        await aydin.press("a")
        await aydin.is_told("A04 an Platz 1 aufgerufen.")
        await aydin.press("down")
        await aydin.sees("Notiz zu KO1")
        await aydin.press("g")
        await aydin.is_told("Gespräch mit A04 läuft.")
        await aydin.sees("● KO1 Konflikt im Betrieb · Selin Aydın")
        await aydin.press("n")
        await aydin.type("Chef zahlt nicht.")
        await aydin.press("escape", "up")
        await aydin.sees("Notiz zu PR2")
        assert note.text == ""
        await aydin.press("enter")
        await aydin.type("Zulassung ok.")
        await aydin.press("escape", "escape")
        await aydin.is_at("DayScreen")
    held = office.notes("A04")
    assert (held.text("KO1"), held.text("PR2")) == ("Chef zahlt nicht.", "Zulassung ok.")
    talking = [t.code for t in office.visit("A04").topics if t.talking]
    assert talking == ["KO1"]


async def test_the_visit_that_is_shown_is_called_though_another_is_next(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await open_note(aydin, "A08")
        await aydin.press("a", "g")
        await aydin.is_told("Gespräch mit A08 läuft.")
        await aydin.press("s")
        await aydin.type("später")
        await aydin.press("enter")
        await aydin.is_told("A08 ist geparkt.")
        await aydin.press("r")
        await aydin.is_told("A08 geht weiter.")
        await aydin.press("f", "b")
        await aydin.is_told("A08 ist fertig.")
        await aydin.sees("VE abgebrochen", "10:20 fertig")
        await aydin.press("u")
        await aydin.is_told("Zurückgenommen: Selin Aydın: Fertig A08")
        await aydin.sees("im Gespräch · Platz 1")
    assert office.visit("A08").state == "serving"
    assert office.visit("A07").state == "waiting"


async def test_recall_no_show_leave_transfer_and_edit_work_on_the_visit_itself(office: Office) -> None:
    async with seated(office.app_of("mueller")) as mueller:
        await open_note(mueller, "A05")
        await mueller.press("w")
        await mueller.is_told("A05 nochmals an Platz 3 aufgerufen.")
        await mueller.press("x")
        await mueller.is_told("A05 war nicht da.")
        await mueller.press("r")
        await mueller.is_told("A05 geht weiter.")
        await mueller.press("l", "1", "r", "enter")
        await mueller.is_told("A05 an Selin Aydın übergeben.")
        await mueller.sees("von Karl-Friedrich")
        await mueller.press("b")
        await mueller.fill("company", "Bäckerei Süß & Co.")
        await mueller.press("enter")
        await mueller.is_told("A05 geändert.")
        await mueller.sees("A05 Bäckerei Süß & Co.")
        await mueller.press("minus", "g")
        await mueller.is_told("A05 ist nicht mehr da.")
        await mueller.sees("gegangen")
    assert office.visit("A05").state == "left"


async def test_two_versions_of_one_note_are_shown_and_neither_is_lost(office: Office) -> None:
    """Scenario 18, second half."""
    async with seated(office.app_of("berger")) as berger:
        await open_note(berger, "A03")
        await berger.type(" Von Berger.")
        aydin = office.session("aydin")
        ok(notes.write(aydin, "A03", "Von Aydın geschrieben.", "BE2", 1))
        await berger.press("ctrl+s")
        await berger.sees(
            "Zwei Fassungen",
            "Selin Aydın hat diese Notiz",
            "Von Aydın geschrieben.",
            "Prüfung im März. Von Berger.",
        )
        assert office.notes("A03").text("BE2") == "Von Aydın geschrieben."
        await berger.press("escape")
        await berger.is_at("VisitScreen")
        assert berger.app.screen.query_one(NoteArea).text.endswith("Von Berger.")
        await berger.press("ctrl+s")
        await berger.sees("Zwei Fassungen")
        await berger.press("b")
        await berger.is_at("VisitScreen")
        await berger.sees("Fassung 3")
        await berger.until(lambda: "Aydın" in berger.app.screen.query_one(NoteArea).text)
    text = office.notes("A03").text("BE2")
    assert text.startswith("Von Aydın geschrieben.") and text.endswith("Von Berger.")
    assert [r.by for r in office.notes("A03").topics["BE2"]] == ["berger", "aydin", "berger"]


async def test_two_versions_are_shown_after_the_line_was_lost_too(office: Office) -> None:
    async with seated(office.app_of("berger")) as berger:
        await open_note(berger, "A03")
        await berger.type(" Von Berger.")
    ok(notes.write(office.session("aydin"), "A03", "Von Aydın geschrieben.", "BE2", 1))
    async with seated(office.app_of("berger")) as again:
        await open_note(again, "A03")
        await again.is_told("es gibt eine neuere Fassung: Esc zeigt beide.")
        await again.press("escape")
        await again.sees("Zwei Fassungen", "Von Aydın geschrieben.", "Prüfung im März. Von Berger.")
        await again.press("b")
        await again.is_at("VisitScreen")
        await again.sees("Fassung 3")
    text = office.notes("A03").text("BE2")
    assert text.startswith("Von Aydın geschrieben.") and text.endswith("Von Berger.")


async def test_yours_saved_over_the_other_keeps_the_other_as_a_version(office: Office) -> None:
    async with seated(office.app_of("berger")) as berger:
        await open_note(berger, "A03")
        await berger.type(" Von Berger.")
        ok(notes.write(office.session("aydin"), "A03", "Von Aydın.", "BE2", 1))
        await berger.press("ctrl+s", "i")
        await berger.sees("Fassung 3")
    versions = [r.text for r in office.notes("A03").topics["BE2"]]
    assert versions[1] == "Von Aydın." and versions[2].endswith("Von Berger.")


async def test_the_other_kept_drops_mine(office: Office) -> None:
    async with seated(office.app_of("berger")) as berger:
        note = await open_note(berger, "A03")
        await berger.type(" Von Berger.")
        ok(notes.write(office.session("aydin"), "A03", "Von Aydın.", "BE2", 1))
        await berger.press("ctrl+s", "a")
        await berger.is_at("VisitScreen")
        await berger.until(lambda: note.text == "Von Aydın.")
        await berger.press("escape", "escape")
        await berger.is_at("DayScreen")
    assert office.notes("A03").revision("BE2") == 2


async def test_a_note_someone_else_saves_appears_unless_one_is_being_written(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        note = await open_note(aydin, "A03")
        ok(notes.write(office.session("berger"), "A03", "Neu von Berger.", "BE2", 1))
        await aydin.until(lambda: note.text == "Neu von Berger.")
        await aydin.press("n")
        await aydin.type(" Mein Satz")
        ok(notes.write(office.session("berger"), "A03", "Nochmals Berger.", "BE2", 2))
        ok(serving.defer(office.session("berger"), "A03"))
        await aydin.sees("später")
        assert note.text == "Neu von Berger. Mein Satz" and note.has_focus


async def test_whoever_opens_a_visit_that_a_colleague_noted_something_on_is_logged(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await open_note(aydin, "A03")
        await aydin.until(lambda: [(e.person, e.subject) for e in office.log("read")])
        assert [(e.person, e.subject) for e in office.log("read")] == [("aydin", "A03 2026-11-05")]
        await aydin.press("escape", "escape", "u")
        await aydin.is_told("Zurückgenommen: Selin Aydın: Später A02")
    async with seated(office.app_of("berger"), (120, 36)) as berger:
        await berger.sees("A03")
        ok(notes.write(office.session("aydin"), "A03", "Neu von Aydın.", "BE2", 1))
        await berger.sees("Neu von Aydın.")
        await berger.until(lambda: [e.person for e in office.log("read")] == ["aydin", "berger"])


async def test_a_note_that_is_too_long_stays_where_it_is_and_keeps_nobody(office: Office) -> None:
    async with seated(office.app_of("berger")) as berger:
        note = await open_note(berger, "A03")
        await berger.paste("ü" * 2000)
        await berger.press("ctrl+s")
        await berger.is_told("Zeichen zu lang (höchstens 2.000).")
        assert note.text.endswith("ü") and note.has_focus
        await berger.type("!")
        await berger.press("escape")
        await berger.is_told("Nochmals Esc geht zurück; der Text bleibt hier als Entwurf.")
        assert note.has_focus
        await berger.press("escape", "escape")
        await berger.is_at("DayScreen")
        note = await open_note(berger, "A03")
        await berger.until(lambda: note.text.endswith("ü!"))
        await berger.press("escape", "escape", "escape")
        await berger.is_at("DayScreen")
    assert office.notes("A03").revision("BE2") == 1


async def test_a_note_that_was_taken_back_is_no_draft(office: Office) -> None:
    async with seated(office.app_of("berger")) as berger:
        note = await open_note(berger, "A03")
        await berger.until(lambda: note.text)
        before, name = note.text, note._draft
        await berger.press("X")
        await berger.until(lambda: office.typed("berger", name))
        await berger.press("backspace")
        await berger.until(lambda: not office.typed("berger", name))
        assert note.text == before


async def test_what_is_written_is_drafted_and_back_after_the_line_was_lost(office: Office) -> None:
    drafts = office.session("berger").store.drafts
    name = f"note {DAY} {office.visit('A03').id} BE2"
    async with seated(office.app_of("berger")) as berger:
        await open_note(berger, "A03")
        await berger.type(" Entwurf")
        await berger.until(lambda: (drafts.load("berger", name) or {}).get("text", "").endswith("Entwurf"))
        await berger.type(" ohne Pause")
    async with seated(office.app_of("berger")) as again:
        await open_note(again, "A03")
        await again.sees("Entwurf ohne Pause")
        await again.press("escape")
        await again.until(lambda: drafts.load("berger", name) is None)
    held = office.store.read().get(VisitNotes, office.visit("A03").id, DAY)
    assert held and held.text("BE2").endswith("Entwurf ohne Pause")


async def test_a_note_that_cannot_be_saved_is_not_left_for_another_topic(office: Office) -> None:
    async with seated(office.app_of("berger")) as berger:
        await open_note(berger, "A03")
        await berger.press("escape", "b", "shift+tab", "plus", "v", "enter")
        await berger.is_told("A03 geändert")
        await berger.press("n")
        await berger.paste("x" * 2_100)
        await berger.press("escape")
        await berger.is_told("zu lang")
        await berger.press("shift+tab", "down")
        await berger.settle()
        note = berger.app.screen.query_one(NoteArea)
        assert note.topic == "BE2" and len(note.text) > 2_000


def test_nothing_was_noted_for_most(office: Office) -> None:
    assert office.store.read().get(VisitNotes, office.visit("A08").id, DAY) is None


async def test_a_visit_is_left_when_its_day_was_closed_and_another_began(office: Office) -> None:
    async with seated(office.app_of("berger")) as berger:
        await open_note(berger, "A04")
        aydin = office.session("aydin")
        points = days.unsettled(office.store.read(), DAY, office.now)
        ok(
            days.close_day(
                aydin, {p.key: "solved" if "solved" in p.choices else p.choices[-1] for p in points}
            )
        )
        office.now += timedelta(days=1)
        ok(days.open_day(aydin, extra=True))
        await berger.is_at("DayScreen")


async def test_k_sends_the_note_of_the_chosen_topic_to_the_terminal(office: Office) -> None:
    async with seated(office.app_of("berger")) as berger:
        await open_note(berger, "A03")
        await berger.press("escape", "k")
        await berger.is_told("Notiz an Ihr Terminal gesendet, zum Einfügen.")
        sent = berger.app.clipboard
    assert sent == "A03, BE2 Eignung (§§ 28–30):\nAusbildereignung fehlt noch.\nPrüfung im März."
    async with seated(office.app_of("kaya")) as kaya:
        await open_note(kaya, "A03")
        await kaya.press("k")
        await kaya.is_told("Das darf nur: Beratung, Leitung.")
        assert kaya.app.clipboard == ""
